import type { RemoteStream, StreamEventMap } from 'trtc-js-sdk';
import type { Logger } from '../../log';
import { RTC_CODE, rtcCode } from './errors';
import type { Slot } from './views';

export type PlaybackState = 'playing' | 'blocked' | 'stopped';

type Kind = 'audio' | 'video';
type PlayerEvent = StreamEventMap['player-state-changed'];

/** The bridge is what the WeChat app offers to a page in it; in its answers media may often start. */
interface WeixinBridge {
  invoke?(method: string, parameters: object, answered: () => void): void;
}

/**
 * Plays one remote stream into its element, once, and says whether the browser lets it sound.
 *
 * A page that was not touched yet may not sound: `play` rejects with 0x4043 and the stream reports
 * the same. For tracks that come later only the report comes, so the report is what counts.
 */
export class Playback {
  private readonly playing = new Set<Kind>();
  private readonly blocked = new Set<Kind>();
  private sends = { audio: false, video: false };
  private state: PlaybackState = 'stopped';

  constructor(
    private readonly stream: RemoteStream,
    private readonly slot: Slot,
    private readonly changed: (state: PlaybackState) => void,
    private readonly log: Logger,
  ) {
    stream.on('player-state-changed', this.onPlayer);
    stream.on('error', this.onError);
  }

  /** Starts, or brings fit and mirror up to date. */
  show(): void {
    const options = { objectFit: this.slot.fit, mirror: this.slot.mirror };
    this.stream.play(this.slot.element, options).catch(this.onError);
  }

  /** Notes what the user sends now, since silence is not blocked sound. */
  update(sends: { audio: boolean; video: boolean }): void {
    this.sends = { ...sends };
    this.slot.element.style.display = sends.video ? 'block' : 'none';
    this.settle();
  }

  /** Resumes everything within this call, so that it belongs to the user's tap. */
  unlockPlayback(): void {
    for (const element of this.slot.element.querySelectorAll<HTMLMediaElement>('audio,video')) {
      element.play().then(
        () => this.plays(element instanceof HTMLVideoElement ? 'video' : 'audio'),
        (error: unknown) => this.log.log('playback stays blocked', error),
      );
    }
    // Also wakes the SDK's volume meter.
    this.stream.resume().catch(this.onError);
  }

  stop(): void {
    this.stream.off('player-state-changed', this.onPlayer);
    this.stream.off('error', this.onError);
    this.stream.stop();
    this.playing.clear();
    this.blocked.clear();
    this.update({ audio: false, video: false });
  }

  private readonly onPlayer = ({ type, state, reason }: PlayerEvent): void => {
    if (state === 'PLAYING') {
      this.plays(type);
    } else if (state === 'STOPPED') {
      this.playing.delete(type);
    } else if (reason === 'pause') {
      // The system paused it, as for a phone call. If it may not go on, the answer is 0x4043. What is
      // paused because the page is hidden would be paused again at once: `unlockPlayback` comes when it is shown.
      this.playing.delete(type);
      if (document.visibilityState !== 'hidden') this.stream.resume().catch(this.onError);
    }
    this.settle();
  };

  private readonly onError = (error: unknown): void => {
    if (rtcCode(error) !== RTC_CODE.playNotAllowed) {
      this.log.log('a remote stream reports an error', error);
      return;
    }
    const kind: Kind = /video/i.test((error as Error).message) ? 'video' : 'audio';
    const first = !this.blocked.has(kind);
    this.blocked.add(kind);
    this.settle();
    if (first) this.askWeixin();
  };

  private plays(kind: Kind): void {
    this.playing.add(kind);
    this.blocked.delete(kind);
    this.settle();
  }

  private askWeixin(): void {
    const { WeixinJSBridge } = window as { WeixinJSBridge?: WeixinBridge };
    try {
      WeixinJSBridge?.invoke?.('getNetworkType', {}, () => {
        if (this.blocked.size > 0) this.unlockPlayback();
      });
    } catch (error) {
      this.log.log('the WeChat bridge refused', error);
    }
  }

  private settle(): void {
    const counts = (kind: Kind) => this.sends[kind];
    let next = this.state;
    if (!this.sends.audio && !this.sends.video) next = 'stopped';
    else if ([...this.blocked].some(counts)) next = 'blocked';
    else if ([...this.playing].some(counts)) next = 'playing';
    if (next === this.state) return;
    this.state = next;
    this.changed(next);
  }
}
