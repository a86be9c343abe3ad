/** A canvas of a component is reached in another way on each platform. */
import { getCurrentInstance, nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import { platformFacts } from '../shared/platform-facts';
import type { Canvas } from './draw';

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

  function redraw(): void {
    uni
      .createSelectorQuery()
      .in(proxy)
      .select(`#${id}`)
      .fields({ node: true, size: true } as UniApp.NodeField, (found) => {
        const canvas = isGone ? undefined : canvasOf((found ?? {}) as Found);
        if (canvas) draw(canvas);
      })
      .exec();
  }

  function canvasOf({ width = 0, height = 0, node }: Found): Canvas | undefined {
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

  onMounted(() => {
    void nextTick(redraw);
    uni.onWindowResize?.(redraw);
  });
  onBeforeUnmount(() => {
    isGone = true;
    uni.offWindowResize?.(redraw);
  });
  watch(changes, () => void nextTick(redraw));
}
