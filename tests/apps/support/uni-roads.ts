/** The roads of uni-app projects. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { packagesOf } from '../../../scripts/mini-program-packages';
import { addLocalCloud, addPlugin, callBehindProxy, callInDev } from './dev-server';
import { fragmentOf, installsOf } from './pages';
import type { Project } from './project';
import type { Road } from './road';
import { giveServer } from './server';

const install = (project: Project) => project.install(...installsOf('docs/uni-app-cli.md'));

/** What the page says after the name of the package: uni's template asks for `^3.4.21` of vue. */
const asThePageSays = (project: Project): void => {
  project.edit('package.json', '"vue": "3.4.21"', '"vue": "^3.4.21"');
  project.edit('package.json', 'runtime-core": "3.4.21"', 'runtime-core": "^3.4.21"');
  project.install(...installsOf('docs/uni-app-cli.md'));
};

/** The compilers of HBuilderX 5.07 and 4.29. */
const NEWEST = '3.0.0-5000720260410001';
const OLDEST = '3.0.0-4020920240930001';

/** uni-app needs packages that it does not ask for, so pnpm has to hoist; what comes with this package is left out. */
const ALL_BUT_OURS = `public-hoist-pattern[]=
hoist-pattern[]=*
hoist-pattern[]=!trtc-*
hoist-pattern[]=!tim-js-sdk
hoist-pattern[]=!tsignaling
`;

const types = (project: Project) => project.bin('vue-tsc', '--noEmit');
/** Bytes that the main package of these small apps may have: Vue, uni and pinia, and nothing of a call. */
const MAIN_PACKAGE = 150_000;

/** A mini-program needs the whole address of its server, as docs/mini-program.md says. */
const weixin = (project: Project) => {
  giveServer(project);
  project.bin('uni', 'build', '-p', 'mp-weixin');
  const main = packagesOf(join(project.folder, 'dist/build/mp-weixin')).get('')!;
  if (main > MAIN_PACKAGE) throw new Error(`the main package has ${main} bytes`);
};
/** The stage page, what the call page needs, the manifest and the whole address, as docs/app.md says. */
const app = (project: Project) => {
  project.overlay('app');
  const manifest = fragmentOf('docs/manifest.md', 'json', '"app-plus"').trim();
  project.edit('src/manifest.json', '"app-plus": { "usingComponents": true }', manifest);
  giveServer(project);
  project.bin('uni', 'build', '-p', 'app');
};
const h5 = (project: Project) => project.bin('uni', 'build');
const call = (project: Project) => project.call();
const callInMiniProgram = (project: Project) => project.callInMiniProgram();
const callInApp = (project: Project) => project.callInApp();

/** The package lies in the project, and is imported from there. */
function asUniModule(project: Project, folder: string): void {
  project.installAsUniModule(folder, installsOf('docs/hbuilderx.md'));
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
      'npm install': asThePageSays,
      'vue-tsc --noEmit': types,
      'H5 production build': h5,
      'video call': call,
      'mp-weixin build': weixin,
      'video call in the mini-program': callInMiniProgram,
      'App build': app,
      'video calls in the App': callInApp,
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
      'H5 production build': h5,
      'video call': call,
      'mp-weixin build': weixin,
      'video call in the mini-program': callInMiniProgram,
    },
  },
  'cli-pnpm': {
    title: 'uni-app CLI project, pnpm, strict for all but uni-app itself',
    apps: ['cli'],
    steps: {
      'pnpm add': (project) => {
        project.hoistNothing('pnpm', ALL_BUT_OURS);
        project.installBy('pnpm', ...installsOf('docs/uni-app-cli.md'));
      },
      'vue-tsc --noEmit': types,
      'H5 production build': h5,
      'video call': call,
      'mp-weixin build': weixin,
      'video call in the mini-program': callInMiniProgram,
    },
  },
  'cli-yarn': {
    title: 'uni-app CLI project, yarn 1',
    apps: ['cli'],
    steps: {
      'yarn add': (project) => project.installBy('yarn', ...installsOf('docs/uni-app-cli.md')),
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
        install(project);
      },
      'vue-tsc --noEmit': types,
      'H5 production build': h5,
      'App build': (project) => project.bin('uni', 'build', '-p', 'app'),
      'video call': call,
      'mp-weixin build': weixin,
      'video call in the mini-program': callInMiniProgram,
    },
  },
  'cli-dev': {
    title: 'uni-app CLI project in the dev server, with the local cloud as its plugin',
    apps: ['cli'],
    steps: {
      'npm install, pinia after it': (project) => {
        project.addPackage();
        project.add(...installsOf('docs/uni-app-cli.md'));
      },
      'local cloud as a plugin': (project) => {
        addLocalCloud(project);
        addPlugin(project, "subPackage('calls')");
      },
      'video call in `npm run dev:h5`': (project) => callInDev(project, 'dev:h5'),
    },
  },
  'cli-dev-proxy': {
    title: 'uni-app CLI project in the dev server, with the local cloud behind its proxy',
    apps: ['cli'],
    steps: {
      'npm install': install,
      'local cloud': addLocalCloud,
      'video call in `npm run dev:h5`': (project) => callBehindProxy(project, 'dev:h5'),
    },
  },
};
