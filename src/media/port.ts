/**
 * The media port is all that the engine knows of rooms, devices, streams and views. Each platform
 * has a driver of it, and `tests/contract/media` holds every driver to these rules.
 *
 * Rules for a driver
 * - `check` never prompts and answers within tens of milliseconds.
 * - `prepare` and `enter` may run at the same time; `publish` comes after both.
 * - `leave` is idempotent, legal at any time, aborts what is pending (which then rejects with
 *   CallError 61011), stops every local track, and resolves also when the network is gone.
 * - After `leave` was called no event of that room is reported any more.
 * - Microphone and camera intents set before there is a stream are applied once there is one.
 * - `unlock` is synchronous: it is called inside the user's tap.
 * - `stats` is optional: who can measure reports it about every 2 s in a room, and leaves out what is not measured.
 * - After `dispose()` nothing is reported, and no listener, timer, track or element is left.
 */

import type { NetworkLevel } from '../runtime/network-level';
import type { LiveView } from './live-view';
import type { PageLink } from './page-link';

export type * from '../runtime/network-level';
export type * from './live-view';
export type * from './page-link';

export interface DeviceRequest {
  audio: boolean;
  video: boolean;
}

/** A check tells what can be known about sending without asking the user. */
export interface MediaCheck {
  /** It is false where this environment cannot send (insecure origin, no WebRTC). */
  canSend: boolean;
  /** It says why nothing can be sent, as a sentence for the error message. */
  obstacle?: string;
  /** It says what helps here, where that is not what helps elsewhere. */
  cure?: string;
  /** It says whether a device of this kind is listed, and is true where that is unknown. */
  microphone: boolean;
  camera: boolean;
  /** It covers all that was asked for: known granted, known denied, or the user will be asked. */
  permission: 'granted' | 'denied' | 'prompt';
}

export interface RoomRequest {
  sdkAppID: number;
  userID: string;
  userSig: string;
  roomID: number;
  /** It tells drivers that choose an audio or a video scene at entry. */
  video: boolean;
}

export type VideoProfileName = '240p' | '360p' | '480p' | '720p' | '1080p';

/** A profile says how large, how smooth and how fine a picture is sent. @see trtc-js-sdk `LocalStream.setVideoProfile` */
export interface VideoProfile {
  width: number;
  height: number;
  /** frames a second */
  frameRate: number;
  /** kbit/s */
  bitrate: number;
}

export type VideoQuality = VideoProfileName | VideoProfile;

export interface MediaDevice {
  deviceId: string;
  label: string;
  groupId?: string;
  kind: 'audioinput' | 'videoinput' | 'audiooutput';
  /** It says whether the call takes or plays by this one now, or will when it begins. Missing: not known. */
  inUse?: boolean;
}

/** A kind names what is chosen: 'audio' is the microphone, 'video' the camera. */
export type DeviceKind = 'audio' | 'video' | 'speaker';

/** A view request says where a picture goes and how it is shown there. */
export interface ViewRequest {
  userID: string;
  local: boolean;
  /** It is the id of a DOM element on H5, elsewhere the driver's own view id. */
  view: string;
  /** It shows the local picture as in a mirror. */
  mirror?: boolean;
  /** It says how the picture fills the view. */
  fit?: 'cover' | 'contain';
}

/**
 * Stream stats are what was measured of one direction since the last report. What the platform does not tell is
 * missing; 0 was measured.
 */
export interface StreamStats {
  /** ms to the service and back */
  rtt?: number;
  /** percent of the packets that were lost, of sound and picture together */
  loss?: number;
  /** ms by which packets come unevenly */
  jitter?: number;
  audio?: {
    /** kbit/s */
    bitrate?: number;
  };
  /** It is missing where no picture is sent. */
  video?: {
    /** kbit/s */
    bitrate?: number;
    /** frames a second: encoded of one's own picture, decoded of others' */
    frameRate?: number;
    width?: number;
    height?: number;
    /** ms during which the picture stood still */
    frozen?: number;
  };
}

/** An event of a room carries the room, so that a late one of a room already left changes nothing. */
export type MediaEvent =
  | { kind: 'user-entered'; roomID: number; userID: string }
  | { kind: 'user-left'; roomID: number; userID: string; reason: 'left' | 'timeout' | 'kicked' }
  /** The user sends this now; also the first state after entering. */
  | { kind: 'user-media'; roomID: number; userID: string; audio: boolean; video: boolean }
  | { kind: 'playback'; roomID: number; userID: string; state: 'playing' | 'blocked' | 'stopped' }
  | { kind: 'connection'; roomID: number; state: 'connected' | 'reconnecting' | 'lost' }
  /** The server ended this room for me. */
  | { kind: 'room-closed'; roomID: number; reason: 'dismissed' | 'removed' | 'duplicate' }
  | { kind: 'quality'; roomID: number; up: NetworkLevel; down: NetworkLevel }
  /** `up` is what this device sends; `down` what it receives, per user who sends. */
  | { kind: 'stats'; roomID: number; up: StreamStats; down: ({ userID: string } & StreamStats)[] }
  /** The volumes are 0…100 per user, the local one included. */
  | { kind: 'volume'; roomID: number; volumes: { userID: string; volume: number }[] }
  /** This device captures and sends this now; `false` also when a device was unplugged. */
  | { kind: 'local-media'; audio: boolean; video: boolean }
  | { kind: 'devices-changed' }
  /** Something failed, by a CallError, and the call goes on. */
  | { kind: 'warning'; error: Error };

export interface MediaPort {
  check(request: DeviceRequest): Promise<MediaCheck>;
  /** Takes the devices; may show the permission prompt. @throws CallError 60003–60006 */
  prepare(request: DeviceRequest): Promise<void>;
  /** @throws CallError 61007; 61018 where the server tells that the userSig has expired */
  enter(request: RoomRequest): Promise<void>;
  /** Sends what was prepared. @throws CallError 61008 */
  publish(): Promise<void>;
  leave(): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  /** Ends the camera track when off, so that its light goes out; takes the camera again when on. */
  setCamera(on: boolean): Promise<void>;
  setQuality(quality: VideoQuality): Promise<void>;
  devices(kind: MediaDevice['kind']): Promise<MediaDevice[]>;
  /** @throws CallError 61014; the device before stays in use */
  switchDevice(kind: DeviceKind, deviceId: string): Promise<void>;
  /** Shows a user in a view; before there is a picture it is remembered. Re-attaching moves it. */
  attach(request: ViewRequest): Promise<void>;
  detach(userID: string): Promise<void>;
  /** Uses the user's tap to allow sound, and resumes everything that is blocked. */
  unlock(): void;
  /** @returns removes the listener */
  onEvent(listener: (event: MediaEvent) => void): () => void;
  dispose(): Promise<void>;
  /** It says what the page is to render where pictures are components of it (WeChat). Else undefined. */
  readonly liveView?: LiveView;
  /** It joins the driver and the page that carries its media (App). Else undefined. */
  readonly pageLink?: PageLink;
}
