/**
 * The SFU's end of a peer connection. The only place that builds one, so that none reaches outside,
 * and that closes one, so that none leaves sockets or timers behind.
 */
import {
  RTCPeerConnection,
  RTCRtpCodecParameters,
  type RTCDtlsTransport,
  type RTCRtpSender,
  type RtpPacket,
} from 'werift';
import { CODE, CommandError } from './frames';
import type { VideoCodec } from './sdp';

function createPeerConnection(address: string, video: VideoCodec): RTCPeerConnection {
  return new RTCPeerConnection({
    // werift's default is a public STUN server; an emulator must not talk to the outside.
    iceServers: [],
    // Bind to this address only, and offer nothing else. The two switches are for the interfaces that
    // werift finds by itself: it would offer those too, though nothing listens there.
    iceInterfaceAddresses: { udp4: address },
    iceAdditionalHostAddresses: [address],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceUseTcp: false,
    bundlePolicy: 'max-bundle',
    codecs: {
      audio: [new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48000, channels: 2 })],
      video: [new RTCRtpCodecParameters({ mimeType: `video/${video}`, clockRate: 90000 })],
    },
    headerExtensions: { audio: [], video: [] },
  });
}

/** Above every flight of a DTLS handshake: one that waits for the next flight sees that it is over. */
const AFTER_THE_LAST_FLIGHT = 100;

/**
 * Closes a connection and any handshake that it is in the middle of. werift by itself goes on sending
 * an unfinished handshake again for half a minute, or starts it after the close.
 */
export async function closePeerConnection(pc: RTCPeerConnection): Promise<void> {
  for (const { dtls } of pc.dtlsTransports) {
    if (!dtls || dtls.connected) continue;
    const flight = { get: () => AFTER_THE_LAST_FLIGHT, set: () => undefined };
    Object.defineProperty(dtls.dtls, 'flight', flight);
  }
  // What the close trips over in a connection that is only half there is of no use to anyone.
  await pc.close().catch(() => undefined);
}

/**
 * A wire decides which RTP packets get lost. They are lost below, outside of everything that repairs loss: so
 * the missing ones are asked for, sent again, and counted as missing, as on a bad network.
 */
export interface Wire {
  losesIncoming(): boolean;
  losesOutgoing(): boolean;
}

/** The parts of werift's private router of packets that are used here. */
export interface Router {
  routeRtp: (packet: RtpPacket) => void;
  registerRtpSender(sender: RTCRtpSender): void;
}

export class SfuPeer {
  readonly pc: RTCPeerConnection;
  private readonly lossy = new Set<RTCDtlsTransport>();
  /** The answer being made, if any; settles without throwing. */
  private answering: Promise<unknown> = Promise.resolve();

  constructor(
    address: string,
    video: VideoCodec,
    private readonly wire: Wire,
  ) {
    this.pc = createPeerConnection(address, video);
    const router = this.pc['router'] as Router;
    const { routeRtp } = router;
    router.routeRtp = (packet) => {
      if (!wire.losesIncoming()) routeRtp(packet);
    };
  }

  get state(): string {
    return this.pc.connectionState;
  }

  /** Answers an offer. The SDK never trickles, so the answer holds every candidate there will be. */
  answer(offer: string): Promise<string> {
    const answer = this.answering.then(async () => {
      await this.pc.setRemoteDescription({ type: 'offer', sdp: offer });
      await this.pc.setLocalDescription(await this.pc.createAnswer());
      for (const transport of this.pc.dtlsTransports) this.makeLossy(transport);
      const sdp = this.pc.localDescription?.sdp;
      if (!sdp) throw new CommandError(CODE.mediaFailed, 'no answer was made');
      return sdp;
    });
    this.answering = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    // Closed while it gathers candidates, werift would open sockets that nobody closes again.
    await this.answering;
    await closePeerConnection(this.pc);
  }

  private makeLossy(transport: RTCDtlsTransport): void {
    if (this.lossy.has(transport)) return;
    this.lossy.add(transport);
    const sendRtp = transport.sendRtp.bind(transport);
    transport.sendRtp = (payload, header) =>
      this.wire.losesOutgoing() ? Promise.resolve(payload.length) : sendRtp(payload, header);
  }
}
