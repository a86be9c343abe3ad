/** Draws the elements of an nvue page as DOM: flex boxes as weex lays them out, texts, pictures and native views. */
import type { Step } from '../document';
import { cssOf } from './css';

export interface Touch {
  id: number;
  event: string;
  detail: object;
}

/** Weex lays everything out in flex boxes, in columns, with borders inside. */
const BASE = `
* { box-sizing: border-box; margin: 0; padding: 0; }
html, body { height: 100%; overflow: hidden; }
body { font-family: sans-serif; }
body, [data-nvue] { display: flex; flex-direction: column; align-items: stretch; flex-shrink: 0;
  position: relative; min-width: 0; min-height: 0; border: 0 solid #000; }
[data-nvue='root'] { flex: 1; align-self: stretch; }
[data-nvue='text'] { display: block; white-space: pre-wrap; font-size: 16px; overflow: hidden; }
[data-nvue='input'] { display: block; width: 100%; font-size: 16px; outline: none; background: none; }
[data-nvue='scroll-view'] { overflow: auto; }
video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
`;

const TAGS: Record<string, string> = { image: 'img', 'u-input': 'input', input: 'input' };
/** Fingers are pointers here. */
const TOUCHES: Record<string, string> = {
  touchstart: 'pointerdown',
  touchmove: 'pointermove',
  touchend: 'pointerup',
  touchcancel: 'pointercancel',
};

export class Drawing {
  private readonly nodes = new Map<number, Node>();
  private readonly listeners = new Map<string, (event: Event) => void>();

  constructor(
    private readonly body: HTMLElement,
    private readonly touched: (touch: Touch) => void,
  ) {
    const style = document.createElement('style');
    style.textContent = BASE;
    document.head.append(style);
    document.documentElement.style.fontSize = '16px';
  }

  apply(step: Step): void {
    const node = this.nodes.get(step.id);
    switch (step.do) {
      case 'create':
        this.nodes.set(step.id, this.create(step.id, step.type));
        break;
      case 'insert':
        this.nodes.get(step.into)?.insertBefore(node!, this.nodes.get(step.before) ?? null);
        break;
      case 'remove':
        (node as ChildNode | undefined)?.remove();
        this.forget(node);
        break;
      case 'attribute':
        if (node) this.attribute(node, step.name, step.value);
        break;
      case 'styles':
        if (node instanceof HTMLElement) node.setAttribute('style', cssOf(step.styles));
        break;
      case 'listen':
        if (node instanceof HTMLElement) this.listen(node, step.id, step.event, step.on);
    }
  }

  addFont(family: string, src: string): void {
    const style = document.createElement('style');
    style.textContent = `@font-face { font-family: '${family}'; src: ${src}; }`;
    document.head.append(style);
  }

  private create(id: number, type: string): Node {
    if (type === '#text') return document.createTextNode('');
    if (type === '#comment') return document.createComment('');
    const tag = TAGS[type.toLowerCase()] ?? 'div';
    const element = document.createElement(tag);
    element.dataset.nvue = type === 'u-text' ? 'text' : tag === 'input' ? 'input' : type;
    element.dataset.id = String(id);
    if (type === 'root') this.body.append(element);
    return element;
  }

  private forget(node: Node | undefined): void {
    if (!node) return;
    for (const [id, known] of this.nodes) if (node.contains(known)) this.nodes.delete(id);
  }

  private attribute(node: Node, name: string, value: unknown): void {
    const text = value === null ? '' : String(value);
    if (!(node instanceof HTMLElement)) {
      node.textContent = text;
    } else if (name === 'value') {
      if (node instanceof HTMLInputElement) node.value = text;
      else node.textContent = text;
    } else if (name === 'src' && node instanceof HTMLImageElement) {
      node.src = text;
    } else if (value === null || value === false) {
      node.removeAttribute(name);
    } else {
      node.setAttribute(name, text);
    }
  }

  /** An event reaches the innermost element that listens, and nobody above it. */
  private listen(element: HTMLElement, id: number, event: string, on: boolean): void {
    const key = `${id} ${event}`;
    const before = this.listeners.get(key);
    const name = TOUCHES[event] ?? event;
    if (before) element.removeEventListener(name, before);
    this.listeners.delete(key);
    if (!on) return;
    const listener = (from: Event) => {
      from.stopPropagation();
      this.touched({ id, event, detail: detailOf(from) });
    };
    this.listeners.set(key, listener);
    element.addEventListener(name, listener);
  }
}

function detailOf(event: Event): object {
  if (event.type === 'input') return { value: (event.target as HTMLInputElement).value };
  if (!event.type.startsWith('pointer')) return {};
  const { pageX, pageY, screenX, screenY, pointerId: identifier } = event as PointerEvent;
  const touch = { pageX, pageY, screenX, screenY, identifier };
  return { touches: [touch], changedTouches: [touch] };
}
