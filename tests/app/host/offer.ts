/**
 * What the base offers is listed by name. Code that asks for anything else gets an error which says the name, so
 * that a new version of uni, or a new habit of ours, is noticed and not silently answered with nothing.
 */
export class Offer {
  /** Names that were asked for and are not offered. */
  readonly missing = new Set<string>();

  /**
   * @param absent names that some bases lack, too: who asks for them copes with undefined. Each says why it is harmless
   */
  object<T extends object>(name: string, members: T, absent: Record<string, string> = {}): T {
    return new Proxy(members, {
      get: (target, key, receiver) => {
        if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver);
        // Frameworks look at objects which they are handed.
        if (key in absent || key === 'then' || key.startsWith('__v_')) return undefined;
        return this.refuse(`${name}.${key}`);
      },
    });
  }

  refuse(name: string): never {
    this.missing.add(name);
    throw new Error(`the test host offers no ${name}`);
  }
}
