/** A dropped message is logged by one line, which says why. */
import type { Logger } from '../log';
import type { DropReason, Signal } from '../signaling/port';

/** At which level a dropped message is logged: the routine ones change nothing for anybody. */
const DROPPED: Readonly<Record<DropReason, 'warn' | 'log'>> = {
  malformed: 'warn',
  'forged-sender': 'warn',
  'unknown-invite': 'warn',
  expired: 'warn',
  'unjoinable-room': 'warn',
  'not-invited': 'warn',
  'rate-limited': 'warn',
  'foreign-business': 'log',
  duplicate: 'log',
  'own-echo': 'log',
  'side-message': 'log',
};

export function logDropped(log: Logger, { reason, from, why }: Signal & { kind: 'dropped' }): void {
  const detail = why ? ` (${why})` : '';
  log.scoped('signaling')[DROPPED[reason]](`dropped a message of ${from}: ${reason}${detail}`);
}
