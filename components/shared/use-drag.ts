import { computed, onBeforeUnmount, ref } from 'vue';

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

interface Point {
  x: number;
  y: number;
}

/** A finger; the nvue pages of an App have no `clientX`. */
interface TouchLike {
  clientX?: number;
  clientY?: number;
  pageX?: number;
  pageY?: number;
}

/** Touch and mouse events have these fields in common, in browsers, mini-programs and Apps. */
interface PointerLike {
  touches?: ArrayLike<TouchLike>;
  changedTouches?: ArrayLike<TouchLike>;
  clientX?: number;
  clientY?: number;
}

/** Fingers tremble, so a move of fewer px than this is a tap. */
const TAP_DISTANCE = 8;

/** Lets a small window be dragged. When it is let go, it moves into the nearest corner. */
export function useDrag(start: Corner = 'top-right') {
  const corner = ref<Corner>(start);
  const offset = ref<Point>();
  let from: Point | undefined;
  let dragged = false;

  function begin(event: unknown): void {
    from = pointOf(event as PointerLike);
    dragged = false;
    if (typeof window !== 'undefined' && !(event as PointerLike).touches) listen();
  }
  function move(event: unknown): void {
    if (!from) return;
    const { x, y } = pointOf(event as PointerLike);
    const by = { x: x - from.x, y: y - from.y };
    if (dragged || Math.hypot(by.x, by.y) > TAP_DISTANCE) {
      dragged = true;
      offset.value = by;
    }
  }
  function end(event: unknown): void {
    if (from && dragged) corner.value = cornerAt(pointOf(event as PointerLike));
    from = undefined;
    offset.value = undefined;
    unlisten();
  }
  /** The whole page is listened to, since a mouse leaves the small window while it drags it. */
  function listen(): void {
    window.addEventListener('mousemove', move);
    window.addEventListener('mouseup', end);
  }
  function unlisten(): void {
    if (typeof window === 'undefined') return;
    window.removeEventListener?.('mousemove', move);
    window.removeEventListener?.('mouseup', end);
  }
  onBeforeUnmount(unlisten);

  return {
    corner,
    begin,
    move,
    end,
    /** Tells a click that ended a drag from one that was meant. */
    wasDragged: () => dragged,
    style: computed(() =>
      offset.value
        ? { transform: `translate(${offset.value.x}px, ${offset.value.y}px)`, transition: 'none' }
        : {},
    ),
  };
}

function pointOf(event: PointerLike): Point {
  const touch = event.touches?.[0] ?? event.changedTouches?.[0];
  return {
    x: touch?.clientX ?? touch?.pageX ?? event.clientX ?? 0,
    y: touch?.clientY ?? touch?.pageY ?? event.clientY ?? 0,
  };
}

function cornerAt({ x, y }: Point): Corner {
  const { windowWidth, windowHeight } = uni.getSystemInfoSync();
  const row = y < windowHeight / 2 ? 'top' : 'bottom';
  return `${row}-${x < windowWidth / 2 ? 'left' : 'right'}`;
}
