/** A program of the project that runs beside the test until it is stopped: a dev server, the local cloud. */
import { spawn, type ChildProcess } from 'node:child_process';
import { environment } from './environment';

/** ms within which it has to be ready, on a machine that does other things, too. */
const START_TIMEOUT = 60_000;

export class Program {
  private said = '';
  private readonly ended: Promise<void>;

  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    // Who started whom shares the pipes: they are closed once the last of them has ended.
    this.ended = new Promise((resolve) => child.once('close', () => resolve()));
  }

  /**
   * @param port it is ready when it prints this
   * @throws Error with what it said, if it ends or does not get ready
   */
  static async start(folder: string, command: string[], port: number): Promise<Program> {
    const [file, ...args] = command as [string, ...string[]];
    const child = spawn(file, args, {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, since npm starts a shell, which starts the program.
      detached: true,
    });
    const program = new Program(command.join(' '), child);
    try {
      await program.says(String(port));
    } catch (error) {
      await program.stop();
      throw error;
    }
    return program;
  }

  private says(text: string): Promise<void> {
    const { child, name } = this;
    return new Promise((resolve, reject) => {
      const fail = (why: string) =>
        reject(new Error(`${name} ${why}: ${this.said.trim().slice(-2000)}`));
      const timer = setTimeout(() => fail('is not ready'), START_TIMEOUT);
      const listen = (chunk: Buffer) => {
        this.said += chunk.toString();
        if (this.said.includes(text)) resolve();
      };
      child.stdout?.on('data', listen);
      child.stderr?.on('data', listen);
      child.once('error', (error) => fail(String(error)));
      void this.ended.then(() => fail('ended'));
      void this.ended.then(() => clearTimeout(timer));
    });
  }

  /** Ends it with all that it started. */
  async stop(): Promise<void> {
    try {
      if (this.child.pid !== undefined) process.kill(-this.child.pid);
    } catch {
      // It has ended by itself.
    }
    await this.ended;
  }
}
