/** The probe of a web page has two clients of trtc-js-sdk, one of which sends a made-up picture and sound. */
import type { Client, NetworkQuality, RemoteStream } from 'trtc-js-sdk';
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import type {
  NetworkProbe,
  ProbeClient,
  ProbeEvents,
  ProbeQuality,
  ProbeRequest,
} from '../../runtime/network-probe';
import { causeWithAge } from '../../runtime/tested-sdks';
import type { NetworkLevel } from '../port';
import { entryError, RTC_CODE, rtcCode } from './errors';
import { createRoomClient, disposeRoomClient } from './room-client';
import { SdkLoader, type TrtcSdk } from './sdk-loader';
import { openTestSource, type TestSource } from './test-source';

interface Options {
  loadTrtc(): Promise<TrtcSdk>;
  clock: Clock;
  log: Logger;
}

/** What the test picture is sent with: what calls send unless told otherwise. */
const QUALITY = '480p';

/** After one of these errors the client sends or receives no more. */
const FATAL: readonly (number | undefined)[] = [
  RTC_CODE.channelSetupFailed,
  RTC_CODE.joinFailed,
  RTC_CODE.reconnectFailed,
  RTC_CODE.uplinkLost,
  RTC_CODE.downlinkLost,
];

export function createWebProbe(options: Options): NetworkProbe {
  const log = options.log.scoped('network check');
  const deps = { ...options, log };
  const loader = new SdkLoader(() => options.loadTrtc(), log);
  let sdk: TrtcSdk;
  return {
    async load() {
      sdk = await loader.load();
    },
    sender: (request, events) => new Sender(sdk, request, events, deps),
    receiver: (request, senderID, events) => new Receiver(sdk, request, events, deps, senderID),
  };
}

/** A probe's client is a client of the SDK from its creation to its end. */
abstract class WebProbeClient implements ProbeClient {
  protected readonly scope = new CallScope();
  protected readonly client: Client;
  private joined = false;
  private leaving: Promise<void> | undefined;

  /** @throws CallError 61007 if the SDK does not like the request */
  constructor(
    protected readonly sdk: TrtcSdk,
    private readonly request: ProbeRequest,
    events: ProbeEvents,
    protected readonly deps: Options,
  ) {
    try {
      this.client = createRoomClient(sdk, request, request.proxy);
    } catch (error) {
      throw entryError(error, sdk);
    }
    this.client.on('network-quality', (quality) => events.quality(this.qualityOf(quality)));
    this.client.on('client-banned', ({ reason }) =>
      events.lost(CallError.roomDismissed(`the server ended the check (${reason})`)),
    );
    this.client.on('error', (error) => {
      if (FATAL.includes(rtcCode(error))) events.lost(CallError.connectionLost(error));
      else deps.log.log('the client of the check reports an error', error);
    });
  }

  async start(): Promise<void> {
    this.scope.check();
    try {
      await this.scope.race(this.client.join({ roomId: this.request.roomID }));
    } catch (error) {
      throw entryError(error, this.sdk);
    }
    this.joined = true;
    this.scope.check();
    await this.began();
  }

  abstract bytes(): Promise<number>;

  leave(): Promise<void> {
    this.leaving ??= this.end();
    return this.leaving;
  }

  protected end(): Promise<void> {
    this.scope.end();
    return disposeRoomClient(this.client, this.joined, this.deps);
  }

  protected abstract qualityOf(quality: NetworkQuality): ProbeQuality;
  protected abstract began(): Promise<void>;
}

class Sender extends WebProbeClient {
  private source: TestSource | undefined;

  async bytes(): Promise<number> {
    const kinds = [this.client.getLocalAudioStats(), this.client.getLocalVideoStats()];
    return sumOf(await Promise.all(kinds), 'bytesSent');
  }

  protected async began(): Promise<void> {
    const { clock } = this.deps;
    this.source = openTestSource(clock);
    const { audio, video } = this.source;
    try {
      const stream = this.sdk.createStream({ audioSource: audio, videoSource: video });
      await stream.setVideoProfile(QUALITY);
      await this.scope.race(stream.initialize());
      await this.scope.race(this.client.publish(stream));
    } catch (error) {
      if (error instanceof CallError) throw error;
      if (rtcCode(error) === RTC_CODE.notSupported) throw entryError(error, this.sdk);
      throw CallError.publishFailed(causeWithAge(error, 'trtc-js-sdk', this.sdk));
    }
  }

  protected override async end(): Promise<void> {
    const left = super.end();
    this.source?.stop();
    await left;
  }

  protected qualityOf(quality: NetworkQuality): ProbeQuality {
    const { uplinkNetworkQuality, uplinkRTT, uplinkLoss } = quality;
    return { level: uplinkNetworkQuality as NetworkLevel, rtt: uplinkRTT, loss: uplinkLoss };
  }
}

class Receiver extends WebProbeClient {
  constructor(
    sdk: TrtcSdk,
    request: ProbeRequest,
    events: ProbeEvents,
    deps: Options,
    senderID: string,
  ) {
    super(sdk, request, events, deps);
    this.client.on('stream-added', ({ stream }) => {
      if (stream.getUserId() === senderID) void this.receive(stream);
    });
  }

  async bytes(): Promise<number> {
    const kinds = [this.client.getRemoteAudioStats(), this.client.getRemoteVideoStats()];
    return sumOf(await Promise.all(kinds), 'bytesReceived');
  }

  /** It is received without being played: nobody hears or sees it. */
  private async receive(stream: RemoteStream): Promise<void> {
    try {
      await this.client.subscribe(stream, { audio: true, video: true });
    } catch (error) {
      // The report will say that nothing arrived.
      this.deps.log.log('what the check sends cannot be received', error);
    }
  }

  protected async began(): Promise<void> {
    // What the sender sends is told once it is there.
  }

  protected qualityOf(quality: NetworkQuality): ProbeQuality {
    const { downlinkNetworkQuality, downlinkRTT, downlinkLoss } = quality;
    return { level: downlinkNetworkQuality as NetworkLevel, rtt: downlinkRTT, loss: downlinkLoss };
  }
}

/** Sums up over kinds and users. */
const sumOf = <K extends string>(kinds: Record<string, Record<K, number>>[], name: K): number =>
  kinds
    .flatMap((users) => Object.values(users))
    .reduce((sum, stats) => sum + (stats[name] || 0), 0);
