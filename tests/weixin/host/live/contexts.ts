/** Makes wx.createLivePusherContext and wx.createLivePlayerContext. */
import type { Pages } from '../runtime/pages';
import { refuse, type Callbacks } from '../wx/answers';
import type { LivePlayer } from './player';
import type { LivePusher } from './pusher';

/** A context finds its element in this component of WeChat. */
interface Holder {
  _$?: { $$?: Element };
}

export function liveContexts(pages: Pages) {
  /** Finds the live-pusher of the page in front. WeChat asks for no id. */
  const pusher = () => pages.top?.view.root.querySelector<LivePusher>('wx-live-pusher');
  const player = (id: string, holder: Holder | undefined) => {
    const within = holder?._$?.$$ ?? pages.top?.view.root;
    return within?.querySelector<LivePlayer>(`wx-live-player#${CSS.escape(id)}`);
  };
  const gone = (name: string, options?: Callbacks) => refuse(name, 'component is gone', options);
  return {
    createLivePusherContext: () => {
      const command = (name: 'start' | 'stop' | 'switchCamera') => (options?: Callbacks) => {
        const element = pusher();
        if (element) element[name](options);
        else gone(name, options);
      };
      return {
        start: command('start'),
        stop: command('stop'),
        switchCamera: command('switchCamera'),
      };
    },
    createLivePlayerContext: (id: string, holder?: Holder) => {
      const command = (name: 'play' | 'stop') => (options?: Callbacks) => {
        const element = player(id, holder);
        if (element) element[name](options);
        else gone(name, options);
      };
      return { play: command('play'), stop: command('stop') };
    },
  };
}
