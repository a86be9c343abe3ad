/** These tests hold that what belongs to a call ends with it. */
import { CallScope } from '../../../src/runtime/call-scope';
import { VirtualClock } from '../../../src/runtime/virtual-clock';

const never = () => new Promise<never>(() => undefined);

describe('the scope of a call', () => {
  it('a scope gives up what waits when it ends, and what is asked after', async () => {
    const scope = new CallScope();
    const waiting = scope.race(never());
    scope.end();
    await expect(waiting).rejects.toMatchObject({ code: 61011 });
    await expect(scope.race(Promise.resolve(1))).rejects.toMatchObject({ code: 61011 });
    await expect(scope.race(Promise.reject(new Error('late')))).rejects.toMatchObject({
      code: 61011,
    });
    expect(() => scope.check()).toThrow(expect.objectContaining({ code: 61011 }));
  });

  it('a scope that is over lets nobody wait', async () => {
    const scope = new CallScope();
    scope.end();
    await expect(scope.race(never())).rejects.toMatchObject({ code: 61011 });
    await expect(scope.wait(() => () => undefined)).rejects.toMatchObject({ code: 61011 });
  });

  it('a scope passes on what comes in time', async () => {
    const scope = new CallScope();
    await expect(scope.race(Promise.resolve(1))).resolves.toBe(1);
    await expect(scope.race(Promise.reject(new Error('own')))).rejects.toThrow('own');
  });

  it('a scope pauses on the clock, and leaves no timer when it ends', async () => {
    const clock = new VirtualClock();
    const scope = new CallScope();
    const pause = scope.pause(clock, 100);
    await clock.advance(100);
    await pause;
    const cut = scope.pause(clock, 100);
    scope.end();
    await expect(cut).rejects.toMatchObject({ code: 61011 });
    expect(clock.pending).toBe(0);
  });
});
