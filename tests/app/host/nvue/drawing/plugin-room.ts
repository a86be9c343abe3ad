/** Carries out the calls of the native plug-in by trtc-js-sdk, and draws into its native views. */
import { LiveRoom } from '../../../../weixin/host/live/room';
import type { PluginCall } from '../../plugin/calls';
import { capture, type Kind } from './capture';
import { Players } from './players';

type Emit = (event: string, ...data: unknown[]) => void;

interface Enter {
  sdkAppId: number;
  userId: string;
  userSig: string;
  roomId: number;
}

interface Entry {
  userid: string;
  hasvideo?: boolean;
  hasaudio?: boolean;
}

const ENTER_FAILED = -3301;
const NO_DEVICE = { video: -1301, audio: -1302 } as const;

export class PluginRoom {
  private room: LiveRoom | undefined;
  private userID = '';
  private isIn = false;
  private waiting: (() => void)[] = [];
  private readonly tracks: Partial<Record<Kind, MediaStreamTrack>> = {};
  private readonly muted: Record<Kind, boolean> = { audio: false, video: false };
  private readonly sent = new Set<Kind>();
  private preview = '';
  private readonly players: Players;

  constructor(private readonly emit: Emit) {
    this.players = new Players(emit, (userID) => this.room?.streamOf(userID));
  }

  take({ method, parameters, cloud }: PluginCall): void {
    window.weixinCloud = cloud;
    const carryOut = this.methods[method];
    if (!carryOut) throw new Error(`the page cannot carry out ${method}`);
    carryOut(...(parameters as never[]));
  }

  private readonly methods: Record<string, (...parameters: never[]) => void> = {
    enterRoom: (parameters: Enter) => void this.enter(parameters),
    exitRoom: () => void this.leave().then(() => this.emit('onExitRoom', 0)),
    startLocalPreview: ({ isFrontCamera, userId }: { isFrontCamera: boolean; userId: string }) => {
      this.preview = userId;
      void this.openCamera(isFrontCamera);
    },
    stopLocalPreview: () => {
      this.preview = '';
      this.release('video');
      this.send();
    },
    switchCamera: (isFront: boolean) => {
      this.release('video');
      void this.openCamera(isFront);
    },
    startLocalAudio: () => void this.openMicrophone(),
    stopLocalAudio: () => this.release('audio'),
    muteLocalVideo: ({ mute }: { mute: boolean }) => this.mute('video', mute),
    muteLocalAudio: (mute: boolean) => this.mute('audio', mute),
    startRemoteView: ({ userId, viewId }: { userId: string; viewId: string }) =>
      this.players.show(userId, viewId),
    stopRemoteView: ({ userId }: { userId: string }) => this.players.hide(userId),
    destroySharedInstance: () => {
      void this.leave();
      this.release('video');
      this.release('audio');
      this.players.clear();
    },
  };

  private async enter({ sdkAppId: sdkAppID, userId: userID, userSig, roomId: roomID }: Enter) {
    const began = performance.now();
    this.userID = userID;
    const room = new LiveRoom(
      { sdkAppID, userID, userSig, roomID },
      {
        // Others are told of after the entrance, as the native SDK does it.
        code: (code, message) => this.whenIn(room, () => this.hear(code, message)),
        level: (quality) => this.emit('onNetworkQuality', { userId: '', quality }, []),
        volumes: (volumes) => this.tellVolumes(volumes),
        streams: () => this.players.refresh(),
      },
    );
    this.room = room;
    try {
      await room.enter();
    } catch (error) {
      if (this.room !== room) return;
      this.room = undefined;
      this.emit('onError', ENTER_FAILED, String(error), '');
      this.emit('onEnterRoom', ENTER_FAILED);
      return;
    }
    if (this.room !== room) return;
    this.isIn = true;
    this.emit('onEnterRoom', Math.max(1, Math.round(performance.now() - began)));
    for (const tell of this.waiting.splice(0)) tell();
    this.send();
  }

  private async leave(): Promise<void> {
    const { room } = this;
    this.room = undefined;
    this.isIn = false;
    this.waiting = [];
    this.sent.clear();
    this.players.forgetAll();
    await room?.leave();
  }

  private whenIn(room: LiveRoom, tell: () => void): void {
    if (this.room !== room) return;
    if (this.isIn) tell();
    else this.waiting.push(tell);
  }

  /** Translates the codes of a live-pusher, which tell the same of the same SDK, to the plug-in's events. */
  private hear(code: number, message: string): void {
    if (code === 1102) {
      this.emit('onWarning', 5101, message, '');
      this.emit('onConnectionLost');
      this.emit('onWarning', 5102, message, '');
      this.emit('onTryToReconnect');
    } else if (code === 1002) {
      this.emit('onConnectionRecovery');
    } else if (code === 1019) {
      const reason = Number(/\[(\d)\]/.exec(message)?.[1]);
      void this.leave().then(() => this.emit('onExitRoom', reason));
    } else if (code >= 1031 && code <= 1034) {
      const { userlist } = JSON.parse(message) as { userlist: Entry[] };
      for (const entry of userlist) this.hearOf(code, entry);
    }
  }

  private hearOf(code: number, { userid, hasvideo, hasaudio }: Entry): void {
    if (code === 1031) this.emit('onRemoteUserEnterRoom', userid);
    else if (code === 1032) this.emit('onRemoteUserLeaveRoom', userid, 0);
    else if (code === 1033) this.emit('onUserVideoAvailable', userid, hasvideo);
    else this.emit('onUserAudioAvailable', userid, hasaudio);
    if (code === 1032) this.players.forget(userid);
    else this.players.know(userid);
  }

  private tellVolumes(volumes: Map<string, number>): void {
    const all = [...volumes].map(([userId, volume]) => ({
      userId: userId === this.userID ? '' : userId,
      volume,
    }));
    this.emit('onUserVoiceVolume', all, Math.max(0, ...volumes.values()));
  }

  private async openCamera(isFront: boolean): Promise<void> {
    const view = this.preview;
    const track = await this.open('video', isFront);
    if (!track || this.preview !== view) return track?.stop();
    this.players.preview(view, track, isFront);
    this.emit('onCameraDidReady');
    this.send();
  }

  private async openMicrophone(): Promise<void> {
    if (!(await this.open('audio', true))) return;
    this.emit('onMicDidReady');
    this.send();
  }

  private async open(kind: Kind, isFront: boolean): Promise<MediaStreamTrack | undefined> {
    try {
      this.release(kind);
      return (this.tracks[kind] = await capture(kind, isFront));
    } catch (error) {
      this.emit('onError', NO_DEVICE[kind], String(error), '');
      return undefined;
    }
  }

  private mute(kind: Kind, mute: boolean): void {
    this.muted[kind] = mute;
    this.send();
  }

  private release(kind: Kind): void {
    this.tracks[kind]?.stop();
    delete this.tracks[kind];
    if (kind === 'video') this.players.endPreview();
  }

  private send(): void {
    const { room, isIn, tracks, muted } = this;
    if (!room || !isIn) return;
    const { audio, video } = tracks;
    const shown = muted.video ? undefined : video;
    const tracksToSend = { ...(audio && { audio }), ...(shown && { video: shown }) };
    void room.send(tracksToSend, muted.audio).then(() => {
      if (this.room !== room) return;
      this.tellFirst('video', Boolean(shown));
      this.tellFirst('audio', Boolean(audio) && !muted.audio);
    });
  }

  private tellFirst(kind: Kind, isSent: boolean): void {
    if (!isSent) this.sent.delete(kind);
    if (!isSent || this.sent.has(kind)) return;
    this.sent.add(kind);
    if (kind === 'video') this.emit('onSendFirstLocalVideoFrame', 0);
    else this.emit('onSendFirstLocalAudioFrame');
  }
}
