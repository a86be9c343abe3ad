import { ErrorCode } from '../../error-codes';
import { CallError, describeCause } from '../../errors';
import type { Clock } from '../../runtime/clock';
import type { DeviceRequest, MediaCheck } from '../port';
import { answered, deviceFacts, factsOf, isOlder } from './weixin-api';
import type { Scope, Settings, WeixinApi } from './weixin-api';

/** Rooms work from this base library on. @see trtc-wx-sdk README */
const OLDEST = '2.10.0';
/** The wait for WeChat in ms; one that does not answer is taken to know nothing. */
const SETTINGS_TIMEOUT = 500;

type State = MediaCheck['permission'];

/** This says what the app has to do when WeChat keeps the components from it. */
export const NOT_GRANTED =
  'this mini-program may not use live-pusher: its category must be approved for it, and it must be ' +
  'switched on in the console under Development, Interface settings';

/** WeChat refuses by these codes because of the privacy guide. @see wx.requirePrivacyAuthorize */
const PRIVACY_REFUSED = 104;
const PRIVACY_NOT_DECLARED = 112;

/**
 * Tells why calls cannot work here at all, as a sentence; undefined when they can as far as known.
 * That the category was not approved shows only when a component is inserted.
 */
export function obstacle(wx: WeixinApi): string | undefined {
  const { SDKVersion } = deviceFacts(wx);
  if (SDKVersion !== undefined && isOlder(SDKVersion, OLDEST)) {
    return `WeChat is too old: base library ${SDKVersion}, ${OLDEST} is needed`;
  }
  if (typeof wx.createLivePusherContext !== 'function' || wx.canIUse?.('live-pusher') === false) {
    return 'this WeChat has no live-pusher';
  }
  return undefined;
}

/** Finds out what is known without a prompt. Never rejects. */
export function checkPermission(
  wx: WeixinApi,
  request: DeviceRequest,
  clock: Clock,
): Promise<State> {
  return new Promise((resolve) => {
    const cancel = clock.at(clock.now() + SETTINGS_TIMEOUT, () => resolve('prompt'));
    const done = (state: State) => {
      cancel();
      resolve(state);
    };
    answered<Settings>((options) => wx.getSetting(options)).then(
      ({ authSetting }) => {
        const states = scopes(request).map((scope): State => {
          if (bySystem(wx, scope) === 'denied') return 'denied';
          const allowed = authSetting[scope];
          return allowed === undefined ? 'prompt' : allowed ? 'granted' : 'denied';
        });
        done(worst(states));
      },
      () => done('prompt'),
    );
  });
}

const worst = (states: State[]): State =>
  states.includes('denied') ? 'denied' : states.includes('prompt') ? 'prompt' : 'granted';

function scopes({ audio, video }: DeviceRequest): Scope[] {
  return [...(audio ? ['scope.record' as const] : []), ...(video ? ['scope.camera' as const] : [])];
}

function bySystem(wx: WeixinApi, scope: Scope): string | undefined {
  const { cameraAuthorized, microphoneAuthorized } = factsOf(() => wx.getAppAuthorizeSetting?.());
  return scope === 'scope.camera' ? cameraAuthorized : microphoneAuthorized;
}

/**
 * Asks the user for what was not asked before, one prompt after the other.
 *
 * @throws CallError 60005 when refused, 60006 when the app did not declare the device
 */
export async function askPermission(wx: WeixinApi, request: DeviceRequest): Promise<void> {
  for (const scope of scopes(request)) {
    const device = scope === 'scope.camera' ? 'camera' : 'microphone';
    if (bySystem(wx, scope) === 'denied') {
      throw new CallError(
        ErrorCode.PermissionDenied,
        `the system keeps WeChat from the ${device}; allow it in the system's settings`,
      );
    }
    try {
      await answered<unknown>((options) => wx.authorize({ ...options, scope }));
    } catch (error) {
      throw refusal(error, scope, device);
    }
  }
}

function refusal(error: unknown, scope: Scope, device: string): CallError {
  const { errno } = (error ?? {}) as { errno?: unknown };
  if (errno === PRIVACY_NOT_DECLARED) {
    return CallError.notSupported(
      `the mini-program's privacy guide does not name the ${device}; add it in the console`,
      error,
    );
  }
  const how =
    errno === PRIVACY_REFUSED
      ? 'the user did not agree to the privacy guide'
      : `${scope} was refused (${describeCause(error) ?? 'no reason given'}); openSettings() in a tap shows where to allow it`;
  return new CallError(ErrorCode.PermissionDenied, how, error);
}

/** Shows the settings. @returns whether microphone and camera are allowed when the user comes back */
export function openSettings(wx: WeixinApi): Promise<boolean> {
  return answered<Settings>((options) => wx.openSetting(options)).then(
    ({ authSetting }) =>
      authSetting['scope.record'] === true && authSetting['scope.camera'] === true,
    () => false,
  );
}
