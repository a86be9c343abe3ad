/** The app recorder watches what one app sees and hears, and complains at once about what no app should. */
import type { Phase } from '../../src/call/state';
import type { CallReport } from '../../src/diagnostics/report';
import { CallError } from '../../src/errors';
import type { FakeMedia } from '../../src/media/fake';
import { EVENT, type EventName } from '../../src/trtc-calling/events';
import type { CallSnapshot } from '../../src/trtc-calling/snapshot';
import type { TRTCCallingCore } from '../../src/trtc-calling/trtc-calling';
import { COMES, END_EVENTS, OF_ENDS, USER_SIG } from './expectations';

/** One call as this side lived it. */
export interface CallHistory {
  role: 'inviter' | 'invitee';
  /** The inviter, or whom the inviter called first. */
  peer: string;
  inviteID: string;
  roomID: number;
  isGroup: boolean;
  endless: boolean;
  connected: boolean;
  /** Both sides were in, and the seconds count. */
  started: boolean;
  end: CallSnapshot['end'];
  heard: EventName[];
}

const NEXT: Record<Phase, readonly Phase[]> = {
  idle: ['dialing', 'inviting', 'ringing'],
  dialing: ['inviting', 'accepting', 'ending'],
  inviting: ['connected', 'accepting', 'ending'],
  ringing: ['accepting', 'ending'],
  accepting: ['connected', 'ending'],
  connected: ['ending'],
  ending: ['idle'],
};

/** The device whose app is watched. */
export interface Watched {
  readonly name: string;
  readonly calling: TRTCCallingCore;
  readonly media: FakeMedia | undefined;
  readonly dead: boolean;
}

/** A recorder writes here what it finds wrong, and what it sees if anybody reads that. */
export interface Report {
  complain: (what: string) => void;
  story: string[] | undefined;
}

export class AppRecorder {
  readonly histories: CallHistory[] = [];
  private before: CallSnapshot;
  private readonly invited = new Set<string>();

  constructor(
    private readonly device: Watched,
    private readonly report: Report,
  ) {
    const { calling } = device;
    this.before = calling.snapshot;
    calling.subscribe((snapshot) => this.see(snapshot));
    for (const name of new Set(Object.values(EVENT))) {
      calling.on(name, (payload: unknown) => this.hear(name, payload));
    }
  }

  get latest(): CallHistory | undefined {
    return this.histories[this.histories.length - 1];
  }

  private complain(what: string): void {
    if (!this.device.dead) this.report.complain(`${this.device.name}: ${what}`);
  }

  private see(snapshot: CallSnapshot): void {
    const { before } = this;
    this.before = snapshot;
    const { phase } = snapshot;
    if (phase === before.phase) {
      if (phase === 'connected' && snapshot.startedAt !== undefined) this.latest!.started = true;
      if (snapshot.end !== before.end && snapshot.end) this.complain('an end changed afterwards');
      if (this.latest && !this.latest.end) this.latest.inviteID = snapshot.inviteID;
      return;
    }
    this.report.story?.push(`  ${this.device.name}: ${before.phase} → ${phase}`);
    if (!NEXT[before.phase].includes(phase)) this.complain(`${before.phase} became ${phase}`);
    if (before.phase === 'idle') {
      const { role, inviteID, roomID, isGroup, ringUntil } = snapshot;
      const endless = phase === 'ringing' && ringUntil === undefined;
      this.histories.push({
        ...{ role, inviteID, roomID, isGroup, endless, peer: '' },
        ...{ connected: false, started: false, end: undefined, heard: [] },
      });
    }
    const history = this.latest!;
    if (phase === 'connected') history.connected = true;
    if (snapshot.startedAt !== undefined) history.started = true;
    const { role, roomID, inviteID, inviter, members } = snapshot;
    const peer = role === 'invitee' ? inviter : Object.keys(members)[0];
    Object.assign(history, { role, roomID, inviteID, peer });
    if (phase === 'ending') {
      if (!snapshot.end) this.complain('ended without a reason');
      history.end = snapshot.end;
      this.report.story?.push(`    (${snapshot.end?.reason}, ${snapshot.end?.seconds} s)`);
    }
    if (phase === 'idle' && snapshot.end !== history.end) this.complain('two ends of one call');
  }

  private hear(name: EventName, payload: unknown): void {
    if (this.device.dead) return;
    const { snapshot } = this.device.calling;
    this.report.story?.push(`    ${this.device.name} hears ${name} ${brief(payload)}`);
    if (name === EVENT.ERROR) this.checkError('told', payload);
    const over = snapshot.phase === 'idle' || snapshot.phase === 'ending';
    const comes = COMES[name];
    if (over && (comes === 'in-a-call' || (comes === 'at-the-end-too' && !this.latest))) {
      this.complain(`heard ${name} while ${snapshot.phase}`);
    }
    this.latest?.heard.push(name);
    if (name === EVENT.KICKED_OUT) this.forgetInvites();
    if (name === EVENT.INVITED) {
      const { inviteID } = payload as { inviteID: string };
      if (this.invited.has(inviteID)) this.complain(`rang twice for ${inviteID}`);
      this.invited.add(inviteID);
      if (snapshot.phase !== 'ringing') this.complain('was invited and does not ring');
    }
    if (name === EVENT.CALL_REPORT) this.checkReport(payload as CallReport, snapshot);
    if (name === EVENT.CALL_END) {
      const { callEnd, reason } = payload as { callEnd: number; reason: string };
      const { end } = snapshot;
      if (callEnd !== end?.seconds || reason !== end.reason)
        this.complain('CALL_END and end differ');
    }
    scribble(payload);
  }

  /** A report is about the call that has just ended, and tells no secret. */
  private checkReport(report: CallReport, { end, roomID, phase }: CallSnapshot): void {
    const { call, timeline } = report;
    if (phase !== 'ending') this.complain(`got a report while ${phase}`);
    if (call.end?.reason !== end?.reason || call.roomID !== roomID) {
      this.complain(`${end?.reason} is reported as ${call.end?.reason}`);
    }
    const ends = timeline.filter(({ kind }) => kind === 'ended').map(({ detail }) => detail);
    if (ends.join() !== end?.reason) this.complain(`${end?.reason} is told as ${ends.join()}`);
    if (timeline.some(({ at }, i) => at < (timeline[i - 1]?.at ?? 0))) {
      this.complain('the timeline goes back');
    }
    if (JSON.stringify(report).includes(USER_SIG)) this.complain('a report tells a userSig');
  }

  /** Nothing was answered: what still rings may do so at the next login. */
  forgetInvites(): void {
    if (this.latest) this.invited.delete(this.latest.inviteID);
  }

  /** Only errors of this library reach an app, and none that says "internal". */
  checkError(how: string, error: unknown): void {
    if (!(error instanceof CallError)) this.complain(`was ${how} ${String(error)}, no CallError`);
    else if (error.code === 61016)
      this.complain(`was ${how} ${error.message} ${String(error.cause)}`);
    else if (error.message.includes('in a room already')) this.complain('entered a second room');
  }

  /** Checks what holds whenever nothing is about to happen. */
  check(): void {
    const { device } = this;
    if (device.dead || !device.media) return;
    const { phase, roomID, login } = device.calling.snapshot;
    const lives = phase !== 'idle' && phase !== 'ending';
    if (lives && login === 'logged-out') this.complain(`is ${phase} though nobody is logged in`);
    const { held, calls } = device.media.knobs;
    const { tracks, rooms } = held;
    const silent = phase === 'idle' || phase === 'ringing';
    if (silent && tracks > 0) this.complain(`captures while ${phase}`);
    if (silent && rooms > 0) this.complain(`sits in a room while ${phase}`);
    const entries = rooms > 0 ? calls.filter((call) => call.startsWith('enter ')) : [];
    const entered = entries.pop();
    if (entered && entered !== `enter ${roomID}`) this.complain(`${entered}, calls in ${roomID}`);
  }

  /** Checks what must have been told about every call that is over. */
  checkEnds(): void {
    for (const history of this.histories) if (history.end) this.checkEnd(history);
  }

  private checkEnd(history: CallHistory): void {
    const { role, connected, heard } = history;
    const { reason, userID } = history.end!;
    const count = (name: EventName) => heard.filter((one) => one === name).length;
    const must = (name: EventName, least: number, most: number) => {
      const n = count(name);
      if (n < least || n > most) {
        this.complain(`${reason} as ${role}${connected ? ', connected' : ''}: ${n} × ${name}`);
      }
    };
    const expected = END_EVENTS[reason];
    const invitee = role === 'invitee';
    const { callEnd } = expected;
    const ended = callEnd === 'once' || (callEnd === 'once-connected' && connected) ? 1 : 0;
    must(EVENT.CALL_END, ended, callEnd === 'never' ? 0 : 1);
    for (const name of OF_ENDS) {
      const told = invitee && expected.invitee === name ? 1 : 0;
      must(name, told, told);
    }
    if (invitee && !connected) must(EVENT.NO_RESP, 0, 0);
    if (!invitee && expected.inviter) must(expected.inviter, 1, 9);
    // The other side may have had no device: this one hears how the call ended, not of an error.
    const mine = userID === this.device.calling.snapshot.userID || reason !== 'no-device';
    if (expected.failure && mine) must(EVENT.ERROR, 1, 99);
    must(EVENT.INVITED, 0, 1);
    must(EVENT.CALL_REPORT, 1, 1);
  }
}

/** Apps do this to what they are given. */
function scribble(payload: unknown): void {
  if (typeof payload !== 'object' || payload === null || payload instanceof Error) return;
  for (const value of Object.values(payload)) if (Array.isArray(value)) value.push('scribbled');
}

function brief(payload: unknown): string {
  if (payload instanceof CallError) return `${payload.code} ${payload.reason}`;
  return JSON.stringify(payload) ?? '';
}
