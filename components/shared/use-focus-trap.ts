/** What the keyboard can go to. */
const STOPS = '[tabindex="0"], input, textarea, button';

const stopsIn = (place: Element) => [...place.querySelectorAll<HTMLElement>(STOPS)];

/** The sheet that is open over a screen, or all of it. */
const topOf = (screen: HTMLElement): HTMLElement =>
  [...screen.querySelectorAll<HTMLElement>('[role="dialog"] [role="dialog"]')].pop() ?? screen;

/**
 * Keeps the keyboard in what is on top, as a dialog promises: Tab goes round in it, Escape closes its
 * sheet. Browsers only; does nothing elsewhere.
 *
 * @param screen what covers the page; undefined while nothing does
 * @param escape closes the sheet that is open, if there is one
 * @returns takes it away again
 */
export function holdFocus(screen: () => HTMLElement | undefined, escape: () => void): () => void {
  if (typeof document === 'undefined' || !document.addEventListener) return () => {};
  const keep = (event: KeyboardEvent) => {
    const root = screen();
    if (!root) return;
    if (event.key === 'Escape') escape();
    if (event.key !== 'Tab') return;
    const stops = stopsIn(topOf(root));
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const last = stops.length - 1;
    const isInside = at >= 0;
    const leaves = event.shiftKey ? at <= 0 : at === last;
    if (isInside && !leaves) return;
    event.preventDefault();
    stops[event.shiftKey ? last : 0]?.focus();
  };
  document.addEventListener('keydown', keep);
  return () => document.removeEventListener('keydown', keep);
}

/** Into a sheet that has opened. @returns back to where the focus was */
export function enterSheet(screen: HTMLElement | undefined): () => void {
  const before = typeof document === 'undefined' ? null : (document.activeElement as HTMLElement);
  const sheet = screen && topOf(screen);
  if (sheet && sheet !== screen) stopsIn(sheet)[0]?.focus?.();
  return () => before?.focus?.();
}
