/** The roads of web pages that are no uni-app, and of tests. */
import { addLocalCloud, addPlugin, callBehindProxy, callInDev } from './dev-server';
import { htmlOf } from './pages';
import type { Project } from './project';
import type { Road } from './road';

const types = (project: Project) => project.bin('vue-tsc', '--noEmit');
const build = (project: Project) => project.bin('vite', 'build');
const call = (project: Project) => project.call('dist');

/** The page of script tags and the four files that it names. */
function layOut(project: Project): void {
  const [page = ''] = htmlOf('docs/script-tag.md');
  project.write('site/index.html', page);
  for (const file of [
    'trtc-js-sdk/trtc.js',
    'tim-js-sdk/tim-js.js',
    'tsignaling/tsignaling-js.js',
    'trtc-calling-uni/dist/lib/trtc-calling-uni.umd.js',
  ]) {
    project.copy(`node_modules/${file}`, `site/${file.split('/').at(-1)}`);
  }
}

export const WEB_ROADS: Record<string, Road> = {
  vite: {
    title: 'Vite 7 and Vue 3.5, as docs/vite.md says',
    apps: ['vite'],
    page: 'docs/vite.md',
    steps: {
      'npm install': (project) => project.install(),
      'vue-tsc --noEmit': types,
      'vite build': build,
      'video call': call,
      'local cloud as a plugin': (project) => {
        addLocalCloud(project);
        addPlugin(project, 'vue()');
      },
      'video call in `npm run dev`': (project) => callInDev(project, 'dev'),
    },
  },
  'vite-pnpm': {
    title: 'Vite 7 and Vue 3.5, pnpm without hoisting',
    apps: ['vite'],
    page: 'docs/vite.md',
    steps: {
      'pnpm add': (project) => {
        project.hoistNothing('pnpm');
        project.installBy('pnpm');
      },
      'vue-tsc --noEmit': types,
      'vite build': build,
      'video call': call,
    },
  },
  'vite-yarn': {
    title: "Vite 7 and Vue 3.5, yarn 4 with Plug'n'Play (no `node_modules`)",
    apps: ['vite'],
    page: 'docs/vite.md',
    steps: {
      'yarn add': (project) => {
        project.hoistNothing('berry');
        project.installBy('berry');
      },
      'vue-tsc --noEmit': (project) => project.runBy('berry', 'vue-tsc', '--noEmit'),
      'vite build': (project) => project.runBy('berry', 'vite', 'build'),
      'video call': call,
    },
  },
  'vite-dev-proxy': {
    title: 'Vite 7 and Vue 3.5 in the dev server, with the local cloud behind its proxy',
    apps: ['vite'],
    page: 'docs/vite.md',
    steps: {
      'npm install': (project) => project.install(),
      'local cloud': addLocalCloud,
      'video call in `npm run dev`': (project) => callBehindProxy(project, 'dev'),
    },
  },
  store: {
    title: 'Vite 7, Vue 3.5 and pinia 4, own screens over the store',
    apps: ['store'],
    steps: {
      'npm install': (project) => project.install(),
      'vue-tsc --noEmit': types,
      'vite build': build,
      'video call': call,
    },
  },
  'store-pinia-3': {
    title: 'Vite 7, Vue 3.5 and pinia 3, own screens over the store',
    apps: ['store'],
    steps: {
      'npm install': (project) => {
        project.edit('package.json', '"pinia": "4.1.0"', '"pinia": "3.0.4"');
        project.install();
      },
      'vue-tsc --noEmit': types,
      'vite build': build,
      'video call': call,
    },
  },
  'store-oldest': {
    title: 'Vite 5, Vue 3.4.0 and pinia 2.1.0, own screens over the store',
    apps: ['store'],
    steps: {
      'npm install': (project) => {
        project.edit('package.json', '"pinia": "4.1.0"', '"pinia": "2.1.0"');
        project.edit('package.json', '"vue": "3.5.45"', '"vue": "3.4.0"');
        project.edit('package.json', '"vite": "7.3.1"', '"vite": "5.0.0"');
        project.edit('package.json', 'plugin-vue": "6.0.11"', 'plugin-vue": "5.0.0"');
        project.install();
      },
      'vite build': build,
      'video call': call,
    },
  },
  ssr: {
    title: 'Vite 7 and Vue 3.5, rendered by a server first',
    apps: ['vite', 'ssr'],
    page: 'docs/vite.md',
    steps: {
      'npm install': (project) => project.install(),
      'client build': (project) => project.bin('vite', 'build', '--outDir', 'dist/client'),
      'server build': (project) =>
        project.bin('vite', 'build', '--ssr', 'src/server.ts', '--outDir', 'dist/server'),
      'rendered in Node': (project) => project.run('node', 'render.mjs'),
      'video call': (project) => project.call('dist/client'),
    },
  },
  webpack: {
    title: 'webpack 5, as docs/webpack.md says',
    apps: ['webpack'],
    page: 'docs/webpack.md',
    steps: {
      'npm install': (project) => project.install(),
      'webpack build': (project) => {
        project.bin('webpack', '--mode', 'production');
        project.copy('public/index.html', 'dist/index.html');
      },
      'video call': call,
    },
  },
  'script-tag': {
    title: 'a plain page with script tags, as docs/script-tag.md says',
    apps: ['webpack'],
    steps: {
      'npm install': (project) => {
        project.install();
        layOut(project);
      },
      'video call': (project) => project.call('site'),
    },
  },
  jest: {
    title: 'the tests of an app in Jest 30 and Vitest 3, as docs/testing.md says',
    apps: ['jest'],
    page: 'docs/testing.md',
    steps: {
      'npm install': (project) => project.install(),
      'jest in node': (project) => project.bin('jest'),
      'jest in jsdom': (project) => project.bin('jest', '--env', 'jsdom'),
      vitest: (project) => project.bin('vitest', 'run'),
    },
  },
};
