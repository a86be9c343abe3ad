/** Counting what passes through the SFU. */

/** The four things a publisher can send, in the order of the uplink's media sections. */
export const MEDIA_KINDS = ['audio', 'video', 'small', 'aux'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

export interface Traffic {
  packets: number;
  bytes: number;
}

export type TrafficByKind = Record<MediaKind, Traffic>;

export function noTraffic(): TrafficByKind {
  const none = (): Traffic => ({ packets: 0, bytes: 0 });
  return { audio: none(), video: none(), small: none(), aux: none() };
}

export function copyTraffic(traffic: TrafficByKind): TrafficByKind {
  return {
    audio: { ...traffic.audio },
    video: { ...traffic.video },
    small: { ...traffic.small },
    aux: { ...traffic.aux },
  };
}

export function count(traffic: TrafficByKind, kind: MediaKind, bytes: number): void {
  traffic[kind].packets += 1;
  traffic[kind].bytes += bytes;
}

/**
 * Counts how many packets of one source should have come and how many came, since the last time it was
 * asked. What the SDK is told about its uplink is made of these.
 */
export class LossMeter {
  private highest: number | undefined;
  private expected = 0;
  private received = 0;

  add(sequenceNumber: number): void {
    this.received += 1;
    const step = this.highest === undefined ? 1 : (sequenceNumber - this.highest) & 0xffff;
    // The upper half of the circle is a packet that came late; it was counted as expected before.
    if (step === 0 || step >= 0x8000) return;
    this.highest = sequenceNumber;
    this.expected += step;
  }

  take(): { expected: number; received: number } {
    const taken = { expected: this.expected, received: this.received };
    this.expected = 0;
    this.received = 0;
    return taken;
  }
}
