// After `npm pack` and `npm publish`, or by hand when one broke off: the sources as they were.
import { restore } from './package-files.mjs';

restore();
