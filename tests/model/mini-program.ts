/** The mini-program around one device: pages that come and go, and the kit whose call page carries the call. */
import { CallPageKeeper } from '../../components/trtc-call-kit/call-page-keeper';
import type { VirtualClock } from '../../src/runtime/virtual-clock';
import type { CallSnapshot } from '../../src/trtc-calling/snapshot';
import type { TRTCCallingCore } from '../../src/trtc-calling/trtc-calling';

const CALL = 'pages/call/call';
const HOME = 'pages/contacts/contacts';
const OTHER = 'pages/records/records';

/** ms for which the screen shows how a call ended. */
const SEEN = 2000;
/** ms in which an answered call whose page has gone must be hung up. */
const HUNG_UP = 1000;
/** ms in which any other call must have its page again, or be over; WeChat may refuse two tries. */
const TOGETHER = 2000;

/** Somebody changes pages: the user by going back, the app in one of its ways. */
export type PageChange = 'back' | 'navigateTo' | 'redirectTo' | 'reLaunch';

interface Page {
  route: string;
  /** Tells the kit on it that the page has gone. */
  gone?: () => void;
}

interface Deps {
  calling: TRTCCallingCore;
  clock: VirtualClock;
  /** Timers of the page. */
  after: (ms: number, callback: () => void) => void;
  /** ms that a change of pages takes. */
  pace: number;
  /** Hears whether a call page is there. */
  carries: (there: boolean) => void;
  complain: (what: string) => void;
  story: string[] | undefined;
}

export class MiniProgram {
  private stack: Page[] = [{ route: HOME }];
  private isChanging = false;
  private readonly keeper: CallPageKeeper;
  /** The call that the kits have last rendered; '' for none. */
  private rendered = '';
  /** Since then a call has been without its page. */
  private lostAt: { connected?: number; any?: number } = {};
  /** The user went back from the page of this call, which was on its way. `alone`: nothing else was done since. */
  private turnedDown: { roomID: number; at: number; alone: boolean } | undefined;

  constructor(private readonly deps: Deps) {
    const { calling, after } = deps;
    this.keeper = new CallPageKeeper({
      call: {
        get snapshot() {
          return calling.snapshot;
        },
        hangup: () => this.hangUp(),
      },
      pages: {
        list: () => this.stack,
        open: (url, inPlace) => this.change(inPlace ? 'redirectTo' : 'navigateTo', url.slice(1)),
        back: (delta) => void this.goBack(delta).catch(() => undefined),
      },
      // A page that does not open is shown by the call that it leaves without one.
      failed: () => undefined,
      after,
    });
    // Screens follow once the reactions of the moment have run.
    calling.subscribe(() => void Promise.resolve().then(() => this.render()));
  }

  get isCarried(): boolean {
    return this.keeper.pages > 0;
  }

  /** Somebody changes pages. Where WeChat is still changing them, nothing happens. */
  async go(how: PageChange): Promise<void> {
    if (how !== 'back' && this.turnedDown) this.turnedDown.alone = false;
    await this.change(how, OTHER).catch(() => undefined);
  }

  /** The app is hidden or shown. */
  setHidden(isHidden: boolean): void {
    this.keeper.setHidden(isHidden);
  }

  /** The user taps the bar that leads back to the call. */
  tapBar(): void {
    if (this.turnedDown) this.turnedDown.alone = false;
    if (this.rendered !== '') this.keeper.show(`/${CALL}`);
  }

  /** Finds a call that has been without its page for longer than anybody should notice. */
  check(): string | undefined {
    const { phase, roomID } = this.deps.calling.snapshot;
    const { turnedDown, deps } = this;
    if (turnedDown?.roomID !== roomID || !isOnItsWay(phase)) this.turnedDown = undefined;
    else if (turnedDown.alone && deps.clock.now() - turnedDown.at > HUNG_UP) {
      return `is still ${phase} though the user went back from the call`;
    }
    const lives = phase !== 'idle' && phase !== 'ending';
    if (!lives || this.isCarried) {
      this.lostAt = {};
      return undefined;
    }
    const now = deps.clock.now();
    const { lostAt } = this;
    lostAt.any ??= now;
    lostAt.connected = phase === 'connected' ? (lostAt.connected ?? now) : undefined;
    if (now - lostAt.any > TOGETHER) return `has been ${phase} without a page for ${TOGETHER} ms`;
    if (lostAt.connected !== undefined && now - lostAt.connected > HUNG_UP) {
      return `has been connected without a page for ${HUNG_UP} ms`;
    }
    return undefined;
  }

  /** Faults end: the deadlines of {@link check} begin anew. */
  forgive(): void {
    this.lostAt = {};
    if (this.turnedDown) this.turnedDown.at = this.deps.clock.now();
  }

  /** The keeper hangs up. It must have been the user's wish, or the room is left already. */
  private hangUp(): void {
    const { calling, complain } = this.deps;
    const { phase } = calling.snapshot;
    if (phase === 'ringing') complain('the call was declined because its page went');
    if (isOnItsWay(phase) && !this.turnedDown) complain('nobody went back, and it was cancelled');
    void calling.hangup().catch(() => undefined);
  }

  /** The kits of all pages see the call. */
  private render(): void {
    const { snapshot } = this.deps.calling;
    const room = snapshot.phase === 'idle' ? '' : `room ${snapshot.roomID}`;
    if (room === this.rendered) return;
    this.rendered = room;
    if (room !== '') this.keeper.show(`/${CALL}`);
    else this.showEnd(snapshot.end);
  }

  /** The end of a call stays on its page for a while; then the page closes itself. */
  private showEnd(end: CallSnapshot['end']): void {
    this.deps.after(SEEN, () => {
      const { snapshot } = this.deps.calling;
      const isOnTop = this.stack.at(-1)?.route === CALL;
      if (isOnTop && snapshot.phase === 'idle' && snapshot.end === end) void this.leaveCallPage();
    });
  }

  private async leaveCallPage(): Promise<void> {
    await this.change(this.stack.length > 1 ? 'back' : 'reLaunch', HOME).catch(() => undefined);
  }

  private goBack(delta: number): Promise<void> {
    return this.turn(() => this.stack.slice(0, Math.max(1, this.stack.length - delta)), true);
  }

  private change(how: PageChange, route: string): Promise<void> {
    if (how === 'back') return this.goBack(1);
    return this.turn(() => {
      const kept = { navigateTo: this.stack, redirectTo: this.stack.slice(0, -1), reLaunch: [] };
      return [...kept[how], { route }];
    });
  }

  /** Changes pages, which takes its time. @throws Error while WeChat is changing them already */
  private async turn(next: () => Page[], back = false): Promise<void> {
    if (this.isChanging) throw new Error('navigateTo:fail');
    this.isChanging = true;
    const { clock, pace } = this.deps;
    await new Promise<void>((done) => clock.at(clock.now() + pace, done));
    this.isChanging = false;
    const before = this.stack;
    this.stack = next();
    this.deps.story?.push(`      pages: ${this.stack.map(({ route }) => route).join(' > ')}`);
    const gone = before.filter((page) => !this.stack.includes(page));
    const { phase, roomID } = this.deps.calling.snapshot;
    if (back && gone.some(({ route }) => route === CALL) && isOnItsWay(phase)) {
      this.turnedDown = { roomID, at: clock.now(), alone: true };
    }
    for (const page of gone) page.gone?.();
    const top = this.stack.at(-1)!;
    if (top.route === CALL) {
      top.gone ??= this.keeper.carry();
      // Nobody but the user leads back to a call that the user went back from.
      if (back || !this.turnedDown?.alone) this.turnedDown = undefined;
      // The call may be over by the time that its page is shown.
      const { phase, end } = this.deps.calling.snapshot;
      if (phase === 'idle') this.showEnd(end);
    }
    this.deps.carries(this.isCarried);
  }
}

const isOnItsWay = (phase: CallSnapshot['phase']): boolean =>
  phase === 'dialing' || phase === 'inviting';
