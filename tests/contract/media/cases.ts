/**
 * These cases are the rules at the head of `src/media/port.ts`, each as something that happens.
 * They know no test runner, because some drivers run in Node and some in a page of a browser.
 */
import { CallError } from '../../../src/errors';
import type { MediaEvent, MediaPort } from '../../../src/media/port';
import { ReadFields, type RequestsOf } from '../fields';
import { OTHER, type Endless, type MediaHarness } from './harness';

export interface Case {
  /** Says who does what, and what follows. */
  title: string;
  /** Only for drivers that enter rooms; the others keep the rest of the rules. */
  needsRoom?: true;
  run(harness: MediaHarness): Promise<void>;
}

const both = { audio: true, video: true };
/** ms; more than any driver takes for one operation that nothing keeps from ending. */
const LONG = 20_000;
/** ms of the driver's clock between two looks. */
const STEP = 50;
/** ms in which what is under way would show. */
const MOMENT = 1500;

const CANCELLED = 61011;
const PUBLISH_FAILED = 61008;
const DESTROYED = 61015;

function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Gives all numbers of what was measured. */
const figuresOf = (stats: object): number[] =>
  Object.entries(stats).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'userID') return [];
    return typeof value === 'object' && value !== null ? figuresOf(value) : [value as number];
  });

const text = (value: unknown) => JSON.stringify(value);

function same(found: unknown, wanted: unknown, what: string): void {
  check(text(found) === text(wanted), `${what}: ${text(found)} instead of ${text(wanted)}`);
}

async function until(
  harness: MediaHarness,
  what: string,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const late = harness.now() + LONG;
  while (!(await holds())) {
    check(harness.now() < late, `it never came to this: ${what}`);
    await harness.pass(STEP);
  }
}

/** Settled or not, without waiting for it. */
function watch(promise: Promise<unknown>): { settled?: 'resolved' | number; error?: unknown } {
  const seen: { settled?: 'resolved' | number; error?: unknown } = {};
  promise.then(
    () => (seen.settled = 'resolved'),
    (error: unknown) => {
      seen.error = error;
      seen.settled = error instanceof CallError ? error.code : -1;
    },
  );
  return seen;
}

/** Lets time pass until the promise settles. @returns 'resolved', or the code of its error */
async function outcome(harness: MediaHarness, promise: Promise<unknown>) {
  const seen = watch(promise);
  await until(harness, 'the operation ends', () => seen.settled !== undefined);
  return seen.settled;
}

async function does(harness: MediaHarness, promise: Promise<unknown>, what: string) {
  const seen = watch(promise);
  await until(harness, `${what} ends`, () => seen.settled !== undefined);
  check(seen.settled === 'resolved', `${what} failed: ${String(seen.error)}`);
}

/** In the room and sending. */
async function join(harness: MediaHarness): Promise<void> {
  const { media } = harness;
  const ready = Promise.all([media.prepare(both), media.enter(harness.room())]);
  await does(harness, ready, 'prepare and enter');
  await does(harness, media.publish(), 'publish');
}

const sends = (harness: MediaHarness, wanted: object) =>
  until(harness, `the room gets ${text(wanted)}`, async () => {
    return text(await harness.sent()) === text(wanted);
  });

function listen(media: MediaPort): MediaEvent[] {
  const heard: MediaEvent[] = [];
  media.onEvent((event) => heard.push(event));
  return heard;
}

const kinds = (heard: MediaEvent[]) => heard.map(({ kind }) => kind);

const began = (harness: MediaHarness, operation: Endless): Promise<void> => {
  const { media } = harness;
  if (operation === 'prepare') return media.prepare(both);
  return operation === 'enter' ? media.enter(harness.room()) : media.publish();
};

const abortCases = (['prepare', 'enter', 'publish'] as const).map((operation): Case => ({
  title: `leave() during ${operation}() makes it reject with 61011, and no device stays on`,
  needsRoom: true,
  async run(harness) {
    const { media } = harness;
    if (operation === 'publish') {
      await does(harness, media.prepare(both), 'prepare');
      await does(harness, media.enter(harness.room()), 'enter');
    }
    const release = await harness.hang(operation);
    const pending = watch(began(harness, operation));
    await harness.pass(STEP);
    check(pending.settled === undefined, `${operation} was over before leave() came`);
    const leaving = media.leave();
    await does(harness, leaving, 'leave');
    same(pending.settled, CANCELLED, `${operation} after leave()`);
    await release();
    await harness.pass(MOMENT);
    same(harness.tracks(), 0, 'devices held');
    same(await harness.sent(), undefined, 'what the room gets');
    await join(harness);
    await sends(harness, both);
  },
}));

export const mediaCases: Case[] = [
  {
    title: 'check() asks the user nothing, takes no device and answers within 100 ms',
    async run(harness) {
      harness.forgetPermission();
      // The first one may fetch what it needs; a machine under load may stall some.
      let fastest = Infinity;
      for (let i = 0; i < 10; i++) {
        const start = harness.now();
        const answered = harness.media.check(both).then(() => {
          fastest = Math.min(fastest, harness.now() - start);
        });
        await does(harness, answered, 'check');
      }
      check(fastest <= 100, `check() took ${fastest} ms`);
      same(harness.prompts(), 0, 'prompts');
      same(harness.tracks(), 0, 'devices held');
    },
  },
  {
    title: 'check() says why where nothing can be sent, and prepare() refuses exactly there',
    async run(harness) {
      const { canSend, obstacle } = await harness.media.check(both);
      same(typeof obstacle, canSend ? 'undefined' : 'string', 'the obstacle');
      const refused = (await outcome(harness, harness.media.prepare(both))) === 60006;
      same(refused, !canSend, 'prepare() refuses');
    },
  },
  {
    title: 'prepare() and enter() run at the same time, and publish() after both sends to the room',
    needsRoom: true,
    async run(harness) {
      const heard = listen(harness.media);
      await join(harness);
      await sends(harness, both);
      await until(harness, 'local-media says so', () => {
        return heard.some((event) => event.kind === 'local-media' && event.audio && event.video);
      });
    },
  },
  {
    title: 'publish() outside of a room, or with nothing prepared, rejects with 61008',
    needsRoom: true,
    async run(harness) {
      const { media } = harness;
      await does(harness, media.prepare(both), 'prepare');
      same(await outcome(harness, media.publish()), PUBLISH_FAILED, 'publish outside of a room');
      await does(harness, media.leave(), 'leave');
      await does(harness, media.enter(harness.room()), 'enter');
      same(await outcome(harness, media.publish()), PUBLISH_FAILED, 'publish of nothing');
    },
  },
  {
    title: 'each field of each request is read, but for those whose reason the harness gives',
    needsRoom: true,
    async run(harness) {
      const { media } = harness;
      const fields = new ReadFields();
      const shown = { mirror: true, fit: 'contain' } as const;
      const requests: RequestsOf<MediaPort> = {
        // Who asks for a microphone first may be satisfied with that.
        check: { audio: false, video: true },
        prepare: both,
        enter: harness.room(),
        setQuality: { width: 640, height: 480, frameRate: 15, bitrate: 500 },
        attach: { userID: OTHER, view: harness.view(false), local: false, ...shown },
      };
      const { check, prepare, enter, setQuality, attach } = requests;
      await does(harness, media.check(fields.of('check', check)), 'check');
      await does(harness, media.setQuality(fields.of('setQuality', setQuality)), 'setQuality');
      await does(harness, media.prepare(fields.of('prepare', prepare)), 'prepare');
      await does(harness, media.enter(fields.of('enter', enter)), 'enter');
      await does(harness, media.publish(), 'publish');
      await harness.otherSends(both);
      const me = { ...attach, userID: enter.userID, view: harness.view(true), local: true };
      for (const request of [attach, me]) {
        await does(harness, media.attach(fields.of('attach', request)), 'attach');
      }
      fields.check(harness.unread);
    },
  },
  {
    title: 'leave() resolves before any call, twice in a row, and after a call',
    async run(harness) {
      const { media } = harness;
      await does(harness, media.leave(), 'leave before any call');
      const seen = [watch(media.leave()), watch(media.leave())];
      await until(harness, 'both end', () => seen.every(({ settled }) => settled === 'resolved'));
      await outcome(harness, media.prepare(both));
      await does(harness, Promise.all([media.leave(), media.leave()]), 'leave twice');
      same(harness.tracks(), 0, 'devices held');
    },
  },
  {
    title: 'leave() stops microphone and camera and takes the user out of the room',
    needsRoom: true,
    async run(harness) {
      await join(harness);
      await sends(harness, both);
      await does(harness, Promise.all([harness.media.leave(), harness.media.leave()]), 'leave');
      same(harness.tracks(), 0, 'devices held');
      await until(harness, 'the user is out', async () => (await harness.sent()) === undefined);
    },
  },
  ...abortCases,
  {
    title: 'leave() resolves within three seconds when the network is gone, and no device stays on',
    needsRoom: true,
    async run(harness) {
      await join(harness);
      await harness.cutNetwork();
      const start = harness.now();
      await does(harness, harness.media.leave(), 'leave');
      const took = harness.now() - start;
      check(took <= 3000, `leave() took ${took} ms`);
      same(harness.tracks(), 0, 'devices held');
    },
  },
  {
    title: 'who is in the room is reported as entered, sending and left, each with the room',
    needsRoom: true,
    async run(harness) {
      const heard = listen(harness.media);
      await join(harness);
      await harness.otherSends(both);
      const last = () => heard.filter(({ kind }) => kind === 'user-media').pop();
      const { roomID } = harness.room();
      const media = { kind: 'user-media', roomID, userID: OTHER };
      await until(harness, 'what the other sends is heard', () => {
        return text(last()) === text({ ...media, ...both });
      });
      await harness.otherSends({ audio: true, video: false });
      await until(harness, 'the camera of the other goes', () => {
        return text(last()) === text({ ...media, audio: true, video: false });
      });
      await harness.otherLeaves();
      await until(harness, 'the other is gone', () => kinds(heard).includes('user-left'));
      const presence = heard.filter(({ kind }) => kind === 'user-entered' || kind === 'user-left');
      same(
        presence.map((event) => ({ ...event, reason: undefined })),
        [
          { kind: 'user-entered', roomID, userID: OTHER },
          { kind: 'user-left', roomID, userID: OTHER },
        ],
        'presence',
      );
      const order = kinds(heard);
      check(order.indexOf('user-entered') < order.indexOf('user-media'), 'media before presence');
    },
  },
  {
    title: 'no event of a room is reported from the moment that leave() was called',
    needsRoom: true,
    async run(harness) {
      await join(harness);
      await harness.otherSends(both);
      const heard = listen(harness.media);
      const leaving = harness.media.leave();
      await harness.otherSends({ audio: false, video: true });
      await harness.otherLeaves();
      await does(harness, leaving, 'leave');
      await harness.pass(MOMENT);
      const { roomID } = harness.room();
      same(
        heard.filter((event) => 'roomID' in event && event.roomID === roomID),
        [],
        'events of the room',
      );
    },
  },
  {
    title: 'microphone and camera turned off before there is a stream are off once there is one',
    needsRoom: true,
    async run(harness) {
      const { media } = harness;
      const heard = listen(media);
      await does(harness, media.setMicrophone(false), 'setMicrophone');
      await does(harness, media.setCamera(false), 'setCamera');
      await join(harness);
      await sends(harness, { audio: false, video: false });
      await harness.pass(MOMENT);
      same(await harness.sent(), { audio: false, video: false }, 'what the room gets');
      const on = heard.filter(
        (event) => event.kind === 'local-media' && (event.audio || event.video),
      );
      same(on, [], 'local-media that is on');
      await does(harness, media.setMicrophone(true), 'setMicrophone');
      await sends(harness, { audio: true, video: false });
      await does(harness, media.setCamera(true), 'setCamera');
      await sends(harness, both);
    },
  },
  {
    title: 'setCamera(false) lets the camera go, and setCamera(true) takes it again',
    needsRoom: true,
    async run(harness) {
      const { media } = harness;
      await join(harness);
      const before = harness.tracks();
      await does(harness, media.setCamera(false), 'setCamera');
      same(harness.tracks(), before - 1, 'devices held');
      await sends(harness, { audio: true, video: false });
      await does(harness, media.setCamera(true), 'setCamera');
      same(harness.tracks(), before, 'devices held');
      await sends(harness, both);
    },
  },
  {
    title: 'unlock() is over when it returns, before, during and after a call',
    async run(harness) {
      const unlock = (when: string) => same(harness.media.unlock(), undefined, `unlock ${when}`);
      unlock('before');
      await outcome(harness, harness.media.enter(harness.room()));
      unlock('during');
      await does(harness, harness.media.leave(), 'leave');
      unlock('after');
    },
  },
  {
    title: 'a second enter() is refused while the user is in a room, which goes on',
    needsRoom: true,
    async run(harness) {
      await join(harness);
      same(await outcome(harness, harness.media.enter(harness.room())), 61007, 'a second enter');
      await sends(harness, both);
    },
  },
  {
    title: 'what is measured is reported with its room, and no longer after leave()',
    needsRoom: true,
    async run(harness) {
      const { media } = harness;
      const heard = listen(media);
      await join(harness);
      await harness.otherSends(both);
      const measured = () => heard.filter((event) => event.kind === 'stats');
      await harness.measure();
      await until(harness, 'something is measured', () =>
        measured().some(({ down }) => down.length > 0),
      );
      const { roomID } = harness.room();
      for (const { roomID: of, up, down } of measured()) {
        same(of, roomID, 'the room of what was measured');
        const figures = [up, ...down].flatMap(figuresOf);
        const plausible = figures.every((figure) => Number.isFinite(figure) && figure >= 0);
        check(plausible, `a figure is none: ${text([up, ...down])}`);
      }
      check(
        measured().every(({ down }) => down.every(({ userID }) => userID === OTHER)),
        'somebody else is measured',
      );
      await does(harness, media.leave(), 'leave');
      const before = measured().length;
      await harness.measure();
      await harness.pass(3000);
      same(measured().length, before, 'measurements after leave()');
    },
  },
  {
    title:
      'a listener that throws keeps no other one from hearing, and one taken away hears nothing',
    needsRoom: true,
    async run(harness) {
      const { media } = harness;
      const removed: MediaEvent[] = [];
      media.onEvent((event) => removed.push(event))();
      media.onEvent(() => {
        throw new Error('thrown by a listener of the contract');
      });
      const heard = listen(media);
      await join(harness);
      await until(harness, 'the other listener hears', () => kinds(heard).includes('local-media'));
      same(removed, [], 'heard by the listener that was taken away');
    },
  },
  {
    title: 'dispose() before any call leaves nothing behind, and nothing is reported any more',
    async run(harness) {
      const heard = listen(harness.media);
      await does(harness, harness.media.dispose(), 'dispose');
      harness.changeDevices();
      await harness.pass(MOMENT);
      const held = Object.entries(harness.held()).filter(([, count]) => count > 0);
      same(held, [], 'what is left');
      same(heard, [], 'events');
      await does(harness, harness.media.dispose(), 'dispose again');
    },
  },
  {
    title: 'dispose() in a call leaves nothing behind, and later operations reject with 61015',
    needsRoom: true,
    async run(harness) {
      const { media } = harness;
      const heard = listen(media);
      await join(harness);
      await harness.otherSends(both);
      const before = heard.length;
      await does(harness, media.dispose(), 'dispose');
      await harness.otherLeaves();
      harness.changeDevices();
      await harness.pass(MOMENT);
      const held = Object.entries(harness.held()).filter(([, count]) => count > 0);
      same(held, [], 'what is left');
      same(kinds(heard.slice(before)), [], 'events');
      same(await outcome(harness, media.prepare(both)), DESTROYED, 'prepare');
      same(await outcome(harness, media.enter(harness.room())), DESTROYED, 'enter');
      same(await outcome(harness, media.publish()), DESTROYED, 'publish');
    },
  },
];

export const casesFor = (driver: { entersRooms: boolean }): Case[] =>
  mediaCases.filter(({ needsRoom }) => driver.entersRooms || !needsRoom);
