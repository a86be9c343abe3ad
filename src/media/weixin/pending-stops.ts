import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { LivePusherContext } from '../live-view';
import { TIMES } from './timings';

/** The pending stops are `stop` commands; each is done when it was answered, or half a second later. */
export class PendingStops {
  private readonly open = new Set<() => void>();

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  send(context: () => LivePusherContext): Promise<void> {
    return new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.open.delete(done);
        resolve();
      };
      const cancel = this.clock.at(this.clock.now() + TIMES.stop, done);
      this.open.add(done);
      try {
        context().stop({ success: done, fail: done });
      } catch (error) {
        this.log.log('the live-pusher could not be stopped', error);
        done();
      }
    });
  }

  /** Waits for nothing any more. */
  close(): void {
    for (const done of [...this.open]) done();
  }
}
