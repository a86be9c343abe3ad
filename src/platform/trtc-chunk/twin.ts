/** The second module of the chunk of trtc-js-sdk: `sdk.ts` tells what it is for. */
import { sdk } from './sdk';

export const twin = () => sdk;
