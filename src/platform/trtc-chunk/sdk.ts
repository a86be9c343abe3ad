/**
 * The chunk of trtc-js-sdk in a page, and why it is two modules that import each other.
 *
 * uni's H5 build names a chunk that stands for one module by that module's folder, relative to the
 * app's input directory. For a package outside of it the name starts with `..-node_modules`, Rollup
 * takes that for a path that needs no `./`, and the browser refuses the import. A chunk of two
 * modules that are both imported by `import()` stands for neither of them, and is named like any other.
 * Both must use a value of the other: otherwise Rollup makes two chunks.
 */
import TRTC from 'trtc-js-sdk/trtc.esm.js';
import { twin } from './twin';

export const sdk = TRTC;
/** Keeps the twin in this chunk. */
export const twinOf = () => twin;
