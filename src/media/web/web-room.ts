import type { Client, ClientEventMap, LocalStream, RemoteStream } from 'trtc-js-sdk';
import { ErrorCode } from '../../error-codes';
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { ProxyOptions } from '../../runtime/environment';
import { causeWithAge } from '../../runtime/tested-sdks';
import type { MediaEvent, NetworkLevel, RoomRequest } from '../port';
import { RTC_CODE, entryError, rtcCode } from './errors';
import { RemoteMember } from './remote-member';
import { createRoomClient, disposeRoomClient } from './room-client';
import type { TrtcSdk } from './sdk-loader';
import type { Views } from './views';
import type { CreateStats } from './web-stats';

/** Volumes are reported this often, in ms. */
const VOLUME_EVERY = 300;
/** After one of these errors the SDK itself has given the room up. */
const FATAL: readonly (number | undefined)[] = [
  RTC_CODE.channelSetupFailed,
  RTC_CODE.joinFailed,
  RTC_CODE.reconnectFailed,
];

interface Deps {
  sdk: TrtcSdk;
  proxy: ProxyOptions;
  views: Views;
  clock: Clock;
  log: Logger;
  createStats: CreateStats | undefined;
  /** The members are heard by it; undefined is the system's choice. */
  speaker: string | undefined;
  emit(event: MediaEvent): void;
  /** Hears that the SDK gave up sending: the stream has to be published anew. */
  uplinkLost(): void;
}

type Banned = ClientEventMap['client-banned']['reason'];

const CLOSED: Record<Banned, 'dismissed' | 'removed' | 'duplicate'> = {
  kick: 'duplicate',
  banned: 'removed',
  'room-disband': 'dismissed',
};

/** A room is one stay of this user in it: one client of the SDK, from its creation to its end. */
export class WebRoom {
  private readonly client: Client;
  private readonly members = new Map<string, RemoteMember>();
  private connection: 'connected' | 'reconnecting' | 'lost' = 'connected';
  private joined = false;
  private leaving: Promise<void> | undefined;

  constructor(
    private readonly request: RoomRequest,
    private readonly deps: Deps,
  ) {
    this.client = createRoomClient(deps.sdk, request, deps.proxy);
    this.listen();
  }

  /** @throws CallError 61007, 60006, 61018 */
  async join(): Promise<void> {
    try {
      await this.client.join({ roomId: this.request.roomID });
    } catch (error) {
      throw entryError(error, this.deps.sdk);
    }
    this.joined = true;
    if (!this.leaving) this.client.enableAudioVolumeEvaluation(VOLUME_EVERY);
  }

  /** @throws CallError 61008 */
  async publish(stream: LocalStream): Promise<void> {
    try {
      await this.client.publish(stream);
    } catch (error) {
      const detail = causeWithAge(error, 'trtc-js-sdk', this.deps.sdk);
      throw new CallError(ErrorCode.PublishFailed, detail, error);
    }
  }

  /** Applies a change of a user's view. */
  show(userID: string): void {
    this.members.get(userID)?.show();
  }

  /** Lets all members be heard by this speaker. @throws CallError 61014; they are heard by the one before */
  async setSpeaker(deviceId: string): Promise<void> {
    const { speaker } = this.deps;
    const use = (id: string) =>
      Promise.all([...this.members.values()].map((member) => member.setSpeaker(id)));
    try {
      await use(deviceId);
    } catch (error) {
      await use(speaker ?? '').catch(() => undefined);
      throw CallError.deviceSwitchFailed(error);
    }
    this.deps.speaker = deviceId;
  }

  unlockPlayback(): void {
    for (const member of this.members.values()) member.unlockPlayback();
  }

  /** Leaves within two seconds, whatever the network does. Reports nothing from now on. */
  leave(): Promise<void> {
    this.leaving ??= this.end();
    return this.leaving;
  }

  private async end(): Promise<void> {
    this.client.off('*');
    for (const member of this.members.values()) member.close();
    this.members.clear();
    await disposeRoomClient(this.client, this.joined, this.deps);
  }

  private listen(): void {
    const { client } = this;
    client.on('peer-join', ({ userId }) => void this.enter(userId));
    client.on('peer-leave', ({ userId }) => this.exit(userId));
    client.on('stream-added', ({ stream }) => {
      // A shared screen is a second stream of the same user; a call shows the camera.
      if (stream.getType() !== 'main') return;
      const userID = stream.getUserId();
      const member = this.enter(userID);
      // Mute events tell changes only, and the SDK remembers a user whose stream was away.
      const known = client.getRemoteMutedState().find(({ userId }) => userId === userID);
      if (known) {
        member.sending('audio', known.hasAudio && !known.audioMuted);
        member.sending('video', known.hasVideo && !known.videoMuted);
      }
      member.added(stream);
    });
    client.on('stream-removed', ({ stream }) => this.of(stream)?.removed(stream));
    client.on('mute-audio', ({ userId }) => this.members.get(userId)?.sending('audio', false));
    client.on('unmute-audio', ({ userId }) => this.members.get(userId)?.sending('audio', true));
    client.on('mute-video', ({ userId }) => this.members.get(userId)?.sending('video', false));
    client.on('unmute-video', ({ userId }) => this.members.get(userId)?.sending('video', true));
    client.on('connection-state-changed', ({ state }) => {
      if (this.joined) this.setConnection(state === 'CONNECTED' ? 'connected' : 'reconnecting');
    });
    client.on('client-banned', ({ reason }) => {
      const { emit } = this.deps;
      emit({
        kind: 'room-closed',
        roomID: this.request.roomID,
        reason: CLOSED[reason] ?? 'removed',
      });
    });
    const measure = this.deps.createStats?.(client, this.deps.clock);
    client.on('network-quality', (quality) => {
      this.deps.emit({
        kind: 'quality',
        roomID: this.request.roomID,
        up: quality.uplinkNetworkQuality as NetworkLevel,
        down: quality.downlinkNetworkQuality as NetworkLevel,
      });
      // The SDK measures every 2 s, and this is when.
      measure?.(quality, (stats) => {
        const { roomID } = this.request;
        if (!this.leaving) this.deps.emit({ kind: 'stats', roomID, ...stats });
      });
    });
    client.on('audio-volume', ({ result }) => {
      this.deps.emit({
        kind: 'volume',
        roomID: this.request.roomID,
        volumes: result.map(({ userId, audioVolume }) => ({
          userID: userId,
          // Typed as a number, but made of a text.
          volume: Math.min(100, Math.max(0, Math.round(Number(audioVolume)) || 0)),
        })),
      });
    });
    client.on('error', (error) => this.failed(error));
  }

  private failed(error: unknown): void {
    const code = rtcCode(error);
    if (FATAL.includes(code)) {
      // Before the join is answered its promise tells.
      if (this.joined) this.setConnection('lost');
    } else if (code === RTC_CODE.uplinkLost) {
      this.deps.uplinkLost();
    } else {
      this.deps.emit({ kind: 'warning', error: CallError.internal(error) });
    }
  }

  private setConnection(state: 'connected' | 'reconnecting' | 'lost'): void {
    if (state === this.connection || this.connection === 'lost') return;
    this.connection = state;
    this.deps.emit({ kind: 'connection', roomID: this.request.roomID, state });
  }

  /** Reports a member once: a stream may be announced before its sender, and either is proof of presence. */
  private enter(userID: string): RemoteMember {
    const known = this.members.get(userID);
    if (known) return known;
    const { roomID } = this.request;
    this.deps.emit({ kind: 'user-entered', roomID, userID });
    const member = new RemoteMember(userID, this.deps.speaker, {
      ...this.deps,
      client: this.client,
      roomID,
    });
    this.members.set(userID, member);
    return member;
  }

  private exit(userID: string): void {
    const member = this.members.get(userID);
    if (!member) return;
    this.members.delete(userID);
    member.close();
    // The SDK knows why, but does not say.
    const { roomID } = this.request;
    this.deps.emit({ kind: 'user-left', roomID, userID, reason: 'left' });
  }

  private of(stream: RemoteStream): RemoteMember | undefined {
    return this.members.get(stream.getUserId());
  }
}
