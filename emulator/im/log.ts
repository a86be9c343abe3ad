/** The IM half writes log entries of this shape. */
import type { LogInput } from '../log';

/** An entry without its time; the scope is `im` unless it says otherwise. */
export interface ImLogInput {
  event: string;
  scope?: LogInput['scope'];
  [detail: string]: unknown;
}
