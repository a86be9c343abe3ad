import type { AppDevice, AppPermissions, PermissionState } from '../../src/media/app';

type Answer = Awaited<ReturnType<NonNullable<AppPermissions['request']>>>;

/** The permissions of an App as its system has them: of Android, which shows a dialog, unless told otherwise. */
export class FakePermissions implements AppPermissions {
  readonly states: Record<AppDevice, PermissionState> = {
    microphone: 'undecided',
    camera: 'undecided',
  };
  /** It lists the dialogs that the user has seen, each with its devices. */
  readonly asked: AppDevice[][] = [];
  /** The user's answer; `open`: not yet, `answer()` gives it. */
  reply: Answer | 'open' = 'granted';
  private readonly open = new Set<(answer: Answer) => void>();

  set(state: PermissionState): void {
    Object.assign(this.states, { microphone: state, camera: state });
  }

  state(device: AppDevice): PermissionState {
    return this.states[device];
  }

  request?(devices: AppDevice[]): Promise<Answer> {
    this.asked.push(devices);
    const { reply } = this;
    if (reply !== 'open') return Promise.resolve(this.answered(devices, reply));
    return new Promise((resolve) => {
      this.open.add((answer) => resolve(this.answered(devices, answer)));
    });
  }

  /** Answers the dialogs that are open. */
  answer(answer: Answer): void {
    for (const done of [...this.open]) done(answer);
    this.open.clear();
  }

  /** iOS has no dialog to show: it asks as a device is taken. */
  asIos(): void {
    Object.assign(this, { request: undefined });
  }

  private answered(devices: AppDevice[], answer: Answer): Answer {
    if (answer === 'granted') for (const device of devices) this.states[device] = 'granted';
    return answer;
  }
}
