import { onBeforeUnmount, onMounted } from 'vue';

/** Elements that the keyboard can go to. */
const FOCUSABLE = '[tabindex="0"], input, textarea, button';

const focusableIn = (place: Element) => [...place.querySelectorAll<HTMLElement>(FOCUSABLE)];

/** The sheet that is open over a screen, or else the whole screen. */
const topOf = (screen: HTMLElement): HTMLElement =>
  [...screen.querySelectorAll<HTMLElement>('[role="dialog"] [role="dialog"]')].pop() ?? screen;

/**
 * Keeps the keyboard in what is on top, as a dialog promises: Tab goes round in it, Escape closes its
 * sheet. It works in browsers only, and does nothing elsewhere.
 *
 * @param screen returns what covers the page; undefined while nothing does
 * @param escape closes the sheet that is open, if there is one
 */
export function useFocusTrap(screen: () => HTMLElement | undefined, escape: () => void): void {
  if (typeof document === 'undefined' || !document.addEventListener) return;
  const keepInside = (event: KeyboardEvent) => {
    const root = screen();
    if (!root) return;
    if (event.key === 'Escape') escape();
    if (event.key !== 'Tab') return;
    const stops = focusableIn(topOf(root));
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const last = stops.length - 1;
    const isInside = at >= 0;
    const leaves = event.shiftKey ? at <= 0 : at === last;
    if (isInside && !leaves) return;
    event.preventDefault();
    stops[event.shiftKey ? last : 0]?.focus();
  };
  onMounted(() => document.addEventListener('keydown', keepInside));
  onBeforeUnmount(() => document.removeEventListener('keydown', keepInside));
}

/**
 * Moves the focus into the sheet that has opened over a screen, if there is one.
 *
 * @returns gives the focus back to where it was
 */
export function enterSheet(screen: HTMLElement | undefined): () => void {
  const before = typeof document === 'undefined' ? null : (document.activeElement as HTMLElement);
  const sheet = screen && topOf(screen);
  if (sheet && sheet !== screen) focusableIn(sheet)[0]?.focus?.();
  return () => before?.focus?.();
}
