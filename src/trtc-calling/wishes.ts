/**
 * A wish is a login or a logout. Wishes come true one after the other, whether or not the app awaits
 * them, and the last one wins: a login that another wish has overtaken is not begun, or is undone.
 */
import { SerialQueue } from '../runtime/serial-queue';

interface Wish {
  /** Who wants to be in; undefined: out. */
  userID: string | undefined;
  done: Promise<void>;
}

export class Wishes {
  private readonly queue = new SerialQueue();
  /** The last one, until it has come true or failed. */
  private current: Wish | undefined;

  get last(): Readonly<Wish> | undefined {
    return this.current;
  }

  /**
   * @param run is called in its turn; `isLast` tells whether no other wish has come after it
   * @returns what `run` comes to
   */
  add(userID: string | undefined, run: (isLast: () => boolean) => Promise<void>): Promise<void> {
    const wish: Wish = { userID, done: Promise.resolve() };
    const isLast = () => this.current === wish;
    this.current = wish;
    wish.done = this.queue.add(async () => {
      try {
        await run(isLast);
      } finally {
        if (isLast()) this.current = undefined;
      }
    });
    return wish.done;
  }
}
