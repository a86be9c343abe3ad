import { Stay, within } from '../../../src/media/web/stay';
import { VirtualClock } from '../../support/virtual-clock';

const never = () => new Promise<never>(() => undefined);

describe('a stay', () => {
  it('gives up what waits when it ends, and what is asked after', async () => {
    const stay = new Stay();
    const waiting = stay.race(never());
    stay.end();
    await expect(waiting).rejects.toMatchObject({ code: 61011 });
    await expect(stay.race(Promise.resolve(1))).rejects.toMatchObject({ code: 61011 });
    await expect(stay.race(Promise.reject(new Error('late')))).rejects.toMatchObject({
      code: 61011,
    });
    expect(() => stay.check()).toThrow(expect.objectContaining({ code: 61011 }));
  });

  it('passes on what comes in time', async () => {
    const stay = new Stay();
    await expect(stay.race(Promise.resolve(1))).resolves.toBe(1);
    await expect(stay.race(Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  it('pauses on the clock, and leaves no timer when it ends', async () => {
    const clock = new VirtualClock();
    const stay = new Stay();
    const pause = stay.pause(clock, 100);
    await clock.advance(100);
    await pause;
    const cut = stay.pause(clock, 100);
    stay.end();
    await expect(cut).rejects.toMatchObject({ code: 61011 });
    expect(clock.pending).toBe(0);
  });
});

describe('within', () => {
  it('gives the fallback when the time is over, and leaves no timer otherwise', async () => {
    const clock = new VirtualClock();
    const late = within<string>(clock, 50, never(), 'fallback');
    await clock.advance(50);
    await expect(late).resolves.toBe('fallback');
    await expect(within(clock, 50, Promise.resolve('value'), 'fallback')).resolves.toBe('value');
    await expect(within(clock, 50, Promise.reject(new Error('no')), 0)).rejects.toThrow('no');
    expect(clock.pending).toBe(0);
  });
});
