import { checkEnvironment, FINDINGS, judge } from '../../../src/diagnostics';
import type { FindingKey } from '../../../src/diagnostics';
import type { EnvironmentChecks, EnvironmentFacts, Reach } from '../../../src/runtime/environment';
import { TRTCCallingCore } from '../../../src/trtc-calling/trtc-calling';
import { World } from '../../support/world';

const GOOD: EnvironmentFacts = {
  address: 'https://example.com/',
  secure: true,
  webrtc: true,
  capture: true,
  tapToPlay: false,
  permission: { microphone: 'granted', camera: 'granted' },
  devices: { microphone: 1, camera: 2 },
};

const keysOf = (facts: EnvironmentFacts): string[] =>
  judge(facts).findings.map(({ id, state }) => `${id}:${state}`);

const problemsOf = (facts: EnvironmentFacts): string[] =>
  judge(facts)
    .findings.filter(({ level }) => level !== 'ok')
    .map(({ id, state }) => `${id}:${state}`);

/** A platform that knows these facts, and what was asked of it. */
class Stand implements EnvironmentChecks {
  readonly asked: string[] = [];
  constructor(
    private readonly known: EnvironmentFacts = GOOD,
    private readonly answer: (address: string) => Reach = () => 'open',
  ) {}
  facts = () => Promise.resolve(this.known);
  reach = (address: string, ms: number) => {
    expect(ms).toBeGreaterThan(0);
    this.asked.push(address);
    return Promise.resolve(this.answer(address));
  };
}

describe('judging an environment', () => {
  it('the judgement finds nothing wrong where all is well', () => {
    const report = judge(GOOD);
    expect(report).toMatchObject({ canReceive: true, canSend: true });
    expect(report.findings).toHaveLength(7);
    expect(report.findings.every(({ level, cure }) => level === 'ok' && cure === '')).toBe(true);
  });

  it('the judgement names the origin rule alone when the page is not trusted: the rest follows from it', () => {
    const facts: EnvironmentFacts = {
      ...GOOD,
      address: 'http://192.168.1.20/',
      secure: false,
      capture: false,
      permission: { microphone: 'denied', camera: 'denied' },
      devices: { microphone: 0, camera: 0 },
    };
    const { canReceive, canSend, findings } = judge(facts);
    expect(problemsOf(facts)).toEqual(['origin:untrusted']);
    expect({ canReceive, canSend }).toEqual({ canReceive: true, canSend: false });
    const origin = findings.find(({ id }) => id === 'origin');
    expect(origin).toMatchObject({ level: 'error', code: 60006 });
    expect(origin?.cure).toContain('receiveOnly');
  });

  it('the judgement takes the word of the browser over the table of addresses', () => {
    expect(problemsOf({ ...GOOD, address: 'http://192.168.1.20/', secure: true })).toEqual([]);
    expect(problemsOf({ ...GOOD, secure: false })).toEqual(['origin:untrusted']);
  });

  it('the judgement goes by the table of addresses where the browser says nothing', () => {
    const silent = { ...GOOD, secure: undefined };
    expect(problemsOf({ ...silent, address: 'http://localhost:5173/' })).toEqual([]);
    expect(problemsOf({ ...silent, address: 'http://192.168.1.20/' })).toEqual([
      'origin:untrusted',
    ]);
  });

  it('the judgement knows a browser inside an app by what it withholds, not by its name', () => {
    const report = judge({ ...GOOD, capture: false });
    expect(report).toMatchObject({ canReceive: true, canSend: false });
    const [problem] = report.findings.filter(({ level }) => level === 'error');
    expect(problem).toMatchObject({ id: 'capture', state: 'withheld', code: 60006 });
  });

  it('a page without WebRTC can neither send nor receive', () => {
    const report = judge({ ...GOOD, webrtc: false });
    expect(report).toMatchObject({ canReceive: false, canSend: false });
  });

  it('the judgement tells of the playback rule of WeChat without holding it against calls', () => {
    const facts = { ...GOOD, tapToPlay: true };
    expect(problemsOf(facts)).toEqual(['playback:after-tap']);
    expect(judge(facts).canSend).toBe(true);
  });

  it.each(['granted', 'prompt', 'unknown'] as const)(
    'a microphone that is %s is fine',
    (answer) => {
      const facts = { ...GOOD, permission: { microphone: answer, camera: answer } };
      expect(problemsOf(facts)).toEqual([]);
      expect(keysOf(facts)).toContain(`microphone-permission:${answer}`);
      expect(judge(facts).canSend).toBe(true);
    },
  );

  it('a refused or missing microphone stops every call; a camera only those with pictures', () => {
    const withCamera = (answer: 'granted' | 'denied', camera: number): EnvironmentFacts => ({
      ...GOOD,
      permission: { ...GOOD.permission, camera: answer },
      devices: { ...GOOD.devices, camera },
    });
    expect(judge(withCamera('denied', 0)).canSend).toBe(true);
    expect(problemsOf(withCamera('denied', 0))).toEqual([
      'camera-permission:denied',
      'camera:missing',
    ]);
    const refused = { ...GOOD, permission: { ...GOOD.permission, microphone: 'denied' as const } };
    expect(judge(refused).canSend).toBe(false);
    const missing = { ...GOOD, devices: { microphone: 0, camera: 1 } };
    expect(judge(missing).canSend).toBe(false);
    expect(problemsOf(missing)).toEqual(['microphone:missing']);
  });

  it('the judgement says nothing about what a platform does not tell', () => {
    const facts: EnvironmentFacts = {
      permission: { microphone: 'prompt', camera: 'granted' },
      devices: {},
    };
    expect(keysOf(facts)).toEqual(['microphone-permission:prompt', 'camera-permission:granted']);
    expect(judge(facts)).toMatchObject({ canReceive: true, canSend: true });
  });

  it.each(Object.keys(FINDINGS) as FindingKey[])('%s has a cure exactly if it is needed', (key) => {
    const { level, detail, cure } = FINDINGS[key];
    expect(detail).not.toBe('');
    expect(cure !== '').toBe(level !== 'ok');
  });
});

describe('checking an environment', () => {
  it('checkEnvironment() reaches for nothing unless asked to', async () => {
    const stand = new Stand();
    await checkEnvironment(stand);
    await checkEnvironment(stand, { reach: false, proxy: { im: 'wss://a/im' } });
    expect(stand.asked).toEqual([]);
  });

  it('checkEnvironment() reaches for the public addresses, or for those of the proxy', async () => {
    const stand = new Stand();
    const { findings } = await checkEnvironment(stand, { reach: true });
    expect(stand.asked).toEqual(['wss://wss.im.qcloud.com/binfo', 'wss://trtc.rtc.qq.com']);
    expect(findings.slice(-2).map(({ id, state }) => [id, state])).toEqual([
      ['im', 'reached'],
      ['trtc', 'reached'],
    ]);
    const private_ = new Stand();
    const proxy = { im: 'wss://calls.example/cloud/im/', trtc: 'wss://calls.example/cloud/trtc' };
    await checkEnvironment(private_, { reach: true, proxy });
    expect(private_.asked).toEqual([
      'wss://calls.example/cloud/im/binfo',
      'wss://calls.example/cloud/trtc',
    ]);
  });

  it('checkEnvironment() tells a service that is down from one whose sockets are held back', async () => {
    const stand = new Stand(GOOD, (address) => (address.includes('im') ? 'none' : 'http'));
    const { findings, canSend } = await checkEnvironment(stand, { reach: true });
    expect(findings.slice(-2)).toMatchObject([
      { id: 'im', state: 'unreached', level: 'error', code: 61005 },
      { id: 'trtc', state: 'no-socket', level: 'warning', code: 61007 },
    ]);
    // Being offline now is no property of this place.
    expect(canSend).toBe(true);
  });

  it('checkEnvironment() holds nothing against a platform that cannot look', async () => {
    const report = await checkEnvironment(undefined, { reach: true });
    expect(report).toEqual({ canReceive: true, canSend: true, findings: [] });
  });
});

describe('checkEnvironment() of an instance', () => {
  it('checkEnvironment() of an instance works without a login, and goes to its proxy', async () => {
    const stand = new Stand({ ...GOOD, devices: { microphone: 0, camera: 1 } });
    const platform = { ...new World().user('alice').platform, checks: stand };
    const proxy = { im: 'wss://here/im', trtc: 'wss://here/trtc' };
    const calling = new TRTCCallingCore({ SDKAppID: 1400000000, proxy }, platform);
    const report = await calling.checkEnvironment({ reach: true });
    expect(report.canSend).toBe(false);
    expect(stand.asked).toEqual(['wss://here/im/binfo', 'wss://here/trtc']);
    expect(calling.snapshot.login).toBe('logged-out');
  });
});
