/** One stay in a TRTC room, with the SDK for the Web in the place of WeChat's own. */
import type TRTC from 'trtc-js-sdk';
import type { Client, LocalStream, RemoteStream } from 'trtc-js-sdk';
import { playAddress, type RoomAddress } from './address';

declare global {
  interface Window {
    TRTC: typeof TRTC;
    /** Where the local cloud is. */
    weixinCloud: { trtc: string; log: string };
  }
}

interface Hooks {
  /** statechange */
  code(code: number, message: string): void;
  level(up: number): void;
  volumes(volumes: Map<string, number>): void;
  /** The streams of others are other ones. */
  streams(): void;
}

const BANNED = { kick: 1, banned: 1, 'room-disband': 2 } as const;
const VOLUME_EVERY = 500;

/** The room that a live-player on this page takes its streams from. */
let current: LiveRoom | undefined;
const players = new Set<() => void>();

const isIn = (room: LiveRoom) => void (current = room);
export const currentRoom = (): LiveRoom | undefined => current;

export function onStreams(listener: () => void): () => void {
  players.add(listener);
  return () => void players.delete(listener);
}

export class LiveRoom {
  private readonly client: Client;
  private readonly remotes = new Map<string, RemoteStream>();
  private readonly volumes = new Map<string, number>();
  private local: LocalStream | undefined;
  private tail: Promise<unknown> = Promise.resolve();
  private over = false;

  constructor(
    private readonly address: RoomAddress,
    private readonly hooks: Hooks,
  ) {
    const { sdkAppID, userID, userSig } = address;
    this.client = window.TRTC.createClient({
      mode: 'rtc',
      sdkAppId: sdkAppID,
      userId: userID,
      userSig,
      autoSubscribe: false,
      enableAutoPlayDialog: false,
    });
    const { trtc: websocketProxy, log: loggerProxy } = window.weixinCloud;
    const proxy = { websocketProxy, loggerProxy };
    this.client.setProxyServer(proxy as Parameters<Client['setProxyServer']>[0]);
    this.listen();
  }

  async enter(): Promise<void> {
    await this.client.join({ roomId: this.address.roomID });
    if (this.over) return;
    isIn(this);
    this.client.enableAudioVolumeEvaluation(VOLUME_EVERY);
  }

  /** Sends these tracks and no others. What is asked for meanwhile waits. */
  send(tracks: { audio?: MediaStreamTrack; video?: MediaStreamTrack }, muted: boolean) {
    const { audio, video } = tracks;
    this.tail = this.tail
      .then(() => (this.over ? undefined : this.apply(audio, video, muted)))
      .catch((error: unknown) => {
        // The room may be left meanwhile.
        if (!this.over) console.error('live-pusher does not send', error);
      });
    return this.tail;
  }

  streamOf(userID: string): RemoteStream | undefined {
    return this.remotes.get(userID);
  }

  volumeOf(userID: string): number {
    return this.volumes.get(userID) ?? 0;
  }

  async leave(): Promise<void> {
    if (this.over) return;
    this.over = true;
    if (current === this) current = undefined;
    this.client.off('*');
    this.remotes.clear();
    this.changed();
    await this.client.leave().catch(() => undefined);
    this.local?.close();
    this.client.destroy();
  }

  private async apply(
    audio: MediaStreamTrack | undefined,
    video: MediaStreamTrack | undefined,
    muted: boolean,
  ): Promise<void> {
    if (!this.local) {
      if (!audio && !video) return;
      this.local = window.TRTC.createStream({
        userId: this.address.userID,
        ...(audio ? { audioSource: audio } : {}),
        ...(video ? { videoSource: video } : {}),
      });
      await this.local.initialize();
      await this.client.publish(this.local);
    } else {
      const { local } = this;
      const shown = local.getVideoTrack() ?? undefined;
      if (shown && shown !== video) await local.removeTrack(shown);
      if (video && shown !== video) await local.addTrack(video);
      if (audio && !local.getAudioTrack()) await local.addTrack(audio);
    }
    if (muted) this.local.muteAudio();
    else this.local.unmuteAudio();
  }

  private listen(): void {
    const { client, hooks } = this;
    client.on('peer-join', ({ userId }) => this.users(1031, { userid: userId }));
    client.on('peer-leave', ({ userId }) => {
      this.remotes.delete(userId);
      this.users(1032, { userid: userId });
      this.changed();
    });
    client.on('stream-added', ({ stream }) => {
      if (stream.getType() !== 'main') return;
      const userId = stream.getUserId();
      const known = client.getRemoteMutedState().find((state) => state.userId === userId);
      void client.subscribe(stream).catch(() => undefined);
      this.sends(userId, 'video', Boolean(known?.hasVideo && !known.videoMuted));
      this.sends(userId, 'audio', Boolean(known?.hasAudio && !known.audioMuted));
    });
    client.on('stream-subscribed', ({ stream }) => {
      this.remotes.set(stream.getUserId(), stream);
      this.changed();
    });
    client.on('stream-updated', () => this.changed());
    client.on('stream-removed', ({ stream }) => {
      const userId = stream.getUserId();
      this.remotes.delete(userId);
      this.sends(userId, 'video', false);
      this.sends(userId, 'audio', false);
      this.changed();
    });
    client.on('mute-audio', ({ userId }) => this.sends(userId, 'audio', false));
    client.on('unmute-audio', ({ userId }) => this.sends(userId, 'audio', true));
    client.on('mute-video', ({ userId }) => this.sends(userId, 'video', false));
    client.on('unmute-video', ({ userId }) => this.sends(userId, 'video', true));
    client.on('connection-state-changed', ({ state, prevState }) => {
      if (state === 'CONNECTED' && prevState === 'RECONNECTING') {
        for (const code of [1001, 1002]) hooks.code(code, '');
      } else if (state === 'RECONNECTING') hooks.code(1102, 'reconnecting');
    });
    client.on('client-banned', ({ reason }) => {
      hooks.code(1019, `exit room, reason[${BANNED[reason]}]`);
    });
    client.on('network-quality', ({ uplinkNetworkQuality }) => hooks.level(uplinkNetworkQuality));
    client.on('audio-volume', ({ result }) => {
      for (const { userId, audioVolume } of result) this.volumes.set(userId, Number(audioVolume));
      hooks.volumes(this.volumes);
    });
    client.on('error', (error) => console.error('live-pusher', error));
  }

  private sends(userId: string, what: 'audio' | 'video', on: boolean): void {
    const playurl = playAddress(userId, 'main');
    if (what === 'audio') this.users(1034, { userid: userId, hasaudio: on, playurl });
    else this.users(1033, { userid: userId, streamtype: 'main', hasvideo: on, playurl });
  }

  private users(code: number, entry: object): void {
    this.hooks.code(code, JSON.stringify({ userlist: [entry] }));
  }

  private changed(): void {
    this.hooks.streams();
    for (const tell of [...players]) tell();
  }
}
