/** Runs in the frame of an nvue page: draws what the page's document says, and reports what is touched. */
import type { Step } from '../document';
import { Drawing } from './drawing';

interface Frame {
  fromAppHost(message: { draw: Step[] }): void;
  toAppHost(kind: 'canvas', event: unknown): Promise<unknown>;
}

const frame = window as unknown as Frame;
const drawing = new Drawing(document.body, (touch) => void frame.toAppHost('canvas', { touch }));

frame.fromAppHost = ({ draw }) => {
  for (const step of draw) drawing.apply(step);
};
