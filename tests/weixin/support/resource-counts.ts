/** Counts the resources of a mini-program, to be compared with what was there before. */
import { countFunctions } from '../../support/function-count';
import type { ResourceCounts } from '../host/main';
import type { Hosting, MiniProgramUser } from './mini-program-user';

/** @returns with `functions`: every listener is one, of uni, of TIM, of Vue and of the call alike */
export async function countResources({
  page,
  context,
}: MiniProgramUser): Promise<ResourceCounts & { functions: number }> {
  const session = await context.newCDPSession(page);
  const functions = await countFunctions(session);
  await session.detach();
  const resourceCounts = await page.evaluate(() =>
    (window as unknown as Hosting).weixinHost.resourceCounts(),
  );
  return { functions, ...resourceCounts };
}
