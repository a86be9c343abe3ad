/** A redacted report names nobody: the same user has the same name all through it, and no other. */
import type { CallReport } from './report';

/** Gives a copy with `user-1`, `user-2`, … for userIDs, in order of their appearance, and without the id of the invite. */
export function redact(report: CallReport): CallReport {
  const names = new Map<string, string>();
  const nameOf = (userID: string): string => {
    // '' is nobody.
    if (userID !== '' && !names.has(userID)) names.set(userID, `user-${names.size + 1}`);
    return names.get(userID) ?? userID;
  };
  const named = <T extends { who?: string }>(one: T): T =>
    one.who === undefined ? one : { ...one, who: nameOf(one.who) };
  const { call } = report;
  const { userID, inviter, members, end } = call;
  return {
    ...report,
    redacted: true,
    call: {
      ...call,
      userID: nameOf(userID),
      inviter: nameOf(inviter),
      members: members.map(nameOf),
      inviteID: '',
      ...(end ? { end: { ...end, userID: nameOf(end.userID) } } : {}),
    },
    timeline: report.timeline.map(named),
    quality: report.quality.map((sample) => ({
      ...sample,
      down: sample.down.map((one) => ({ ...one, userID: nameOf(one.userID) })),
    })),
    findings: report.findings.map(named),
  };
}
