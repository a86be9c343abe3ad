/** A fake device is a whole driver: the real core over the fake transport, and knobs to turn. */
import { createLogger, LOG_LEVELS } from '../../log';
import { SignalingCore } from '../core';
import { FakeKnobs, FakeLink } from './fake-knobs';
import type { FakeService } from './fake-service';
import { FakeTransport } from './fake-transport';

export interface FakeDeviceOptions {
  /** Name of the device; default device-1, device-2, … */
  device?: string;
  /** True if invites that were missed while away ring after login; default true. */
  replay?: boolean;
}

/** One device of a user: a signalling port and its knobs. */
export class FakeDevice extends SignalingCore {
  readonly knobs: FakeKnobs;
  /** @internal used by the network */
  readonly link: FakeLink;

  constructor(network: FakeService, userID: string, options: FakeDeviceOptions) {
    let knobs!: FakeKnobs;
    let link!: FakeLink;
    super({
      clock: network.clock,
      log: createLogger(LOG_LEVELS.silent),
      connect: (sink) => {
        link = new FakeLink(sink);
        knobs = new FakeKnobs(userID, options.device ?? 'device-1', link);
        return new FakeTransport({ network, knobs, link, replay: options.replay ?? true });
      },
    });
    this.knobs = knobs;
    this.link = link;
  }

  /** ms by the clock of the latest login; what was delivered before is not delivered again after it. */
  get since(): number {
    return this.link.since;
  }

  /** Logged in, though the line may be cut. */
  isOnline(): boolean {
    return this.link.loggedIn;
  }
}
