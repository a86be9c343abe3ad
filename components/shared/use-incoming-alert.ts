import { onBeforeUnmount, watch } from 'vue';

export interface IncomingAlert {
  /** The title names the caller. */
  title: string;
  /** The text says which kind of call it is. */
  text: string;
}

/** The title changes once in so many ms: background tabs run timers once a second at most. */
const FLASH_EVERY = 1000;

/** The one kit that alerts: the kits of all pages see the same call. */
let alerting: object | undefined;

/**
 * Draws attention to a call in a tab that nobody looks at: the title of the tab flashes, and where the
 * user has allowed notifications there is one, which leads to the tab. It never asks for that
 * permission, and does nothing on platforms without tabs.
 */
export function useIncomingAlert(incoming: () => IncomingAlert | undefined): void {
  const canHide =
    typeof document !== 'undefined' && typeof document.addEventListener === 'function';
  if (!canHide) return;
  const me = {};
  let silence: (() => void) | undefined;

  function update(): void {
    const call = incoming();
    if (!call || !document.hidden) {
      silence?.();
      silence = undefined;
      if (alerting === me) alerting = undefined;
      return;
    }
    if (alerting) return;
    alerting = me;
    const stopFlashing = flashTitle(`${call.title} · ${call.text}`);
    const closeNotification = notify(call);
    silence = () => {
      stopFlashing();
      closeNotification();
    };
  }

  document.addEventListener('visibilitychange', update);
  const stop = watch(() => Boolean(incoming()), update, { immediate: true });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', update);
    stop();
    silence?.();
    if (alerting === me) alerting = undefined;
  });
}

/**
 * Shows the text and the page's own title in turn.
 *
 * @returns stops, and gives back the title that the page has by then
 */
function flashTitle(text: string): () => void {
  let own = document.title;
  let shown = '';
  const swap = () => {
    // The page may have given itself another title meanwhile.
    if (document.title !== shown) own = document.title;
    shown = shown === text ? own : text;
    document.title = shown;
  };
  swap();
  const timer = setInterval(swap, FLASH_EVERY);
  return () => {
    clearInterval(timer);
    if (document.title === text) document.title = own;
  };
}

/**
 * Shows a notification where the user has allowed it.
 *
 * @returns takes it away again
 */
function notify({ title, text }: IncomingAlert): () => void {
  try {
    if (typeof Notification !== 'function' || Notification.permission !== 'granted') return nothing;
    const notification = new Notification(title, { body: text, tag: 'trtc-call' });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return () => notification.close();
  } catch {
    // Chrome on Android gives notifications to service workers only.
    return nothing;
  }
}

function nothing(): void {}
