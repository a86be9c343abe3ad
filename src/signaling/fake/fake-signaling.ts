/**
 * The signalling port over a network in memory, with knobs. The walked example of a driver: it
 * implements `Transport` and leaves the rest to `SignalingCore`.
 *
 * @example
 * const network = createFakeNetwork({ clock });
 * const alice = network.join('alice');
 * const bob = network.join('bob');
 * network.fate = ({ to }) => ({ drop: to === 'bob' });
 * bob.knobs.fail('answer', { times: 1 });
 */
import { FakeNetwork } from './fake-network';
import type { FakeNetworkOptions } from './fake-service';

export type { FakeDevice } from './fake-device';
export type { Failure, FakeKnobs, FakeOperation } from './fake-knobs';
export type { FakeNetwork } from './fake-network';
export type { Delivery, FakeNetworkOptions, FakeService, Fate } from './fake-service';

export function createFakeNetwork(options: FakeNetworkOptions): FakeNetwork {
  return new FakeNetwork(options);
}
