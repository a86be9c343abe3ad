import type { Lifecycle } from '../../src/runtime/environment';

/** A page that a test shows, hides and closes. */
export class Page implements Lifecycle {
  readonly listeners = {
    show: new Set<() => void>(),
    hide: new Set<() => void>(),
    close: new Set<() => void>(),
  };
  private readonly add = (kind: keyof Page['listeners']) => (listener: () => void) => {
    this.listeners[kind].add(listener);
    return () => void this.listeners[kind].delete(listener);
  };
  readonly onShow = this.add('show');
  readonly onHide = this.add('hide');
  readonly onClose = this.add('close');

  fire(kind: keyof Page['listeners']): void {
    for (const listener of [...this.listeners[kind]]) listener();
  }

  get count(): number {
    const { show, hide, close } = this.listeners;
    return show.size + hide.size + close.size;
  }
}
