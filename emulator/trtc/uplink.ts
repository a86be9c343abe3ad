/** The media a member sends: one peer connection with a section each for audio, main, small and aux. */
import type { MediaStreamTrack, RTCRtpTransceiver, RtpPacket } from 'werift';
import type { Network } from './network';
import { SfuPeer } from './peer-connection';
import { narrowOffer, type VideoCodec } from './sdp';
import { LossMeter, MEDIA_KINDS, type MediaKind } from './traffic';

export interface UplinkOptions {
  address: string;
  codec: VideoCodec;
  network: Network;
  onRtp(kind: MediaKind, packet: RtpPacket): void;
}

/** A publisher asked for a key frame this recently will send one anyway. */
const KEYFRAME_INTERVAL_MS = 300;

export class Uplink {
  readonly codec: VideoCodec;
  private readonly peer: SfuPeer;
  private readonly attached = new Set<MediaStreamTrack>();
  private readonly meters = new Map<number, { kind: MediaKind; meter: LossMeter }>();
  private readonly keyframeTimers = new Map<MediaKind, NodeJS.Timeout>();
  private readonly keyframeAskedAt = new Map<MediaKind, number>();

  constructor(private readonly options: UplinkOptions) {
    this.codec = options.codec;
    this.peer = new SfuPeer(options.address, options.codec, options.network);
  }

  get state(): string {
    return this.peer.state;
  }

  /** @see SfuPeer.roundTripMs */
  get roundTripMs(): number | undefined {
    return this.peer.roundTripMs;
  }

  /** Answers the first offer, and later ones of browsers that renegotiate to add a track. */
  async answer(offer: string): Promise<string> {
    const sdp = await this.peer.answer(narrowOffer(offer, this.codec));
    for (const transceiver of this.peer.pc.getTransceivers()) this.attach(transceiver);
    return sdp;
  }

  /**
   * Asks the publisher for a key frame. Several subscribers may ask at once; the first is served at
   * once and the rest by one request at the end of the interval, so none is forgotten.
   */
  requestKeyframe(kind: MediaKind): void {
    if (this.keyframeTimers.has(kind)) return;
    const wait = (this.keyframeAskedAt.get(kind) ?? 0) + KEYFRAME_INTERVAL_MS - Date.now();
    if (wait <= 0) {
      this.sendKeyframeRequest(kind);
      return;
    }
    const timer = setTimeout(() => {
      this.keyframeTimers.delete(kind);
      this.sendKeyframeRequest(kind);
    }, wait);
    this.keyframeTimers.set(kind, timer);
  }

  /** Packets expected and received since the last call. */
  takeLoss(): Record<'audio' | 'video', { expected: number; received: number }> {
    const total = { audio: { expected: 0, received: 0 }, video: { expected: 0, received: 0 } };
    for (const { kind, meter } of this.meters.values()) {
      const { expected, received } = meter.take();
      const sum = total[kind === 'audio' ? 'audio' : 'video'];
      sum.expected += expected;
      sum.received += received;
    }
    return total;
  }

  close(): Promise<void> {
    for (const timer of this.keyframeTimers.values()) clearTimeout(timer);
    this.keyframeTimers.clear();
    return this.peer.close();
  }

  private attach(transceiver: RTCRtpTransceiver): void {
    const kind = MEDIA_KINDS[transceiver.mLineIndex ?? -1];
    if (!kind) return;
    for (const track of transceiver.receiver.tracks) {
      if (this.attached.has(track)) continue;
      this.attached.add(track);
      track.onReceiveRtp.subscribe((packet) => {
        this.meter(packet.header.ssrc, kind).add(packet.header.sequenceNumber);
        this.options.onRtp(kind, packet);
      });
    }
  }

  private meter(ssrc: number, kind: MediaKind): LossMeter {
    let entry = this.meters.get(ssrc);
    if (!entry) this.meters.set(ssrc, (entry = { kind, meter: new LossMeter() }));
    return entry.meter;
  }

  private sendKeyframeRequest(kind: MediaKind): void {
    this.keyframeAskedAt.set(kind, Date.now());
    const index = MEDIA_KINDS.indexOf(kind);
    const transceiver = this.peer.pc.getTransceivers().find((each) => each.mLineIndex === index);
    for (const track of transceiver?.receiver.tracks ?? []) {
      if (track.ssrc && this.state === 'connected') {
        void transceiver?.receiver.sendRtcpPLI(track.ssrc).catch(() => undefined);
      }
    }
  }
}
