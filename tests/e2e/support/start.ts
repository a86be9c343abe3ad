/** The README's first command, as a person runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { closeServer, listen } from './serve';

export interface Started {
  url: string;
  output(): string;
  /** Ctrl-C: the whole foreground process group gets SIGINT. @returns whether all of it is gone */
  interrupt(): Promise<boolean>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await closeServer(server);
  return port;
}

/** Polls, because there is no event for another process's group. */
async function until(condition: () => boolean, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await new Promise((next) => setTimeout(next, 50));
  }
  return true;
}

function isRunning(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param args what comes after `npm start --` */
export async function npmStart(
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<Started> {
  const port = await freePort();
  const child: ChildProcess = spawn('npm', ['start', '--', ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), ...env },
  });
  let text = '';
  const collect = (chunk: Buffer) => (text += chunk.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const group = child.pid as number;
  const url = () => /https?:\/\/\S+/.exec(text)?.[0];
  const ready = await until(() => url() !== undefined || !isRunning(group), 60_000);
  const found = url();
  if (!ready || !found) {
    if (isRunning(group)) process.kill(-group, 'SIGKILL');
    throw new Error(`npm start printed no URL:\n${text}`);
  }
  return {
    url: found,
    output: () => text,
    async interrupt() {
      if (isRunning(group)) process.kill(-group, 'SIGINT');
      const gone = await until(() => !isRunning(group), 10_000);
      if (!gone) process.kill(-group, 'SIGKILL');
      return gone;
    },
  };
}
