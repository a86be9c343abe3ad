/** Each cause is made to happen in a whole call, and the report has to name it, at its time, in words. */
import { FINDING_KINDS, type FindingKind } from '../../../../src/diagnostics/report/thresholds';
import { findingsOf } from '../../../../src/diagnostics/report/findings';
import { describeReport } from '../../../../src/diagnostics/report/describe-report';
import { LOCALES } from '../../../../src/locale/languages';
import { CallError } from '../../../../src/errors';
import type { StreamStats } from '../../../../src/media/port';
import { alice, bob, connect, ring, useOnline, world } from '../../../support/online';
import { outcome } from '../../../support/world';

useOnline('alice', 'bob');

const GOOD: StreamStats = {
  ...{ rtt: 30, loss: 0 },
  ...{ audio: { bitrate: 40 }, video: { bitrate: 800, frameRate: 15, width: 480, height: 640 } },
};

/** Measures like a platform, every 2 s, for so long; the microphone is heard. */
async function measure(
  seconds: number,
  {
    up = {},
    down = {},
    volume = 40,
  }: { up?: StreamStats; down?: StreamStats; volume?: number } = {},
) {
  for (let passed = 0; passed < seconds; passed += 2) {
    alice.media.knobs.speak(volume);
    await world.seconds(2);
    alice.media.knobs.stats({ ...GOOD, ...up }, [{ userID: 'bob', ...GOOD, ...down }]);
    await world.settle();
  }
}

const report = () => alice.calling.report()!;
const kinds = () => report().findings.map(({ kind }) => kind);
const hangUp = () => alice.calling.hangup();

it('a call in which nothing was wrong has no finding, and says so in all languages', async () => {
  await connect();
  await measure(40);
  await hangUp();
  expect(report().findings).toEqual([]);
  expect(describeReport(report()).user).toBe('Nothing unusual happened in this call');
  const said = LOCALES.map((language) => describeReport(report(), { language }).user);
  expect(new Set(said).size).toBe(4);
});

/** What is measured, and the finding that it is. */
const MEASURED: [
  kind: FindingKind,
  bad: Parameters<typeof measure>[1],
  figures: object | undefined,
][] = [
  ['loss-up', { up: { loss: 12 } }, { loss: 12 }],
  ['loss-down', { down: { loss: 9 } }, { loss: 9 }],
  ['delay', { up: { rtt: 480 } }, { delay: 480 }],
  ['jitter-up', { up: { jitter: 250 } }, { jitter: 250 }],
  ['jitter-down', { down: { jitter: 250 } }, { jitter: 250 }],
  ['frozen', { down: { video: { frozen: 1500, bitrate: 90, frameRate: 8 } } }, { frozen: 1500 }],
  ['few-frames-up', { up: { video: { frameRate: 3, bitrate: 90 } } }, { frameRate: 3 }],
  ['few-frames-down', { down: { video: { frameRate: 2, bitrate: 90 } } }, { frameRate: 2 }],
  ['no-sound', { down: { audio: { bitrate: 0 } } }, undefined],
  ['no-picture', { down: { video: { bitrate: 0, frameRate: 0 } } }, undefined],
];

it.each(MEASURED)(
  '%s is found from its beginning to its end, and nothing else is',
  async (kind, bad, figures) => {
    await connect();
    await measure(20);
    await measure(10, bad);
    await measure(20);
    await hangUp();
    const [found, ...others] = report().findings;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind, ...(figures ? { figures } : {}) });
    expect([found!.from, found!.to]).toEqual([20_000, 30_000]);
  },
);

it.each(MEASURED)('%s that lasts one measurement is nothing unusual', async (kind, bad) => {
  await connect();
  await measure(10);
  await measure(2, bad);
  await measure(10);
  await hangUp();
  expect(kinds()).not.toContain(kind);
});

it('just below the threshold loss and delay are nothing unusual', async () => {
  await connect();
  await measure(20, { up: { loss: 4.9, rtt: 399 }, down: { loss: 4.9 } });
  await hangUp();
  expect(kinds()).toEqual([]);
});

it('what still lasts in a running call is found without an end', async () => {
  await connect();
  await measure(20, { up: { loss: 30 } });
  expect(report().findings).toMatchObject([{ kind: 'loss-up', from: 0 }]);
  expect(report().findings[0]).not.toHaveProperty('to');
  expect(report().call).not.toHaveProperty('end');
  await hangUp();
});

it('measurements with a gap between them are not taken together', async () => {
  await connect();
  await measure(4, { up: { loss: 30 } });
  await world.seconds(60);
  await measure(4, { up: { loss: 30 } });
  await hangUp();
  expect(kinds()).toEqual([]);
});

it('a weak network is found by its level where loss is not told', async () => {
  await connect();
  alice.media.knobs.quality(4, 5);
  for (let i = 0; i < 5; i++) {
    await world.seconds(2);
    alice.media.knobs.stats({ audio: { bitrate: 40 } }, [
      { userID: 'bob', audio: { bitrate: 40 } },
    ]);
    await world.settle();
  }
  await hangUp();
  expect(report().findings).toMatchObject([
    { kind: 'weak-up', figures: { level: 4 } },
    { kind: 'weak-down', figures: { level: 5 } },
  ]);
});

it('a microphone that was never heard is found after 10 s, one that was heard after 30 s', async () => {
  await connect();
  await measure(12, { volume: 0 });
  await hangUp();
  expect(kinds()).toEqual(['microphone-silent']);
  await world.seconds(10);
  await connect();
  await measure(4);
  await measure(20, { volume: 0 });
  expect(kinds()).toEqual([]);
  await measure(14, { volume: 0 });
  await hangUp();
  expect(kinds()).toEqual(['microphone-silent']);
});

it('a muted microphone is not silent', async () => {
  await connect();
  await alice.calling.setMicMute(true);
  await measure(40, { volume: 0 });
  await hangUp();
  expect(kinds()).toEqual([]);
});

it('a connection that is cut and repaired is found with how long it took, and explains the silence', async () => {
  await connect();
  await measure(10);
  alice.media.knobs.connection('reconnecting');
  await world.seconds(7);
  alice.media.knobs.connection('connected');
  await measure(10);
  await hangUp();
  expect(report().findings).toEqual([
    { kind: 'reconnected', from: 10_000, to: 17_000, figures: { took: 7000 } },
  ]);
  expect(describeReport(report()).user).toBe('Your connection broke for 7 s and came back');
});

it.each(['repaired', 'given up'])(
  'the silence that begins before the break is noticed is explained by it, also where it is %s',
  async (end) => {
    await connect();
    await measure(10);
    await measure(8, { down: { audio: { bitrate: 0 }, video: { bitrate: 0, frameRate: 0 } } });
    await world.seconds(1);
    alice.media.knobs.connection('reconnecting');
    await world.seconds(5);
    alice.media.knobs.connection(end === 'repaired' ? 'connected' : 'lost');
    await world.settle();
    await measure(4);
    if (end === 'repaired') await hangUp();
    expect(kinds()).toEqual([end === 'repaired' ? 'reconnected' : 'connection-lost']);
  },
);

it('a silence that was over before the break is a finding of its own', async () => {
  await connect();
  await measure(10, { down: { audio: { bitrate: 0 } } });
  await measure(10);
  alice.media.knobs.connection('reconnecting');
  await world.seconds(5);
  alice.media.knobs.connection('connected');
  await measure(4);
  await hangUp();
  expect(kinds()).toEqual(['reconnected', 'no-sound']);
});

it('a connection that does not come back ends the call, and is found', async () => {
  await connect();
  await measure(10);
  alice.media.knobs.connection('reconnecting');
  await world.seconds(31);
  expect(report().call.end?.reason).toBe('connection-lost');
  expect(report().findings).toMatchObject([{ kind: 'connection-lost', from: 10_000, to: 40_000 }]);
});

it('a camera and a microphone that are taken away are found', async () => {
  await connect();
  alice.media.knobs.unplug('videoinput');
  await world.seconds(5);
  alice.media.knobs.unplug('audioinput');
  await world.seconds(5);
  await hangUp();
  expect(report().findings).toMatchObject([
    { kind: 'microphone-lost', from: 5000 },
    { kind: 'camera-lost', from: 0 },
  ]);
});

it('a camera that is closed by its user is not lost', async () => {
  await connect();
  await alice.calling.closeCamera();
  await measure(10, { up: { video: { frameRate: 0, bitrate: 0 } } });
  await hangUp();
  expect(kinds()).toEqual([]);
});

it('a refused permission is found, also where nothing went out', async () => {
  alice.media.knobs.permission = 'denied';
  await outcome(alice.calling.call({ userID: 'bob', type: 2 }));
  await world.settle();
  expect(report().findings).toMatchObject([{ kind: 'permission-refused', code: 60005 }]);
});

it('a microphone that another program holds is found', async () => {
  bob.media.knobs.busy.add('audioinput');
  await ring();
  await outcome(bob.calling.accept());
  await world.seconds(10);
  expect(bob.calling.report()!.findings).toMatchObject([{ kind: 'no-device', code: 60003 }]);
});

it('an end by the device of the other side is found there, and nothing was wrong here', () => {
  const end = { at: 3000, kind: 'ended' as const, who: 'bob', detail: 'no-device' };
  const findings = findingsOf([end], []);
  expect(findings).toEqual([{ kind: 'no-device', from: 3000, who: 'bob' }]);
  expect(describeReport({ findings }).user).toBe(
    'The microphone or the camera of bob could not be opened',
  );
});

it('a refused room is found', async () => {
  alice.media.knobs.fail('enter', CallError.roomEntryFailed('refused'));
  await outcome(alice.calling.call({ userID: 'bob', type: 1 }));
  await world.settle();
  expect(report().findings).toMatchObject([{ kind: 'join-refused', code: 61007 }]);
});

it('a slow room is found with how long it took', async () => {
  alice.media.knobs.delay('enter', 6500);
  const calling = alice.calling.call({ userID: 'bob', type: 1 });
  await world.seconds(7);
  await calling;
  await hangUp();
  expect(report().findings).toMatchObject([
    { kind: 'slow-join', figures: { took: 6500 }, row: { group: 'experience', id: 1 } },
  ]);
});

it('blocked playback is found until the tap', async () => {
  alice.media.knobs.playback = 'blocked';
  alice.media.unlock = () => undefined;
  await connect();
  expect(report().findings).toMatchObject([{ kind: 'blocked-playback', who: 'bob' }]);
  await hangUp();
});

it('who is kicked out is told so', async () => {
  await connect();
  alice.signaling.knobs.kick();
  await world.settle();
  expect(report().findings).toMatchObject([{ kind: 'kicked' }]);
  expect(report().call.end?.reason).toBe('kicked-out');
});

it('a room that the server closes is found', async () => {
  await connect();
  alice.media.knobs.closeRoom('dismissed');
  await world.settle();
  expect(kinds()).toEqual(['room-closed']);
});

it('a peer who vanishes is gone, and one who hangs up is not', async () => {
  await connect();
  await measure(10);
  bob.media.knobs.vanish();
  await world.settle();
  expect(report().findings).toMatchObject([{ kind: 'peer-gone', who: 'bob', to: 10_000 }]);
});

it('a peer who is silent for seconds and then leaves is gone, where the platform tells no reason', async () => {
  await connect();
  await measure(10);
  await measure(8, { down: { audio: { bitrate: 0 }, video: { bitrate: 0, frameRate: 0 } } });
  await bob.calling.hangup();
  await world.settle();
  expect(report().findings).toMatchObject([
    { kind: 'peer-gone', who: 'bob', from: 10_000, to: 18_000 },
  ]);
});

const lostAt = (at: number) => ({
  ...{ at, kind: 'ended' as const, detail: 'connection-lost', code: 61009 },
});

it('a call to which nobody came says so, and blames nobody', () => {
  const findings = findingsOf([lostAt(30_000)], []);
  expect(findings).toEqual([{ kind: 'peer-gone', from: 30_000, code: 61009 }]);
  for (const language of LOCALES) {
    const { user, support } = describeReport({ findings }, { language });
    expect(`${user} ${support}`).not.toMatch(/[{}?？]/);
  }
  expect(describeReport({ findings }).user).toBe('Nobody else was in the call any more');
});

it('a call that ends since the last of the others timed out blames their connection, not this one', () => {
  const gone = { at: 10_000, kind: 'peer-timed-out' as const, who: 'bob' };
  expect(findingsOf([gone, lostAt(30_000)], [])).toMatchObject([{ kind: 'peer-gone', who: 'bob' }]);
});

it('three measurements in a row are enough, also where they come a little early', async () => {
  await connect();
  await measure(10);
  for (let i = 0; i < 3; i++) {
    alice.media.knobs.stats({ ...GOOD, loss: 12 }, [{ userID: 'bob', ...GOOD }]);
    await world.clock.advance(1980);
  }
  await measure(10);
  await hangUp();
  expect(kinds()).toEqual(['loss-up']);
});

it('every finding has words for user and support in every language, and no gap stays open', () => {
  const figures = {
    loss: 12,
    delay: 500,
    jitter: 250,
    took: 7100,
    frozen: 1500,
    frameRate: 3,
    level: 4,
  };
  for (const language of LOCALES) {
    const findings = FINDING_KINDS.map((kind) => {
      return { kind, from: 70_000, to: 100_000, who: 'bob', figures, code: 61007 };
    });
    for (const finding of findings) {
      const { user, support } = describeReport({ findings: [finding] }, { language });
      expect([user, support].filter((text) => /[{}?？]|undefined/.test(text))).toEqual([]);
    }
    const all = findings.map(
      (finding) => describeReport({ findings: [finding] }, { language }).user,
    );
    expect(new Set(all).size).toBe(FINDING_KINDS.length);
  }
});

it('the words name loss and time, and users as the app names them', () => {
  const findings = [
    { kind: 'loss-up' as const, from: 70_000, to: 100_000, figures: { loss: 12 } },
    { kind: 'frozen' as const, from: 72_000, who: 'bob', figures: { frozen: 1500 } },
  ];
  const { user, support } = describeReport({ findings }, { nameOf: () => 'Bob Miller' });
  expect(user).toBe(
    'Your network lost up to 12 % of what you sent between 1:10 and 1:40; the other side heard gaps or saw a frozen picture',
  );
  expect(support).toBe(
    'Loss on the way up: at most 12 %, between 1:10 and 1:40; The picture of Bob Miller stood still for up to 1500 ms in 2 s from 1:12 on',
  );
});
