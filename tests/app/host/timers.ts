/** Timers of the code that a host runs: counted, and without anybody to catch what a callback throws. */
type Timer = ReturnType<typeof setTimeout>;

export class Timers {
  /** The timers that have not fired for good. */
  private readonly running = new Map<number, Timer>();
  private last = 0;
  private stopped = false;

  constructor(private readonly run: (where: string, call: () => void) => void) {}

  get count(): number {
    return this.running.size;
  }

  /** The functions by the names under which code calls them. */
  readonly api = {
    setTimeout: (callback: (...all: unknown[]) => void, ms?: number, ...all: unknown[]) => {
      const id = ++this.last;
      if (this.stopped) return id;
      const fire = () => {
        this.running.delete(id);
        this.run('setTimeout', () => callback(...all));
      };
      this.running.set(id, setTimeout(fire, ms));
      return id;
    },
    setInterval: (callback: (...all: unknown[]) => void, ms?: number, ...all: unknown[]) => {
      const id = ++this.last;
      if (this.stopped) return id;
      this.running.set(
        id,
        setInterval(() => this.run('setInterval', () => callback(...all)), ms),
      );
      return id;
    },
    clearTimeout: (id?: number) => this.clear(id),
    clearInterval: (id?: number) => this.clear(id),
  };

  /** Ends all. Code that hears of something later, such as the end of its socket, starts none any more. */
  stop(): void {
    this.stopped = true;
    for (const id of [...this.running.keys()]) this.clear(id);
  }

  private clear(id: number | undefined): void {
    if (id === undefined) return;
    clearTimeout(this.running.get(id));
    this.running.delete(id);
  }
}
