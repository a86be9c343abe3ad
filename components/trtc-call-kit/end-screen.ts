import type { CallRecord } from '../../src/store/types';

/** Ends that the user made or expects: a glance is enough. */
const EXPECTED = [
  'hangup',
  'remote-hangup',
  'answered-elsewhere',
  'declined-elsewhere',
  'logged-out',
];

/** How long the end of a call stays on the screen; 0: until the user closes it. */
export function endScreenSeconds({ reason, direction }: CallRecord): number {
  const own = reason === (direction === 'outgoing' ? 'cancelled' : 'rejected');
  return own || EXPECTED.includes(reason) ? 5 : 0;
}
