/** The web view of an App's call page composes media of its own: there trtc-js-sdk runs as in a browser. */
import TRTC from 'trtc-js-sdk/trtc.esm.js';
import { serveMedia, type MediaServer } from '../media/app/serve';
import { createWebMedia, createWebStats } from '../media/web';
import type { MediaPort } from '../media/port';
import { systemClock } from '../runtime/system-clock';

/**
 * Serves the media of this web view to the driver of the App.
 *
 * @param post hands a message to the driver; order is kept
 */
export function serveInView(post: (message: unknown) => void): {
  receive(message: unknown): void;
  close(): Promise<void>;
} {
  let media: MediaPort | undefined;
  // Sound is allowed within a tap, and the driver hears of a tap when it is over.
  const tapped = () => media?.unlock();
  document.addEventListener('click', tapped, true);
  const server = serveMedia({
    createMedia: ({ proxy, log }) => {
      media = createWebMedia({
        loadTrtc: () => Promise.resolve(TRTC),
        createStats: createWebStats,
        proxy,
        clock: systemClock,
        log,
      });
      return media;
    },
    post,
    facts: {
      secure: isSecureContext,
      capture: typeof navigator.mediaDevices?.getUserMedia === 'function',
      webrtc: typeof RTCPeerConnection !== 'undefined',
    },
  });
  return {
    receive: (message) => server.receive(message as Parameters<MediaServer['receive']>[0]),
    close() {
      document.removeEventListener('click', tapped, true);
      return server.close();
    },
  };
}
