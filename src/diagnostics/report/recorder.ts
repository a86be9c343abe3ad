/**
 * The recorder hears of everything that happens to calls, keeps the last one, and makes its report.
 *
 * ```
 *  engine ── a step: event, state before and after, effects ──▶ narrate ──▶ Timeline   what happened
 *         ── a measurement, volumes, levels ──────────────────▶ Quality               what was measured
 *                                          └──────────────────▶ QualityWatch          what was bad for long
 *  lifecycle ── hidden, shown, network ───────────────────────▶ Timeline
 *                                             findingsOf(timeline, watched) ──▶ CallReport
 * ```
 *
 * A call is held in at most 64 KiB of JSON: 160 entries, 180 directions, 40 findings (`tests/unit/diagnostics/report`).
 */
import type { CallState } from '../../call/state';
import { CallError } from '../../errors';
import type { MediaEvent, StreamStats } from '../../media/port';
import type { Clock } from '../../runtime/clock';
import type { NetworkType } from '../../runtime/environment';
import { findingsOf } from './findings';
import { rowOf } from './kinds';
import { narrate, type Moment, type Step } from './narrate';
import { Quality, round } from './quality';
import { redact } from './redact';
import {
  REPORT_VERSION,
  type CallReport,
  type DirectionQuality,
  type QualitySample,
  type ReportedCall,
  type ReportOptions,
  type TimelineEntry,
} from './report';
import { Timeline } from './timeline';
import { QualityWatch, type Expected } from './watch';

export interface RecorderOptions {
  clock: Clock;
  /** @see CallReport.platform */
  platform: string;
}

type Stats = Extract<MediaEvent, { kind: 'stats' }>;

/** One call, from the step that begins it. */
interface Recorded {
  began: number;
  beganAt: number;
  state: CallState;
  timeline: Timeline;
  quality: Quality;
  watch: QualityWatch;
  /** The loudest of each user since the last measurement. */
  levels: Map<string, number>;
  network: QualitySample['network'];
  /** What is told once in a call. */
  told: Set<string>;
  connectedAfter?: number;
  endedAfter?: number;
}

export class CallRecorder {
  private call: Recorded | undefined;
  private network: NetworkType | undefined;
  private hidden = false;

  constructor(private readonly options: RecorderOptions) {}

  /** Takes what the engine did with an event. @returns true where a call ended by it */
  step(step: Step): boolean {
    const { before, after } = step;
    if (before.phase === 'idle' && after.phase !== 'idle') this.begin(after, step.event.at);
    const { call } = this;
    if (!call || (before.phase === 'idle' && after.phase === 'idle')) return false;
    const at = Math.round(step.event.at - call.began);
    for (const moment of narrate(step)) this.tell(call, at, moment);
    if (after.phase !== 'idle') call.state = after;
    if (before.startedAt === undefined && after.startedAt !== undefined) call.connectedAfter ??= at;
    if (before.phase === 'ending' || after.phase !== 'ending') return false;
    call.endedAfter = at;
    return true;
  }

  /** Takes what the media port tells besides what changes a call. */
  media(event: MediaEvent): void {
    const { call } = this;
    if (!call || !this.isOn) return;
    switch (event.kind) {
      case 'stats':
        return this.measured(call, event);
      case 'quality':
        call.network = { up: event.up, down: event.down };
        return;
      case 'volume':
        for (const { userID, volume } of event.volumes) {
          call.levels.set(userID, Math.max(volume, call.levels.get(userID) ?? 0));
        }
        return;
      case 'devices-changed':
        return this.note({ kind: 'devices-changed' });
      case 'warning':
        return this.note({ kind: 'warning', code: CallError.from(event.error).code });
      default:
    }
  }

  pageHidden(): void {
    this.hidden = true;
    this.note({ kind: 'page-hidden' });
  }

  pageShown(): void {
    // Browsers tell it in two ways.
    if (this.hidden) this.note({ kind: 'page-shown' });
    this.hidden = false;
  }

  networkChanged(network: NetworkType): void {
    if (network === this.network) return;
    this.network = network;
    this.note({ kind: 'network', detail: network });
  }

  /** The report of the call that runs, or of the last one; undefined before there was any. */
  report({ redact: anonymous = false }: ReportOptions = {}): CallReport | undefined {
    const { call } = this;
    if (!call) return undefined;
    const { timeline, quality, watch } = call;
    const report: CallReport = {
      version: REPORT_VERSION,
      platform: this.options.platform,
      redacted: false,
      call: reportedCall(call),
      timeline: timeline.entries,
      omitted: timeline.omitted,
      quality: quality.all,
      findings: findingsOf(timeline.entries, watch.findings),
    };
    // What an app does to its copy is nothing to the next one.
    return JSON.parse(JSON.stringify(anonymous ? redact(report) : report)) as CallReport;
  }

  private get isOn(): boolean {
    return this.call !== undefined && this.call.endedAfter === undefined;
  }

  private begin(state: CallState, at: number): void {
    this.call = {
      began: at,
      beganAt: this.options.clock.wall(),
      state,
      timeline: new Timeline(),
      quality: new Quality(),
      watch: new QualityWatch(),
      levels: new Map(),
      network: undefined,
      told: new Set(),
    };
    if (this.network) this.note({ kind: 'network', detail: this.network });
    if (this.hidden) this.note({ kind: 'page-hidden' });
  }

  private note(moment: Moment): void {
    const { call } = this;
    if (call && this.isOn) this.tell(call, this.options.clock.now() - call.began, moment);
  }

  private tell(call: Recorded, at: number, moment: Moment): void {
    const { who, code, detail } = moment;
    const isFirst = (what: string) => {
      if (call.told.has(what)) return false;
      call.told.add(what);
      return true;
    };
    let { kind } = moment;
    if (kind.startsWith('first-') && !isFirst(`${kind} ${who}`)) return;
    if (kind === 'microphone-on' && isFirst(kind)) kind = 'microphone-started';
    const row = rowOf(kind, detail, this.options.platform === 'Web');
    const entry: TimelineEntry = {
      ...{ at: Math.max(0, Math.round(at)), kind },
      ...(who === undefined || who === call.state.userID ? {} : { who }),
      ...(detail === undefined ? {} : { detail }),
      ...(code === undefined ? {} : { code }),
      ...(row ? { row } : {}),
    };
    call.timeline.add(entry);
  }

  private measured(call: Recorded, { up, down, roomID }: Stats): void {
    if (roomID !== call.state.roomID) return;
    const at = Math.round(this.options.clock.now() - call.began);
    const { levels, network } = call;
    const sample: QualitySample = {
      ...{ at, of: 1 },
      ...(network ? { network } : {}),
      up: withLevel(up, levels.get(call.state.userID)),
      down: down.map(({ userID, ...stats }) => ({
        userID,
        ...withLevel(stats, levels.get(userID)),
      })),
    };
    levels.clear();
    call.quality.add(sample);
    call.watch.see(sample, this.expected(call.state));
    this.tellFirsts(call, at, sample);
  }

  private tellFirsts(call: Recorded, at: number, { up, down }: QualitySample): void {
    const flows = ({ bitrate = 0 }: { bitrate?: number } = {}) => bitrate > 0;
    if (flows(up.audio)) this.tell(call, at, { kind: 'first-sound-sent' });
    if (flows(up.video)) this.tell(call, at, { kind: 'first-picture-sent' });
    for (const { userID: who, audio, video } of down) {
      if (flows(audio)) this.tell(call, at, { kind: 'first-sound-received', who });
      if (flows(video)) this.tell(call, at, { kind: 'first-picture-received', who });
      // What plays may be the sound alone: the frames of the picture say when it does.
      const isPlaying = call.state.members[who]?.playback === 'playing';
      if (isPlaying && (video?.frameRate ?? 0) > 0) {
        this.tell(call, at, { kind: 'first-picture-played', who });
      }
    }
  }

  private expected({ phase, connection, local, members }: CallState): Expected {
    return {
      microphone: local.sending.audio && local.published,
      camera: local.sending.video && local.published,
      // Browsers let a hidden page measure seldom, and phones stop its camera.
      isConnected: phase === 'connected' && connection === 'connected' && !this.hidden,
      members: Object.fromEntries(
        Object.values(members).map(({ userID, audio, video }) => [
          userID,
          { audio: audio === true, video: video === true },
        ]),
      ),
    };
  }
}

/** Rounds what was measured: more digits than that say nothing. */
function withLevel(
  { audio, video, ...rest }: StreamStats,
  level: number | undefined,
): DirectionQuality {
  const rounded = <T extends object>(figures: T): T =>
    Object.fromEntries(
      Object.entries(figures).flatMap(([name, value]) =>
        typeof value === 'number' && Number.isFinite(value) ? [[name, round(value)]] : [],
      ),
    ) as T;
  const sound = { ...audio, ...(level === undefined ? {} : { level }) };
  return {
    ...rounded(rest),
    ...(Object.keys(sound).length ? { audio: rounded(sound) } : {}),
    ...(video ? { video: rounded(video) } : {}),
  };
}

function reportedCall({ state, beganAt, connectedAfter, endedAfter }: Recorded): ReportedCall {
  const { userID, role, type, isGroup, roomID, inviteID, inviter, members, end } = state;
  return {
    ...{ userID, role, type, isGroup, roomID, inviteID, inviter },
    members: Object.keys(members),
    beganAt,
    ...(connectedAfter === undefined ? {} : { connectedAfter }),
    ...(end && endedAfter !== undefined
      ? {
          end: {
            ...{ reason: end.reason, seconds: end.seconds, userID: end.userID, after: endedAfter },
            ...(end.errorCode === undefined ? {} : { errorCode: end.errorCode }),
          },
        }
      : {}),
  };
}
