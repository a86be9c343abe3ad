/**
 * The web views of an App as `plus.webview` hands them out. They are plain objects, because the framework keeps
 * properties of its own on them and decides by those that are not there.
 */
import { STATUS_BAR } from '../device/phone';
import { Emitter } from '../emitter';

export interface Webview {
  readonly id: string;
  readonly nvue?: boolean;
  /** The path of the page, of an nvue page only. */
  readonly __path__?: string;
  evalJS(code: string): void;
  close(): void;
  fire(name: string, event: object): void;
  [own: string]: unknown;
}

/** What draws the web views. */
export interface Viewer {
  open(webview: Webview): void;
  close(webview: Webview): void;
  /** Puts one over the others. */
  raise(webview: Webview): void;
  hide(webview: Webview): void;
  evaluate(webview: Webview, code: string): void;
}

const INSETS = { top: STATUS_BAR, bottom: 0, left: 0, right: 0, deviceLeft: 0, deviceRight: 0 };

interface Extras {
  nvue?: boolean;
  __path__?: string;
}

export class Webviews {
  private readonly all = new Map<string, Webview>();

  constructor(private readonly viewer: Viewer) {}

  get = (id: unknown): Webview | null => this.all.get(String(id)) ?? null;

  get ids(): string[] {
    return [...this.all.keys()];
  }

  create = (path: string, id: string, style: object = {}, extras: Extras = {}): Webview => {
    const { viewer, all } = this;
    const events = new Emitter<object>();
    let styles = style;
    const webview: Webview = {
      id: String(id),
      path,
      ...extras,
      addEventListener: events.addEventListener,
      removeEventListener: events.removeEventListener,
      fire: (name, event) => events.fire(name, event),
      evalJS: (code) => viewer.evaluate(webview, code),
      setStyle: (changes: object) => void (styles = { ...styles, ...changes }),
      getStyle: () => styles,
      children: () => [],
      getSafeAreaInsets: () => ({ ...INSETS, deviceTop: STATUS_BAR, deviceBottom: 0 }),
      show(_animation?: string, _ms?: number, shown?: () => void) {
        viewer.raise(webview);
        setTimeout(() => {
          events.fire('show', {});
          shown?.();
        }, 0);
      },
      hide() {
        viewer.hide(webview);
        events.fire('hide', {});
      },
      close() {
        if (!all.delete(webview.id)) return;
        viewer.close(webview);
        events.fire('close', {});
      },
    };
    all.set(webview.id, webview);
    viewer.open(webview);
    return webview;
  };
}
