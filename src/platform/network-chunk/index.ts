import type { NetworkCheck } from '../../diagnostics/network';
import { CallError } from '../../errors';
import { createLogger } from '../../log';
import { importTrtc } from '../trtc-chunk';

/** Loads the check of the network for a page of a web bundler. @throws CallError 60006, 61012 */
export async function loadNetworkCheck(): Promise<NetworkCheck> {
  if (typeof window === 'undefined') throw CallError.noPage();
  try {
    // Both modules are one chunk, as `../trtc-chunk/sdk.ts` explains.
    return await Promise.all([import('./check'), import('./twin')]).then(([{ networkCheckBy }]) =>
      networkCheckBy(importTrtc),
    );
  } catch (error) {
    createLogger().error('the check of the network could not be loaded', error);
    throw CallError.sdkMissing('the check of the network', error);
  }
}
