/** The lifecycle of a mini-program or an App is its show and hide; nothing says that it is closed. */
import type { Lifecycle } from '../runtime/environment';

type Subscribe = (listener: () => void) => void;

/** The app's own show and hide, of uni's runtime. There is no event for an app that is closed. */
interface AppEvents {
  onAppShow: Subscribe;
  offAppShow: Subscribe;
  onAppHide: Subscribe;
  offAppHide: Subscribe;
}

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
};
