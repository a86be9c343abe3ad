import { onBeforeUnmount, watch } from 'vue';

export interface Attention {
  /** Who calls. */
  title: string;
  /** How. */
  text: string;
}

/** Background tabs run timers once a second at most. */
const FLASH_EVERY = 1000;

/** The kits of all pages see the same call: one of them tells. */
let telling: object | undefined;

/**
 * Makes a call noticed in a tab that nobody looks at: its title flashes, and where the user has
 * allowed notifications there is one, which leads to the tab. Never asks for that permission; on
 * platforms without tabs it does nothing.
 */
export function useAttention(incoming: () => Attention | undefined): void {
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
      if (telling === me) telling = undefined;
      return;
    }
    if (telling) return;
    telling = me;
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
    if (telling === me) telling = undefined;
  });
}

/** @returns stops, and gives back the title that the page has by then */
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

/** @returns takes it away again */
function notify({ title, text }: Attention): () => void {
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
