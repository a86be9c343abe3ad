/**
 * A schedule says what happens to a few people with telephones: what they tap, what their network, devices and
 * pages do to them, and what strangers send. Plain data, so that a failing schedule shrinks and replays.
 */
import fc from 'fast-check';
import type { PageChange } from './mini-program';

/** People are numbers here; the simulation takes them modulo how many there are. */
export type Action =
  /* Taps. */
  | { do: 'call'; who: number; whom: number; type: 1 | 2; timeout: number; receiveOnly: boolean }
  | { do: 'groupCall'; who: number; type: 1 | 2; timeout: number; team: boolean; leaveOut: number }
  | { do: 'accept'; who: number; receiveOnly: boolean }
  | { do: 'reject' | 'hangup' | 'hangupTwice' | 'logout' | 'login' | 'destroy'; who: number }
  | { do: 'switch'; who: number; to: 1 | 2 }
  | { do: 'microphone' | 'camera'; who: number; on: boolean }
  /** One calls another who accepts after `after` ms. */
  | { do: 'talk'; who: number; whom: number; type: 1 | 2; after: number }
  /** Two call each other `apart` ms apart. */
  | { do: 'glare'; who: number; whom: number; types: [1 | 2, 1 | 2]; apart: number }
  /* The network. */
  | { do: 'sendFails'; who: number; operation: Operation; always: boolean; how: Loss }
  | { do: 'sendTakes'; who: number; operation: Operation; ms: number }
  | { do: 'cut' | 'lineBack' | 'kick'; who: number }
  /** The app logs out the IM instance that it shares, or logs in somebody else on it: the port tells both alike. */
  | { do: 'imLogsOut'; who: number }
  | { do: 'forge'; to: number; as: Forger; what: Forgery; which: number }
  | { do: 'again'; which: number }
  /* Devices and rooms. */
  | { do: 'permission'; who: number; is: 'granted' | 'denied' | 'prompt' }
  | { do: 'answerPrompt'; who: number; with: 'granted' | 'denied' }
  | { do: 'unplug' | 'plug' | 'occupy'; who: number; kind: 'audioinput' | 'videoinput' }
  | { do: 'mediaFails'; who: number; operation: MediaOperation }
  | { do: 'mediaHangs'; who: number; operation: MediaOperation }
  | { do: 'mediaTakes'; who: number; operation: MediaOperation; ms: number }
  | { do: 'connection'; who: number; state: 'reconnecting' | 'connected' | 'lost' }
  | { do: 'roomClosed'; who: number; reason: 'dismissed' | 'removed' | 'duplicate' }
  | { do: 'dismiss'; who: number }
  | { do: 'block' | 'unlock'; who: number }
  /* Pages. */
  | { do: 'hide' | 'show' | 'close' | 'vanish' | 'open'; who: number }
  /** The date of one device is set, by so many ms. */
  | { do: 'setDate'; who: number; by: number }
  /** Somebody changes pages of a mini-program; it may be the call's page that goes. */
  | { do: 'changePage'; who: number; how: PageChange }
  | { do: 'tapBar'; who: number };

export type Operation = 'invite' | 'switch' | 'cancel' | 'answer' | 'end' | 'login' | 'logout';
export type MediaOperation = 'prepare' | 'enter' | 'publish' | 'leave' | 'setCamera' | 'check';
/** At once, at the deadline, or delivered though the acknowledgement is lost. */
export type Loss = 'at once' | 'at the deadline' | 'delivered';
/** A stranger, somebody who is known but no party of the call, or the peer with an id made up. */
export type Forger = 'stranger' | 'bystander' | 'peer';
export type Forgery =
  'cancel' | 'accept' | 'reject' | 'busy' | 'timeout' | 'end' | 'invite' | 'switch' | 'hijack';

export interface Step {
  /** ms that pass before it. */
  after: number;
  action: Action;
}

/** An app does these things inside the handlers of events. */
export interface Habit {
  invited: 'nothing' | 'accept' | 'reject' | 'hangup' | 'call' | 'throw' | 'logout';
  over: 'nothing' | 'hangup' | 'call' | 'throw' | 'logout';
  met: 'nothing' | 'hangup' | 'throw' | 'switch';
}

/** The way of the n-th delivery; those beyond the list arrive as they should. */
export interface Way {
  drop: boolean;
  delay: number;
  copies: number;
}

export type Pace = Record<
  'check' | 'prepare' | 'enter' | 'publish' | 'leave' | 'setCamera',
  number
>;

export interface Schedule {
  people: number;
  /** The first person has a second device. */
  twoDevices: boolean;
  /** ms that messages and room events take. */
  latency: number;
  /** ms that devices and rooms take, so that something can happen meanwhile. */
  pace: Pace;
  /** These people have a mini-program in front of them, the others a page of H5. */
  miniPrograms: boolean[];
  /** ms that a mini-program takes to change pages. */
  turns: number;
  habits: Habit[];
  ways: Way[];
  steps: Step[];
  /** The answers of people to prompts that are still open in the end. */
  promptsEnd: 'granted' | 'denied';
}

const HOUR = 3_600_000;

const who = fc.nat({ max: 3 });
const type = fc.constantFrom<1 | 2>(1, 2);
const one = <const T extends string>(...names: T[]) => fc.constantFrom(...names);
const rarely = fc.nat({ max: 9 }).map((n) => n === 9);
const timeout = fc.constantFrom(30, 30, 30, 10, 3, 0);
const short = fc.constantFrom(0, 0, 50, 300, 1000, 3000);
const device = fc.constantFrom<'audioinput' | 'videoinput'>('audioinput', 'videoinput');
const operation = one('invite', 'switch', 'cancel', 'answer', 'end', 'login', 'logout');
const mediaOperation = one('prepare', 'enter', 'publish', 'leave', 'setCamera', 'check');
/** Port rule: `check` never keeps anybody waiting. */
const waiting = one('prepare', 'enter', 'publish', 'leave', 'setCamera');

const is = <const D extends Action['do'], R extends object>(
  name: D,
  fields: { [K in keyof R]: fc.Arbitrary<R[K]> },
): fc.Arbitrary<Action> =>
  fc.record({ do: fc.constant(name), ...fields } as never) as fc.Arbitrary<Action>;
const plain = (...names: Action['do'][]): fc.Arbitrary<Action> =>
  fc.record({ do: fc.constantFrom(...names), who }) as fc.Arbitrary<Action>;

const weigh = (...choices: [weight: number, arbitrary: fc.Arbitrary<Action>][]) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const taps = weigh(
  [8, is('call', { who, whom: who, type, timeout, receiveOnly: rarely })],
  [4, is('groupCall', { who, type, timeout, team: fc.boolean(), leaveOut: fc.nat({ max: 5 }) })],
  [12, is('talk', { who, whom: who, type, after: short })],
  [3, is('glare', { who, whom: who, types: fc.tuple(type, type), apart: short })],
  [14, is('accept', { who, receiveOnly: rarely })],
  [3, plain('reject')],
  [6, plain('hangup')],
  [2, plain('hangupTwice')],
  [2, plain('logout')],
  [3, plain('login')],
  [1, plain('destroy')],
  [4, is('switch', { who, to: type })],
  [2, is('microphone', { who, on: fc.boolean() })],
  [3, is('camera', { who, on: fc.boolean() })],
);

const network = weigh(
  [
    6,
    is('sendFails', {
      who,
      operation,
      always: fc.boolean(),
      how: one('at once', 'at the deadline', 'delivered'),
    }),
  ],
  [3, is('sendTakes', { who, operation, ms: fc.constantFrom(200, 2000, 8000) })],
  [3, plain('cut')],
  [3, plain('lineBack')],
  [2, plain('kick')],
  [3, plain('imLogsOut')],
  [
    10,
    is('forge', {
      to: who,
      as: one('stranger', 'bystander', 'peer'),
      what: one(
        ...(['cancel', 'accept', 'reject', 'busy', 'timeout'] as const),
        ...(['end', 'invite', 'switch', 'hijack'] as const),
      ),
      which: fc.nat({ max: 6 }),
    }),
  ],
  [2, is('again', { which: fc.nat({ max: 12 }) })],
);

const media = weigh(
  [3, is('permission', { who, is: one('granted', 'denied', 'prompt', 'prompt') })],
  [4, is('answerPrompt', { who, with: one('granted', 'granted', 'denied') })],
  [
    3,
    fc.record({ do: one('unplug', 'plug', 'occupy'), who, kind: device }) as fc.Arbitrary<Action>,
  ],
  [5, is('mediaFails', { who, operation: mediaOperation })],
  [4, is('mediaHangs', { who, operation: waiting })],
  [5, is('mediaTakes', { who, operation: waiting, ms: fc.constantFrom(100, 1500, 6000) })],
  [4, is('connection', { who, state: one('reconnecting', 'connected', 'lost') })],
  [2, is('roomClosed', { who, reason: one('dismissed', 'removed', 'duplicate') })],
  [1, plain('dismiss')],
  [1, plain('block')],
  [1, plain('unlock')],
);

const pages = weigh(
  [3, plain('hide')],
  [3, plain('show')],
  [2, plain('close')],
  [2, plain('vanish')],
  [5, plain('open')],
  [4, is('setDate', { who, by: fc.constantFrom(-HOUR, HOUR, -40_000, 40_000, -5000, 5000) })],
);

const callPages = weigh(
  [6, is('changePage', { who, how: one('back', 'back', 'navigateTo', 'redirectTo', 'reLaunch') })],
  [1, plain('tapBar')],
);

const action = fc.oneof(
  { weight: 22, arbitrary: taps },
  { weight: 7, arbitrary: network },
  { weight: 7, arbitrary: media },
  { weight: 3, arbitrary: pages },
  { weight: 3, arbitrary: callPages },
);

const pause = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 4, arbitrary: fc.integer({ min: 400, max: 6000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 6000, max: 45_000 }) },
);

const habit: fc.Arbitrary<Habit> = fc.record({
  invited: one(
    ...(['nothing', 'nothing', 'nothing', 'accept', 'accept'] as const),
    ...(['reject', 'hangup', 'call', 'throw', 'logout'] as const),
  ),
  over: one('nothing', 'nothing', 'nothing', 'hangup', 'call', 'throw', 'logout'),
  met: one('nothing', 'nothing', 'nothing', 'nothing', 'hangup', 'throw', 'switch'),
});

const way: fc.Arbitrary<Way> = fc.record({
  drop: fc.nat({ max: 5 }).map((n) => n === 5),
  delay: fc.constantFrom(0, 0, 0, 20, 400, 2500, 12_000),
  copies: fc.constantFrom(1, 1, 1, 2, 3),
});

const slow = fc.constantFrom(0, 0, 0, 30, 250, 1800);
const pace: fc.Arbitrary<Pace> = fc.record({
  ...{ check: fc.constantFrom(0, 0, 0, 15), prepare: slow, enter: slow },
  ...{ publish: slow, leave: slow, setCamera: slow },
});
const AT_ONCE: Pace = { check: 0, prepare: 0, enter: 0, publish: 0, leave: 0, setCamera: 0 };

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  people: fc.constantFrom(2, 2, 2, 3, 3, 4),
  twoDevices: rarely,
  latency: fc.constantFrom(0, 0, 40, 700),
  pace: fc.oneof(fc.constant(AT_ONCE), pace),
  miniPrograms: fc.array(fc.boolean(), { maxLength: 4 }),
  turns: fc.constantFrom(0, 60, 350),
  habits: fc.array(habit, { maxLength: 4 }),
  ways: fc.oneof(fc.constant<Way[]>([]), fc.array(way, { maxLength: 12 })),
  steps: fc.array(fc.record({ after: pause, action }), { minLength: 1, maxLength: 14 }),
  promptsEnd: one('granted', 'denied'),
});
