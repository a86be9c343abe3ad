/** Counts the resources of an App, to be compared with what was there before. */
import { Session } from 'node:inspector/promises';
import { countFunctions, type Debugger } from '../../support/function-count';
import type { ResourceCounts } from '../host/app-host';
import type { AppUser } from './app-user';

interface AppResources extends ResourceCounts {
  /** All functions of the logic: every listener is one, of uni, of TIM, of Vue and of the call alike. */
  functions: number;
  /** Frames in the window of the App. */
  frames: number;
}

export async function countResources({ host }: AppUser): Promise<AppResources> {
  const session = new Session();
  session.connect();
  let contextId: number | undefined;
  session.on('Runtime.executionContextCreated', ({ params: { context } }) => {
    if (context.name === host.contextName) contextId = context.id;
  });
  await session.post('Runtime.enable');
  if (contextId === undefined) throw new Error(`there is no context ${host.contextName}`);
  const send = session.post.bind(session) as Debugger['send'];
  const functions = await countFunctions({ send }, contextId);
  session.disconnect();
  await host.window.settled();
  return { ...host.resourceCounts(), functions, frames: host.window.frames.length };
}
