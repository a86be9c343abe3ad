/** The door `trtc-calling-uni/diagnostics`: what events mean, words for reports of calls, and what the cloud tells. */
export * from './events';
export * from './import';
export { describeReport, type DescribeReportOptions, type Verdict } from './report/describe-report';
export { describeTimeline, type TimelineLine } from './report/describe-timeline';
export { redact as redactReport } from './report/redact';
export type * from './report';
export {
  describeNetwork,
  type NetworkFinding,
  type NetworkSide,
  type NetworkWords,
} from './network/describe';
export type { NetworkFigures } from './network/meter';
