/**
 * A watch sees every measurement once, before a long call is kept coarser, and notes what was bad for long enough.
 * What it comes to depends on nothing but the measurements and their times.
 */
import type { CallFinding, DirectionQuality, FigureName, QualitySample, ReportRow } from './report';
import { THRESHOLDS, type FindingKind } from './thresholds';

/** What this side and the others are about to send and receive, as the call knows it. */
export interface Expected {
  microphone: boolean;
  camera: boolean;
  /** The connection holds, and the call is on. */
  isConnected: boolean;
  members: Readonly<Record<string, { audio: boolean; video: boolean }>>;
}

/** A figure that is bad, or `true` where there is nothing to measure. */
type Bad = number | true | undefined;

/** What is noted as long as it is bad. */
interface Trouble {
  kind: FindingKind;
  figure?: FigureName;
  row?: ReportRow;
  lasts: number;
  /** The lower the figure, the worse. */
  isFloor?: true;
}

interface Rule extends Trouble {
  bad(quality: DirectionQuality, sends: { audio: boolean; video: boolean }): Bad;
}

const realtime = (id: number): ReportRow => ({ group: 'realtime', id });
const experience = (id: number): ReportRow => ({ group: 'experience', id });

const atLeast = (figure: number | undefined, from: number): Bad =>
  figure !== undefined && figure >= from ? figure : undefined;

const { loss, delay, jitter, frameRate, frozen, nothing, level } = THRESHOLDS;

/** A picture that is wanted and comes, but too slowly. One that does not come at all is another finding. */
const tooFew = ({ video }: DirectionQuality, sends: boolean): Bad => {
  const rate = video?.frameRate;
  return sends && rate !== undefined && rate > 0 && rate < frameRate.below ? rate : undefined;
};

const UP: Rule[] = [
  {
    kind: 'loss-up',
    figure: 'loss',
    ...loss,
    row: realtime(2007),
    bad: (q) => atLeast(q.loss, loss.from),
  },
  {
    kind: 'delay',
    figure: 'delay',
    ...delay,
    row: realtime(2003),
    bad: (q) => atLeast(q.rtt, delay.from),
  },
  {
    kind: 'jitter-up',
    figure: 'jitter',
    ...jitter,
    row: realtime(2004),
    bad: (q) => atLeast(q.jitter, jitter.from),
  },
  {
    kind: 'few-frames-up',
    ...{ figure: 'frameRate', isFloor: true, ...frameRate, row: realtime(2010) },
    bad: (q, sends) => tooFew(q, sends.video),
  },
];

const DOWN: Rule[] = [
  {
    kind: 'loss-down',
    figure: 'loss',
    ...loss,
    row: realtime(2017),
    bad: (q) => atLeast(q.loss, loss.from),
  },
  {
    kind: 'jitter-down',
    figure: 'jitter',
    ...jitter,
    row: realtime(2014),
    bad: (q) => atLeast(q.jitter, jitter.from),
  },
  {
    kind: 'frozen',
    ...{ figure: 'frozen', ...frozen, row: realtime(2024) },
    bad: (q, sends) => (sends.video ? atLeast(q.video?.frozen, frozen.from) : undefined),
  },
  {
    kind: 'few-frames-down',
    ...{ figure: 'frameRate', isFloor: true, ...frameRate, row: realtime(2020) },
    bad: (q, sends) => tooFew(q, sends.video),
  },
  {
    kind: 'no-sound',
    ...{ ...nothing, row: experience(3) },
    bad: (q, sends) => (sends.audio && q.audio?.bitrate === 0 ? true : undefined),
  },
  {
    kind: 'no-picture',
    ...{ ...nothing, row: experience(2) },
    bad: ({ video }, sends) =>
      sends.video && (video?.bitrate === 0 || video?.frameRate === 0) ? true : undefined,
  },
];

interface Run {
  trouble: Trouble;
  who?: string;
  from: number;
  last: number;
  worst?: number;
}

/** ms that a measurement covers. */
const PERIOD = 2000;
/** ms after which measurements do not belong together: in between nobody knows how it was. */
const GAP = 3 * PERIOD;
/** So many findings of one call are kept; a call that has more is bad all over. */
const MOST_FINDINGS = 40;

export class QualityWatch {
  private readonly runs = new Map<string, Run>();
  private readonly over: CallFinding[] = [];
  private hasBeenHeard = false;

  /** Sees a measurement. What broke off before it is over. */
  see(sample: QualitySample, expected: Expected): void {
    const { at, up, down } = sample;
    const seen = new Set<string>();
    const note = (trouble: Trouble, bad: Bad, who?: string) => {
      if (bad !== undefined) seen.add(this.note(trouble, at, bad, who));
    };
    if (expected.isConnected) {
      const mine = { audio: expected.microphone, video: expected.camera };
      for (const rule of UP) note(rule, rule.bad(up, mine));
      for (const quality of down) {
        const sends = expected.members[quality.userID] ?? { audio: false, video: false };
        for (const rule of DOWN) note(rule, rule.bad(quality, sends), quality.userID);
      }
      this.listen(up.audio?.level, expected.microphone, note);
      this.weak(sample, note);
    }
    for (const [key, run] of [...this.runs]) if (!seen.has(key)) this.end(key, run);
  }

  /** What was found, and what still lasts. */
  get findings(): CallFinding[] {
    const lasting = [...this.runs.values()].filter(isLong).map(findingOf);
    return [...this.over, ...lasting.map(({ to, ...finding }) => finding)];
  }

  private listen(
    loud: number | undefined,
    isOn: boolean,
    note: (trouble: Trouble, bad: Bad) => void,
  ): void {
    if (loud === undefined || !isOn) return;
    if (loud > 0) this.hasBeenHeard = true;
    const { lasts, lastsOnceHeard } = THRESHOLDS.silent;
    const needs = this.hasBeenHeard ? lastsOnceHeard : lasts;
    note({ kind: 'microphone-silent', row: realtime(2006), lasts: needs }, loud === 0 || undefined);
  }

  /** The level of the network counts where nothing better is told. */
  private weak(
    { network, up, down }: QualitySample,
    note: (trouble: Trouble, bad: Bad) => void,
  ): void {
    const isBad = (one: number) => (one < 6 ? atLeast(one, level.from) : undefined);
    const trouble = { figure: 'level', lasts: level.lasts } as const;
    if (!network) return;
    if (up.loss === undefined) note({ ...trouble, kind: 'weak-up' }, isBad(network.up));
    if (down.every((one) => one.loss === undefined)) {
      note({ ...trouble, kind: 'weak-down' }, isBad(network.down));
    }
  }

  private note(trouble: Trouble, at: number, bad: number | true, who: string | undefined): string {
    const key = `${trouble.kind} ${who ?? ''}`;
    let run = this.runs.get(key);
    if (run && at - run.last > GAP) {
      this.end(key, run);
      run = undefined;
    }
    const worse = trouble.isFloor ? Math.min : Math.max;
    const worst = bad === true ? undefined : run?.worst === undefined ? bad : worse(run.worst, bad);
    this.runs.set(key, {
      trouble,
      from: run?.from ?? Math.max(0, at - PERIOD),
      last: at,
      ...(who === undefined ? {} : { who }),
      ...(worst === undefined ? {} : { worst }),
    });
    return key;
  }

  private end(key: string, run: Run): void {
    this.runs.delete(key);
    if (isLong(run) && this.over.length < MOST_FINDINGS) this.over.push(findingOf(run));
  }
}

/** Measurements come a little early or late: what counts is how many there are of them. */
const isLong = ({ trouble, from, last }: Run) => last - from >= trouble.lasts - PERIOD / 2;

function findingOf({ trouble, who, from, last, worst }: Run): CallFinding {
  const { kind, figure, row } = trouble;
  return {
    ...{ kind, from, to: last },
    ...(who === undefined ? {} : { who }),
    ...(figure && worst !== undefined ? { figures: { [figure]: worst } } : {}),
    ...(row ? { row } : {}),
  };
}
