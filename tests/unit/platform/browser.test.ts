/** These tests hold what the platform of a plain browser offers. */
import { createLogger } from '../../../src/log';
import { platform } from '../../../src/platform/browser';
import { systemClock } from '../../../src/runtime/system-clock';
import { randomRoomID } from '../../../src/platform/random-room';

const options = {
  sdkAppID: 1400000001,
  userID: 'alice',
  tim: undefined,
  proxy: {},
  clock: systemClock,
  log: createLogger(4),
};

describe('script tags', () => {
  const scope: Record<string, unknown> = {};
  beforeAll(() => Object.assign(globalThis, { window: scope }));
  afterAll(() => void Reflect.deleteProperty(globalThis, 'window'));

  it.each([
    ['TRTC', 'trtc-js-sdk'],
    ['TIM', 'tim-js-sdk'],
    ['TSignaling', 'tsignaling'],
  ])('the platform of script tags names the missing script of %s', async (global, script) => {
    await expect(platform.loadPorts(options)).rejects.toMatchObject({
      code: 61012,
      message: expect.stringContaining(script),
    });
    scope[global] = {};
  });
});

describe('room ids', () => {
  it('room ids lie between 1 and 2147483647, at both ends of the random source', () => {
    const bits = jest.spyOn(crypto, 'getRandomValues');
    const drawn = (value: number) => {
      bits.mockImplementationOnce((array) => {
        (array as unknown as Uint32Array)[0] = value;
        return array;
      });
      return randomRoomID();
    };
    expect(drawn(0)).toBe(1);
    expect(drawn(2 ** 31 - 2)).toBe(2147483647);
    expect(drawn(2 ** 31 - 1)).toBe(1);
    expect(drawn(2 ** 32 - 1)).toBeLessThanOrEqual(2147483647);
    bits.mockRestore();
  });
});
