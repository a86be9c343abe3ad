/** The environment check says what this place lets a call do, before there is a call. */
import type {
  EnvironmentChecks,
  EnvironmentFacts,
  ProxyOptions,
  Reach,
} from '../runtime/environment';
import { findingOf, type Finding, type FindingKey } from './findings';
import { originRule } from './origin';

export interface CheckOptions {
  /** Also try to reach the IM and TRTC services; nothing leaves the device otherwise. */
  reach?: boolean;
  /** Their addresses, if not Tencent's public ones. */
  proxy?: ProxyOptions;
}

export interface EnvironmentReport {
  /** Others can be heard and seen: `call` and `accept` work with `{ receiveOnly: true }`. */
  canReceive: boolean;
  /** Nothing that is known stands in the way of a voice call. */
  canSend: boolean;
  findings: Finding[];
}

/** The addresses that the SDKs go to by themselves. */
const PUBLIC = { im: 'wss://wss.im.qcloud.com', trtc: 'wss://trtc.rtc.qq.com' } as const;

/** ms to wait for each service. */
const REACH_TIMEOUT = 5000;

const REACHED = { open: 'reached', http: 'no-socket', none: 'unreached' } as const;

/**
 * Looks at everything that a call needs, without a prompt and without taking a device.
 *
 * @throws CallError 60006 where there is no page, as on a server
 * @param checks how the platform looks at itself; without them nothing is found
 */
export async function checkEnvironment(
  checks: EnvironmentChecks | undefined,
  options: CheckOptions = {},
): Promise<EnvironmentReport> {
  if (!checks) return { canReceive: true, canSend: true, findings: [] };
  const [facts, reached] = await Promise.all([
    checks.facts(),
    options.reach ? reachCloud(checks, options.proxy ?? {}) : {},
  ]);
  return judge(facts, reached);
}

/** Judges what facts mean for a call. */
export function judge(
  facts: EnvironmentFacts,
  reached: { im?: Reach; trtc?: Reach } = {},
): EnvironmentReport {
  const findings = [...judgePage(facts), ...judgeDevices(facts), ...judgeCloud(reached)].map(
    findingOf,
  );
  const canReceive = facts.webrtc !== false;
  const canSend = canReceive && maySend(facts) && !findings.some(stopsVoice);
  return { canReceive, canSend, findings };
}

const stopsVoice = ({ id, level }: Finding) =>
  level === 'error' && (id === 'microphone' || id === 'microphone-permission');

/** The browser's word decides about an address; where it says nothing, the documents' table does. */
function isTrusted({ address, secure }: EnvironmentFacts): boolean {
  return secure ?? (address === undefined || originRule(address).send);
}

const maySend = (facts: EnvironmentFacts) => isTrusted(facts) && facts.capture !== false;

function judgePage(facts: EnvironmentFacts): FindingKey[] {
  const { address, webrtc, capture, tapToPlay } = facts;
  const trusted = isTrusted(facts);
  const found: FindingKey[] = [];
  if (address !== undefined) found.push(trusted ? 'origin:trusted' : 'origin:untrusted');
  if (webrtc !== undefined) found.push(webrtc ? 'webrtc:present' : 'webrtc:missing');
  // A page that is not trusted is given nothing: one finding for one cause.
  if (capture !== undefined && trusted) {
    found.push(capture ? 'capture:present' : 'capture:withheld');
  }
  if (tapToPlay) found.push('playback:after-tap');
  return found;
}

function judgeDevices(facts: EnvironmentFacts): FindingKey[] {
  if (!maySend(facts)) return [];
  const found: FindingKey[] = [];
  for (const kind of ['microphone', 'camera'] as const) {
    found.push(`${kind}-permission:${facts.permission[kind]}`);
    const count = facts.devices[kind];
    if (count !== undefined) found.push(`${kind}:${count > 0 ? 'found' : 'missing'}`);
  }
  return found;
}

function judgeCloud({ im, trtc }: { im?: Reach; trtc?: Reach }): FindingKey[] {
  const found: FindingKey[] = [];
  if (im) found.push(`im:${REACHED[im]}`);
  if (trtc) found.push(`trtc:${REACHED[trtc]}`);
  return found;
}

async function reachCloud(
  checks: EnvironmentChecks,
  { im = PUBLIC.im, trtc = PUBLIC.trtc }: ProxyOptions,
): Promise<{ im: Reach; trtc: Reach }> {
  const [imReach, trtcReach] = await Promise.all([
    // Where tim-js-sdk opens its socket; a proxy may pass on nothing else.
    checks.reach(`${im.replace(/\/+$/, '')}/binfo`, REACH_TIMEOUT),
    checks.reach(trtc, REACH_TIMEOUT),
  ]);
  return { im: imReach, trtc: trtcReach };
}
