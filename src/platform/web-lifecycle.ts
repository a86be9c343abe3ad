/** The lifecycle of a browser page is its visibility and its leaving. */
import type { Lifecycle, NetworkType } from '../runtime/environment';

const listen = (target: EventTarget, event: string, listener: (event: Event) => void) => {
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
};

/** Few browsers tell how they are connected. @see https://developer.mozilla.org/docs/Web/API/NetworkInformation/type */
type WithConnection = Navigator & { connection?: EventTarget & { type?: string } };

function networkNow(): NetworkType {
  if (!navigator.onLine) return 'none';
  const type = (navigator as WithConnection).connection?.type;
  return type === 'wifi' ? type : type === 'ethernet' ? 'wired' : 'unknown';
}

/** The page of a browser. Pages that come back from the back/forward cache are shown, not closed. */
export const webLifecycle: Lifecycle = {
  onShow(listener) {
    const stops = [
      listen(document, 'visibilitychange', () => {
        if (document.visibilityState === 'visible') listener();
      }),
      listen(window, 'pageshow', listener),
    ];
    return () => stops.forEach((stop) => stop());
  },
  onHide(listener) {
    return listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') listener();
    });
  },
  onClose(listener) {
    return listen(window, 'pagehide', (event) => {
      if (!(event as PageTransitionEvent).persisted) listener();
    });
  },
  onNetwork(listener) {
    const tell = () => listener(networkNow());
    const connection = (navigator as WithConnection).connection;
    const stops = [listen(window, 'online', tell), listen(window, 'offline', tell)];
    if (connection) stops.push(listen(connection, 'change', tell));
    tell();
    return () => stops.forEach((stop) => stop());
  },
};
