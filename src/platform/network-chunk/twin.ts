/** The second module of the chunk of the network check: `../trtc-chunk/sdk.ts` tells what it is for. */
import { networkCheckBy } from './check';

export const twin = () => networkCheckBy;
