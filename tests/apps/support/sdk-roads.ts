/** The roads of the SDKs: the newest that npm has, and those that an app brings along itself. */
import { dependencies } from '../../../package.json';
import { installsOf } from './pages';
import type { Project } from './project';
import type { Road } from './road';

type Versions = Record<keyof typeof dependencies, string>;

const NEWEST: Versions = { 'trtc-js-sdk': 'latest', 'tim-js-sdk': 'latest', tsignaling: 'latest' };
/** The ones before those that the package asks for. */
const BEFORE: Versions = { 'trtc-js-sdk': '4.15.21', 'tim-js-sdk': '2.27.5', tsignaling: '1.0.2' };

const build = (project: Project) => project.bin('vite', 'build');

/** Lets npm install these for whoever asks, as an app can. */
function override(project: Project, versions: Versions): void {
  project.edit(
    'package.json',
    '"private": true,',
    `"private": true, "overrides": ${JSON.stringify(versions)},`,
  );
}

/** These stand in the app's own dependencies. */
function bring(project: Project, versions: Versions): void {
  const own = JSON.stringify(versions).slice(1, -1);
  project.edit('package.json', '"dependencies": {', `"dependencies": { ${own},`);
}

/** The warnings of an SDK that is older than tested. */
const WARNING = 'is older than';

/** @throws Error if no page warned of this version */
function hasNamed(lines: string[], name: keyof Versions): void {
  const sentence = `${name} ${BEFORE[name]} ${WARNING} ${dependencies[name]}`;
  if (lines.some((line) => line.includes(sentence))) return;
  const warnings = lines.filter((line) => line.includes(WARNING));
  throw new Error(
    `no page says “${sentence}”, but ${warnings.join(' | ') || 'nothing of the kind'}`,
  );
}

export const SDK_ROADS: Record<string, Road> = {
  'sdks-newest': {
    title: 'Vite 7 and Vue 3.5, the newest SDKs that npm has',
    apps: ['vite'],
    page: 'docs/vite.md',
    steps: {
      'npm install': (project) => {
        override(project, NEWEST);
        project.install();
      },
      'vite build': build,
      'video call': (project) => project.call('dist'),
    },
  },
  'sdks-older': {
    title: 'Vite 7 and Vue 3.5, older SDKs that the app insists on (`overrides`)',
    apps: ['vite'],
    page: 'docs/vite.md',
    steps: {
      'npm install': (project) => {
        override(project, BEFORE);
        project.install();
      },
      'vite build': build,
      'video call, and the console names both SDKs': async (project) => {
        const lines = await project.call('dist');
        hasNamed(lines, 'trtc-js-sdk');
        hasNamed(lines, 'tim-js-sdk');
      },
    },
  },
  'sdks-beside': {
    title: 'uni-app CLI project that has older SDKs of its own beside those of the package',
    apps: ['cli'],
    steps: {
      'npm install': (project) => {
        bring(project, BEFORE);
        project.install(...installsOf('docs/uni-app-cli.md'));
      },
      'H5 production build': (project) => project.bin('uni', 'build'),
      'video call, with the SDKs of the package': async (project) => {
        const old = (await project.call()).filter((line) => line.includes(WARNING));
        if (old.length > 0) throw new Error(old.join('\n'));
      },
    },
  },
};
