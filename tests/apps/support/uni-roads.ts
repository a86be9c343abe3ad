/** The roads of uni-app projects. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { localCloudTarball, type Project } from './project';
import type { Road } from './road';

/** The last one that installs with vue 3.4.21, to which uni-app is locked. */
const PINIA = 'pinia@2.2.4';

/** The compilers of HBuilderX 5.07 and 4.29. */
const NEWEST = '3.0.0-5000720260410001';
const OLDEST = '3.0.0-4020920240930001';

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

export const UNI_ROADS: Record<string, Road> = {
  cli: {
    title: 'uni-app CLI project (`src/`), npm, HBuilderX 5.07',
    apps: ['cli'],
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
    apps: ['cli'],
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
    apps: ['cli'],
    steps: {
      install: (project) => asUniModule(project, 'src/uni_modules'),
      'vue-tsc --noEmit': types,
      'mp-weixin build': weixin,
      'H5 production build': h5,
      'video call': call,
    },
  },
  'cli-pnpm': {
    title: 'uni-app CLI project, pnpm',
    apps: ['cli'],
    steps: {
      'pnpm add': (project) => project.installBy('pnpm', PINIA),
      'vue-tsc --noEmit': types,
      'mp-weixin build': weixin,
      'H5 production build': h5,
      'video call': call,
    },
  },
  'cli-yarn': {
    title: 'uni-app CLI project, yarn 1',
    apps: ['cli'],
    steps: {
      'yarn add': (project) => project.installBy('yarn', PINIA),
      'vue-tsc --noEmit': types,
      'H5 production build': h5,
      'video call': call,
    },
  },
  'cli-oldest': {
    title: 'uni-app CLI project, HBuilderX 4.29, the oldest supported',
    apps: ['cli'],
    steps: {
      'npm install': (project) => {
        project.edit('package.json', NEWEST, OLDEST);
        project.install(PINIA);
      },
      'vue-tsc --noEmit': types,
      'mp-weixin build': weixin,
      'H5 production build': h5,
      'App build': (project) => project.bin('uni', 'build', '-p', 'app'),
      'video call': call,
    },
  },
  'cli-dev': {
    title: 'uni-app CLI project in the dev server, with the local cloud as its plugin',
    apps: ['cli'],
    steps: {
      'npm install': (project) => {
        project.install(PINIA, localCloudTarball());
        project.edit(
          'vite.config.ts',
          'import { defineConfig }',
          "import { localCloud } from 'trtc-calling-local-cloud/vite';\nimport { defineConfig }",
        );
        project.edit(
          'vite.config.ts',
          "subPackage('calls')]",
          "subPackage('calls'), localCloud()]",
        );
      },
      'video call': (project) => project.callInDev('uni'),
    },
  },
};
