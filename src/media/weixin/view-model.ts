import type { LivePlayerAttributes, LivePusherAttributes, LiveViewModel } from '../live-view';
import type { Logger } from '../../log';
import { Listeners } from '../../runtime/listeners';

/**
 * The view model is what the page renders, as plain data. Each change of page data crosses from one
 * thread to another in WeChat: changes that come together are passed on once, and what is the same
 * is not passed on at all.
 */
export class ViewModel {
  private model: LiveViewModel = { pusher: undefined, players: [] };
  private lastReported: LiveViewModel = this.model;
  private readonly listeners: Listeners<LiveViewModel>;

  constructor(log: Logger) {
    this.listeners = new Listeners(log, 'the live view');
  }

  get current(): LiveViewModel {
    return this.model;
  }

  subscribe(listener: (view: LiveViewModel) => void): () => void {
    return this.listeners.add(listener);
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

  /** Passes changes on at once, so that a signature is out of the page at once. */
  flush(): void {
    if (this.lastReported === this.model) return;
    this.lastReported = this.model;
    this.listeners.emit(this.model);
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
