/** The media a member receives from one publisher: a peer connection with audio, main and aux. */
import { randomBytes } from 'node:crypto';
import { MediaStream, MediaStreamTrack, type RTCRtpSender, type RtpPacket } from 'werift';
import { Forwarder } from './forwarder';
import type { SubscribeState } from './frames';
import type { Network } from './network';
import { SfuPeer, type Router } from './peer-connection';
import { nameSources, narrowOffer, STREAM_ID, type VideoCodec } from './sdp';
import type { MediaKind } from './traffic';

export interface DownlinkOptions {
  address: string;
  codec: VideoCodec;
  network: Network;
  state: SubscribeState;
  onKeyframeNeeded(kind: MediaKind): void;
}

type Lane = 'audio' | 'main' | 'aux';

/**
 * The SDK tells a main from an aux video by the third byte of its SSRC: 2 is main, anything else aux.
 */
const LANE_MARK: Record<Lane, number> = { audio: 1, main: 2, aux: 7 };

function ssrcFor(lane: Lane): number {
  const random = randomBytes(4);
  random[1] = LANE_MARK[lane];
  return random.readUInt32BE(0);
}

export class Downlink {
  private readonly peer: SfuPeer;
  private readonly lanes: Record<Lane, Forwarder>;
  private wanted: SubscribeState;

  constructor(private readonly options: DownlinkOptions) {
    this.wanted = { ...options.state };
    this.peer = new SfuPeer(options.address, options.codec, options.network);
    this.lanes = {
      audio: new Forwarder(this.addSender('audio'), 48000),
      main: new Forwarder(this.addSender('main'), 90000),
      aux: new Forwarder(this.addSender('aux'), 90000),
    };
    this.peer.pc.connectionStateChange.subscribe((state) => {
      if (state === 'connected') this.askForVideo();
    });
  }

  get state(): string {
    return this.peer.state;
  }

  get subscribed(): SubscribeState {
    return { ...this.wanted };
  }

  async answer(offer: string): Promise<string> {
    return nameSources(await this.peer.answer(narrowOffer(offer, this.options.codec)));
  }

  change(state: SubscribeState): void {
    const before = this.wanted;
    this.wanted = { ...state };
    if (!before.audio && state.audio) this.lanes.audio.interrupt();
    if (before.bigVideo !== state.bigVideo || before.smallVideo !== state.smallVideo) {
      this.lanes.main.interrupt();
    }
    if (!before.auxVideo && state.auxVideo) this.lanes.aux.interrupt();
    this.askForVideo();
  }

  /** Passes a packet on if the subscriber wants its kind; says whether it did. */
  forward(kind: MediaKind, packet: RtpPacket): boolean {
    const lane = this.laneOf(kind);
    if (!lane || this.state !== 'connected') return false;
    this.lanes[lane].forward(packet);
    return true;
  }

  close(): Promise<void> {
    return this.peer.close();
  }

  private laneOf(kind: MediaKind): Lane | undefined {
    if (kind === 'audio') return this.wanted.audio ? 'audio' : undefined;
    if (kind === 'aux') return this.wanted.auxVideo ? 'aux' : undefined;
    // One main lane for two qualities: the small stream has it as soon as it is asked for.
    const chosen = this.wanted.smallVideo ? 'small' : this.wanted.bigVideo ? 'video' : undefined;
    return kind === chosen ? 'main' : undefined;
  }

  private addSender(lane: Lane): RTCRtpSender {
    const kind = lane === 'audio' ? 'audio' : 'video';
    const { sender } = this.peer.pc.addTransceiver(new MediaStreamTrack({ kind }), {
      direction: 'sendonly',
      streams: [new MediaStream({ id: lane === 'aux' ? STREAM_ID.aux : STREAM_ID.main })],
    });
    // werift draws the SSRC itself and has registered it by now. Without registering ours, the
    // subscriber's key frame requests and NACKs would find no sender.
    Object.assign(sender, { ssrc: ssrcFor(lane) });
    (this.peer.pc['router'] as Router).registerRtpSender(sender);
    sender.onPictureLossIndication.subscribe(() => this.askFor(lane));
    return sender;
  }

  private askForVideo(): void {
    this.askFor('main');
    this.askFor('aux');
  }

  private askFor(lane: Lane): void {
    if (lane === 'aux' && this.wanted.auxVideo) this.options.onKeyframeNeeded('aux');
    if (lane === 'main' && this.wanted.smallVideo) this.options.onKeyframeNeeded('small');
    else if (lane === 'main' && this.wanted.bigVideo) this.options.onKeyframeNeeded('video');
  }
}
