import { onBeforeUnmount, shallowRef, type Ref } from 'vue';
import type { LinkedPage, LinkMessage, PageLink } from '../../src/store/live';
import { NO_LETTER, Outbox, type Letter } from './letters';
import type { Said } from './view';

/**
 * Connects the web view of this page with the driver that wants its media, for as long as the component is there.
 *
 * A web view can start anew under a page that stays: iOS ends its process when memory is short, and uni draws the page
 * again in another one. Its room is gone then, and the driver is told so before it hears of the new view.
 */
export function useWebPage(link: PageLink | undefined): {
  letter: Readonly<Ref<Letter>>;
  /** Takes what the view says. */
  hear: (said: Said) => void;
} {
  const letter = shallowRef<Letter>(NO_LETTER);
  const replaced = new Set<string>();
  let outbox: Outbox | undefined;
  let page: LinkedPage | undefined;
  let isOver = false;

  function connect(view: string): void {
    if (outbox) replaced.add(outbox.to);
    page?.gone();
    const box = new Outbox(view, (next) => (letter.value = next));
    outbox = box;
    page = link?.connect('web', (message) => box.post(message));
  }
  function hear({ view, taken, message }: Said): void {
    // What crosses may be late: nobody would ever say of a view that connects now that it is gone.
    if (isOver || replaced.has(view)) return;
    if (outbox?.to !== view) connect(view);
    if (taken !== undefined) outbox?.taken(taken);
    if (message !== undefined) page?.receive(message as LinkMessage);
  }
  onBeforeUnmount(() => {
    isOver = true;
    page?.gone();
  });
  return { letter, hear };
}
