/** A canvas of a component is reached in another way on each platform. */
import { getCurrentInstance, nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import { platformFacts } from '../shared/platform-facts';
import type { Canvas } from './draw';
import { webCanvas, watchWindow } from './web-canvas';

/** What a query tells of the canvas; where it has a node, that is drawn on. */
interface Found {
  width?: number;
  height?: number;
  node?: {
    width: number;
    height: number;
    getContext(kind: '2d'): { scale(x: number, y: number): void };
  };
}

/**
 * Draws on the canvas with this id as soon as it is there, and anew when what is drawn or the window changes.
 *
 * @param changes what the drawing depends on
 */
export function useCanvas(
  id: string,
  changes: () => unknown,
  draw: (canvas: Canvas) => void,
): void {
  const { proxy } = getCurrentInstance()!;
  let isGone = false;
  let release = () => {};

  function redraw(): void {
    const found = (canvas: Canvas | undefined) => {
      if (canvas && !isGone) draw(canvas);
    };
    // A web page must not carry the other way.
    // #ifdef H5
    found(webCanvas(id));
    // #endif
    // #ifndef H5
    askFor(id, proxy, found);
    // #endif
  }

  onMounted(() => {
    void nextTick(redraw);
    // #ifdef H5
    release = watchWindow(redraw);
    // #endif
    // #ifndef H5
    release = watchScreen(redraw);
    // #endif
  });
  onBeforeUnmount(() => {
    isGone = true;
    release();
  });
  watch(changes, () => void nextTick(redraw));
}

function askFor(id: string, proxy: unknown, found: (canvas: Canvas | undefined) => void): void {
  uni
    .createSelectorQuery()
    .in(proxy)
    .select(`#${id}`)
    .fields({ node: true, size: true } as UniApp.NodeField, (answer) =>
      found(canvasOf(id, proxy, (answer ?? {}) as Found)),
    )
    .exec();
}

function canvasOf(
  id: string,
  proxy: unknown,
  { width = 0, height = 0, node }: Found,
): Canvas | undefined {
  // It is hidden, or its page is not laid out yet.
  if (width === 0 || height === 0) return undefined;
  if (!platformFacts().canvasNodes) {
    return { context: uni.createCanvasContext(id, proxy), width, height };
  }
  if (!node) return undefined;
  const { pixelRatio } = uni.getSystemInfoSync();
  node.width = width * pixelRatio;
  node.height = height * pixelRatio;
  const context = node.getContext('2d');
  context.scale(pixelRatio, pixelRatio);
  return { context, width, height };
}

function watchScreen(turned: () => void): () => void {
  uni.onWindowResize(turned);
  return () => uni.offWindowResize(turned);
}
