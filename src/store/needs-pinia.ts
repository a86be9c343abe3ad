/** A store without pinia says which lines the app lacks; pinia itself tells it in development builds only. */
import { getActivePinia, type Pinia } from 'pinia';

const FORGOTTEN =
  '[TRTCCalling] The call store needs pinia, and the app has none yet. Run `npm i pinia`, and in main.ts ' +
  "add import { createPinia } from 'pinia' and, before the first use of the store, app.use(createPinia())";

/** @returns the same store; @throws Error where neither a pinia is given nor the app has one */
export function needsPinia<Use extends ((pinia?: Pinia | null) => unknown) & { $id: string }>(
  useStore: Use,
): Use {
  const use = (pinia?: Pinia | null, ...rest: []) => {
    if (!pinia && !getActivePinia()) throw new Error(FORGOTTEN);
    return useStore(pinia, ...rest);
  };
  return Object.assign(use, { $id: useStore.$id }) as Use;
}
