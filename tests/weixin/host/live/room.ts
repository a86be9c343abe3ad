/** A room is one stay in a TRTC room, with the SDK for the Web in the place of WeChat's own. */
import type TRTC from 'trtc-js-sdk';
import type { Client, LocalStream, RemoteStream } from 'trtc-js-sdk';
import { playAddress, type RoomAddress } from './address';

declare global {
  interface Window {
    TRTC: typeof TRTC;
    /** Addresses of the local cloud. */
    weixinCloud: { trtc: string; log: string };
  }
}

interface Hooks {
  /** statechange */
  code(code: number, message: string): void;
  level(up: number): void;
  volumes(volumes: Map<string, number>): void;
  /** Called when the streams of others have changed. */
  streams(): void;
}

interface Sending {
  audio: boolean;
  video: boolean;
}

const BANNED = { kick: 1, banned: 1, 'room-disband': 2 } as const;
const VOLUME_EVERY = 500;

/** Keeps the sockets by which the SDK talks to the local cloud. */
const sockets = new Set<WebSocket>();

export function watchSockets(): void {
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      if (!String(url).startsWith(window.weixinCloud.trtc)) return;
      sockets.add(this);
      this.addEventListener('close', () => sockets.delete(this));
    }
  };
}

/** Gives the room that a live-player on this page takes its streams from. */
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
  private readonly sending = new Map<string, Sending>();
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

  /** Cuts the user off: the room hears nothing of them any more, not even that they leave. */
  vanish(): void {
    for (const socket of sockets) socket.send = () => undefined;
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
      if (shown && video && shown !== video) await local.replaceTrack(video);
      else if (shown && !video) await local.removeTrack(shown);
      else if (video && !shown) await local.addTrack(video);
      const heard = local.getAudioTrack() ?? undefined;
      if (heard && audio && heard !== audio) await local.replaceTrack(audio);
      else if (audio && !heard) await local.addTrack(audio);
    }
    if (muted) this.local.muteAudio();
    else this.local.unmuteAudio();
  }

  private listen(): void {
    const { client, hooks } = this;
    client.on('peer-join', ({ userId }) => this.users(1031, { userid: userId }));
    client.on('peer-leave', ({ userId }) => {
      this.remotes.delete(userId);
      this.sending.delete(userId);
      this.users(1032, { userid: userId });
      this.changed();
    });
    client.on('stream-added', ({ stream }) => {
      if (stream.getType() !== 'main') return;
      void client.subscribe(stream).catch(() => undefined);
      this.heard(stream.getUserId());
    });
    client.on('stream-subscribed', ({ stream }) => {
      this.remotes.set(stream.getUserId(), stream);
      this.changed();
    });
    client.on('stream-updated', ({ stream }) => {
      this.heard(stream.getUserId());
      this.changed();
    });
    client.on('stream-removed', ({ stream }) => {
      const userId = stream.getUserId();
      this.remotes.delete(userId);
      this.heard(userId, { audio: false, video: false });
      this.changed();
    });
    for (const event of ['mute-audio', 'unmute-audio', 'mute-video', 'unmute-video'] as const) {
      client.on(event, ({ userId }) => this.heard(userId));
    }
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

  /** Reports what is new about what a user sends. */
  private heard(userID: string, sends = this.sentBy(userID)): void {
    const before = this.sending.get(userID) ?? { audio: false, video: false };
    this.sending.set(userID, sends);
    const entry = { userid: userID, playurl: playAddress(userID, 'main') };
    if (sends.video !== before.video) {
      this.users(1033, { ...entry, streamtype: 'main', hasvideo: sends.video });
    }
    if (sends.audio !== before.audio) this.users(1034, { ...entry, hasaudio: sends.audio });
  }

  private sentBy(user: string): Sending {
    const states = this.client.getRemoteMutedState();
    const state = states.find(({ userId }) => userId === user);
    return {
      audio: Boolean(state?.hasAudio && !state.audioMuted),
      video: Boolean(state?.hasVideo && !state.videoMuted),
    };
  }

  private users(code: number, entry: object): void {
    this.hooks.code(code, JSON.stringify({ userlist: [entry] }));
  }

  private changed(): void {
    this.hooks.streams();
    for (const tell of [...players]) tell();
  }
}
