/** The App's storage: `plus.storage`, texts by key. */
type Failed = (error: { code: number; message: string }) => void;

export class AppStorage {
  private readonly entries = new Map<string, string>();

  /** Reads what uni.setStorage has put there. */
  read(key: string): unknown {
    const text = this.entries.get(key);
    if (text === undefined) return undefined;
    return parsed(text);
  }

  /** Puts a value there as uni.setStorage does. */
  write(key: string, value: unknown): void {
    const type = typeof value;
    const text = type === 'string' ? (value as string) : JSON.stringify({ type, data: value });
    this.entries.set(key, text);
  }

  readonly api = {
    getItem: (key: string): string | null => this.entries.get(key) ?? null,
    getItemAsync: (key: string, done: (found: { data: string }) => void, failed?: Failed): void => {
      const data = this.entries.get(key);
      queueMicrotask(() =>
        data === undefined ? failed?.({ code: -5, message: 'no such key' }) : done({ data }),
      );
    },
    setItem: (key: string, value: string): void => void this.entries.set(key, value),
    setItemAsync: (key: string, value: string, done?: () => void): void => {
      this.entries.set(key, value);
      queueMicrotask(() => done?.());
    },
    removeItem: (key: string): void => void this.entries.delete(key),
    removeItemAsync: (key: string, done?: () => void): void => {
      this.entries.delete(key);
      queueMicrotask(() => done?.());
    },
    key: (index: number): string | undefined => [...this.entries.keys()][index],
    getLength: (): number => this.entries.size,
    clear: (): void => this.entries.clear(),
  };
}

/** Strings are stored as they are, everything else with its type beside it. */
function parsed(text: string): unknown {
  if (!text.startsWith('{')) return text;
  const value: unknown = JSON.parse(text);
  const isWrapped =
    typeof value === 'object' && value !== null && 'type' in value && 'data' in value;
  return isWrapped ? (value as { data: unknown }).data : value;
}
