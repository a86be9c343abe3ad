/** Draws the components of a page into an open shadow root, as WeChat has a WebView per page. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { listenForTouches } from './runtime/events';

export class PageView extends glassEasel.CurrentWindowBackendContext {
  readonly frame = document.createElement('div');
  readonly root = this.frame.attachShadow({ mode: 'open' });
  private readonly body = document.createElement('wx-page');

  constructor(route: string, sheets: CSSStyleSheet[]) {
    super();
    this.frame.className = 'webview';
    this.frame.dataset.route = route;
    this.root.adoptedStyleSheets = sheets;
    this.root.append(this.body);
    listenForTouches(this.root);
    document.body.append(this.frame);
  }

  override getRootNode() {
    return this.body as unknown as ReturnType<
      glassEasel.CurrentWindowBackendContext['getRootNode']
    >;
  }

  /** Does nothing: events come by the root's own listeners and by the built-in components. */
  override setListenerStats(): void {}
  override onEvent(): void {}

  show(on: boolean): void {
    this.frame.classList.toggle('webview--hidden', !on);
  }

  close(): void {
    this.frame.remove();
  }
}

interface Drawn {
  $$: Element | null;
}

/** Hands values, not texts, to built-in components; `data-` and ids can be found by selectors. */
export function handValuesToElements(): void {
  const native = glassEasel.NativeNode.prototype;
  native.updateAttribute = function (this: glassEasel.NativeNode, name: string, value: unknown) {
    const element = (this as unknown as Drawn).$$ as { take?(name: string, value: unknown): void };
    element.take?.(name, value);
  };
  const prototype = glassEasel.Element.prototype;
  const setDataset = prototype.setDataset;
  prototype.setDataset = function (this: glassEasel.Element, name: string, value: unknown) {
    setDataset.call(this, name, value);
    const element = (this as unknown as Drawn).$$;
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === undefined || value === null) element?.removeAttribute?.(attribute);
    else element?.setAttribute?.(attribute, String(value));
  };
}
