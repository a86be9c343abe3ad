/** The lifecycle of a mini-program or an App is its show and hide; nothing says that it is closed. */
import type { Lifecycle, NetworkType } from '../runtime/environment';

type Subscribe = (listener: () => void) => void;

/** The app's own show and hide, of uni's runtime. There is no event for an app that is closed. */
interface AppEvents {
  onAppShow: Subscribe;
  offAppShow: Subscribe;
  onAppHide: Subscribe;
  offAppHide: Subscribe;
}

const NETWORKS: Readonly<Record<string, NetworkType>> = {
  ...{ none: 'none', wifi: 'wifi', '2g': '2g', '3g': '3g', '4g': '4g', '5g': '5g' },
  ethernet: 'wired',
};

/** @see https://uniapp.dcloud.net.cn/api/system/network.html networkType */
const networkOf = (type: string): NetworkType => NETWORKS[type] ?? 'unknown';

const events = () => uni as unknown as AppEvents;

export const uniLifecycle: Lifecycle = {
  onShow(listener) {
    const shown = () => listener();
    events().onAppShow(shown);
    return () => events().offAppShow(shown);
  },
  onHide(listener) {
    const hidden = () => listener();
    events().onAppHide(hidden);
    return () => events().offAppHide(hidden);
  },
  onClose: () => () => undefined,
  onNetwork(listener) {
    const tell = ({ networkType }: { networkType: string }) => listener(networkOf(networkType));
    uni.onNetworkStatusChange(tell);
    uni.getNetworkType({ success: tell });
    return () => uni.offNetworkStatusChange(tell);
  },
};
