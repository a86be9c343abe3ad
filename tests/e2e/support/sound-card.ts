/** A sound card that nobody hears, for a browser that is in need of one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SoundCard {
  /** The environment in which a browser finds it. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * Firefox starts no AudioContext on a machine without a sound device, as servers are, so that nothing
 * there could be listened to. On Linux this is a PulseAudio of its own that plays into the void;
 * elsewhere the machine's device is taken.
 */
export async function silentSoundCard(): Promise<SoundCard> {
  if (process.platform !== 'linux') return { env: {}, close: () => Promise.resolve() };
  const home = await mkdtemp(join(tmpdir(), 'sound-card-'));
  const socket = join(home, 'socket');
  const server = spawn(
    'pulseaudio',
    [
      ...['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--log-level=error'],
      ...['-L', `module-native-protocol-unix auth-anonymous=1 socket=${socket}`],
      ...['-L', 'module-null-sink'],
    ],
    // Of its own in everything: the user's sound server, if there is one, is left alone.
    { stdio: 'ignore', env: { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home } },
  );
  const gone = once(server, 'exit').then(() => 'it exited');
  const kill = () => void server.kill();
  // A test worker that is ended in the middle leaves nothing behind.
  process.once('exit', kill);
  const close = async () => {
    process.off('exit', kill);
    kill();
    await gone.catch(() => undefined);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await Promise.race([
      listensAt(socket),
      gone.then((why) => {
        throw new Error(why);
      }),
    ]);
  } catch (error) {
    await close();
    const cure = 'Debian: apt-get install pulseaudio';
    throw new Error(`Firefox needs PulseAudio for its sound here (${cure}): ${String(error)}`);
  }
  return { env: { PULSE_SERVER: `unix:${socket}` }, close };
}

/** Resolves when somebody takes connections there; there is no event for that. */
async function listensAt(socket: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const connection = connect(socket);
    try {
      await once(connection, 'connect');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((next) => setTimeout(next, 50));
    } finally {
      connection.destroy();
    }
  }
}
