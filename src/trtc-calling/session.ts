/** A session is one login: the ports and the engine over them. */
import type { CallState } from '../call/state';
import { Engine, type EngineOptions } from '../engine/engine';
import type { CallRecorder } from '../diagnostics/report';
import { CallError, describeCause } from '../errors';
import type { Logger } from '../log';
import type { MediaPort, VideoQuality } from '../media/port';
import type { Platform, PortOptions } from '../platform/platform';
import type { SignalingPort } from '../signaling/port';
import type { LoginParams } from './parameters';

export interface SessionOptions extends Pick<
  EngineOptions,
  'onNotice' | 'onChange' | 'onService' | 'onMedia' | 'onReport'
> {
  platform: Platform;
  log: Logger;
  ports: Pick<PortOptions, 'sdkAppID' | 'tim' | 'proxy' | 'appMedia'>;
  credentials: LoginParams;
  quality: VideoQuality | undefined;
}

export class Session {
  private constructor(
    readonly userID: string,
    readonly engine: Engine,
    readonly media: MediaPort,
    readonly recorder: CallRecorder | undefined,
    private readonly signaling: SignalingPort,
    private readonly log: Logger,
  ) {}

  /** Loads the SDKs, listens, and logs in. What was opened is closed again if it fails. */
  static async open(options: SessionOptions): Promise<Session> {
    const { platform, log, credentials } = options;
    const { userID, userSig } = credentials;
    const { clock, lifecycle } = platform;
    const { signaling, media, recorder } = await platform.loadPorts({
      ...options.ports,
      userID,
      clock,
      log,
    });
    const engine = new Engine({
      signaling,
      media,
      clock,
      lifecycle,
      log,
      sdkAppID: options.ports.sdkAppID,
      userID,
      userSig,
      onNotice: options.onNotice,
      onChange: options.onChange,
      onService: options.onService,
      onMedia: options.onMedia,
      recorder,
      onReport: options.onReport,
    });
    const session = new Session(userID, engine, media, recorder, signaling, log);
    try {
      if (options.quality) await media.setQuality(options.quality);
      await signaling.login({ userID, userSig });
      return session;
    } catch (error) {
      await session.close();
      throw error instanceof CallError ? error : CallError.loginFailed(error);
    }
  }

  get call(): CallState {
    return this.engine.state;
  }

  /** Goes on under a newer userSig. @throws CallError 61005; the login is over then */
  renewLogin(userSig: string): Promise<void> {
    return this.signaling.renew({ userID: this.userID, userSig });
  }

  /** Ends the call, tells the peer, logs out, leaves nothing running. Never rejects. */
  async logOut(): Promise<void> {
    await this.quietly('ending the call', () => this.engine.command({ kind: 'logout' }));
    await this.quietly('logging out', () => this.signaling.logout());
    await this.close();
  }

  private async close(): Promise<void> {
    this.engine.dispose();
    await this.quietly('closing the signalling', () => this.signaling.dispose());
    await this.quietly('closing the media', () => this.media.dispose());
  }

  private async quietly(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.log.scoped('login').warn(`${what} failed: ${describeCause(error)}`);
    }
  }
}
