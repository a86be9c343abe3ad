/** The door of diagnostics: everything that the library and the demo may use of it. */
export { checkEnvironment, judge } from './environment';
export type { CheckOptions, EnvironmentReport } from './environment';
export { FINDINGS } from './findings';
export type { Finding, FindingID, FindingKey, FindingLevel, FindingState } from './findings';
export { originRule, type OriginRule } from './origin';
