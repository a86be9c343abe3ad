/** The door `trtc-calling-uni/diagnostics`: what the numbers of events mean, and words for reports of calls. */
export * from './events';
export { describeReport, type DescribeReportOptions, type Verdict } from './report/describe-report';
export type * from './report';
