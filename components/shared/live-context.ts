import type { ComponentInternalInstance } from 'vue';
import type { LivePlayerContext, LivePusherContext } from '../../src/store/live';

/** WeChat's own functions; the second parameter is WeChat's component, not Vue's. */
declare const wx: {
  createLivePusherContext(id: string, component: unknown): LivePusherContext;
  createLivePlayerContext(id: string, component: unknown): LivePlayerContext;
};

/** @param instance of the component in whose template the live-pusher stands */
export function livePusherContext(
  id: string,
  instance: ComponentInternalInstance | null,
): LivePusherContext {
  return wx.createLivePusherContext(id, weixinComponent(instance));
}

/** @param instance of the component in whose template the live-player stands */
export function livePlayerContext(
  id: string,
  instance: ComponentInternalInstance | null,
): LivePlayerContext {
  return wx.createLivePlayerContext(id, weixinComponent(instance));
}

function weixinComponent(instance: ComponentInternalInstance | null): unknown {
  return (instance?.proxy as { $scope?: unknown } | null | undefined)?.$scope;
}

/** What a native component's event carries. */
export const detailOf = (event: unknown): unknown => (event as { detail?: unknown }).detail;
