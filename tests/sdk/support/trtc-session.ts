/** A TRTC cloud with users in it, made new for every test of the file that calls `useTrtcSession`. */
import type { MemberSnapshot, TrtcServerOptions } from '../../../emulator/trtc/server';
import { startTrtcCloud, type TrtcCloud } from '../../support/trtc-cloud';
import { RtpEndpoint } from './rtp-endpoint';
import { TrtcRawClient, until } from './trtc-raw-client';

/** A call publishes microphone and camera. */
export const CALL_MEDIA = { audio: true, bigVideo: true, smallVideo: false, auxVideo: false };

type Options = Partial<
  Pick<TrtcServerOptions, 'graceMs' | 'heartbeatMs' | 'maxFrameBytes' | 'videoCodec'>
>;

export class TrtcSession {
  cloud!: TrtcCloud;
  private readonly endpoints: RtpEndpoint[] = [];

  async start(options: Options): Promise<void> {
    this.cloud = await startTrtcCloud(options);
  }

  async stop(): Promise<void> {
    await Promise.all(this.endpoints.splice(0).map((endpoint) => endpoint.close()));
    await this.cloud.close();
  }

  async restart(options: Options): Promise<void> {
    await this.stop();
    await this.start(options);
  }

  join(userID: string, roomID = 1): Promise<TrtcRawClient> {
    return TrtcRawClient.join(this.cloud, userID, roomID);
  }

  open(userID: string, query?: Record<string, string>): Promise<TrtcRawClient> {
    return TrtcRawClient.open(this.cloud, userID, query);
  }

  userIDs(): string[] {
    return this.members().map(({ userID }) => userID);
  }

  member(userID: string): MemberSnapshot | undefined {
    return this.members().find((member) => member.userID === userID);
  }

  endpoint(direction: 'sendonly' | 'recvonly'): RtpEndpoint {
    const endpoint = new RtpEndpoint(direction);
    this.endpoints.push(endpoint);
    return endpoint;
  }

  async publish(client: TrtcRawClient, state = CALL_MEDIA): Promise<RtpEndpoint> {
    const media = this.endpoint('sendonly');
    const data = { type: 'offer', sdp: await media.offer(), state };
    const answer = await client.ask('publish', 4098, data);
    expect(answer).toMatchObject({ code: 0, data: { type: 'answer' } });
    await media.accept(String(answer.data.sdp));
    // Each end of a connection is ready in its own time, and drops what comes before.
    const uplink = () => this.member(client.userID)?.uplink?.state;
    await until('the uplink', () => uplink() === 'connected');
    return media;
  }

  async subscribe(client: TrtcRawClient, publisher: TrtcRawClient): Promise<RtpEndpoint> {
    const media = this.endpoint('recvonly');
    const answer = await client.ask('subscribe', 4102, {
      type: 'offer',
      sdp: await media.offer(),
      ...this.sourceOf(publisher),
      ...CALL_MEDIA,
      auxVideo: true,
    });
    expect(answer).toMatchObject({ code: 0, data: { type: 'answer' } });
    await media.accept(String(answer.data.sdp));
    const downlink = () =>
      this.member(client.userID)?.subscriptions.find(({ userID }) => userID === publisher.userID);
    await until('the downlink', () => downlink()?.state === 'connected');
    return media;
  }

  /** Names the publisher as a client does that subscribes. */
  sourceOf(publisher: TrtcRawClient): Record<string, unknown> {
    return { srcUserId: publisher.userID, srcTinyId: this.member(publisher.userID)?.tinyID };
  }

  /** The server is well if somebody can still come in and be answered. */
  async stillServes(): Promise<void> {
    const witness = await this.join('witness', 99);
    expect((await witness.ask('get_user_list', 4137)).code).toBe(0);
    witness.send('leave');
  }

  private members(): MemberSnapshot[] {
    return this.cloud.trtc.snapshot().rooms.flatMap((room) => room.members);
  }
}

export function useTrtcSession(options: Options = {}): TrtcSession {
  jest.setTimeout(30_000);
  const session = new TrtcSession();
  beforeEach(() => session.start(options));
  afterEach(() => session.stop());
  return session;
}
