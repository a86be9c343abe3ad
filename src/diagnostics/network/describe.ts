/** Describing figures of the network is to say what they mean for a call, and what helps. */
import type { Locale } from '../../locale/languages';
import { THRESHOLDS } from '../report/thresholds';
import type { NetworkFigures } from './meter';
import { NETWORK_WORDS, type NetworkFinding, type NetworkSide } from './words';

export type { NetworkFinding, NetworkSide } from './words';

export interface NetworkWords {
  /** For programs. */
  finding: NetworkFinding;
  /** A sentence for a user. */
  text: string;
  /** What to do; '' where all is well. */
  advice: string;
}

/** Up to this level it is the figures that count. */
const GOOD_UP_TO = 2;
const BROKEN = 6;

/** The SDK's levels put so many ms of round trip on a par with one per cent of loss: 100 with 10, 200 with 20. */
const MS_PER_CENT = 10;

/**
 * Says what figures mean, in another language than the check was asked for.
 *
 * @example
 * describeNetwork(report.up, 'up', { language: 'ja' }).advice;
 */
export function describeNetwork(
  figures: NetworkFigures,
  side: NetworkSide,
  { language = 'en' }: { language?: Locale } = {},
): NetworkWords {
  const finding = findingIn(figures);
  const words = (NETWORK_WORDS[language] ?? NETWORK_WORDS.en)[finding];
  const text = words[side].replace(/\{(loss|rtt)\}/g, (_, name: 'loss' | 'rtt') =>
    String(figures[name] ?? '?'),
  );
  return { finding, text, advice: words.advice };
}

function findingIn({ level, rtt = 0, loss = 0, samples }: NetworkFigures): NetworkFinding {
  if (samples === 0) return 'unknown';
  if (level === BROKEN) return 'broken';
  if (level > GOOD_UP_TO) return loss * MS_PER_CENT >= rtt ? 'loss' : 'delay';
  // The SDK's levels forgive up to 20 % of loss: what a call would report is not called good before it.
  if (loss >= THRESHOLDS.loss.from) return 'loss';
  return rtt >= THRESHOLDS.delay.from ? 'delay' : 'good';
}
