/** A command is a promise that the app holds. */
import { CallError } from '../errors';

interface Open {
  resolve: () => void;
  reject: (error: CallError) => void;
}

/** Commands are kept until an effect settles them, or `close` at the latest. */
export class Commands {
  private open = new Map<string, Open>();
  private count = 0;

  /** @returns the name under which the call state knows the promise, and the promise */
  create(): { command: string; done: Promise<void> } {
    const command = `command-${++this.count}`;
    const done = new Promise<void>((resolve, reject) => {
      this.open.set(command, { resolve, reject });
    });
    return { command, done };
  }

  resolve(command: string): void {
    this.take(command)?.resolve();
  }

  reject(command: string, error: CallError): void {
    this.take(command)?.reject(error);
  }

  close(): void {
    for (const command of [...this.open.keys()]) this.reject(command, CallError.destroyed());
  }

  private take(command: string): Open | undefined {
    const open = this.open.get(command);
    this.open.delete(command);
    return open;
  }
}
