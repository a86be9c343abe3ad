/** A project of somebody else, in a folder of its own outside of this repository. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startApp } from '../../e2e/support/app';
import { holdVideoCall } from './video-call';

const PACKED = resolve('dist/packed');

/** Finds the tarball that `npm run tarball` made. @throws Error if it did not */
function tarball(): string {
  const name = existsSync(PACKED) && readdirSync(PACKED).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('there is no tarball: npm run tarball comes first');
  return join(PACKED, name);
}

export class Project {
  private constructor(readonly folder: string) {}

  /** @param app below tests/apps */
  static make(app: string): Project {
    const folder = mkdtempSync(join(tmpdir(), `${app}-`));
    cpSync(resolve('tests/apps', app), folder, { recursive: true });
    return new Project(folder);
  }

  /** @throws Error with what the command said */
  run(command: string, ...args: string[]): void {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      // uni's CLI reports a hash of the machine's address to its maker outside of CI.
      env: { ...process.env, CI: 'true', NODE_ENV: undefined, UNI_INPUT_DIR: undefined },
    });
    if (status !== 0) {
      throw new Error(
        `${command} ${args.join(' ')}\n${`${stdout}\n${stderr}`.trim().slice(-4000)}`,
      );
    }
  }

  /** Plain installs: the project first, as it stands, then the tarball with what the app adds to it. */
  install(...more: string[]): void {
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    this.run('npm', 'install', ...quiet);
    this.run('npm', 'install', ...quiet, tarball(), ...more);
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
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    this.run('npm', 'install', ...quiet, ...sdks, ...more);
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

  remove(file: string): void {
    rmSync(join(this.folder, file), { recursive: true });
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
