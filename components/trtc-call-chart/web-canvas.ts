/**
 * A web page has a canvas of its own. uni's component would do the same, but is 12 KiB of everybody's first load: uni
 * keeps all of its components that are used anywhere in one script.
 */
import type { Canvas } from './draw';

/** Finds the canvas of this place, and makes it if there is none yet. */
export function webCanvas(id: string): Canvas | undefined {
  const place = document.getElementById(id);
  const { clientWidth: width = 0, clientHeight: height = 0 } = place ?? {};
  // It is hidden, or its page is not laid out yet.
  if (!place || width === 0 || height === 0) return undefined;
  const canvas = place.querySelector('canvas') ?? document.createElement('canvas');
  if (!canvas.parentNode) place.appendChild(canvas);
  const { devicePixelRatio = 1 } = window;
  Object.assign(canvas, { width: width * devicePixelRatio, height: height * devicePixelRatio });
  Object.assign(canvas.style, { display: 'block', width: `${width}px`, height: `${height}px` });
  const context = canvas.getContext('2d');
  context?.scale(devicePixelRatio, devicePixelRatio);
  return context ? { context, width, height } : undefined;
}

export function watchWindow(turned: () => void): () => void {
  window.addEventListener('resize', turned);
  return () => window.removeEventListener('resize', turned);
}
