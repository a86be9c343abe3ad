/** One place that says how the SFU's peer connections are built, so that none reaches outside. */
import { RTCPeerConnection, RTCRtpCodecParameters } from 'werift';
import { CODE, CommandError } from './frames';
import type { VideoCodec } from './sdp';

export function createPeerConnection(address: string, video: VideoCodec): RTCPeerConnection {
  return new RTCPeerConnection({
    // werift's default is a public STUN server; an emulator must not talk to the outside.
    iceServers: [],
    // Bind to this address only, and offer nothing else: not even the machine's other interfaces.
    iceInterfaceAddresses: { udp4: address },
    iceAdditionalHostAddresses: [address],
    iceUseIpv4: true,
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

/** Answers an offer. The SDK never trickles, so the answer holds every candidate there will be. */
export async function answerOffer(pc: RTCPeerConnection, offer: string): Promise<string> {
  await pc.setRemoteDescription({ type: 'offer', sdp: offer });
  await pc.setLocalDescription(await pc.createAnswer());
  const sdp = pc.localDescription?.sdp;
  if (!sdp) throw new CommandError(CODE.mediaFailed, 'no answer was made');
  return sdp;
}

/** Closing may race with a handshake that is still going on; whatever it trips over is of no use. */
export function closeQuietly(pc: RTCPeerConnection): Promise<void> {
  return pc.close().catch(() => undefined);
}
