/** These functions read JSON that strangers wrote: a small, shallow object, or nothing. */

/** Nesting that call messages never reach; a parser may run out of stack far above. */
export const MAX_DEPTH = 16;

export type JsonObject = { readonly [key: string]: unknown };

/**
 * @param maxLength in UTF-16 units
 * @returns undefined for whatever is not the text of a JSON object within the limits
 */
export function parseObject(text: unknown, maxLength: number): JsonObject | undefined {
  if (typeof text !== 'string' || text.length > maxLength || isTooDeep(text)) return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The value if it is an object and no array. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The non-empty strings of an array, each once, at most `max`; empty for anything else. */
export function asStrings(value: unknown, max = 256): string[] {
  if (!Array.isArray(value)) return [];
  const strings = value.filter((each) => typeof each === 'string' && each !== '') as string[];
  return [...new Set(strings)].slice(0, max);
}

/** A number, or a string of decimal digits as native clients write them. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string' && /^\d{1,15}(\.\d{1,6})?$/.test(value)) return Number(value);
  return undefined;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
