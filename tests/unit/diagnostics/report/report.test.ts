/** These tests say what a report holds of a call, how much of it, and what it never holds. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describeEvent } from '../../../../src/diagnostics/door';
import { KINDS, rowOf, type TimelineKind } from '../../../../src/diagnostics/report/kinds';
import { MOST_DIRECTIONS, Quality } from '../../../../src/diagnostics/report/quality';
import type { CallReport, QualitySample } from '../../../../src/diagnostics/report';
import { FINDING_KINDS } from '../../../../src/diagnostics/report/thresholds';
import { FIRST_ENTRIES, MOST_ENTRIES, Timeline } from '../../../../src/diagnostics/report/timeline';
import { alice, bob, carol, connect, ring, useOnline, world } from '../../../support/online';
import { outcome } from '../../../support/world';

useOnline('alice', 'bob', 'carol');

const schema = JSON.parse(readFileSync('docs/call-report.schema.json', 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(schema);

const valid = (report: CallReport | undefined): CallReport => {
  validate(report);
  expect(validate.errors).toBeNull();
  return report!;
};

/** Entries of a timeline in one line each: kind, and what belongs to it. */
const told = ({ timeline }: CallReport) =>
  timeline.map(({ kind, who, detail, code }) =>
    [kind, who, detail, code].filter(Boolean).join(' '),
  );

const reports = (user: typeof alice) => user.payloads<CallReport>('onCallReport');

it('a report tells a call from its dial to its end, on the side of who calls', async () => {
  await connect();
  await world.seconds(5);
  await alice.calling.setMicMute(true);
  await bob.calling.hangup();
  await world.settle();
  const report = valid(alice.calling.report());
  expect(told(report)).toEqual([
    'dialed',
    'permission granted',
    'invite-out bob',
    'devices-asked',
    'entering',
    'microphone-started',
    'camera-on',
    'devices-ready',
    'entered',
    'invite-delivered bob',
    'sound-published',
    'picture-published',
    'answered bob accept',
    'peer-entered bob',
    'connected',
    'peer-sound-on bob',
    'peer-picture-on bob',
    'playing bob',
    'microphone-wanted off',
    'microphone-off',
    'peer-left bob',
    'leaving',
    'ended bob remote-hangup',
    'left',
  ]);
  expect(report.call).toMatchObject({
    ...{ userID: 'alice', inviter: 'alice', members: ['bob'], role: 'inviter', type: 2 },
    end: { reason: 'remote-hangup', seconds: 5, userID: 'bob', after: 5000 },
    connectedAfter: 0,
    beganAt: world.clock.wall() - 5000,
  });
});

it('a report tells a call on the side of who is called', async () => {
  await connect(1);
  await bob.calling.hangup();
  await world.settle();
  const report = valid(bob.calling.report());
  expect(told(report).slice(0, 3)).toEqual(['invited alice', 'accepted', 'permission granted']);
  expect(told(report)).toEqual(expect.arrayContaining(['answer-out', 'entered', 'hung-up hangup']));
  expect(report.call.role).toBe('invitee');
});

it('CALL_REPORT comes once at each end, whether or not a call connected, with the reason of the end', async () => {
  await ring();
  await bob.calling.reject();
  await world.settle();
  await ring();
  await alice.calling.hangup();
  await world.settle();
  const reasons = (user: typeof alice) => reports(user).map(({ call }) => call.end?.reason);
  expect(reasons(alice)).toEqual(['rejected', 'cancelled']);
  expect(reasons(bob)).toEqual(['rejected', 'cancelled']);
  for (const report of [...reports(alice), ...reports(bob)]) valid(report);
});

it('report() gives the running call, then the last one, and nothing before any', async () => {
  expect(alice.calling.report()).toBeUndefined();
  await connect();
  expect(valid(alice.calling.report()).call.end).toBeUndefined();
  await alice.calling.hangup();
  const last = alice.calling.report();
  expect(last?.call.end?.reason).toBe('hangup');
  await alice.calling.logout();
  expect(alice.calling.report()).toEqual(last);
  await outcome(alice.login());
  expect(alice.calling.report()).toBeUndefined();
});

it('a report is the copy of whoever asks', async () => {
  await connect();
  alice.calling.report()!.timeline.length = 0;
  expect(alice.calling.report()!.timeline.length).toBeGreaterThan(10);
  await alice.calling.hangup();
});

it('an invitation that comes in the middle of a call is not part of it', async () => {
  await connect();
  await outcome(carol.calling.call({ userID: 'alice', type: 1 }));
  await world.settle();
  await alice.calling.hangup();
  expect(JSON.stringify(alice.calling.report())).not.toContain('carol');
  expect(reports(carol).map(({ call }) => call.end?.reason)).toEqual(['busy']);
});

it('the page that is hidden and shown, and devices that change, are told', async () => {
  await connect();
  alice.page.fire('hide');
  await world.seconds(2);
  alice.page.fire('show');
  alice.page.fire('show');
  alice.media.knobs.plug('audioinput', 'headset');
  await world.settle();
  await alice.calling.hangup();
  const around = told(alice.calling.report()!).filter((one) => /^(page|devices-c)/.test(one));
  expect(around).toEqual(['page-hidden', 'page-shown', 'devices-changed']);
});

it('measurements are kept with the loudest volume since the one before', async () => {
  await connect();
  bob.media.knobs.speak(30);
  bob.media.knobs.speak(70);
  alice.media.knobs.speak(20);
  alice.media.knobs.quality(2, 3);
  await world.settle();
  alice.media.knobs.stats({ rtt: 33.333, loss: 0.04 }, [{ userID: 'bob', loss: NaN }]);
  alice.media.knobs.stats({}, []);
  await world.settle();
  expect(valid(alice.calling.report()).quality).toEqual([
    {
      ...{
        at: 0,
        of: 1,
        network: { up: 2, down: 3 },
        up: { rtt: 33.3, loss: 0, audio: { level: 20 } },
      },
      down: [{ userID: 'bob', audio: { level: 70 } }],
    },
    { at: 0, of: 1, network: { up: 2, down: 3 }, up: {}, down: [] },
  ]);
  await alice.calling.hangup();
});

it('the first sound and the first picture that go out and come in are told once', async () => {
  await connect();
  const flows = { audio: { bitrate: 30 }, video: { bitrate: 300, frameRate: 15 } };
  for (let i = 0; i < 3; i++) alice.media.knobs.stats(flows, [{ userID: 'bob', ...flows }]);
  await world.settle();
  await alice.calling.hangup();
  const firsts = told(alice.calling.report()!).filter((one) => one.startsWith('first-'));
  expect(firsts).toEqual([
    'first-sound-sent',
    'first-picture-sent',
    'first-sound-received bob',
    'first-picture-received bob',
    'first-picture-played bob',
  ]);
});

it('sound that plays is no picture that does: the picture is told when its first frame is decoded', async () => {
  await connect();
  const firsts = () =>
    told(alice.calling.report()!).filter((one) => /picture-(r|played)/.test(one));
  const measured = async (video: object) => {
    alice.media.knobs.stats({}, [{ userID: 'bob', audio: { bitrate: 30 }, video }]);
    await world.settle();
  };
  await measured({ bitrate: 0, frameRate: 0 });
  expect(firsts()).toEqual([]);
  await measured({ bitrate: 20, frameRate: 0 });
  expect(firsts()).toEqual(['first-picture-received bob']);
  await measured({ bitrate: 300, frameRate: 15 });
  expect(firsts()).toEqual(['first-picture-received bob', 'first-picture-played bob']);
  await alice.calling.hangup();
});

it('a redacted report names nobody, and the same user by the same name', async () => {
  await connect();
  alice.media.knobs.stats({}, [{ userID: 'bob', loss: 50 }]);
  await world.settle();
  await bob.calling.hangup();
  await world.settle();
  const open = alice.calling.report()!;
  const report = valid(alice.calling.report({ redact: true }));
  const text = JSON.stringify(report);
  expect(text).not.toMatch(/alice|bob/);
  expect(report.call).toMatchObject({ userID: 'user-1', members: ['user-2'], inviteID: '' });
  expect(report.call.end?.userID).toBe('user-2');
  expect(report.quality[0]?.down[0]?.userID).toBe('user-2');
  const renamed = text.replace(/user-1/g, 'alice').replace(/user-2/g, 'bob');
  const same = { ...open, redacted: true, call: { ...open.call, inviteID: '' } };
  expect(JSON.parse(renamed)).toEqual(same);
});

it('a report holds no userSig, and nothing that an app sends along', async () => {
  const secret = 'what the app pushes';
  const offlinePushInfo = { title: secret, description: secret, extension: secret };
  void outcome(alice.calling.call({ userID: 'bob', type: 1, offlinePushInfo }));
  await world.settle();
  await alice.calling.hangup();
  expect(JSON.stringify(alice.calling.report())).not.toContain(secret);
  expect(JSON.stringify(alice.calling.report())).not.toMatch(/"sig"|userSig/);
});

it('a recorder that fails changes no call', async () => {
  await connect();
  const { recorder } = await alice.platform.loadPorts({ userID: 'x' } as never);
  const broken = jest.spyOn(Object.getPrototypeOf(recorder) as typeof recorder, 'step');
  broken.mockImplementation(() => {
    throw new Error('no memory');
  });
  await alice.calling.hangup();
  broken.mockRestore();
  expect([alice.phase, alice.endReason]).toEqual(['idle', 'hangup']);
});

describe('the rows of the tables', () => {
  const rows = (Object.keys(KINDS) as TimelineKind[]).flatMap((kind) =>
    [true, false].flatMap((isWeb) => {
      const row = rowOf(kind, undefined, isWeb);
      return row ? [[kind, isWeb, describeEvent(row)?.name] as const] : [];
    }),
  );

  it('every row that a timeline names is in the vocabulary, and is this one', () => {
    const named = Object.fromEntries(rows.map(([kind, isWeb, name]) => [`${kind} ${isWeb}`, name]));
    expect(named).toMatchObject({
      'microphone-started true': 'sdk.microphone-started',
      'microphone-off true': 'webrtc.audio-muted',
      'microphone-off false': 'sdk.microphone-muted',
      'microphone-on true': 'webrtc.audio-unmuted',
      'microphone-lost true': 'sdk.microphone-stopped',
      'camera-on false': 'sdk.video-sending-on',
      'camera-off true': 'webrtc.video-unpublished',
      'camera-off false': 'sdk.video-sending-off',
      'entering true': 'webrtc.entered',
      'entering false': 'sdk.entering',
      'entered true': 'sdk.entered',
      'enter-failed true': 'sdk.entry-failed',
      'sound-published true': 'webrtc.audio-published',
      'picture-published true': 'webrtc.video-published',
      'reconnecting true': 'webrtc.signaling-reconnecting',
      'reconnected true': 'webrtc.signaling-reconnected',
      'connection-lost true': 'webrtc.signaling-given-up',
      'leaving true': 'webrtc.exited',
      'left true': 'sdk.exited',
      'first-sound-sent true': 'sdk.first-audio-sent',
      'first-picture-sent true': 'sdk.video-sending-started',
      'first-picture-received true': 'sdk.first-video-received',
      'first-picture-played true': 'sdk.first-video-played',
      'peer-entered true': 'sdk.joined',
      'peer-left true': 'sdk.left',
      'peer-timed-out true': 'sdk.left-timeout',
      'peer-removed true': 'sdk.left-kicked',
      'page-hidden true': 'sdk.app-background',
      'page-shown true': 'sdk.app-foreground',
    });
    expect(Object.values(named)).not.toContain(undefined);
  });

  it.each([
    ['none', 'sdk.network-none'],
    ['wifi', 'sdk.network-wifi'],
    ['4g', 'sdk.network-4g'],
    ['3g', 'sdk.network-3g'],
    ['2g', 'sdk.network-2g'],
    ['wired', 'sdk.network-wired'],
  ])('the network %s is the row %s', (network, name) => {
    expect(describeEvent(rowOf('network', network, true)!)?.name).toBe(name);
  });

  it('a network that the tables do not have is no row', () => {
    expect(rowOf('network', '5g', true)).toBeUndefined();
  });
});

it('a camera that is opened again in the room is a picture that is published again', async () => {
  await connect();
  await alice.calling.closeCamera();
  await alice.calling.openCamera();
  await world.settle();
  const camera = told(alice.calling.report()!).filter((one) => /camera|picture-pub/.test(one));
  expect(camera).toEqual([
    ...['camera-on', 'picture-published'],
    ...['camera-wanted off', 'camera-off', 'camera-wanted on', 'camera-on', 'picture-published'],
  ]);
  await alice.calling.hangup();
});

it('all times are whole milliseconds, also by a clock of finer ones', async () => {
  await world.clock.advance(0.3);
  await connect();
  await world.clock.advance(2000.4);
  await alice.calling.hangup();
  const { call, timeline } = alice.calling.report()!;
  const times = [call.connectedAfter!, call.end!.after, ...timeline.map(({ at }) => at)];
  expect(times.filter((at) => !Number.isInteger(at))).toEqual([]);
});

describe('the bounds', () => {
  it('a timeline keeps how a call began and what came last, and says how much is missing', () => {
    const timeline = new Timeline();
    for (let at = 0; at < 1000; at++) timeline.add({ at, kind: 'warning' });
    const times = timeline.entries.map(({ at }) => at);
    expect(times.length).toBe(MOST_ENTRIES);
    expect(times.slice(0, FIRST_ENTRIES)).toEqual([...Array(FIRST_ENTRIES).keys()]);
    expect(times.slice(FIRST_ENTRIES)[0]).toBe(1000 - MOST_ENTRIES + FIRST_ENTRIES);
    expect(timeline.omitted).toBe(1000 - MOST_ENTRIES);
  });

  it('a long call is kept whole and coarser: its means are those of all measurements', () => {
    const quality = new Quality();
    for (let i = 0; i < 1024; i++) {
      quality.add({ at: i * 2000, of: 1, up: { rtt: i % 2 ? 20 : 40 }, down: [] });
    }
    const { all } = quality;
    expect(all.length).toBeLessThanOrEqual(MOST_DIRECTIONS);
    expect(all.reduce((sum, { of }) => sum + of, 0)).toBe(1024);
    const sum = all.reduce((total, { up, of }) => total + up.rtt! * of, 0);
    expect(sum / 1024).toBeCloseTo(30, 0);
    expect(all.slice(0, 5).map(({ up }) => up.rtt)).toEqual([30, 30, 30, 30, 30]);
    expect(all[all.length - 1]!.at).toBe(1023 * 2000);
  });

  it('a call of a day takes no more memory than one of an hour', () => {
    const sizes = [1800, 43_200].map((count) => {
      const quality = new Quality();
      let most = 0;
      for (let i = 0; i < count; i++) {
        quality.add({ at: i * 2000, of: 1, up: { rtt: i % 100 }, down: [] });
        most = Math.max(most, i > 1000 ? JSON.stringify(quality).length : 0);
      }
      return most;
    });
    expect(sizes[1]! / sizes[0]!).toBeLessThan(1.2);
  });

  it('what was not measured has no part in a mean, and the size of a picture has none', () => {
    const quality = new Quality();
    const sizes = [320, 640];
    for (let i = 0; i < 2 * MOST_DIRECTIONS; i++) {
      const video = { width: sizes[i % 2]!, ...(i % 2 ? { frameRate: 10 } : {}) };
      quality.add({ at: i, of: 1, up: { video }, down: [] });
    }
    expect(quality.all[0]!.up).toEqual({ video: { width: 640, frameRate: 10 } });
  });

  it('a call of two hours with eight others, in which much happens, is held in 64 KiB', async () => {
    await connect();
    const name = (i: number) => `somebody-with-a-name-of-32-chars${i}`;
    const figures = {
      ...{ rtt: 123.4, loss: 12.3, jitter: 123.4, audio: { bitrate: 123.4 } },
      video: { bitrate: 1234.5, frameRate: 12.3, width: 1280, height: 720, frozen: 1234.5 },
    };
    const down = Array.from({ length: 8 }, (_, i) => ({ userID: name(i), ...figures }));
    alice.media.knobs.quality(3, 4);
    for (let i = 0; i < 3600; i++) {
      alice.media.knobs.speak(i % 100);
      // Some of it is bad for a while, again and again.
      const bad = i % 20 < 5;
      const others = bad ? down : down.map((one) => ({ ...one, loss: 0 }));
      alice.media.knobs.stats({ ...figures, loss: bad ? 12.3 : 0 }, others);
      if (i % 10 === 0) alice.media.knobs.connection(i % 20 ? 'connected' : 'reconnecting');
      await world.seconds(2);
    }
    const report = valid(alice.calling.report());
    expect(report.quality.reduce((sum, { of }) => sum + of, 0)).toBe(3600);
    expect(report.timeline.length).toBe(MOST_ENTRIES);
    expect(JSON.stringify(report).length).toBeLessThanOrEqual(64 * 1024);
    await alice.calling.hangup();
  }, 60_000);
});

describe('the schema', () => {
  it('lists every kind of entry and of finding', () => {
    const { timelineEntry, finding } = schema.definitions;
    expect([...timelineEntry.properties.kind.enum].sort()).toEqual(Object.keys(KINDS).sort());
    expect([...finding.properties.kind.enum].sort()).toEqual([...FINDING_KINDS].sort());
  });

  it('refuses what is none of it', async () => {
    await connect();
    await alice.calling.hangup();
    const report = alice.calling.report()!;
    const sample: QualitySample = { at: 0, of: 1, up: {}, down: [] };
    for (const wrong of [
      { ...report, version: 2 },
      { ...report, userSig: 'x' },
      { ...report, timeline: [{ at: 0, kind: 'unheard-of' }] },
      { ...report, quality: [{ ...sample, up: { rtt: '20' } }] },
      { ...report, findings: [{ kind: 'loss-up' }] },
    ]) {
      expect(validate(wrong)).toBe(false);
    }
  });
});
