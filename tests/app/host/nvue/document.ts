/** The document of an nvue page as Vue's nvue runtime calls it. It mirrors every change to a canvas. */
export interface Canvas {
  change(step: Step): void;
  /** An element came into the page, and is there for native code. */
  inserted(element: NvueElement): void;
  removed(element: NvueElement): void;
}

/** One change of what is drawn. `before` 0 is the end. */
export type Step =
  | { do: 'create'; id: number; type: string }
  | { do: 'insert'; id: number; into: number; before: number }
  | { do: 'remove'; id: number }
  | { do: 'attribute'; id: number; name: string; value: unknown }
  | { do: 'styles'; id: number; styles: Record<string, unknown> }
  | { do: 'listen'; id: number; event: string; on: boolean };

type Listener = (event: object) => void;
/** Styles that a class gives, by Vue's own rules. */
export type ClassStyles = (element: NvueElement) => Record<string, unknown>;

export class NvueElement {
  readonly children: NvueElement[] = [];
  readonly attr: Record<string, unknown> = {};
  parentNode: NvueElement | null = null;
  classList: string[] = [];
  styleSheet: object = {};
  private readonly styles: Record<string, unknown> = {};
  private readonly events = new Map<string, Listener>();

  constructor(
    readonly id: number,
    readonly type: string,
    private readonly document: NvueDocument,
  ) {
    document.change({ do: 'create', id, type });
  }

  get nextSibling(): NvueElement | null {
    return this.sibling(1);
  }

  get previousSibling(): NvueElement | null {
    return this.sibling(-1);
  }

  get listeners(): number {
    return this.events.size;
  }

  appendChild(child: NvueElement): void {
    this.put(child, this.children.length, 0);
  }

  insertBefore(child: NvueElement, anchor: NvueElement): void {
    child.parentNode?.forget(child);
    this.put(child, this.children.indexOf(anchor), anchor.id);
  }

  removeChild(child: NvueElement): void {
    const wasInPage = child.isInPage;
    this.forget(child);
    if (wasInPage) child.each((element) => this.document.canvas.removed(element));
    this.document.change({ do: 'remove', id: child.id });
    child.each(({ id }) => this.document.elements.delete(id));
  }

  setAttr(name: string, value: unknown): void {
    this.attr[name] = value;
    this.document.change({ do: 'attribute', id: this.id, name, value: plain(value) });
  }

  setAttrs(values: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(values)) this.setAttr(name, value);
  }

  setClassList(classes: string[]): void {
    this.classList = classes;
    this.setAttr('class', classes.join(' '));
  }

  setStyleSheet(sheet: object): void {
    this.styleSheet = sheet;
    this.restyle();
  }

  setStyles(styles: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(styles)) {
      if (value === '' || value === null || value === undefined) delete this.styles[name];
      else this.styles[name] = value;
    }
    this.restyle();
  }

  addEvent(name: string, listener: Listener): void {
    this.events.set(name, listener);
    this.document.change({ do: 'listen', id: this.id, event: name, on: true });
  }

  removeEvent(name: string): void {
    this.events.delete(name);
    this.document.change({ do: 'listen', id: this.id, event: name, on: false });
  }

  fire(name: string, event: object): void {
    this.events.get(name)?.(event);
  }

  /** Gives classes that depend on ancestors a new look when the element has got one. */
  private restyle(): void {
    const styles = { ...this.document.classStyles(this), ...this.styles };
    this.document.change({ do: 'styles', id: this.id, styles: plain(styles) as typeof styles });
  }

  private put(child: NvueElement, index: number, before: number): void {
    const wasInPage = child.isInPage;
    child.parentNode?.forget(child);
    this.children.splice(before === 0 ? this.children.length : index, 0, child);
    child.parentNode = this;
    this.document.change({ do: 'insert', id: child.id, into: this.id, before });
    child.each((element) => {
      if (element.classList.length > 0) element.restyle();
      if (!wasInPage && this.isInPage) this.document.canvas.inserted(element);
    });
  }

  private get isInPage(): boolean {
    return this === this.document.root || Boolean(this.parentNode?.isInPage);
  }

  private each(visit: (element: NvueElement) => void): void {
    visit(this);
    for (const child of this.children) child.each(visit);
  }

  private forget(child: NvueElement): void {
    const index = this.children.indexOf(child);
    if (index >= 0) this.children.splice(index, 1);
    child.parentNode = null;
  }

  private sibling(step: number): NvueElement | null {
    const all = this.parentNode?.children ?? [];
    return all[all.indexOf(this) + step] ?? null;
  }
}

export class NvueDocument {
  readonly elements = new Map<number, NvueElement>();
  classStyles: ClassStyles = () => ({});
  /** Set by the glue of the base when the page mounts. */
  root: NvueElement | undefined;
  unmount: (() => void) | undefined;
  private last = 0;

  constructor(readonly canvas: Canvas) {}

  createElement(type: string): NvueElement {
    const element = new NvueElement(++this.last, type, this);
    this.elements.set(element.id, element);
    return element;
  }

  createText(text: string): NvueElement {
    const element = this.createElement('#text');
    element.setAttr('value', text);
    return element;
  }

  createComment(): NvueElement {
    return this.createElement('#comment');
  }

  change(step: Step): void {
    this.canvas.change(step);
  }
}

/** What crosses to the native side is JSON. */
const plain = (value: unknown): unknown =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
