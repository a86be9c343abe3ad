/**
 * The back key of a phone on a page that carries a call.
 *
 * ```
 *  the call
 *  ├─ rings                       ▶ nothing: it goes on ringing, and the buttons say what can be done
 *  ├─ is on its way or runs       ▶ it is hung up, and the page goes back as soon as the room is left
 *  ├─ is being left               ▶ the user has seen its end: the page goes back as soon as the room is left
 *  ├─ has ended, and says so      ▶ the user has seen it: the page goes back
 *  └─ is not there                ▶ the page goes back as any other
 * ```
 */
import type { CallSnapshot } from '../../../src/store/types';

interface Deps {
  readonly call: {
    readonly snapshot: Pick<CallSnapshot, 'phase'>;
    readonly ended: unknown;
    hangup(): void;
    dismissEnd(): void;
  };
}

export class BackKey {
  private goesBack = false;

  constructor(private readonly deps: Deps) {}

  /** @returns true if the page has to stay for now */
  press(): boolean {
    const { call } = this.deps;
    switch (call.snapshot.phase) {
      case 'idle':
        if (!call.ended) return false;
        call.dismissEnd();
        return true;
      case 'ringing':
        return true;
      case 'ending':
        call.dismissEnd();
        return true;
      case 'dialing':
      case 'inviting':
      case 'accepting':
      case 'connected':
        this.goesBack = true;
        call.hangup();
        return true;
    }
  }

  /** To be told when a call has ended: who went back from it needs to read nothing of its end. */
  callEnded(): void {
    if (this.goesBack) this.deps.call.dismissEnd();
    this.goesBack = false;
  }
}
