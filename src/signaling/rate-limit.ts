/** The rate limit drops what no person would send, so that a script cannot ring without end. */
import { RecentMap } from '../runtime/recent-map';

/** Invites that one sender may have ring or ask within `WINDOW_MS`; more are dropped unseen. */
export const INVITES_PER_WINDOW = 10;
/** ms. Ten redials in half a minute is more than a person does and less than a script. */
export const WINDOW_MS = 30_000;

/** The limit counts invites in a sliding window for each sender. */
export class InviteRateLimit {
  private readonly times = new RecentMap<string, number[]>(256);

  /** @returns false if this sender has had its share. Counts the invite otherwise. */
  take(sender: string, now: number): boolean {
    const recent = (this.times.get(sender) ?? []).filter((time) => time > now - WINDOW_MS);
    const allowed = recent.length < INVITES_PER_WINDOW;
    if (allowed) recent.push(now);
    this.times.set(sender, recent);
    return allowed;
  }
}
