/** The attention that a call needs in an App: ringing, the screen that stays on, a notification while the App is hidden. */
import type { Notice, Phone } from './phone';

/** ms between two vibrations of an incoming call. */
const VIBRATE_EVERY = 2000;

/** What is known of the call. */
export interface CallNow {
  /** A call is there. */
  isBusy: boolean;
  /** Somebody calls: what a notification says of it. */
  incoming?: Notice | undefined;
  /** The App is in the background, or the phone is locked. */
  isHidden: boolean;
  /** The address of the sound of incoming calls; '' for none. */
  ringtone: string;
}

interface Deps {
  phone: Phone;
  /** Calls back every so many ms. @returns stops it */
  every(ms: number, callback: () => void): () => void;
}

export class CallAttention {
  private keepsOn = false;
  private stopRinging: (() => void) | undefined;
  private takeAway: (() => void) | undefined;

  constructor(private readonly deps: Deps) {}

  /** To be told of each change, and of the same state as often as one likes. */
  update({ isBusy, incoming, isHidden, ringtone }: CallNow): void {
    const { phone } = this.deps;
    if (isBusy !== this.keepsOn) phone.keepScreenOn((this.keepsOn = isBusy));

    if (incoming) this.stopRinging ??= this.ring(ringtone);
    else this.stopRinging = void this.stopRinging?.();

    if (incoming && isHidden) this.takeAway ??= phone.notify(incoming);
    else this.takeAway = void this.takeAway?.();
  }

  private ring(ringtone: string): () => void {
    const { phone, every } = this.deps;
    phone.vibrate();
    const stopVibrating = every(VIBRATE_EVERY, () => phone.vibrate());
    const stopSound = ringtone === '' ? undefined : phone.ring(ringtone);
    return () => {
      stopVibrating();
      stopSound?.();
    };
  }
}
