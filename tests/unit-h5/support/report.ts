import type { CallReport } from '@/src/store/types';

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
