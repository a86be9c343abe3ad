/** Two people hold a video call in the page of a dev server, which the project's own script starts. */
import { freePort } from '../../e2e/support/serve';
import { blocksIn } from '../../../scripts/docs/blocks';
import { Program } from './program';
import { localCloudTarball, type Project } from './project';
import { holdVideoCall } from './video-call';

const PAGE = 'docs/local-cloud.md';

/** With the local cloud installed, which is the plug-in of the dev server or a program beside it. */
export const addLocalCloud = (project: Project): void => project.add(localCloudTarball());

/** The plug-in of docs/local-cloud.md. @param last plug-in of the project */
export function addPlugin(project: Project, last: string): void {
  project.edit('vite.config.ts', `${last}]`, `${last}, localCloud()]`);
  project.edit(
    'vite.config.ts',
    'import { defineConfig }',
    "import { localCloud } from 'trtc-calling-local-cloud/vite';\nimport { defineConfig }",
  );
}

/** @param script of the project's package.json */
export async function callInDev(project: Project, script: string, port?: number): Promise<void> {
  const free = port ?? (await freePort());
  const address = ['--host', '127.0.0.1', '--port', String(free)];
  const server = await Program.start(
    project.folder,
    ['npm', 'run', '--silent', script, '--', ...address],
    free,
  );
  try {
    await holdVideoCall(`http://127.0.0.1:${free}`);
  } finally {
    await server.stop();
  }
}

/** The line of docs/local-cloud.md that passes `/usersig` on. @throws Error if it is not there */
function proxyOf(port: number): string {
  const line = blocksIn(PAGE)
    .flatMap(({ code }) => code.split('\n'))
    .find((text) => text.includes('proxy: {'));
  if (!line?.includes(':5174')) throw new Error(`${PAGE} has no proxy to 5174`);
  return line.trim().replace(':5174', `:${port}`);
}

/** The same behind the proxy of the dev server, with the local cloud as a program beside it. */
export async function callBehindProxy(project: Project, script: string): Promise<void> {
  const [port, cloudPort] = [await freePort(), await freePort()];
  project.edit('vite.config.ts', 'plugins: [', `${proxyOf(cloudPort)} plugins: [`);
  const cloud = await Program.start(
    project.folder,
    [
      ...['npx', '--no-install', 'trtc-calling-local-cloud'],
      ...['--origin', `http://127.0.0.1:${port}`, '--port', String(cloudPort)],
    ],
    cloudPort,
  );
  try {
    await callInDev(project, script, port);
  } finally {
    await cloud.stop();
  }
}
