/** Carries events of the page from the browser's elements to the components' handlers. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';

type Node = glassEasel.Element;

interface Linked {
  __wxElement?: Node;
}

type Run = (where: string, call: () => void) => void;
let runInLogic: Run = (_where, call) => call();

/** Dispatches an event of a built-in component. It does not bubble. */
export function dispatch(element: Element, type: string, detail: unknown): void {
  const node = (element as Linked).__wxElement;
  if (!node) return;
  const event = new glassEasel.Event(type, detail, { capturePhase: true });
  runInLogic(`event ${type}`, () => glassEasel.Event.dispatchEvent(node, event));
}

/** Reports an event whose handler does not exist. WeChat only warns of it, and the button does nothing. */
export function missHandlers(missed: (component: string, handler: string) => void): void {
  const components = glassEasel.Component as unknown as {
    getMethod(component: { is: string }, name: string): unknown;
  };
  const find = components.getMethod.bind(components);
  components.getMethod = (component, name) => {
    const handler = find(component, name);
    // An event that is caught by nobody is bound to ''.
    if (!handler && name !== '') missed(component.is, name);
    return handler;
  };
}

const POINTER_TOUCH: Record<string, string> = {
  pointerdown: 'touchstart',
  pointermove: 'touchmove',
  pointerup: 'touchend',
  pointercancel: 'touchcancel',
};

/** @param run calls into the logic layer */
export function installEvents(run: Run): void {
  giveHandlersPlainEvents();
  runInLogic = run;
}

/** Listens for taps and touches of everything below the root. A mouse counts as a finger. */
export function listenForTouches(root: ShadowRoot): void {
  const send = (
    event: Event,
    type: string,
    detail: unknown,
    extraFields: Record<string, unknown> = {},
  ) => {
    const target = event.composedPath().find((one) => (one as Linked).__wxElement);
    const node = target && (target as Linked).__wxElement;
    if (!node) return;
    const options = { bubbles: true, composed: true, capturePhase: true, extraFields };
    const sent = new glassEasel.Event(type, detail, options);
    runInLogic(`event ${type}`, () => glassEasel.Event.dispatchEvent(node, sent));
  };
  root.addEventListener('click', (event) => {
    const { clientX: x, clientY: y } = event as MouseEvent;
    send(event, 'tap', { x, y });
  });
  let down = false;
  for (const [from, to] of Object.entries(POINTER_TOUCH)) {
    root.addEventListener(from, (event) => {
      const { clientX, clientY, pageX, pageY, pointerId } = event as PointerEvent;
      if (from === 'pointermove' && !down) return;
      down = from === 'pointerdown' || from === 'pointermove';
      const touch = { identifier: pointerId, clientX, clientY, pageX, pageY };
      send(event, to, {}, { touches: down ? [touch] : [], changedTouches: [touch] });
    });
  }
}

/**
 * Handlers get data, not components. uni replaces `stopPropagation` of what it is given by a
 * function that does nothing, so what `catch` calls must not be replaceable.
 */
function giveHandlersPlainEvents(): void {
  const prototype = glassEasel.Event.prototype as unknown as {
    wrapShadowedEvent(target: Node, mark: unknown, current: Node): object;
  };
  const wrap = prototype.wrapShadowedEvent;
  prototype.wrapShadowedEvent = function (this: glassEasel.Event<unknown>, target, mark, current) {
    const event = wrap.call(this, target, mark, current) as Record<string, unknown>;
    const { type, detail, timeStamp } = this;
    Object.assign(event, { type, detail, timeStamp });
    event.target = plain(target);
    event.currentTarget = plain(current);
    for (const name of ['stopPropagation', 'preventDefault', 'markMutated'] as const) {
      const keep = () => this[name]();
      Object.defineProperty(event, name, { get: () => keep, set: () => undefined });
    }
    return event;
  };
}

interface Target {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

function plain(caller: Node): Target {
  const node = ((caller as unknown as { _$?: Node })._$ ?? caller) as Node;
  const element = node.$$ as unknown as HTMLElement | null;
  return {
    id: node.id,
    dataset: { ...(node.dataset as Record<string, unknown>) },
    offsetLeft: element?.offsetLeft ?? 0,
    offsetTop: element?.offsetTop ?? 0,
  };
}
