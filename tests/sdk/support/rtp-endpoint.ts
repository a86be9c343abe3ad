/** A WebRTC endpoint in Node that offers as trtc-js-sdk does: media without a browser. */
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
} from 'werift';
import { closePeerConnection } from '../../../emulator/trtc/peer-connection';
import { within } from './trtc-raw-client';

const SECTIONS = {
  sendonly: ['audio', 'video', 'video', 'video'],
  recvonly: ['audio', 'video', 'video'],
} as const;

const nack = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }];

export class RtpEndpoint {
  readonly tracks: MediaStreamTrack[] = [];
  readonly received: RtpPacket[] = [];
  readonly pc: RTCPeerConnection;
  private sequence = 100;

  constructor(direction: keyof typeof SECTIONS) {
    this.pc = new RTCPeerConnection({
      iceServers: [],
      iceInterfaceAddresses: { udp4: '127.0.0.1' },
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceUseIpv6: false,
      bundlePolicy: 'max-bundle',
      codecs: {
        audio: [
          new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48000, channels: 2 }),
        ],
        video: [
          new RTCRtpCodecParameters({
            mimeType: 'video/VP8',
            clockRate: 90000,
            rtcpFeedback: nack,
          }),
        ],
      },
    });
    for (const kind of SECTIONS[direction]) {
      const track = new MediaStreamTrack({ kind });
      this.tracks.push(track);
      this.pc.addTransceiver(direction === 'sendonly' ? track : kind, { direction });
    }
    this.pc.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => this.received.push(packet));
    });
  }

  async offer(): Promise<string> {
    await this.pc.setLocalDescription(await this.pc.createOffer());
    return this.pc.localDescription?.sdp ?? '';
  }

  async accept(sdp: string): Promise<void> {
    await this.pc.setRemoteDescription({ type: 'answer', sdp });
    if (this.pc.connectionState === 'connected') return;
    await within(
      'the media connection',
      new Promise<void>((done) => {
        this.pc.connectionStateChange.subscribe((state) => {
          if (state === 'connected') done();
        });
      }),
    );
  }

  /** Sends one packet in a media section, counted from 0. */
  write(section: number, payload: Buffer): void {
    this.sequence += 1;
    this.tracks[section]?.writeRtp(
      new RtpPacket(
        new RtpHeader({ sequenceNumber: this.sequence, timestamp: this.sequence * 960 }),
        payload,
      ),
    );
  }

  close(): Promise<void> {
    return closePeerConnection(this.pc);
  }
}
