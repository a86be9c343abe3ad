/** Every road to install: which project, and what is done there. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './project';

interface Road {
  title: string;
  /** Below tests/apps. */
  app: string;
  steps: Record<string, (project: Project) => void | Promise<void>>;
}

/** The last one that installs with vue 3.4.21, to which uni-app is locked. */
const PINIA = 'pinia@2.2.4';

const types = (project: Project) => project.bin('vue-tsc', '--noEmit');
const weixin = (project: Project) => project.bin('uni', 'build', '-p', 'mp-weixin');
const h5 = (project: Project) => project.bin('uni', 'build');
const call = (project: Project) => project.call();

/** The package lies in the project, and is imported from there. */
function asUniModule(project: Project, folder: string): void {
  project.installAsUniModule(folder, PINIA);
  const local = '@/uni_modules/trtc-calling-uni';
  project.edit('src/calls/talk.vue', "from 'trtc-calling-uni", `from '${local}`);
  project.edit('vite.config.ts', "'trtc-calling-uni/", `'./${folder}/trtc-calling-uni/`);
  project.edit('tsconfig.json', ', "trtc-calling-uni/components"', '');
}

/** HBuilderX has no src: what is in it lies in the root. */
function atTheRoot(project: Project): void {
  for (const name of [
    'App.vue',
    'main.ts',
    'env.d.ts',
    'manifest.json',
    'pages.json',
    'pages',
    'calls',
  ]) {
    renameSync(join(project.folder, 'src', name), join(project.folder, name));
  }
  project.remove('src');
  project.edit('index.html', '/src/main.ts', '/main.ts');
  project.edit('tsconfig.json', '["./src/*"]', '["./*"]');
  project.edit(
    'tsconfig.json',
    '["src/**/*.ts", "src/**/*.d.ts", "src/**/*.tsx", "src/**/*.vue"]',
    '["*.ts", "*.vue", "calls/**/*.vue", "pages/**/*.vue"]',
  );
}

/** uni's CLI looks into src unless it is told. */
const fromTheRoot = (project: Project, ...args: string[]) =>
  project.run(
    'env',
    `UNI_INPUT_DIR=${project.folder}`,
    join(project.folder, 'node_modules/.bin/uni'),
    'build',
    ...args,
  );

export const ROADS: Record<string, Road> = {
  cli: {
    title: 'uni-app CLI project (`src/`), npm, compiler 5.07',
    app: 'cli',
    steps: {
      'npm install': (project) => project.install(PINIA),
      'vue-tsc --noEmit': types,
      'mp-weixin build': weixin,
      'H5 production build': h5,
      'video call': call,
    },
  },
  hbuilderx: {
    title: 'HBuilderX layout (no `src/`), `uni_modules`',
    app: 'cli',
    steps: {
      install: (project) => {
        asUniModule(project, 'uni_modules');
        atTheRoot(project);
      },
      'vue-tsc --noEmit': types,
      'H5 production build': (project) => fromTheRoot(project),
      'video call': call,
    },
  },
  'cli-uni-modules': {
    title: 'uni-app CLI project, `uni_modules` below `src/`',
    app: 'cli',
    steps: {
      install: (project) => asUniModule(project, 'src/uni_modules'),
      'vue-tsc --noEmit': types,
      'mp-weixin build': weixin,
      'H5 production build': h5,
      'video call': call,
    },
  },
};
