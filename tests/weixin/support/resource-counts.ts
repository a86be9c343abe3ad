/** Counts the resources of a mini-program, to be compared with what was there before. */
import type { ResourceCounts } from '../host/main';
import type { Hosting, MiniProgramUser } from './mini-program-user';

/**
 * tim-js-sdk 2.27.6 keeps three functions for ever of each call of its API: it puts the steps of the
 * call behind those of the calls before. Nobody outside can take them away.
 */
const KEPT_BY_TIM = [
  String.raw`^function\(\w+,(\w+)\)\{var (\w+)=[$\w]+\(\w+,\w+\);return \2===!0\?\1\(\):[$\w]+\(\2\)\}$`,
  String.raw`^function\(\w+,(\w+)\)\{if\([$\w]+\(\w+,[$\w]+\[\w+\],\w+\)===!0\)return \1\(\)\}$`,
  String.raw`^function\((\w+),\w+\)\{return (\w+)\[\w+\]\.apply\(\2,\1\)\}$`,
];
/** Built-in functions come into being when somebody looks at them. Bound ones have no name. */
const BUILT_IN = String.raw`^function [\w ]+\(\) \{ \[native code\] \}$`;

/** Counts functions in the page, where it runs on all that there are. */
function count(this: unknown[], left: string[]): number {
  const patterns = left.map((pattern) => new RegExp(pattern));
  // Objects that only inherit from functions are found, too.
  const functions = this.filter((one) => typeof one === 'function');
  const texts = functions.map((one) => Function.prototype.toString.call(one));
  return texts.filter((text) => !patterns.some((pattern) => pattern.test(text))).length;
}

/** @returns with `functions`: every listener is one, of uni, of TIM, of Vue and of the call alike */
export async function countResources({
  page,
  context,
}: MiniProgramUser): Promise<ResourceCounts & { functions: number }> {
  const session = await context.newCDPSession(page);
  const asked = await session.send('Runtime.evaluate', { expression: 'Function.prototype' });
  // Collects garbage first.
  const found = await session.send('Runtime.queryObjects', {
    prototypeObjectId: asked.result.objectId!,
  });
  const counted = await session.send('Runtime.callFunctionOn', {
    objectId: found.objects.objectId!,
    functionDeclaration: String(count),
    arguments: [{ value: [...KEPT_BY_TIM, BUILT_IN] }],
    returnByValue: true,
  });
  await session.detach();
  const functions: unknown = counted.result.value;
  if (typeof functions !== 'number') throw new Error(counted.exceptionDetails?.text ?? 'no count');
  const resourceCounts = await page.evaluate(() =>
    (window as unknown as Hosting).weixinHost.resourceCounts(),
  );
  return { functions, ...resourceCounts };
}
