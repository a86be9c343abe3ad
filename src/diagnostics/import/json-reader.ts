/** A reader walks through JSON of unknown origin, and says where it is not what it should be. */
import { ErrorCode } from '../../error-codes';
import { CallError } from '../../errors';

/** Where an answer that can be read comes from. */
const CURE =
  "Take the whole answer of DescribeUserEvent or DescribeCallDetailInfo (TRTC's API 2019-07-22), as JSON.";

/** @param cause is what was thrown or refused before */
export const unreadable = (detail: string, cause?: unknown, cure: string = CURE): CallError =>
  new CallError(ErrorCode.InvalidParameter, detail, cause, cure);

/** Gives what a text of JSON says; what is parsed already is given back. @throws CallError 61001 */
export function parsed(json: unknown, cure?: string): unknown {
  if (typeof json !== 'string') return json;
  try {
    return JSON.parse(json);
  } catch (error) {
    throw unreadable('the text is not JSON', error, cure);
  }
}

type Fields = Record<string, unknown>;

/** One object of the JSON, and its path for errors: `Data[0].Content[2]`. */
export class JsonReader {
  /** @throws CallError 61001 if it is no object */
  static of(value: unknown, path: string): JsonReader {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw unreadable(`${path || 'the answer'} is not an object`);
    }
    return new JsonReader(value as Fields, path);
  }

  private constructor(
    private readonly fields: Fields,
    private readonly path: string,
  ) {}

  get names(): string[] {
    return Object.keys(this.fields);
  }

  /** The API writes null for what it has no value of. */
  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }

  object(name: string): JsonReader {
    return JsonReader.of(this.fields[name], this.pathOf(name));
  }

  /** Reads a list of objects; one that is not there is empty. @throws CallError 61001 */
  list(name: string): JsonReader[] {
    if (!this.has(name)) return [];
    const value = this.fields[name];
    if (!Array.isArray(value)) throw unreadable(`${this.pathOf(name)} is not a list`);
    return value.map((one, at) => JsonReader.of(one, `${this.pathOf(name)}[${at}]`));
  }

  /** @throws CallError 61001 */
  number(name: string): number {
    const value = this.fields[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw unreadable(`${this.pathOf(name)} is not a number`);
  }

  /** Reads a text; '' if it is not there. @throws CallError 61001 */
  text(name: string): string {
    if (!this.has(name)) return '';
    const value = this.fields[name];
    if (typeof value === 'string') return value;
    throw unreadable(`${this.pathOf(name)} is not a text`);
  }

  /** @throws CallError 61001 */
  flag(name: string): boolean {
    const value = this.fields[name];
    if (typeof value === 'boolean') return value;
    throw unreadable(`${this.pathOf(name)} is neither true nor false`);
  }

  private pathOf(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }
}
