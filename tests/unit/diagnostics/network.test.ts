/** The check of the network over a made-up network: what it measures, and that it leaves nothing behind. */
import { describeNetwork, type NetworkFigures } from '../../../src/diagnostics/door';
import {
  checkNetwork,
  type NetworkCheckOptions,
  type NetworkCheckProgress,
  type NetworkReport,
} from '../../../src/diagnostics/network';
import { THRESHOLDS } from '../../../src/diagnostics/report/thresholds';
import { CallError } from '../../../src/errors';
import { LOCALES } from '../../../src/locale/languages';
import { createLogger } from '../../../src/log';
import { FakeProbe, type FakeProbeStep } from '../../../src/media/fake';
import { VirtualClock } from '../../../src/runtime/virtual-clock';

const OPTIONS: NetworkCheckOptions = {
  SDKAppID: 1400000000,
  userID: 'alice_up',
  userSig: 'signature-up',
  receiver: { userID: 'alice_down', userSig: 'signature-down' },
};

let clock: VirtualClock;
let probe: FakeProbe;
let lines: string[];

beforeEach(() => {
  clock = new VirtualClock();
  probe = new FakeProbe(clock);
  lines = [];
});

/** A check under way, and what became of it. */
function start(options: Partial<NetworkCheckOptions> = {}) {
  const state: { report?: NetworkReport; error?: CallError } = {};
  const log = createLogger(0, (_level, line) => lines.push(line));
  const check = checkNetwork(
    { ...OPTIONS, ...options },
    { probe, clock, log, randomRoomID: () => 77 },
  );
  void check.then(
    (report) => (state.report = report),
    (error: CallError) => (state.error = error),
  );
  return state;
}

async function measured(options?: Partial<NetworkCheckOptions>): Promise<NetworkReport> {
  const state = start(options);
  await clock.advance(60_000);
  if (!state.report) throw state.error ?? new Error('the check never ended');
  return state.report;
}

const expectNothingHeld = () =>
  expect({ clients: probe.held, timers: clock.pending }).toEqual({ clients: 0, timers: 0 });

it('a good network is reported with its figures and no advice', async () => {
  const report = await measured();
  expect(report).toEqual({
    version: 1,
    seconds: 15,
    up: {
      level: 1,
      rtt: 20,
      loss: 0,
      bitrate: expect.any(Number),
      samples: 7,
      finding: 'good',
      text: 'What this device sends gets through well.',
      advice: '',
    },
    down: {
      level: 1,
      rtt: 20,
      loss: 0,
      bitrate: expect.any(Number),
      samples: 7,
      finding: 'good',
      text: 'What this device receives arrives well.',
      advice: '',
    },
  });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expectNothingHeld();
});

it('both clients enter one room, each by its own user', async () => {
  await measured({ proxy: { trtc: 'wss://a' } });
  const room = { sdkAppID: 1400000000, roomID: 77, proxy: { trtc: 'wss://a' } };
  expect(probe.requests).toEqual([
    { ...room, userID: 'alice_up', userSig: 'signature-up' },
    { ...room, userID: 'alice_down', userSig: 'signature-down' },
  ]);
});

it('the bitrate is what passed in the time that was measured', async () => {
  probe.up.bitrate = 800;
  probe.down.bitrate = 300;
  const { up, down } = await measured({ seconds: 16 });
  expect([up.bitrate, down.bitrate]).toEqual([800, 300]);
});

it('a check lasts as long as it is told to', async () => {
  const state = start({ seconds: 20 });
  await clock.advance(19_999);
  expect(state).toEqual({});
  await clock.advance(1);
  expect(state.report?.seconds).toBe(20);
  expectNothingHeld();
});

describe('what is found', () => {
  it('what is sent and lost is told of the way up, not of the way down', async () => {
    probe.up = { level: 3, rtt: 40, loss: 24, bitrate: 500 };
    const { up, down } = await measured();
    expect(up).toMatchObject({
      finding: 'loss',
      level: 3,
      loss: 24,
      text: expect.stringContaining('24 %'),
    });
    expect(up.advice).toMatch(/Wi-Fi/);
    expect(down.finding).toBe('good');
  });

  it('a slow way down is told with its round trip', async () => {
    probe.down = { level: 4, rtt: 400, loss: 2, bitrate: 500 };
    const { up, down } = await measured();
    expect(down).toMatchObject({ finding: 'delay', text: expect.stringContaining('400 ms') });
    expect(down.advice).toMatch(/VPN/);
    expect(up.finding).toBe('good');
  });

  it.each(['up', 'down'] as const)(
    'what a call would report as loss or delay is not good before it, %s',
    (side) => {
      const { loss, delay } = THRESHOLDS;
      const found = (level: NetworkFigures['level'], figures: object) =>
        describeNetwork({ level, samples: 7, rtt: 20, loss: 0, ...figures }, side).finding;
      expect(found(1, { loss: loss.from })).toBe('loss');
      expect(found(1, { loss: loss.from - 0.1 })).toBe('good');
      expect(found(2, { rtt: delay.from })).toBe('delay');
    },
  );

  it('a round trip of 0 was not measured yet', async () => {
    probe.up.rtt = 0;
    const state = start();
    await clock.advance(8000);
    probe.up.rtt = 300;
    await clock.advance(7000);
    expect(state.report?.up).toMatchObject({ rtt: 300, loss: 0 });
  });

  it.each([
    [30, 300, 'loss'],
    [29, 300, 'delay'],
  ])('with %i %% lost and %i ms the finding is %s', async (loss, rtt, finding) => {
    probe.up = { level: 3, rtt, loss, bitrate: 1 };
    expect((await measured()).up.finding).toBe(finding);
  });

  it('the level is the average over the check, as the documents of the SDK advise', async () => {
    const state = start();
    await clock.advance(8000);
    probe.up = { level: 5, rtt: 620, loss: 60, bitrate: 100 };
    await clock.advance(7000);
    // Four times 1 and three times 5.
    expect(state.report?.up).toMatchObject({ level: 3, loss: 25.7, rtt: 277, samples: 7 });
  });

  it('a connection that is broken at the end is broken, and its figures are those from before', async () => {
    const state = start();
    await clock.advance(8000);
    probe.up = { level: 6, rtt: 0, loss: 0, bitrate: 0 };
    await clock.advance(7000);
    expect(state.report?.up).toMatchObject({ level: 6, finding: 'broken', rtt: 20, samples: 7 });
  });

  it('a connection that came back is not broken', async () => {
    probe.up.level = 6;
    const state = start();
    await clock.advance(4000);
    probe.up.level = 1;
    await clock.advance(11_000);
    expect(state.report?.up).toMatchObject({ finding: 'good', level: 2 });
  });

  it('what was not measured is absent, not zero', async () => {
    probe.down = { level: 0, rtt: 0, loss: 0, bitrate: 0 };
    const { down } = await measured();
    expect(down).toMatchObject({ level: 0, samples: 0, finding: 'unknown', bitrate: 0 });
    expect(down).not.toHaveProperty('rtt');
    expect(down).not.toHaveProperty('loss');
  });
});

describe('words', () => {
  const figures = { level: 4, rtt: 77, loss: 33, samples: 5 } as const;

  it.each(LOCALES)('each finding has words for both directions in %s', (language) => {
    const found = [
      { ...figures, level: 1, loss: 0 },
      figures,
      { ...figures, loss: 0 },
      { ...figures, level: 6 },
      { ...figures, level: 0, samples: 0 },
    ] as const;
    const words = found.flatMap((one) => [
      describeNetwork(one, 'up', { language }),
      describeNetwork(one, 'down', { language }),
    ]);
    expect(new Set(words.map(({ text }) => text)).size).toBe(10);
    for (const { finding, text, advice } of words) {
      expect(text).not.toMatch(/[{}?]/);
      expect(advice === '').toBe(finding === 'good');
    }
    expect(words[2]!.text).toContain('33');
    expect(words[4]!.text).toContain('77');
  });

  it('a check tells its words in the language that it was asked for', async () => {
    const { up } = await measured({ language: 'ko' });
    expect(up.text).toBe(describeNetwork(up, 'up', { language: 'ko' }).text);
    expect(up.text).not.toBe(describeNetwork(up, 'up').text);
  });
});

describe('progress', () => {
  it('progress goes from 0 to 1 with the figures so far', async () => {
    const told: NetworkCheckProgress[] = [];
    await measured({ seconds: 10, onProgress: (progress) => told.push(progress) });
    expect(told.map(({ share }) => share)).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
    ]);
    expect(told[0]).toEqual({
      share: 0,
      up: { level: 0, samples: 0 },
      down: { level: 0, samples: 0 },
    });
    expect(told[5]!.up).toMatchObject({ level: 1, rtt: 20, samples: 2 });
  });

  it('a listener that throws changes nothing', async () => {
    const onProgress = () => {
      throw new Error('of the app');
    };
    await expect(measured({ onProgress })).resolves.toMatchObject({ seconds: 15 });
    expect(lines.join()).toContain('onProgress');
  });
});

describe('giving up', () => {
  const cancelled = { code: 61011 };

  it('a signal that has fired already lets nothing begin', async () => {
    const state = start({ signal: AbortSignal.abort() });
    await clock.settle();
    expect(state.error).toMatchObject(cancelled);
    expect(probe.requests).toEqual([]);
    expectNothingHeld();
  });

  it.each<FakeProbeStep>(['load', 'sender', 'receiver'])(
    'a check is given up while it waits for: %s',
    async (step) => {
      const giveUp = new AbortController();
      probe.fate[step] = 'never';
      const state = start({ signal: giveUp.signal });
      await clock.advance(5000);
      expect(state).toEqual({});
      giveUp.abort();
      await clock.settle();
      expect(state.error).toMatchObject(cancelled);
      expectNothingHeld();
    },
  );

  it('what has loaded after the check was given up is not used', async () => {
    const giveUp = new AbortController();
    let loaded = () => undefined as void;
    probe.load = () => new Promise((resolve) => void (loaded = resolve));
    const state = start({ signal: giveUp.signal });
    giveUp.abort();
    await clock.settle();
    loaded();
    await clock.settle();
    expect(state.error).toMatchObject(cancelled);
    expect(probe.requests).toEqual([]);
  });

  it('a check is given up while it measures, and what comes afterwards is not heard', async () => {
    const giveUp = new AbortController();
    const told: number[] = [];
    const state = start({ signal: giveUp.signal, onProgress: ({ share }) => told.push(share) });
    await clock.advance(4500);
    const before = told.length;
    giveUp.abort();
    await clock.settle();
    expect(state.error).toMatchObject(cancelled);
    expectNothingHeld();
    probe.tellAll();
    await clock.advance(60_000);
    expect(told).toHaveLength(before);
    expect(state.report).toBeUndefined();
  });

  it('a check that is given up rejects only once both clients have left', async () => {
    const giveUp = new AbortController();
    let left = () => undefined as void;
    const open = probe.sender.bind(probe);
    probe.sender = (...parameters) =>
      Object.assign(open(...parameters), {
        leave: () => new Promise<void>((resolve) => void (left = resolve)),
      });
    const state = start({ signal: giveUp.signal });
    await clock.advance(3000);
    giveUp.abort();
    await clock.settle();
    expect(state).toEqual({});
    left();
    await clock.settle();
    expect(state.error).toMatchObject(cancelled);
  });

  it('a signal that fires after the check changes nothing and is not listened to', async () => {
    const { signal } = new AbortController();
    const added = jest.spyOn(signal, 'addEventListener');
    const removed = jest.spyOn(signal, 'removeEventListener');
    await measured({ signal });
    expect(removed.mock.calls).toEqual(added.mock.calls);
    expect(added).toHaveBeenCalledTimes(1);
  });
});

describe('what fails', () => {
  it.each<FakeProbeStep>(['load', 'sender', 'receiver'])(
    'a failure of %s rejects with its error, and both clients have left',
    async (step) => {
      const failure = CallError.publishFailed('by the test');
      probe.fate[step] = failure;
      const state = start();
      await clock.settle();
      expect(state.error).toBe(failure);
      expectNothingHeld();
    },
  );

  it.each<FakeProbeStep>(['load', 'sender', 'receiver'])(
    'a check that hangs at %s rejects with 61007 after 30 s, and both clients have left',
    async (step) => {
      probe.fate[step] = 'never';
      const state = start();
      await clock.advance(29_999);
      expect(state).toEqual({});
      await clock.advance(1);
      expect(state.error).toMatchObject({ code: 61007 });
      expectNothingHeld();
    },
  );

  it('a check whose room is dismissed rejects with 61010', async () => {
    const state = start();
    await clock.advance(4000);
    probe.dismiss();
    await clock.settle();
    expect(state.error).toMatchObject({ code: 61010 });
    expectNothingHeld();
  });

  it('traffic that cannot be read leaves the other figures', async () => {
    const open = probe.sender.bind(probe);
    probe.sender = (...parameters) =>
      Object.assign(open(...parameters), { bytes: () => Promise.reject(new Error('no stats')) });
    const { up, down } = await measured();
    expect(up).not.toHaveProperty('bitrate');
    expect(up.finding).toBe('good');
    expect(down.bitrate).toBeGreaterThan(0);
  });

  it('traffic that is never told does not hold the check up', async () => {
    const open = probe.receiver.bind(probe);
    probe.receiver = (...parameters) =>
      Object.assign(open(...parameters), { bytes: () => new Promise<never>(() => undefined) });
    const { down } = await measured();
    expect(down).not.toHaveProperty('bitrate');
    expectNothingHeld();
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /SDKAppID/],
    ['no number of an application', { ...OPTIONS, SDKAppID: '1' }, /SDKAppID/],
    ['no user', { ...OPTIONS, userID: '' }, /: userID/],
    ['no userSig', { ...OPTIONS, userSig: undefined }, /: userSig/],
    ['no second user', { ...OPTIONS, receiver: undefined }, /receiver\.userID/],
    [
      'a second user without a userSig',
      { ...OPTIONS, receiver: { userID: 'b' } },
      /receiver\.userSig/,
    ],
    [
      'the same user twice',
      { ...OPTIONS, receiver: { userID: 'alice_up', userSig: 'x' } },
      /another user/,
    ],
    ['too short a time', { ...OPTIONS, seconds: 5 }, /6 to 60/],
    ['too long a time', { ...OPTIONS, seconds: 61 }, /6 to 60/],
    ['a time that is none', { ...OPTIONS, seconds: NaN }, /6 to 60/],
    [
      'options that cannot be read',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
      /cannot be read/,
    ],
  ])('%s is refused with 61001', async (_name, options, message) => {
    const log = createLogger(4);
    const check = checkNetwork(options as NetworkCheckOptions, {
      probe,
      clock,
      log,
      randomRoomID: () => 1,
    });
    await expect(check).rejects.toMatchObject({
      code: 61001,
      message: expect.stringMatching(message),
    });
    expect(probe.requests).toEqual([]);
  });

  it('no userSig stands in the report or in the log', async () => {
    const report = await measured({
      onProgress: () => {
        throw new Error('of the app');
      },
    });
    expect(lines.join() + JSON.stringify(report)).not.toContain('signature');
  });
});
