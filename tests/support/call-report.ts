import type { CallReport } from '../../src/store/types';

/** A call of alice with bob for ten seconds, measured twice, in which nothing was unusual. */
export function reportOf(call: Partial<CallReport['call']> = {}): CallReport {
  return {
    ...{ version: 1, platform: 'Web', redacted: false, omitted: 0 },
    call: {
      ...{ userID: 'alice', role: 'inviter', type: 2, isGroup: false, roomID: 7, inviteID: 'i' },
      ...{ inviter: 'alice', members: ['bob'], beganAt: Date.UTC(2026, 0, 2), connectedAfter: 900 },
      end: { reason: 'hangup', seconds: 9, userID: 'alice', after: 10_000 },
      ...call,
    },
    timeline: [
      { at: 0, kind: 'dialed' },
      { at: 900, kind: 'answered', who: 'bob', detail: 'accept' },
      { at: 1000, kind: 'camera-on', row: { group: 'sdk', id: 4006, params: [0] } },
      { at: 10_000, kind: 'ended', who: 'alice', detail: 'hangup' },
    ],
    quality: [2000, 4000].map((at) => ({
      ...{ at, of: 1 },
      up: { rtt: at / 100, loss: 0, video: { bitrate: 500, frameRate: 15 } },
      down: [{ userID: 'bob', loss: 1, video: { bitrate: 400, frameRate: 14 } }],
    })),
    findings: [],
  };
}

/** The same for minutes, with a minute in which much was lost and the picture stood still for a while. */
export function lossyReport(): CallReport {
  const isBad = (at: number) => at >= 60_000 && at < 100_000;
  const ats = Array.from({ length: 80 }, (_, index) => (index + 1) * 2000);
  return {
    ...reportOf({ end: { reason: 'hangup', seconds: 160, userID: 'alice', after: 161_000 } }),
    quality: ats
      .filter((at) => at < 110_000 || at > 122_000)
      .map((at) => ({
        ...{ at, of: 1 },
        up: {
          ...{ rtt: 40 + (at % 7000) / 500, loss: isBad(at) ? 9 + (at % 6000) / 2000 : 0 },
          audio: { bitrate: 31 },
          video: { bitrate: isBad(at) ? 180 : 560, frameRate: isBad(at) ? 8 : 15 },
        },
        down: [
          {
            ...{ userID: 'bob', loss: (at % 10_000) / 10_000 },
            audio: { bitrate: 29 },
            video: { bitrate: 520, frameRate: 14 },
          },
        ],
      })),
    findings: [
      { kind: 'loss-up', from: 60_000, to: 100_000, figures: { loss: 12 } },
      { kind: 'slow-join', from: 0, to: 5600, figures: { took: 5600 } },
    ],
  };
}
