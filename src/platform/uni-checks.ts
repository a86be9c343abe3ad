/** The checks of a mini-program look at permissions and reach, by uni's own API. */
import { systemClock } from '../runtime/system-clock';
import type { EnvironmentChecks, PermissionAnswer, Reach } from '../runtime/environment';

const SCOPES = { microphone: 'scope.record', camera: 'scope.camera' } as const;

/** Mini-programs have no address and no list of devices; WeChat asks for permission. */
export const uniChecks: EnvironmentChecks = {
  async facts() {
    const settings = await authSettings();
    const answer = (kind: keyof typeof SCOPES): PermissionAnswer => {
      if (!settings) return 'unknown';
      const allowed = settings[SCOPES[kind]];
      if (allowed === undefined) return 'prompt';
      return allowed ? 'granted' : 'denied';
    };
    return {
      permission: { microphone: answer('microphone'), camera: answer('camera') },
      devices: {},
    };
  },
  reach: (address, ms) => uniReach(address, ms, (open) => open()),
};

/**
 * Opens a WebSocket of uni and closes it again.
 *
 * @param atGoodTime opens it, now or never
 */
export const uniReach = (
  address: string,
  ms: number,
  atGoodTime: <T>(open: () => T) => T,
): Promise<Reach> =>
  new Promise<Reach>((resolve) => {
    const stop = systemClock.at(systemClock.now() + ms, () => done(false));
    // `complete` makes uni give the task back at once instead of a promise.
    const task = atGoodTime(() => uni.connectSocket({ url: address, complete: () => undefined }));
    let decided = false;
    const done = (open: boolean) => {
      if (decided) return;
      decided = true;
      stop();
      task.close({});
      resolve(open ? 'open' : 'none');
    };
    task.onOpen(() => done(true));
    task.onError(() => done(false));
    task.onClose(() => done(false));
    // Some platforms throw at an address they do not like.
  }).catch(() => 'none' as const);

/** @returns undefined where WeChat does not tell */
function authSettings(): Promise<Record<string, boolean | undefined> | undefined> {
  return new Promise((resolve) => {
    if (typeof uni.getSetting !== 'function') return resolve(undefined);
    uni.getSetting({
      success: ({ authSetting }) =>
        resolve(authSetting as unknown as Record<string, boolean | undefined>),
      fail: () => resolve(undefined),
    });
  });
}
