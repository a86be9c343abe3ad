/** Findings say what was unusual in a call: from its timeline, and from what was found in its measurements. */
import { ErrorCode } from '../../error-codes';
import type { CallFinding, TimelineEntry } from './report';
import { FINDING_KINDS, THRESHOLDS, type FindingKind } from './thresholds';

/**
 * Judges a call. It is a pure function.
 *
 * @param measured what {@link QualityWatch} found
 * @returns the findings in order of their weight, then of their time
 */
export function findingsOf(timeline: TimelineEntry[], measured: CallFinding[]): CallFinding[] {
  const cuts = reconnects(timeline);
  const gone = peersGone(timeline, measured);
  const ended = ends(timeline, cuts, gone);
  const causes = [...cuts, ...gone, ...ended.filter(({ kind }) => kind === 'connection-lost')];
  const found = [
    ...ended,
    ...failures(timeline),
    ...cuts,
    ...gone,
    ...lostDevices(timeline),
    ...blockedPlayback(timeline),
    ...slowJoins(timeline),
    ...measured.filter((finding) => !isExplained(finding, causes)),
  ];
  return found.sort((a, b) => weightOf(a) - weightOf(b) || a.from - b.from);
}

const weightOf = ({ kind }: CallFinding) => FINDING_KINDS.indexOf(kind);

/** What is not heard and seen while a line is cut, or after somebody is gone, is no finding of its own. */
function isExplained({ kind, who, from, to }: CallFinding, causes: CallFinding[]): boolean {
  if (kind !== 'no-sound' && kind !== 'no-picture') return false;
  return causes.some((cause) => {
    if (cause.kind === 'peer-gone') return cause.who === who && (to ?? cause.from) >= cause.from;
    const noticed = cause.from - THRESHOLDS.noticed.within;
    return from <= (cause.to ?? Infinity) && (to ?? Infinity) >= noticed;
  });
}

/** Gives the stretches from an entry to the next one that ends it, if any does. */
function stretches(
  timeline: TimelineEntry[],
  begins: (entry: TimelineEntry) => boolean,
  ends: (entry: TimelineEntry, begun: TimelineEntry) => boolean,
): [begin: TimelineEntry, end: TimelineEntry | undefined][] {
  return timeline.flatMap((begin, i) => {
    if (!begins(begin)) return [];
    return [[begin, timeline.slice(i + 1).find((entry) => ends(entry, begin))]];
  });
}

const lasting = (at: number, end: TimelineEntry | undefined) => ({
  from: at,
  ...(end ? { to: end.at } : {}),
});

function reconnects(timeline: TimelineEntry[]): CallFinding[] {
  return stretches(
    timeline,
    ({ kind }) => kind === 'reconnecting',
    ({ kind }) => kind === 'reconnected',
  ).flatMap(([{ at }, end]) =>
    end
      ? [{ kind: 'reconnected', ...lasting(at, end), figures: { took: end.at - at } } as const]
      : [],
  );
}

function lostDevices(timeline: TimelineEntry[]): CallFinding[] {
  return (['microphone', 'camera'] as const).flatMap((device) =>
    stretches(
      timeline,
      ({ kind }) => kind === `${device}-lost`,
      ({ kind, detail }) =>
        kind === `${device}-on` || (kind === `${device}-wanted` && detail === 'off'),
    ).map(([{ at, row }, end]) => ({
      kind: `${device}-lost` as const,
      ...lasting(at, end),
      ...(row ? { row } : {}),
    })),
  );
}

function blockedPlayback(timeline: TimelineEntry[]): CallFinding[] {
  return stretches(
    timeline,
    ({ kind }) => kind === 'playback-blocked',
    ({ kind, who }, blocked) => kind === 'playing' && who === blocked.who,
  ).map(([{ at, who }, end]) => ({
    kind: 'blocked-playback',
    ...lasting(at, end),
    ...(who === undefined ? {} : { who }),
  }));
}

function slowJoins(timeline: TimelineEntry[]): CallFinding[] {
  return stretches(
    timeline,
    ({ kind }) => kind === 'entering',
    ({ kind }) => kind === 'entered' || kind === 'enter-failed' || kind === 'leaving',
  ).flatMap(([{ at }, end]) => {
    const took = end ? end.at - at : 0;
    if (took < THRESHOLDS.join.from || end?.kind === 'enter-failed') return [];
    return [
      {
        kind: 'slow-join' as const,
        ...lasting(at, end),
        figures: { took },
        row: { group: 'experience' as const, id: 1 },
      },
    ];
  });
}

/** Somebody whose connection broke, by what the room says or by the silence before they left. */
function peersGone(timeline: TimelineEntry[], measured: CallFinding[]): CallFinding[] {
  return timeline.flatMap(({ kind, at, who, row }) => {
    if (kind !== 'peer-timed-out' && kind !== 'peer-left') return [];
    const silence = measured.find(
      (one) =>
        one.kind === 'no-sound' &&
        one.who === who &&
        at - (one.to ?? at) <= THRESHOLDS.noticed.within,
    );
    if (kind === 'peer-left' && !silence) return [];
    const from = silence?.from ?? at;
    return [
      {
        kind: 'peer-gone' as const,
        ...{ from, to: at },
        ...(who === undefined ? {} : { who }),
        ...(row ? { row } : {}),
      },
    ];
  });
}

/** What failed, by the code of its error. */
const BY_CODE: Partial<Record<number, FindingKind>> = {
  [ErrorCode.PermissionDenied]: 'permission-refused',
  [ErrorCode.MicrophoneUnavailable]: 'no-device',
  [ErrorCode.CameraUnavailable]: 'no-device',
  [ErrorCode.NotSupported]: 'not-supported',
  [ErrorCode.RoomEntryFailed]: 'join-refused',
  [ErrorCode.UserSigExpired]: 'join-refused',
  [ErrorCode.RoomDismissed]: 'join-refused',
  [ErrorCode.PublishFailed]: 'publish-failed',
  [ErrorCode.SignallingFailed]: 'signalling-failed',
};

const FAILURES = [
  ...(['devices-failed', 'device-failed', 'enter-failed', 'publish-failed'] as const),
  ...(['invite-failed', 'answer-failed'] as const),
];

function failures(timeline: TimelineEntry[]): CallFinding[] {
  const found: CallFinding[] = [];
  for (const { kind: entry, at, code, who, detail, row } of timeline) {
    const isFailure = (FAILURES as readonly string[]).includes(entry);
    // An end by an error that nothing else has told, as where no device is listed.
    if (!isFailure && (entry !== 'ended' || code === undefined)) continue;
    const kind = BY_CODE[code ?? 0];
    if (!kind || found.some((one) => one.kind === kind && one.code === code)) continue;
    if (!isFailure && (found.length > 0 || detail === 'room-dismissed')) continue;
    found.push({
      ...{ kind, from: at, code: code! },
      ...(isFailure && who !== undefined ? { who } : {}),
      ...(isFailure && detail !== undefined ? { detail } : {}),
      ...(row ? { row } : {}),
    });
  }
  return found;
}

function ends(timeline: TimelineEntry[], cuts: CallFinding[], gone: CallFinding[]): CallFinding[] {
  const end = timeline.find(({ kind }) => kind === 'ended');
  if (!end) return [];
  const { at: from, detail: reason, code, who } = end;
  const of = (kind: FindingKind): CallFinding[] => [
    { kind, from, ...(code === undefined ? {} : { code }) },
  ];
  switch (reason) {
    case 'kicked-out':
      return of('kicked');
    case 'room-dismissed':
      return of('room-closed');
    case 'connection-lost': {
      const cut = stretches(
        timeline,
        ({ kind }) => kind === 'reconnecting' || kind === 'connection-lost',
        ({ kind }) => kind === 'reconnected',
      ).find(([, healed]) => !healed);
      if (cut) return [{ kind: 'connection-lost', from: cut[0].at, to: from, code: code! }];
      // The room held, and nobody else was in it: they are gone, or did not find back after the cut.
      if (gone.length > 0) return [];
      return cuts.length > 0 ? of('connection-lost') : of('peer-gone');
    }
    case 'no-device':
      // With a code it was this side's device, which the failure has told.
      return code === undefined && who !== undefined ? [{ kind: 'no-device', from, who }] : [];
    default:
      return [];
  }
}
