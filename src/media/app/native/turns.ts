/** The turns are whose the plug-in's one instance was last: the promise is the end of that turn. */
const tails = new WeakMap<object, Promise<void>>();

export interface Turn {
  /** Resolves when all who came before have ended their turn. */
  begun: Promise<void>;
  end(): void;
}

/**
 * Takes the next turn at something of which a process has one. A driver that is disposed of takes seconds to
 * leave its room, and the next one, made meanwhile, must not have its instance destroyed by it.
 */
export function takeTurn(owned: object): Turn {
  let end = () => undefined as void;
  const over = new Promise<void>((resolve) => (end = resolve));
  const begun = tails.get(owned) ?? Promise.resolve();
  tails.set(
    owned,
    begun.then(() => over),
  );
  return { begun, end };
}
