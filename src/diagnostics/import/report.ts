/** A report that was shared comes back as text, from anybody: what screens rely on is looked at first. */
import { REPORT_VERSION, type CallReport } from '../report/report';
import { JsonReader, parsed, unreadable } from './json-reader';

const CURE =
  'Take the whole JSON of a call report, as report() gives it and CALL_REPORT brings it.';

/**
 * Reads a report of a call that was copied or sent as JSON.
 *
 * @param json as text or parsed
 * @throws CallError 61001 if it is no report, or one of a version that this one does not know
 * @see docs/call-report.schema.json
 */
export function importReport(json: unknown): CallReport {
  const value = parsed(json, CURE);
  const report = JsonReader.of(value, '');
  if (!report.has('version') || !report.has('timeline'))
    throw unreadable('no report', undefined, CURE);
  if (report.number('version') !== REPORT_VERSION) {
    throw unreadable(`a report of version ${report.number('version')}`, undefined, CURE);
  }
  report.text('platform');
  report.number('omitted');
  checkCall(report.object('call'));
  for (const entry of report.list('timeline')) {
    entry.number('at');
    entry.text('kind');
    entry.text('who');
    entry.text('detail');
  }
  for (const sample of report.list('quality')) {
    sample.number('at');
    sample.object('up');
    sample.list('down').forEach((one) => one.text('userID'));
  }
  for (const finding of report.list('findings')) {
    finding.number('from');
    finding.text('kind');
    finding.text('who');
  }
  return { ...(value as CallReport), ...withLists(report) };
}

function checkCall(call: JsonReader): void {
  for (const name of ['userID', 'role', 'inviter']) call.text(name);
  call.number('beganAt');
  if (!call.has('end')) return;
  const end = call.object('end');
  end.text('reason');
  end.number('seconds');
}

/** A list that is not there is an empty one. */
const withLists = (report: JsonReader) => ({
  ...(report.has('quality') ? {} : { quality: [] }),
  ...(report.has('findings') ? {} : { findings: [] }),
});
