/** These tests hold that a wait ends in time. */
import { within } from '../../../src/runtime/within';
import { VirtualClock } from '../../../src/runtime/virtual-clock';

const never = () => new Promise<never>(() => undefined);

describe('within() a number of ms', () => {
  it('within() gives what the promise gives, and leaves no timer', async () => {
    const clock = new VirtualClock();
    const late = () => 'fallback';
    await expect(within(clock, 50, Promise.resolve('value'), late)).resolves.toBe('value');
    await expect(within(clock, 50, Promise.reject(new Error('no')), late)).rejects.toThrow('no');
    expect(clock.pending).toBe(0);
  });

  it('within() gives the fallback when the time is up', async () => {
    const clock = new VirtualClock();
    const late = within(clock, 50, never(), () => 'fallback');
    await clock.advance(50);
    await expect(late).resolves.toBe('fallback');
  });

  it('within() rejects with what the fallback throws when the time is up', async () => {
    const clock = new VirtualClock();
    const late = within(clock, 5, never(), () => {
      throw new Error('late');
    });
    const outcome = expect(late).rejects.toThrow('late');
    await clock.advance(5);
    await outcome;
  });
});
