import type { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import type { FakeOperation, FakeSettings } from './knobs';

/**
 * Waits for the operation's delay and throws its fault, if a test set them.
 *
 * @throws CallError 61011 when the scope ends first
 */
export async function runFakeOperation(
  operation: FakeOperation,
  { scope, clock, settings }: { scope: CallScope; clock: Clock; settings: FakeSettings },
): Promise<void> {
  const { delay, fault } = settings.take(operation);
  if (fault === 'never') return scope.wait(() => () => undefined);
  if (delay > 0) await scope.pause(clock, delay);
  if (fault) throw fault;
  // It never settles synchronously, as no real driver does.
  await Promise.resolve();
  scope.check();
}
