/**
 * From these figures on something counts as unusual. They are ours: TRTC does not publish when its cloud reports one of
 * its real-time exceptions. docs/diagnostics.md has the table, with the reasons.
 */

/** What is measured has to last, in ms: three measurements in a row, since one that is bad heals by itself. */
const LASTS = 6000;

export const THRESHOLDS = {
  /**
   * Percent. Congestion control of WebRTC raises the rate below 2 % and lowers it above 10 %: 5 % is where repair
   * (FEC, retransmission) is busy and what is heard and seen begins to suffer.
   *
   * @see draft-ietf-rmcat-gcc-02, section 6
   */
  loss: { from: 5, lasts: LASTS },
  /**
   * ms there and back between this device and the service. Half of it is one way: 200 ms, and the way to the other
   * side, the jitter buffer and the codec come on top. Up to 150 ms from mouth to ear nobody notices, from 400 ms on
   * people talk into each other.
   *
   * @see ITU-T G.114
   */
  delay: { from: 400, lasts: LASTS },
  /**
   * ms. A player that holds back 200 ms, as ours does in WeChat, runs empty beyond.
   *
   * @see LivePlayerAttributes.minCache
   */
  jitter: { from: 200, lasts: LASTS },
  /** 4 is bad and 5 very bad by TRTC's own scale; it counts where neither loss nor delay is told. */
  level: { from: 4, lasts: LASTS },
  /**
   * Frames a second, below which a picture is a row of stills: a third of what this library asks for.
   *
   * @see ITU-T G.1070, whose model of video ends at 5 frames a second
   */
  frameRate: { below: 5, lasts: LASTS },
  /** ms of 2 s during which a picture stood still. WebRTC counts a freeze from 150 ms over the usual gap on. */
  frozen: { from: 1000, lasts: 4000 },
  /** What should come in does not, at all. */
  nothing: { lasts: LASTS },
  /** A microphone that was not heard once is broken or muted by a switch; one that was heard may be of a listener. */
  silent: { lasts: 10_000, lastsOnceHeard: 30_000 },
  /**
   * ms from asking for the room to being in it.
   *
   * @see ITU-T E.721, 5 s for the answer to a call that was dialled
   */
  join: { from: 5000 },
  /**
   * ms that may lie between the last measurement of a silence and what explains it: a break is noticed, and a member is
   * said to have left, only after some measurements that are bad already.
   */
  noticed: { within: 4000 },
} as const;

/** How a finding stands among others: the verdict is about the first of this list. */
export const FINDING_KINDS = [
  'kicked',
  'permission-refused',
  'no-device',
  'not-supported',
  'join-refused',
  'publish-failed',
  'signalling-failed',
  'connection-lost',
  'room-closed',
  'reconnected',
  'peer-gone',
  'microphone-lost',
  'camera-lost',
  'blocked-playback',
  'loss-up',
  'loss-down',
  'delay',
  'no-sound',
  'microphone-silent',
  'no-picture',
  'weak-up',
  'weak-down',
  'jitter-up',
  'jitter-down',
  'frozen',
  'few-frames-up',
  'few-frames-down',
  'slow-join',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];
