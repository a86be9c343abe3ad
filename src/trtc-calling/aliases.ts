/** Aliases are the names of the mini-program TRTCCalling and of undocumented but reachable methods of the web one. */
import { CallError } from '../errors';
import type { StopViewParams, ViewParams } from './parameters';
import { messageText, type CallMessage, type MessageLanguage } from './message-text';
import { TRTCCallingCore } from './trtc-calling';

export class TRTCCallingBase extends TRTCCallingCore {
  /** Mini-program name of switchToAudioCall(). */
  switchAudioCall(): Promise<void> {
    return this.switchToAudioCall();
  }

  /** Mini-program name of switchToVideoCall(). */
  switchVideoCall(): Promise<void> {
    return this.switchToVideoCall();
  }

  /** Also in the mini-program form `startRemoteView(userID)`: the view is named after the user. */
  override startRemoteView(params: ViewParams | string): Promise<void> {
    return super.startRemoteView(
      typeof params === 'string' ? { userID: params, videoViewDomID: params } : params,
    );
  }

  /** Also in the mini-program form `stopRemoteView(userID)`. */
  override stopRemoteView(params: StopViewParams | string): Promise<void> {
    return super.stopRemoteView(typeof params === 'string' ? { userID: params } : params);
  }

  /** Takes the next camera: front and back in turn. @throws CallError 61014 if there is no other */
  async switchCamera(): Promise<void> {
    const cameras = await this.getCameras();
    if (cameras.length < 2) throw CallError.deviceSwitchFailed('there is only one camera');
    // Whoever chose the one in use: this method, switchDevice() or the system.
    const inUse = cameras.findIndex((camera) => camera.inUse);
    const next = cameras[(Math.max(inUse, 0) + 1) % cameras.length]!;
    await this.switchDevice({ deviceType: 'video', deviceId: next.deviceId });
  }

  /**
   * Speaker or earpiece, where a platform lets one choose; elsewhere nothing happens.
   * @returns what live-player calls it
   */
  setHandsFree(on: boolean): 'speaker' | 'ear' {
    const deviceId = on ? 'speaker' : 'ear';
    this.switchDevice({ deviceType: 'speaker', deviceId }).catch(() => undefined);
    return deviceId;
  }

  /** The IM instance that was given to the constructor. */
  getTim(): unknown {
    return this.givenTim;
  }

  /** Mini-program name of destroy(). */
  destroyed(): Promise<void> {
    return this.destroy();
  }

  /**
   * What an IM message says about a call, for conversation lists; '' if it says nothing.
   * @param language default 'zh-CN', as in trtc-calling-js
   */
  extractCallingInfoFromMessage(message: CallMessage, language: MessageLanguage = 'zh-CN'): string {
    return messageText(message ?? {}, language);
  }
}
