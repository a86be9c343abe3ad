import type { Clock } from '../../runtime/clock';

/** ms between two questions to the page. */
const PING_EVERY = 4000;
/** A page that leaves so many questions in a row unanswered is taken for dead. */
const MOST_UNANSWERED = 2;

/**
 * A page may be killed without a word, as by a system that needs its memory. The watch asks it now and then whether
 * it is there. It counts questions rather than time: a device that slept asks once more before it gives up.
 */
export class PageWatch {
  private unanswered = 0;
  private cancel: (() => void) | undefined;

  /**
   * @param page.ping asks
   * @param page.silent is called once when the page does not answer; the watch has ended then
   */
  constructor(
    private readonly clock: Clock,
    private readonly page: { ping(): void; silent(): void },
  ) {}

  /** Begins anew. */
  start(): void {
    this.stop();
    this.unanswered = 0;
    this.ask();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  /** The page has said something. */
  heard(): void {
    this.unanswered = 0;
  }

  private ask(): void {
    if (this.unanswered >= MOST_UNANSWERED) {
      this.cancel = undefined;
      return this.page.silent();
    }
    this.unanswered += 1;
    this.cancel = this.clock.at(this.clock.now() + PING_EVERY, () => this.ask());
    this.page.ping();
  }
}
