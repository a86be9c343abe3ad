/** Functions of wx answer later, by callbacks that a caller may leave out. */
export interface Callbacks<R extends object = object> {
  success?: (result: R & { errMsg: string }) => void;
  fail?: (error: { errMsg: string; errno?: number }) => void;
  complete?: (result: object) => void;
}

export function succeed<R extends object>(name: string, to: Callbacks<R> = {}, result?: R): void {
  const answer = { ...(result ?? ({} as R)), errMsg: `${name}:ok` };
  setTimeout(() => {
    to.success?.(answer);
    to.complete?.(answer);
  });
}

type Failing = Pick<Callbacks, 'fail' | 'complete'>;

export function refuse(name: string, why: string, to: Failing = {}, errno?: number): void {
  const answer = { errMsg: `${name}:fail ${why}`, ...(errno === undefined ? {} : { errno }) };
  setTimeout(() => {
    to.fail?.(answer);
    to.complete?.(answer);
  });
}

type Listener<T> = (value: T) => void;

/** A hook is wx.onX and wx.offX of one event. */
export class Signal<T = undefined> {
  private readonly listeners = new Set<Listener<T>>();
  readonly on = (listener: Listener<T>): void => void this.listeners.add(listener);
  readonly off = (listener?: Listener<T>): void => {
    if (listener) this.listeners.delete(listener);
    else this.listeners.clear();
  };

  get count(): number {
    return this.listeners.size;
  }

  tell(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}
