/** These tests hold what the platform of a plain browser offers. */
import { createLogger } from '../../../src/log';
import { platform } from '../../../src/platform/browser';
import { systemClock } from '../../../src/runtime/system-clock';

const options = {
  sdkAppID: 1400000001,
  userID: 'alice',
  tim: undefined,
  proxy: {},
  appMedia: 'auto' as const,
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
