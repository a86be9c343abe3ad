/**
 * The SFU's end of a peer connection. The only place that builds one, so that none reaches outside,
 * and that closes one, so that none leaves sockets or timers behind.
 */
import {
  RTCPeerConnection,
  RTCRtpCodecParameters,
  type RTCIceTransport,
  type RTCRtpSender,
} from 'werift';
import { CODE, CommandError } from './frames';
import type { Network } from './network';
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

/** The part of werift's private router of packets that is used here. */
export interface Router {
  registerRtpSender(sender: RTCRtpSender): void;
}

/** The parts of werift's private sockets that are used here: all that a connection sends and gets goes through them. */
interface Socket {
  readonly closed: boolean;
  onData: (data: Buffer, from: readonly [string, number]) => void;
  send: (data: Buffer, to?: readonly [string, number]) => Promise<void>;
}

export class SfuPeer {
  readonly pc: RTCPeerConnection;
  private readonly sockets = new Set<Socket>();
  private firstWay: string | undefined;
  /** The answer being made, if any; settles without throwing. */
  private answering: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly address: string,
    video: VideoCodec,
    private readonly network: Network,
  ) {
    this.pc = createPeerConnection(address, video);
  }

  get state(): string {
    return this.pc.connectionState;
  }

  /** The round trip of the media as ICE measures it every few seconds; undefined before the first time. */
  get roundTripMs(): number | undefined {
    const rtt = this.pc.iceTransports[0]?.connection.nominated?.rtt;
    return rtt === undefined ? undefined : Math.max(1, Math.round(rtt * 1000));
  }

  /** Answers an offer. The SDK never trickles, so the answer holds every candidate there will be. */
  answer(offer: string): Promise<string> {
    const answer = this.answering.then(async () => {
      await this.pc.setRemoteDescription({ type: 'offer', sdp: offer });
      await this.pc.setLocalDescription(await this.pc.createAnswer());
      for (const transport of this.pc.iceTransports) this.reroute(transport);
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

  /**
   * Lets the member's network carry every datagram. That is below everything that repairs loss and measures
   * time: so what is missing is asked for, sent again and counted, as on a bad network.
   */
  private reroute({ connection }: RTCIceTransport): void {
    const { protocols } = connection as unknown as { protocols: { transport?: Socket }[] };
    for (const { transport: socket } of protocols) {
      if (!socket || this.sockets.has(socket)) continue;
      this.sockets.add(socket);
      const receive = socket.onData;
      const send = socket.send;
      socket.onData = (data, from) => {
        if (!this.isFirstWay(from)) return;
        this.network.up.carry(data, () => {
          if (!socket.closed) receive(data, from);
        });
      };
      socket.send = (data, to) => {
        this.allowForDelay(connection);
        this.network.down.carry(data, () => {
          // A datagram that cannot be sent is lost.
          if (!socket.closed) void send(data, to).catch(() => undefined);
        });
        return Promise.resolve();
      };
    }
  }

  /**
   * Keeps a browser on this machine to one way here. It tries from each of its interfaces, and trtc-js-sdk then
   * tells the round trip of whichever it tried last, also of one that it left at once. On a real network a phone
   * may need the other way.
   */
  private isFirstWay(from: readonly [string, number]): boolean {
    if (!this.address.startsWith('127.')) return true;
    const way = from.join(':');
    return way === (this.firstWay ??= way);
  }

  /** ICE waits for an answer by the last round trip: one that grew at once would be taken for silence, for ever. */
  private allowForDelay({ nominated }: RTCIceTransport['connection']): void {
    if (nominated) {
      nominated.rtt = Math.max(nominated.rtt ?? 0, this.network.addedRoundTripMs / 1000);
    }
  }
}
