/** Runs in the frame of an nvue page: draws what the page's document says, and reports what is touched. */
import type { PluginCall } from '../../plugin/calls';
import type { Step } from '../document';
import { Drawing } from './drawing';
import { PluginRoom } from './plugin-room';

interface Message {
  draw?: Step[];
  /** A rule of the page, such as a font. */
  font?: { fontFamily: string; src: string };
  native?: PluginCall;
}

interface Frame {
  fromAppHost(message: Message): void;
  toAppHost(kind: 'canvas', event: unknown): Promise<unknown>;
}

const frame = window as unknown as Frame;
const say = (event: object) => void frame.toAppHost('canvas', event);
const drawing = new Drawing(document.body, (touch) => say({ touch }));
const room = new PluginRoom((event, ...data) => say({ native: { event, data } }));

frame.fromAppHost = ({ draw, font, native }) => {
  for (const step of draw ?? []) drawing.apply(step);
  if (font) drawing.addFont(font.fontFamily, font.src);
  if (native) room.take(native);
};
