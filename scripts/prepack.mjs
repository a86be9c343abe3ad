// Before `npm pack` and `npm publish`: builds everything, then puts what is published in place.
import { prepare, restore } from './package-files.mjs';

// What a packing that broke off has left would be built.
restore();
await import('./build-lib.mjs');
prepare();
