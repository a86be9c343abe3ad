/** Microphone and camera of an App are allowed by its system, which uni and, on Android, plus speak with. */
import type { AppDevice, AppPermissions, PermissionState } from '../media/app';

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

/** Reads what the system says. Missing: it does not tell now, as on iOS while the App is in the background. */
function setting(device: AppDevice): string | undefined {
  try {
    const { microphoneAuthorized, cameraAuthorized } = uni.getAppAuthorizeSetting();
    return device === 'microphone' ? microphoneAuthorized : cameraAuthorized;
  } catch {
    return undefined;
  }
}

export function createAppPermissions(): AppPermissions {
  const state = (device: AppDevice): PermissionState => {
    const now = STATES[setting(device) ?? ''] ?? 'undecided';
    // Android says 'denied' also of what nobody was asked for yet; a request tells them apart.
    return now === 'denied' && isAndroid() ? 'undecided' : now;
  };
  return isAndroid() ? { state, request } : { state };
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
      ({ deniedPresent = [], deniedAlways = [] }: AndroidAnswer) => {
        if (deniedAlways.length > 0) done('denied');
        else done(deniedPresent.length > 0 ? 'refused' : 'granted');
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
  const tell = (isOpen: boolean) => uni.$emit(DIALOG_EVENT, { devices, isOpen });
  listener?.onConfirm(() => tell(true));
  listener?.onComplete(() => tell(false));
  return () => listener?.stop();
}
