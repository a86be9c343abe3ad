import type { LogInput } from '../log';

/** What the IM half reports; its scope is `im` unless it says otherwise. */
export interface ImLogInput {
  event: string;
  scope?: LogInput['scope'];
  [detail: string]: unknown;
}
