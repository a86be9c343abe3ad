/** Microphone and camera of an App are allowed by its system, which uni and, on Android, plus speak with. */
import type { AppDevice, AppPermissions, PermissionState } from '../media/app';
import { uniLifecycle } from './uni-lifecycle';

/** Apps may listen to this event of uni to say what the device is for, while the system's dialog is up. */
const DIALOG_EVENT = 'trtc-calling:permission-dialog';

const ANDROID: Record<AppDevice, string> = {
  microphone: 'android.permission.RECORD_AUDIO',
  camera: 'android.permission.CAMERA',
};

/** 'config error': the manifest does not declare it. @see uni.getAppAuthorizeSetting */
const STATES: Record<string, PermissionState> = {
  authorized: 'granted',
  denied: 'denied',
  'config error': 'undeclared',
};

/** @see https://www.html5plus.org/doc/zh_cn/android.html#plus.android.requestPermissions */
interface AndroidAnswer {
  granted?: string[];
  deniedPresent?: string[];
  deniedAlways?: string[];
}

/** It tells of every dialog of the system, of HBuilderX 4.0 on. @see uni.createRequestPermissionListener */
interface DialogListener {
  onConfirm(callback: () => void): void;
  onComplete(callback: () => void): void;
  stop(): void;
}

const isAndroid = () => plus.os.name?.toLowerCase() === 'android';

type Settings = Partial<Record<AppDevice, string>>;

/** Asks the system. Empty: it does not tell now. */
function settings(): Settings {
  try {
    const { microphoneAuthorized, cameraAuthorized } = uni.getAppAuthorizeSetting();
    return { microphone: microphoneAuthorized, camera: cameraAuthorized };
  } catch {
    return {};
  }
}

/**
 * iOS gives no answer to an App that is hidden, which a call may ring all the same. What it said before holds then.
 *
 * @see https://uniapp.dcloud.net.cn/tutorial/app-ios-uibackgroundmodes.html
 */
function settingsOfIos(): () => Settings {
  let known = settings();
  let isHidden = false;
  uniLifecycle.onHide(() => (isHidden = true));
  uniLifecycle.onShow(() => {
    isHidden = false;
    known = settings();
  });
  return () => (isHidden ? known : (known = settings()));
}

const stateOf = (setting = ''): PermissionState => STATES[setting] ?? 'undecided';

/** Made once for an App: it listens for as long as the App runs. */
export function createAppPermissions(): AppPermissions {
  if (isAndroid()) {
    // Android says 'denied' also of what nobody was asked for yet; a request tells them apart.
    const state = (device: AppDevice) => {
      const now = stateOf(settings()[device]);
      return now === 'denied' ? 'undecided' : now;
    };
    return { state, request };
  }
  const now = settingsOfIos();
  return { state: (device) => stateOf(now()[device]) };
}

function request(devices: AppDevice[]): ReturnType<NonNullable<AppPermissions['request']>> {
  return new Promise((resolve) => {
    const stop = tellOfDialog(devices);
    const done = (answer: 'granted' | 'refused' | 'denied') => {
      stop();
      resolve(answer);
    };
    plus.android.requestPermissions(
      devices.map((device) => ANDROID[device]),
      ({ granted = [], deniedPresent = [], deniedAlways = [] }: AndroidAnswer) => {
        if (deniedAlways.length > 0) done('denied');
        // Nothing at all: the system has cancelled it, as while another dialog is up.
        else done(deniedPresent.length > 0 || granted.length === 0 ? 'refused' : 'granted');
      },
      () => done('refused'),
    );
  });
}

/** Some stores want the purpose to be told while the dialog is up: the App draws it, and hears here when. */
function tellOfDialog(devices: AppDevice[]): () => void {
  const { createRequestPermissionListener } = uni as unknown as {
    createRequestPermissionListener?(): DialogListener;
  };
  const listener = createRequestPermissionListener?.();
  let wasOpen = false;
  const tell = (isOpen: boolean) => {
    if (isOpen !== wasOpen) uni.$emit(DIALOG_EVENT, { devices, isOpen });
    wasOpen = isOpen;
  };
  listener?.onConfirm(() => tell(true));
  listener?.onComplete(() => tell(false));
  return () => {
    listener?.stop();
    // What is stopped may never say that the dialog is gone.
    tell(false);
  };
}
