/** Between two JavaScript contexts of an App only JSON passes. What JSON would change or leave out is refused here. */

/** @returns where in a value something is that JSON does not keep, and what it is; undefined: it passes as it is */
export function notJson(value: unknown, path = ''): string | undefined {
  const at = (what: string) => `${what}${path && ` at ${path.replace(/^\./, '')}`}`;
  if (value === null || ['string', 'boolean'].includes(typeof value)) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : at(String(value));
  if (typeof value !== 'object') return at(`a value of type ${typeof value}`);
  if (Array.isArray(value)) {
    // Holes are read, too: JSON fills them with null.
    return first(Array.from(value, (item: unknown, index) => notJson(item, `${path}[${index}]`)));
  }
  if (!isPlain(value)) return at(`an object of the class ${value.constructor.name}`);
  return first(Object.entries(value).map(([key, item]) => notJson(item, `${path}.${key}`)));
}

/** A plain object is one of any realm: the end of its chain is the next but one at the latest. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const first = (found: (string | undefined)[]) => found.find((one) => one !== undefined);
