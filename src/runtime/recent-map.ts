/**
 * A map that holds the most recent entries only.
 *
 * What strangers send must not grow memory for ever, and what matters about a signal (was it seen,
 * whose invite was it) matters for minutes. The oldest entry leaves when the map is full.
 */
export class RecentMap<K, V> {
  private readonly entries = new Map<K, V>();

  /** @param capacity entries kept, at least 1 */
  constructor(private readonly capacity: number) {}

  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  has(key: K): boolean {
    return this.entries.has(key);
  }

  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.capacity) {
      const oldest = this.entries.keys().next();
      if (!oldest.done) this.entries.delete(oldest.value);
    }
  }

  delete(key: K): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }

  get size(): number {
    return this.entries.size;
  }
}
