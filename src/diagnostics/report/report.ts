/**
 * A call report says what happened in one call of this device: who did what when, what was measured, and what was
 * found wrong with it. It is plain JSON without a userSig and without bodies of messages, and it is sent nowhere.
 */
import type { CallEnd, CallType, EndReason } from '../../call/state';
import type { NetworkLevel, StreamStats } from '../../media/port';
import type { ReportRow, TimelineKind } from './kinds';
import type { FindingKind } from './thresholds';

/** It is raised when a reader of the version before would misread a report. */
export const REPORT_VERSION = 1;

export type { ReportRow, TimelineKind };

/** A timeline entry is one thing that happened. */
export interface TimelineEntry {
  /** ms since the call began */
  at: number;
  kind: TimelineKind;
  /** The user whom it is about; missing: this one. */
  who?: string;
  /** More of it, in one word: an answer, a reason, the type of a network. */
  detail?: string;
  /** The code of the CallError behind it. */
  code?: number;
  /** The row of the tables that says the same. */
  row?: ReportRow;
}

/** What was measured of one direction, with how loud it was at most, 0…100. */
export type DirectionQuality = StreamStats & {
  audio?: StreamStats['audio'] & { level?: number };
};

/** A sample is what was measured at one time. What the platform does not tell is missing. */
export interface QualitySample {
  /** ms since the call began */
  at: number;
  /** The number of measurements that this is the mean of: a long call is kept coarser. */
  of: number;
  /** 1 excellent … 6 disconnected */
  network?: { up: NetworkLevel; down: NetworkLevel };
  up: DirectionQuality;
  down: ({ userID: string } & DirectionQuality)[];
}

/** A finding is something unusual in a call, with its time and its figures. */
export interface CallFinding {
  kind: FindingKind;
  /** ms since the call began */
  from: number;
  /** ms since the call began; missing: it lasted to the end, or lasts */
  to?: number;
  /** The user whom it is about; missing: this one. */
  who?: string;
  /** The figures that make it one: loss in percent, ms, frames a second. */
  figures?: Partial<Record<FigureName, number>>;
  /** More of it, in one word. */
  detail?: string;
  code?: number;
  row?: ReportRow;
}

/** `loss`: percent. `delay`, `jitter`, `took`, `frozen`: ms. `frameRate`: frames a second. `level`: 1…6. */
export type FigureName = 'loss' | 'delay' | 'jitter' | 'took' | 'frozen' | 'frameRate' | 'level';

export interface ReportedCall {
  /** Me. */
  userID: string;
  role: 'inviter' | 'invitee';
  type: CallType;
  isGroup: boolean;
  roomID: number;
  inviteID: string;
  inviter: string;
  /** Everybody else. */
  members: string[];
  /** Epoch ms by the device's date. */
  beganAt: number;
  /** ms since the call began; missing: it never connected. */
  connectedAfter?: number;
  /** Missing: the call goes on. */
  end?: Pick<CallEnd, 'seconds' | 'userID' | 'errorCode'> & { reason: EndReason; after: number };
}

/** @see docs/call-report.schema.json */
export interface CallReport {
  version: typeof REPORT_VERSION;
  /** 'Web', 'MiniApp' or 'uniapp', as on the wire. */
  platform: string;
  /** UserIDs stand in for others. */
  redacted: boolean;
  call: ReportedCall;
  timeline: TimelineEntry[];
  /** The number of entries that found no place between the first and the last. */
  omitted: number;
  quality: QualitySample[];
  /** In order of their weight: the first is what the verdict is about. */
  findings: CallFinding[];
}

export interface ReportOptions {
  /** Replaces userIDs by `user-1`, `user-2`, … and leaves out the ids of invites. */
  redact?: boolean;
}
