/** Who adds a field to a request of a port learns here which drivers do not read it. */

/** A function is no request, and neither is a number or a text. */
type RequestIn<Parameter> = Parameter extends (...given: never[]) => unknown
  ? never
  : Parameter extends object
    ? Required<Parameter>
    : never;

type Operation = (request: never, ...rest: never[]) => unknown;

/** The operations of a port that are given an object, each with that object, of which no field is left out. */
export type RequestsOf<Port> = {
  [
    Name in keyof Port as Port[Name] extends Operation
      ? [RequestIn<Parameters<Port[Name]>[0]>] extends [never]
        ? never
        : Name
      : never
  ]: Port[Name] extends Operation ? RequestIn<Parameters<Port[Name]>[0]> : never;
};

type FieldsIn<Requests> = {
  [Name in keyof Requests & string]: `${Name}.${keyof Requests[Name] & string}`;
}[keyof Requests & string];

/** Names a field by its operation, as in 'enter.roomID'. */
export type FieldOf<Port> = FieldsIn<RequestsOf<Port>>;

/** Fields that a driver need not read, by the reason why. */
export type Unread<Port> = Record<string, FieldOf<Port>[]>;

/** Notes what is read of the requests that it hands out. */
export class ReadFields {
  private readonly given = new Set<string>();
  private readonly read = new Set<string>();

  /** Notes that this request is given, though what is read of it is noted further down. */
  give(operation: string, request: object): void {
    for (const field of Object.keys(request)) this.given.add(`${operation}.${field}`);
  }

  /** Gives the same request, of which is noted what is read. To copy a field along with all others is not to read it. */
  of<Request extends object>(operation: string, request: Request): Request {
    this.give(operation, request);
    // A spread asks for the descriptor of each field right before its value.
    let copied: PropertyKey | undefined;
    return new Proxy(request, {
      getOwnPropertyDescriptor: (target, field) => {
        copied = field;
        return Reflect.getOwnPropertyDescriptor(target, field);
      },
      get: (target, field) => {
        if (field !== copied) this.read.add(`${operation}.${String(field)}`);
        copied = undefined;
        return Reflect.get(target, field);
      },
    });
  }

  /** @throws Error that names what nothing reads and no reason excuses, and what is excused though it is read */
  check(excused: Record<string, string[]> = {}): void {
    const needless = Object.values(excused).flat();
    const unread = [...this.given].filter((field) => !this.read.has(field));
    const missing = unread.filter((field) => !needless.includes(field));
    const excess = needless.filter((field) => !unread.includes(field));
    const faults = [
      missing.length > 0 &&
        `the driver never reads ${missing.join(', ')}: read them, or give the reason in 'unread' of its harness`,
      excess.length > 0 &&
        `the driver reads ${excess.join(', ')}: take them from 'unread' of its harness`,
    ].filter(Boolean);
    if (faults.length > 0) throw new Error(faults.join('; '));
  }
}
