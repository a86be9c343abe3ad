/** A row of the tables of events is a number that the cloud or an SDK tells, and how bad it is. */

/** `error`: something did not work. `warning`: it works badly, or may soon not. `info`: it was meant to be. */
export type EventLevel = 'info' | 'warning' | 'error';

/** Parameters of some events are measured values; their unit is in the words for them. */
export type ParameterName = 'width' | 'height' | 'frameRate' | 'bitrate' | 'failedFrames';

export interface EventRow {
  readonly id: number;
  readonly level: EventLevel;
  /**
   * The parameters that the event uses, in their order: a number tells the row from others of the same id, a
   * name stands for a measured value. The tables write −1 for those that are not used; here they are left out.
   */
  readonly params: readonly (number | ParameterName)[];
}

const rowOf =
  (level: EventLevel) =>
  (id: number, ...params: (number | ParameterName)[]): EventRow => ({ id, level, params });

export const info = rowOf('info');
export const warning = rowOf('warning');
export const error = rowOf('error');
