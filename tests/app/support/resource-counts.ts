/** Counts the resources of an App, to be compared with what was there before. */
import { Session, type Runtime } from 'node:inspector/promises';
import { countFunctions, type Debugger } from '../../support/function-count';
import type { ResourceCounts } from '../host/app-host';
import type { AppUser } from './app-user';

interface AppResources extends ResourceCounts {
  /** All functions of the logic: every listener is one, of uni, of TIM, of Vue and of the call alike. */
  functions: number;
  /** Contexts of nvue pages: each lives as long as anybody holds one function of it. */
  nvueContexts: number;
  /** Frames in the window of the App. */
  frames: number;
}

export async function countResources({ host }: AppUser): Promise<AppResources> {
  await host.window.settled();
  const session = new Session();
  session.connect();
  const service = (await contexts(session)).find(({ name }) => name === host.contextName);
  if (!service) throw new Error(`there is no context ${host.contextName}`);
  const send = session.post.bind(session) as Debugger['send'];
  const functions = await countFunctions({ send }, service.id);
  // The count has collected garbage: what is there now is held by somebody.
  const nvue = (await contexts(session)).filter(({ name }) => name.startsWith(host.nvueContexts));
  session.disconnect();
  const { frames } = host.window;
  return {
    ...host.resourceCounts(),
    functions,
    nvueContexts: nvue.length,
    frames: frames.length,
  };
}

/** @returns the JavaScript contexts of this process that are alive */
async function contexts(session: Session): Promise<Runtime.ExecutionContextDescription[]> {
  const found: Runtime.ExecutionContextDescription[] = [];
  const add = ({ params }: { params: Runtime.ExecutionContextCreatedEventDataType }) =>
    found.push(params.context);
  session.on('Runtime.executionContextCreated', add);
  await session.post('Runtime.enable');
  await session.post('Runtime.disable');
  session.off('Runtime.executionContextCreated', add);
  return found;
}
