/** Runs WeChat's Component() on glass-easel, and records what crosses from logic to view. */
import {
  component as adapterComponent,
  MiniProgramEnv,
  type CodeSpace,
  type glassEasel,
} from 'glass-easel-miniprogram-adapter';
import { type ComponentConfig, type Package } from '../package';
import { scopeOf } from '../styles';

type Component = glassEasel.GeneralComponent;

/** A crossing is one setData. */
export interface DataCrossing {
  at: number;
  component: string;
  bytes: number;
  /** The data that is set, as JSON. */
  data: string;
  /** The data was there before and is set again. */
  unchanged: boolean;
}

/** At most this many crossings are kept, for tests to read. */
const KEPT = 5000;

export class Components {
  readonly crossings: DataCrossing[] = [];
  readonly space: CodeSpace;
  readonly env = new MiniProgramEnv();
  private unready: Component[] = [];
  private held = 0;
  private planned = false;

  constructor(
    files: Package,
    pages: string[],
    builtIns: string[],
    private readonly run: (where: string, call: () => void) => void,
  ) {
    this.space = this.env.createCodeSpace('app', true);
    for (const name of builtIns) {
      this.space.getComponentSpace().setGlobalUsingComponent(name, `wx-${name}`);
    }
    this.adaptOptions();
    this.recordCrossings();
    this.awaitReady();
    const templates = new Function(`return ${files.templates}`)() as Record<
      string,
      glassEasel.template.ComponentTemplate['content']
    >;
    for (const [path, config] of Object.entries(files.configs)) {
      const content = templates[path];
      if (!content) continue;
      this.space.addComponentStaticConfig(path, config as ComponentConfig);
      if (!pages.includes(path)) this.space.addStyleSheet(path, undefined, scopeOf(path));
      this.space.addCompiledTemplate(path, {
        groupList: templates,
        content,
        // `bindtap` without a colon is a listener.
        fallbackListenerOnNativeNode: true,
      });
    }
  }

  /** Holds back `ready` until the returned function is called. */
  hold(): () => void {
    this.held += 1;
    return () => {
      this.held -= 1;
      this.tellReady();
    };
  }

  private adaptOptions(): void {
    const space = this.space as unknown as {
      prepareComponentOptions(
        is: string,
        options?: Record<string, unknown>,
      ): [glassEasel.ComponentOptions, unknown];
      getComponentStaticConfig(path: string): Record<string, unknown> | undefined;
    };
    const prepare = space.prepareComponentOptions.bind(space);
    space.prepareComponentOptions = (is, options = {}) => {
      const config = space.getComponentStaticConfig(is);
      // WeChat reads both from the options, too.
      if (config?.component && config.styleIsolation === undefined) {
        config.addGlobalClass ??= options.addGlobalClass;
        if (options.styleIsolation) config.styleIsolation = options.styleIsolation;
      }
      const [prepared, isolation] = prepare(is, options);
      // uni hangs handlers onto the instance; ids are found as they are written.
      const own = { useMethodCallerListeners: true, idPrefixGenerator: null, writeIdToDOM: true };
      return [{ ...prepared, ...own }, isolation];
    };
  }

  private recordCrossings(): void {
    const { crossings } = this;
    const prototype = adapterComponent.ComponentCaller.prototype as unknown as {
      is: string;
      data: Record<string, unknown>;
      setData(data: Record<string, unknown>, done?: () => void): void;
    };
    const set = prototype.setData;
    prototype.setData = function (data, done) {
      const text = JSON.stringify(data);
      const unchanged =
        Object.keys(data).length > 0 &&
        Object.entries(data).every(
          ([path, value]) => JSON.stringify(at(this.data, path)) === JSON.stringify(value),
        );
      const bytes = new TextEncoder().encode(text).length;
      crossings.push({ at: Date.now(), component: this.is, bytes, data: text, unchanged });
      if (crossings.length > KEPT) crossings.shift();
      set.call(this, JSON.parse(text) as Record<string, unknown>);
      // WeChat calls back when the view has it, never at once.
      if (done) setTimeout(done);
    };
  }

  /** Calls `ready`, which glass-easel does not: of children first, then of their holders. */
  private awaitReady(): void {
    const came = (component: Component) => {
      this.unready.push(component);
      if (this.held > 0 || this.planned) return;
      this.planned = true;
      queueMicrotask(() => {
        this.planned = false;
        this.tellReady();
      });
    };
    const behavior = this.space
      .getComponentSpace()
      .define()
      .lifetime('attached', function () {
        came(this as unknown as Component);
      })
      .registerBehavior();
    this.space.setOverallBehavior(behavior as unknown as glassEasel.GeneralBehavior);
  }

  private tellReady(): void {
    if (this.held > 0) return;
    const ready = this.unready;
    this.unready = [];
    for (const component of childrenFirst(ready)) {
      const node = ((component as unknown as { _$?: Component })._$ ?? component) as Component;
      this.run(`ready of ${node.is}`, () => node.triggerLifetime('ready', []));
    }
  }
}

/** Reads what stands at a path such as `rows[2].name`. */
function at(data: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
}

/** @param attached in the order in which they were attached: holders first */
function childrenFirst(attached: Component[]): Component[] {
  const elementOf = (one: Component) =>
    ((one as unknown as { _$?: Component })._$ ?? one).$$ as unknown as Element | null;
  const open: Component[] = [];
  const order: Component[] = [];
  for (const one of attached) {
    const element = elementOf(one);
    if (!element?.isConnected) continue;
    while (open.length > 0 && !elementOf(open[open.length - 1]!)?.contains(element)) {
      order.push(open.pop()!);
    }
    open.push(one);
  }
  return [...order, ...open.reverse()];
}
