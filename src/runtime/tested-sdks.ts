/** The SDK versions with which calls are tested. An older one may do anything: it is named before it fails. */
import { describeCause } from '../errors';
import type { Logger } from '../log';

/** The oldest that is tested of each. tsignaling does not tell its version. */
export const TESTED_SDKS = { 'trtc-js-sdk': '4.15.22', 'tim-js-sdk': '2.27.6' } as const;

type SdkName = keyof typeof TESTED_SDKS;

const numbersOf = (version: string): number[] => version.split('.').map((part) => parseInt(part));

function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [numbersOf(version), numbersOf(than)];
  const at = theirs.findIndex((number, index) => number !== (ours[index] ?? 0));
  return at >= 0 && (ours[at] ?? 0) < theirs[at]!;
}

/** Names both versions in a sentence if the SDK is older than tested; undefined if it is not, or does not tell. */
export function ageOf(name: SdkName, sdk: unknown): string | undefined {
  const { VERSION } = (sdk ?? {}) as { VERSION?: unknown };
  const tested = TESTED_SDKS[name];
  if (typeof VERSION !== 'string' || !isOlder(VERSION, tested)) return undefined;
  return `${name} ${VERSION} is older than ${tested}, with which calls are tested`;
}

/** These SDKs have been told. A page has one of each, however many clients it makes. */
const told = new WeakSet<object>();

/** Warns once of an SDK that is older than tested. */
export function warnIfOld(name: SdkName, sdk: object, log: Logger): void {
  const age = ageOf(name, sdk);
  if (!age || told.has(sdk)) return;
  told.add(sdk);
  log.warn(`${age}. Install it: npm i ${name}@${TESTED_SDKS[name]}`);
}

/** Puts what an SDK said, and that it is old, into the detail of an error. */
export const causeWithAge = (cause: unknown, name: SdkName, sdk: unknown): string | undefined =>
  [describeCause(cause), ageOf(name, sdk)].filter(Boolean).join('; ') || undefined;
