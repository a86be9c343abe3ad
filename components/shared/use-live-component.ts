import { getCurrentInstance, inject, onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue';
import { LIVE_VIEW, type LiveView, type LiveViewModel } from '../../src/store/live';

interface LiveComponent<Attributes> {
  /** Finds this component's attributes in the view of the call; undefined while it is not needed. */
  pick(view: LiveViewModel): Attributes | undefined;
  /** Hands WeChat's context of the component to the driver. It returns the function that takes it back. */
  bind(live: LiveView, attributes: Attributes, component: unknown): () => void;
  /** Called when WeChat has taken new attributes over: only then a command finds the component. */
  rendered?(live: LiveView, attributes: Attributes): void;
}

/**
 * Connects a live-pusher or live-player in the template with the driver that says which attributes it
 * has. The template must draw the component only while `attributes` is there, and hand on its events.
 */
export function useLiveComponent<Attributes>({ pick, bind, rendered }: LiveComponent<Attributes>): {
  live: LiveView | undefined;
  attributes: Readonly<Ref<Attributes | undefined>>;
} {
  const live = inject(LIVE_VIEW, () => undefined)();
  const proxy = getCurrentInstance()?.proxy;
  const attributes = shallowRef<Attributes>();
  let unbind: (() => void) | undefined;
  let unsubscribe = () => {};

  function release(): void {
    unbind?.();
    unbind = undefined;
  }
  function show(view: LiveViewModel): void {
    if (!live) return;
    let next = pick(view);
    if (next && !unbind) {
      // Bound before it is drawn, so that it does not begin with what another one was told.
      unbind = bind(live, next, weixinComponent(proxy));
      next = pick(live.current);
    }
    if (!next) release();
    if (attributes.value === next) return;
    attributes.value = next;
    if (next && rendered) proxy?.$nextTick(() => rendered(live, next));
  }

  onMounted(() => {
    if (!live) return;
    unsubscribe = live.subscribeView(show);
    show(live.current);
  });
  onBeforeUnmount(() => {
    unsubscribe();
    release();
  });
  return { live, attributes };
}

/** WeChat's own component behind one of Vue: uni keeps it as `$scope`. */
function weixinComponent(proxy: unknown): unknown {
  return (proxy as { $scope?: unknown } | null | undefined)?.$scope;
}

/** The data that an event of a native component carries. */
export const detailOf = (event: unknown): unknown => (event as { detail?: unknown }).detail;
