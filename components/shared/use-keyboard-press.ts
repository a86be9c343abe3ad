import { onBeforeUnmount, onMounted } from 'vue';

const PRESSABLE = ['button', 'tab', 'link', 'radio', 'checkbox'];

/**
 * Lets Enter and Space press everything that has the role of a button, since uni's own tags take no
 * keyboard. A key press counts as the user's gesture, so that sound starts as it does after a tap.
 * It works in browsers only, and does nothing elsewhere.
 */
export function useKeyboardPress(): void {
  if (typeof document === 'undefined' || !document.addEventListener) return;
  const press = (event: KeyboardEvent) => {
    const { target, key } = event;
    // Several kits may be there: the first one took the key.
    if (event.defaultPrevented || (key !== 'Enter' && key !== ' ')) return;
    if (!(target instanceof HTMLElement)) return;
    if (!PRESSABLE.includes(target.getAttribute('role') ?? '')) return;
    event.preventDefault();
    if (!event.repeat) target.click();
  };
  onMounted(() => document.addEventListener('keydown', press));
  onBeforeUnmount(() => document.removeEventListener('keydown', press));
}
