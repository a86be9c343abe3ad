/** What a client needs to keep a report of its calls; words for it are behind the door of diagnostics. */
export { CallRecorder, type RecorderOptions } from './recorder';
export type * from './report';
export type { FindingKind } from './thresholds';
