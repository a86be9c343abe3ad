/** A project of somebody else, in a folder of its own outside of this repository. */
import { spawnSync } from 'node:child_process';
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
import { environment } from './environment';
import { copyFilesOf, fragmentOf } from './pages';
import { holdAppCalls } from './app-call';
import { holdMiniProgramCall } from './mini-program-call';
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
  berry: {
    command: ['npm', 'exec', '--yes', '--package=@yarnpkg/cli-dist@4.18.1', '--', 'yarn'],
    install: ['install', '--no-immutable'],
    add: ['add'],
  },
};

type Manager = keyof typeof MANAGERS;

/** How each names a tarball. */
const packedFor = (manager: Manager): string => {
  if (manager === 'yarn') return `file:${tarball()}`;
  return manager === 'berry' ? `trtc-calling-uni@file:${tarball()}` : tarball();
};

export class Project {
  private constructor(readonly folder: string) {}

  /**
   * @param apps below tests/apps: the files of the first, and those of the others over them
   * @param page of the documents, whose files are copied over them
   */
  static make({ apps, page }: { apps: string[]; page?: string }): Project {
    const folder = mkdtempSync(join(tmpdir(), `${apps.join('-')}-`));
    const project = new Project(folder);
    for (const app of apps) project.overlay(app);
    if (page !== undefined) copyFilesOf(page, folder);
    return project;
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

  /** The package alone, with all that the project asks for: nothing may be missing that npm would choose by itself. */
  addPackage(): void {
    this.add(tarball());
  }

  add(...packages: string[]): void {
    this.run('npm', 'install', ...QUIET, ...packages);
  }

  installBy(manager: Manager, ...more: string[]): void {
    const { install, add } = MANAGERS[manager];
    this.runBy(manager, ...install);
    this.runBy(manager, ...add, packedFor(manager), ...more);
  }

  /** Runs a command of the package manager, which finds the programs of the project. */
  runBy(manager: Manager, ...words: string[]): void {
    const [program, ...start] = MANAGERS[manager].command as [string, ...string[]];
    this.run(program, ...start, ...words);
  }

  /**
   * Installs it like HBuilderX: unpacked into a folder of the project, what it needs at the root.
   */
  installAsUniModule(folder: string, needs: string[]): void {
    const home = join(this.folder, folder, 'trtc-calling-uni');
    cpSync(join(PACKED, 'package'), home, { recursive: true });
    this.run('npm', 'install', ...QUIET, ...needs);
  }

  bin(name: string, ...args: string[]): void {
    this.run(join(this.folder, 'node_modules/.bin', name), ...args);
  }

  /**
   * Lets pnpm or yarn hoist nothing of this package, with the settings that docs/install.md has for that.
   *
   * @param more settings of pnpm
   */
  hoistNothing(manager: 'pnpm' | 'berry', more = 'hoist=false\n'): void {
    const page = 'docs/install.md';
    if (manager === 'pnpm') {
      this.write('.npmrc', `strict-peer-dependencies=true\nauto-install-peers=false\n${more}`);
      const setting = fragmentOf(page, 'json', 'packageExtensions').trim();
      this.edit('package.json', '"private": true,', `"private": true, ${setting},`);
    } else {
      const setting = fragmentOf(page, 'yaml', 'packageExtensions');
      this.write('yarn.lock', '');
      this.write('.yarnrc.yml', `nodeLinker: pnp\nenableTelemetry: false\n${setting}`);
    }
  }

  /** Writes another text where `from` stands. @throws Error if it does not stand there */
  edit(file: string, from: string | RegExp, to: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    const isThere = typeof from === 'string' ? text.includes(from) : text.search(from) >= 0;
    if (!isThere) throw new Error(`${file} does not say ${from}`);
    writeFileSync(path, text.replaceAll(from, to));
  }

  /** Copies the files of another app over it. @param app below tests/apps */
  overlay(app: string): void {
    cpSync(resolve('tests/apps', app), this.folder, { recursive: true });
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

  /** Two people hold a video call in the built page. @returns what the consoles of their pages said */
  async call(site = 'dist/build/h5'): Promise<string[]> {
    const app = await startApp(join(this.folder, site));
    try {
      return await holdVideoCall(app.origin);
    } finally {
      await app.close();
    }
  }

  /** Two people hold a video call in the built mini-program. */
  async callInMiniProgram(): Promise<void> {
    await holdMiniProgramCall(join(this.folder, 'dist/build/mp-weixin'));
  }

  /** Two people call from the built App, one by each back end, somebody in the built page. */
  async callInApp(): Promise<void> {
    await holdAppCalls(join(this.folder, 'dist/build/app'), join(this.folder, 'dist/build/h5'));
  }
}
