/**
 * Carries one kind of media to one subscriber.
 *
 * The subscriber sees a single unbroken source whatever happens behind it: the publisher may publish
 * anew with another SSRC, the subscriber may pause and resume, the small stream may replace the big
 * one. Each of these starts a new run of packets that is joined to the end of the last one.
 */
import { RtpHeader, RtpPacket, type RTCRtpSender } from 'werift';

export class Forwarder {
  private sourceSsrc: number | undefined;
  private sequenceOffset = 0;
  private timestampOffset = 0;
  private last: { sequence: number; timestamp: number; at: number } | undefined;

  constructor(
    private readonly sender: RTCRtpSender,
    private readonly clockRate: number,
  ) {}

  /** The next packet begins a new run, though it comes from the same source. */
  interrupt(): void {
    this.sourceSsrc = undefined;
  }

  forward(packet: RtpPacket): void {
    const { header, payload } = packet;
    if (header.ssrc !== this.sourceSsrc) this.join(header);
    const sequence = (header.sequenceNumber + this.sequenceOffset) & 0xffff;
    const timestamp = (header.timestamp + this.timestampOffset) >>> 0;
    this.remember(sequence, timestamp);
    // A packet of its own: the sender writes into it and keeps it for retransmission. Extensions stay
    // behind, for their ids were agreed with the publisher and not with this subscriber; padding was
    // taken off on the way in.
    const copy = new RtpHeader({ marker: header.marker, sequenceNumber: sequence, timestamp });
    void this.sender.sendRtp(new RtpPacket(copy, payload)).catch(() => undefined);
  }

  private join(header: RtpHeader): void {
    this.sourceSsrc = header.ssrc;
    if (!this.last) return;
    const elapsed = Math.round(((Date.now() - this.last.at) / 1000) * this.clockRate);
    this.sequenceOffset = (this.last.sequence + 1 - header.sequenceNumber) & 0xffff;
    this.timestampOffset = (this.last.timestamp + Math.max(elapsed, 1) - header.timestamp) | 0;
  }

  private remember(sequence: number, timestamp: number): void {
    const late = this.last && ((sequence - this.last.sequence) & 0xffff) >= 0x8000;
    if (!late) this.last = { sequence, timestamp, at: Date.now() };
  }
}
