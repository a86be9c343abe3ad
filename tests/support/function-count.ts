/**
 * Counts the functions of one JavaScript realm, by the debugger of whatever runs it. Every listener is one, of uni, of
 * TIM, of Vue and of the call alike, so that their number tells of what no list of listeners knows.
 */

/** The debugger of a page or of this process. */
export interface Debugger {
  send(method: 'Runtime.evaluate', parameters: Expression): Promise<Evaluated>;
  send(method: 'Runtime.queryObjects', parameters: { prototypeObjectId: string }): Promise<Found>;
  send(method: 'Runtime.callFunctionOn', parameters: Call): Promise<Evaluated>;
}

interface Expression {
  expression: string;
  contextId?: number;
}
interface Evaluated {
  result: { objectId?: string; value?: unknown };
  exceptionDetails?: { text: string };
}
interface Found {
  objects: { objectId?: string };
}
interface Call {
  objectId: string;
  functionDeclaration: string;
  arguments: { value: unknown }[];
  returnByValue: boolean;
}

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

/** Counts functions in the realm itself, where it runs on all that there are. */
function count(this: unknown[], left: string[]): number {
  const patterns = left.map((pattern) => new RegExp(pattern));
  // Objects that only inherit from functions are found, too.
  const functions = this.filter((one) => typeof one === 'function');
  const texts = functions.map((one) => Function.prototype.toString.call(one));
  return texts.filter((text) => !patterns.some((pattern) => pattern.test(text))).length;
}

/** @param contextId names the realm for its debugger, which has more than one of them */
export async function countFunctions(session: Debugger, contextId?: number): Promise<number> {
  const asked = await session.send('Runtime.evaluate', {
    expression: 'Function.prototype',
    ...(contextId !== undefined && { contextId }),
  });
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
  const functions: unknown = counted.result.value;
  // No realm is without functions.
  if (typeof functions !== 'number' || functions === 0)
    throw new Error(counted.exceptionDetails?.text ?? 'no count');
  return functions;
}
