/** This half of the component runs in the web view of the page, where uni's renderjs starts it. */
import type { serveInView } from '../../src/platform/app-view';
import { Inbox, type Letter } from './letters';

/** The view says this to the component; plain JSON. */
export interface Said {
  /** The name of this view, which no other has. */
  view: string;
  /** A message to the driver. */
  message?: unknown;
  /** All messages up to this number have arrived. */
  taken?: number;
}

interface View {
  take(letter: Letter): void;
  /** Leaves the room, and lets microphone and camera go. */
  close(): void;
}

/** @param tell hands it to the component; order is kept */
export function openView(serve: typeof serveInView, tell: (said: Said) => void): View {
  const view = String(Math.random());
  const server = serve((message) => tell({ view, message }));
  const inbox = new Inbox(view, (message) => server.receive(message));
  return {
    take(letter) {
      const taken = inbox.take(letter);
      if (taken !== undefined) tell({ view, taken });
    },
    close: () => void server.close(),
  };
}
