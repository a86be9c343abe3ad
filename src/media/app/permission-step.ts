/** Microphone and camera are allowed by the App's system, whichever back end takes them afterwards. */
import { ErrorCode } from '../../error-codes';
import { CallError } from '../../errors';
import { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import type { DeviceRequest, MediaCheck } from '../port';
import type { AppDevice, AppPermissions } from './app-media';
import type { TakeRequest } from './messages';

/** ms between two looks while the system asks by itself. */
const LOOK_EVERY = 500;
/** ms for the user's answer where nobody tells of it. */
const ANSWER_WITHIN = 45_000;

export const SETTINGS_CURE =
  "Allow them in the system's settings of this App, which uni.openAppAuthorizeSetting() shows, then call again.";
const DECLARE_CURE =
  'Declare microphone and camera in manifest.json: on Android the permissions RECORD_AUDIO and CAMERA, on iOS ' +
  'NSMicrophoneUsageDescription and NSCameraUsageDescription, then make the App or its custom base anew.';

const devicesOf = ({ audio, video }: DeviceRequest): AppDevice[] => [
  ...(audio ? (['microphone'] as const) : []),
  ...(video ? (['camera'] as const) : []),
];

const requestOf = (devices: AppDevice[]): DeviceRequest => ({
  audio: devices.includes('microphone'),
  video: devices.includes('camera'),
});

const named = (devices: AppDevice[]) => devices.join(' and ');

export class PermissionStep {
  /** The system said that it asks for these no more. */
  private readonly refusedForGood = new Set<AppDevice>();

  constructor(
    private readonly permissions: AppPermissions,
    private readonly clock: Clock,
  ) {}

  /** Tells without asking anybody. */
  check(request: DeviceRequest): Pick<MediaCheck, 'permission' | 'cure'> {
    const devices = devicesOf(request);
    const states = devices.map((device) => this.permissions.state(device));
    if (states.every((state) => state === 'granted')) return { permission: 'granted' };
    const isDenied = (device: AppDevice, at: number) =>
      states[at] === 'denied' || (states[at] === 'undecided' && this.refusedForGood.has(device));
    return devices.some(isDenied)
      ? { permission: 'denied', cure: SETTINGS_CURE }
      : { permission: 'prompt' };
  }

  /** Says why the system cannot even ask; undefined: it can. */
  obstacle(request: DeviceRequest): { obstacle: string; cure: string } | undefined {
    const missing = devicesOf(request).filter(
      (device) => this.permissions.state(device) === 'undeclared',
    );
    if (missing.length === 0) return undefined;
    return {
      obstacle: `the App's manifest does not declare ${named(missing)}`,
      cure: DECLARE_CURE,
    };
  }

  /** The user may have been in the settings: what was refused for good is asked again. */
  forget(): void {
    this.refusedForGood.clear();
  }

  /**
   * Gets the permission, and lets `take` take the devices: after it where the system has a dialog to show. Where it asks
   * as a device is taken they are taken at once, and those that were not allowed yet once more, as `anew`, when they are.
   *
   * @throws CallError 60005 where the user or the system refuses, 60006 where the manifest lacks them, 61011 where the
   * scope ends first; else what `take` throws
   */
  async run(
    scope: CallScope,
    request: DeviceRequest,
    take: (anew?: TakeRequest) => Promise<void>,
  ): Promise<void> {
    const impossible = this.obstacle(request);
    if (impossible) {
      throw CallError.notSupported(impossible.obstacle, undefined, impossible.cure);
    }
    const missing = this.notGranted(devicesOf(request));
    if (missing.length === 0) return take();
    if (this.permissions.request) {
      await this.ask(scope, missing);
      return take();
    }
    this.assertNotDenied(missing);
    const looking = new CallScope();
    const stop = scope.onEnd(() => looking.end());
    try {
      await Promise.all([take(), this.answered(looking, missing)]);
    } finally {
      looking.end();
      stop();
    }
    await take({ ...requestOf(missing), anew: true });
  }

  private async ask(scope: CallScope, devices: AppDevice[]): Promise<void> {
    const answer = await scope.race(this.permissions.request!(devices));
    if (answer === 'granted') return;
    const left = this.notGranted(devices);
    // The system may tell late what was allowed.
    const missing = left.length > 0 ? left : devices;
    if (answer === 'denied') for (const device of missing) this.refusedForGood.add(device);
    throw refused(
      missing,
      answer === 'denied'
        ? 'the system was told to ask for it no more'
        : 'the user refused it this time',
      answer === 'denied' ? SETTINGS_CURE : 'Call again, and allow it when the system asks.',
    );
  }

  /** Waits for the user's answer to the system. */
  private async answered(scope: CallScope, devices: AppDevice[]): Promise<void> {
    const late = this.clock.now() + ANSWER_WITHIN;
    for (;;) {
      this.assertNotDenied(devices);
      const open = this.notGranted(devices);
      if (open.length === 0) return;
      if (this.clock.now() >= late) {
        throw refused(open, 'nobody has answered the system', 'Call again, and answer.');
      }
      await scope.pause(this.clock, LOOK_EVERY);
    }
  }

  private notGranted(devices: AppDevice[]): AppDevice[] {
    return devices.filter((device) => this.permissions.state(device) !== 'granted');
  }

  private assertNotDenied(devices: AppDevice[]): void {
    const denied = devices.filter((device) => this.permissions.state(device) === 'denied');
    if (denied.length > 0)
      throw refused(denied, 'the system keeps it from this App', SETTINGS_CURE);
  }
}

function refused(devices: AppDevice[], why: string, cure: string): CallError {
  return new CallError(ErrorCode.PermissionDenied, `${named(devices)}: ${why}`, undefined, cure);
}
