/** A project of somebody else, in a folder of its own outside of this repository. */
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { startApp } from '../../e2e/support/app';
import { freePort } from '../../e2e/support/serve';
import { copyFilesOf } from './pages';
import { holdVideoCall } from './video-call';

const PACKED = resolve('dist/packed');

/** Finds the tarball that `npm run tarball` made. @throws Error if it did not */
function tarball(folder = PACKED): string {
  const name = existsSync(folder) && readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('there is no tarball: npm run tarball comes first');
  return join(folder, name);
}

export const localCloudTarball = () => tarball(resolve('dist/packed-local-cloud'));

const QUIET = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/** How each package manager installs what the manifest says, and adds to it; npm fetches the others. */
const MANAGERS = {
  npm: { command: ['npm'], install: ['install', ...QUIET], add: ['install', ...QUIET] },
  pnpm: {
    command: ['npm', 'exec', '--yes', '--package=pnpm@9.15.9', '--', 'pnpm'],
    install: ['install', '--no-frozen-lockfile'],
    add: ['add'],
  },
  yarn: {
    command: ['npm', 'exec', '--yes', '--package=yarn@1.22.22', '--', 'yarn'],
    install: ['install', '--non-interactive', '--prefer-offline'],
    add: ['add', '--non-interactive', '--prefer-offline'],
  },
};

/** uni's CLI reports a hash of the machine's address to its maker outside of CI. */
const environment = () => ({
  ...process.env,
  CI: 'true',
  NODE_ENV: undefined,
  UNI_INPUT_DIR: undefined,
});

export class Project {
  private constructor(readonly folder: string) {}

  /**
   * @param apps below tests/apps: the files of the first, and those of the others over them
   * @param page of the documents, whose files are copied over them
   */
  static make({ apps, page }: { apps: string[]; page?: string }): Project {
    const folder = mkdtempSync(join(tmpdir(), `${apps.join('-')}-`));
    for (const app of apps) cpSync(resolve('tests/apps', app), folder, { recursive: true });
    if (page !== undefined) copyFilesOf(page, folder);
    return new Project(folder);
  }

  /** @throws Error with what the command said */
  run(command: string, ...args: string[]): void {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: environment(),
    });
    if (status !== 0) {
      throw new Error(
        `${command} ${args.join(' ')}\n${`${stdout}\n${stderr}`.trim().slice(-4000)}`,
      );
    }
  }

  /** Plain installs: the project first, as it stands, then the tarball with what the app adds to it. */
  install(...more: string[]): void {
    this.installBy('npm', ...more);
  }

  add(...packages: string[]): void {
    this.run('npm', 'install', ...QUIET, ...packages);
  }

  installBy(manager: keyof typeof MANAGERS, ...more: string[]): void {
    const { command, install, add } = MANAGERS[manager];
    const [program, ...words] = command as [string, ...string[]];
    this.run(program, ...words, ...install);
    const packed = manager === 'yarn' ? `file:${tarball()}` : tarball();
    this.run(program, ...words, ...add, packed, ...more);
  }

  /**
   * Installs it like HBuilderX: unpacked into a folder of the project, its dependencies at the
   * root.
   */
  installAsUniModule(folder: string, ...more: string[]): void {
    const home = join(this.folder, folder, 'trtc-calling-uni');
    cpSync(join(PACKED, 'package'), home, { recursive: true });
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const sdks = Object.entries(dependencies).map(([name, version]) => `${name}@${version}`);
    this.run('npm', 'install', ...QUIET, ...sdks, ...more);
  }

  bin(name: string, ...args: string[]): void {
    this.run(join(this.folder, 'node_modules/.bin', name), ...args);
  }

  /** Writes another text where `from` stands. @throws Error if it does not stand there */
  edit(file: string, from: string, to: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
    writeFileSync(path, text.replaceAll(from, to));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  copy(from: string, to: string): void {
    mkdirSync(dirname(join(this.folder, to)), { recursive: true });
    cpSync(join(this.folder, from), join(this.folder, to), { recursive: true });
  }

  remove(file: string): void {
    rmSync(join(this.folder, file), { recursive: true });
  }

  /** Two people hold a video call in the page of the dev server, whose plugin is the local cloud. */
  async callInDev(tool: 'uni' | 'vite'): Promise<void> {
    const port = await freePort();
    const server = spawn(
      join(this.folder, 'node_modules/.bin', tool),
      ['--host', '127.0.0.1', '--port', String(port)],
      { cwd: this.folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    const address = `http://127.0.0.1:${port}`;
    try {
      await new Promise<void>((resolve, reject) => {
        const listen = (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes(String(port))) resolve();
        };
        server.stdout.on('data', listen);
        server.stderr.on('data', listen);
        server.on('exit', () => reject(new Error(`${tool} ended: ${said.slice(-2000)}`)));
      });
      await holdVideoCall(address);
    } finally {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      if (server.kill()) await gone;
    }
  }

  /** Two people hold a video call in the built page. */
  async call(site = 'dist/build/h5'): Promise<void> {
    const app = await startApp(join(this.folder, site));
    try {
      await holdVideoCall(app.origin);
    } finally {
      await app.close();
    }
  }
}
