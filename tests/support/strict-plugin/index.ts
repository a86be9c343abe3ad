/**
 * A strict stand-in of the native plug-in TRTCCloudUniPlugin-TRTCCloudImpl.
 *
 * It refuses exactly what a phone would punish, often without a word: a parameter of another shape, a room
 * entered before the last one was left, a view that is not in the page. Each is a sentence in `violations`,
 * which tests expect to stay empty; `end()` adds what is left.
 *
 * Two halves
 * - **Strictness** is the same for everybody: `StrictPlugin` with the shapes (`surface.ts`), what may follow
 *   what (`order.ts`) and how events travel (`delivery.ts`: asynchronously, JSON-cloned, on an injected clock,
 *   only into the context that called `sharedInstance` last).
 * - A **backend** makes what a call leads to: `SimulatedRoom` in memory, or a real SDK in a page.
 *
 * ```ts
 * const plugin = new StrictPlugin({ clock, backend: (emit) => new SimulatedRoom(emit) });
 * const { module, globalEvent } = plugin.context('stage page');   // per JavaScript context
 * const takeOut = plugin.insertView({ kind: 'remote', viewId: 'r-1', userId: 'bob' });   // a component is rendered
 * takeOut();                                                      // and gone
 * plugin.contextGone('stage page');                               // the page died with its listeners
 * expect(plugin.end()).toEqual([]);
 * ```
 *
 * A backend of its own has the methods of {@link PluginBackend} that it can carry out, each called after the
 * checks with the native parameters, and says by `emit('onEnterRoom', 120)` what came of it. It must emit
 * onEnterRoom before events about others, and onExitRoom after exitRoom; microphone and camera without
 * permission, and views that are not in the page, never reach it.
 */
export { StrictPlugin } from './strict-plugin';
export type { PluginBackend, PluginContext } from './strict-plugin';
export type { EventName, MethodName } from './surface';
export { SimulatedRoom } from './simulated-room';
