/** The check of the network of web pages. It has a file of its own so that a page which does not check leaves it out. */
import type { NetworkCheckOptions, NetworkReport } from './diagnostics/network';
import { guarded } from './errors';
import { loadNetworkCheck } from './platform/network-chunk';

export function checkNetwork(options: NetworkCheckOptions): Promise<NetworkReport> {
  return guarded(async () => (await loadNetworkCheck())(options));
}
