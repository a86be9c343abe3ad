import type { Verb } from './messages';

interface Operation {
  verb: Verb;
  args: unknown[];
}

/** What was set is kept for a page that comes later: the last of each kind, in the order in which they were set. */
export class Kept {
  private readonly operations = new Map<string, Operation>();

  /** @param what names the kind: what is kept under the same name is forgotten */
  keep(what: string, verb: Verb, ...args: unknown[]): void {
    this.operations.delete(what);
    this.operations.set(what, { verb, args });
  }

  forget(what: string): void {
    this.operations.delete(what);
  }

  all(): Operation[] {
    return [...this.operations.values()];
  }
}
