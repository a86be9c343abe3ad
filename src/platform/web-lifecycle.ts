/** The lifecycle of a browser page is its visibility and its leaving. */
import type { Lifecycle } from '../runtime/environment';

const listen = (target: EventTarget, event: string, listener: (event: Event) => void) => {
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
};

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
};
