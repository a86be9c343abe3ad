/** The fake probe measures a network that a test makes up, by the clock of the test. */
import { CallError } from '../../errors';
import { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import type {
  NetworkProbe,
  ProbeClient,
  ProbeEvents,
  ProbeQuality,
  ProbeRequest,
} from '../../runtime/network-probe';

/** A step of the check that can be made to fail. */
export type FakeProbeStep = 'load' | 'sender' | 'receiver';

/** What the made-up network is like in one direction. */
export interface FakeNetworkSide extends ProbeQuality {
  /** kbit/s */
  bitrate: number;
}

/** ms between two figures, as of trtc-js-sdk. */
const EVERY = 2000;

const fine = (): FakeNetworkSide => ({ level: 1, rtt: 20, loss: 0, bitrate: 900 });

export class FakeProbe implements NetworkProbe {
  up = fine();
  down = fine();
  /** Steps that fail with this error, or never end. */
  readonly fate: Partial<Record<FakeProbeStep, Error | 'never'>> = {};
  /** The requests of the clients that were made, in their order. */
  readonly requests: ProbeRequest[] = [];
  private readonly clients = new Set<FakeProbeClient>();
  private readonly told = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Clients that have not left. */
  get held(): number {
    return this.clients.size;
  }

  load(): Promise<void> {
    return this.meet('load');
  }

  sender(request: ProbeRequest, events: ProbeEvents): ProbeClient {
    return this.open('sender', request, events, () => this.up);
  }

  receiver(request: ProbeRequest, _senderID: string, events: ProbeEvents): ProbeClient {
    return this.open('receiver', request, events, () => this.down);
  }

  /** The server throws every client out. */
  dismiss(): void {
    for (const client of this.clients) client.dismissed();
  }

  /** Figures that come when nobody waits for them any more. */
  tellAll(): void {
    for (const tell of this.told) tell();
  }

  private open(
    step: FakeProbeStep,
    request: ProbeRequest,
    events: ProbeEvents,
    side: () => FakeNetworkSide,
  ): ProbeClient {
    this.requests.push(request);
    this.told.add(() => events.quality(side()));
    const client = new FakeProbeClient(this.clock, events, side, {
      begins: () => this.meet(step),
      leaves: () => void this.clients.delete(client),
    });
    this.clients.add(client);
    return client;
  }

  private async meet(step: FakeProbeStep): Promise<void> {
    const fate = this.fate[step];
    if (fate === 'never') await new Promise<never>(() => undefined);
    if (fate instanceof Error) throw fate;
  }
}

class FakeProbeClient implements ProbeClient {
  private readonly scope = new CallScope();
  private sent = 0;

  constructor(
    private readonly clock: Clock,
    private readonly events: ProbeEvents,
    private readonly side: () => FakeNetworkSide,
    private readonly hooks: { begins(): Promise<void>; leaves(): void },
  ) {}

  async start(): Promise<void> {
    await this.scope.race(this.hooks.begins());
    this.run().catch(() => undefined);
  }

  async bytes(): Promise<number> {
    return this.sent;
  }

  async leave(): Promise<void> {
    this.scope.end();
    this.hooks.leaves();
  }

  dismissed(): void {
    this.events.lost(CallError.roomDismissed('by the test'));
  }

  /** Ends by the end of the scope only. */
  private async run(): Promise<never> {
    for (;;) {
      await this.scope.pause(this.clock, EVERY);
      const side = this.side();
      this.sent += (side.bitrate * EVERY) / 8;
      this.events.quality(side);
    }
  }
}
