/** The system's permissions: what the user has answered, and what they will answer when they are asked. */
export type Device = 'microphone' | 'camera';

/** What the user taps in the system's dialog; after `never` Android does not show it any more. */
export type UserAnswer = 'allow' | 'refuse' | 'never';

const NAMES: Record<string, Device> = {
  'android.permission.RECORD_AUDIO': 'microphone',
  'android.permission.CAMERA': 'camera',
};

interface Answers {
  granted: string[];
  deniedPresent: string[];
  deniedAlways: string[];
}

export class Permissions {
  /** What the user answers from now on. */
  answer: UserAnswer = 'allow';
  /** Counts the dialogs of the system that were shown. */
  dialogs = 0;
  /** Counts how often the App opened its page in the system's settings. */
  settingsOpened = 0;
  /** The user has not answered yet: the dialog stays open until `closeDialogs`. */
  isDialogOpen = false;
  private readonly open = new Set<() => void>();
  private readonly state = new Map<Device, 'authorized' | 'denied' | 'never'>();

  constructor(private readonly platform: 'android' | 'ios') {}

  allows(device: Device): boolean {
    return this.state.get(device) === 'authorized';
  }

  /** The user changes their mind in the system's settings. */
  setInSettings(allowed: boolean): void {
    for (const device of ['microphone', 'camera'] as const) {
      this.state.set(device, allowed ? 'authorized' : 'denied');
    }
  }

  /** Asks the user unless that is settled. iOS asks at the first capture, and once only. */
  ask(device: Device): boolean {
    const before = this.state.get(device);
    const settled = before === 'authorized' || before === 'never';
    if (settled || (this.platform === 'ios' && before)) return before === 'authorized';
    this.dialogs += 1;
    const states = { allow: 'authorized', refuse: 'denied', never: 'never' } as const;
    this.state.set(device, states[this.answer]);
    return this.allows(device);
  }

  /** May a page capture? On Android the App must have asked before; iOS asks now. */
  mayCapture(device: Device): boolean {
    return this.platform === 'ios' ? this.ask(device) : this.allows(device);
  }

  /** `plus.android.requestPermissions` */
  readonly request = (names: string[], done: (answers: Answers) => void): void => {
    if (this.isDialogOpen) return void this.open.add(() => this.request(names, done));
    const answers: Answers = { granted: [], deniedPresent: [], deniedAlways: [] };
    for (const name of names) {
      const device = NAMES[name];
      if (!device || this.ask(device)) answers.granted.push(name);
      else if (this.state.get(device) === 'never') answers.deniedAlways.push(name);
      else answers.deniedPresent.push(name);
    }
    setTimeout(() => done(answers), 0);
  };

  /** The user answers the dialogs that are open. */
  closeDialogs(): void {
    this.isDialogOpen = false;
    for (const ask of this.open) ask();
    this.open.clear();
  }

  /** What `uni.getAppAuthorizeSetting` reads. Android tells 'denied' also of what was never asked. */
  settings(): Record<string, string> {
    const told = (device: Device) => {
      if (this.allows(device)) return 'authorized';
      return this.platform === 'ios' && !this.state.has(device) ? 'not determined' : 'denied';
    };
    return {
      microphoneAuthorized: told('microphone'),
      cameraAuthorized: told('camera'),
      notificationAuthorized: 'authorized',
      albumAuthorized: 'denied',
      bluetoothAuthorized: 'denied',
      locationAuthorized: 'denied',
      phoneCalendarAuthorized: 'denied',
    };
  }
}
