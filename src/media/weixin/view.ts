import type { LivePlayerAttributes, LivePusherAttributes, LiveViewModel } from '../live';
import type { Logger } from '../../log';

/**
 * What the page renders, as plain data. Each change of page data crosses from one thread to another
 * in WeChat: changes that come together are told once, and what is the same is not told at all.
 */
export class ViewModel {
  private model: LiveViewModel = { pusher: undefined, players: [] };
  private told: LiveViewModel = this.model;
  private readonly listeners = new Set<{ notify(view: LiveViewModel): void }>();

  constructor(private readonly log: Logger) {}

  get current(): LiveViewModel {
    return this.model;
  }

  subscribe(listener: (view: LiveViewModel) => void): () => void {
    const entry = { notify: listener };
    this.listeners.add(entry);
    return () => void this.listeners.delete(entry);
  }

  setPusher(pusher: LivePusherAttributes | undefined): void {
    if (isSame(this.model.pusher, pusher)) return;
    this.change({ ...this.model, pusher });
  }

  setPlayers(wanted: LivePlayerAttributes[]): void {
    const before = this.model.players;
    const players = wanted.map((player) => before.find((known) => isSame(known, player)) ?? player);
    const same =
      players.length === before.length && players.every((player, i) => player === before[i]);
    if (!same) this.change({ ...this.model, players });
  }

  /** Tells now what is to be told. For a signature that must go out of the page at once. */
  flush(): void {
    if (this.told === this.model) return;
    this.told = this.model;
    for (const { notify } of [...this.listeners]) {
      try {
        notify(this.model);
      } catch (error) {
        this.log.error('a listener of the live view threw', error);
      }
    }
  }

  close(): void {
    this.listeners.clear();
  }

  private change(model: LiveViewModel): void {
    this.model = model;
    void Promise.resolve().then(() => this.flush());
  }
}

function isSame<T extends object>(a: T | undefined, b: T | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return (Object.keys(b) as (keyof T)[]).every((key) => a[key] === b[key]);
}
