import type { Lifecycle } from './environment';

type Moment = 'show' | 'hide' | 'close';

/** A lifecycle that a test plays: the page or app is shown, hidden and closed by hand. */
export class FakeLifecycle implements Lifecycle {
  readonly listeners: Record<Moment, Set<() => void>> = {
    show: new Set(),
    hide: new Set(),
    close: new Set(),
  };
  private readonly add = (moment: Moment) => (listener: () => void) => {
    this.listeners[moment].add(listener);
    return () => void this.listeners[moment].delete(listener);
  };
  readonly onShow = this.add('show');
  readonly onHide = this.add('hide');
  readonly onClose = this.add('close');

  fire(moment: Moment): void {
    for (const listener of [...this.listeners[moment]]) listener();
  }

  /** The number of listeners. */
  get count(): number {
    const { show, hide, close } = this.listeners;
    return show.size + hide.size + close.size;
  }
}
