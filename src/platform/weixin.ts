/** The mini-program platform: live-pusher media on a phone, a stand-in in the developer tools. */
import { createDevToolsMedia, createWeixinMedia, inDevTools } from '../media/weixin';
import type { WeixinApi } from '../media/weixin';
import { uniChecks } from './uni-checks';
import { uniLifecycle } from './uni-lifecycle';
import { uniPlatform } from './uni-native';

declare const wx: WeixinApi;

export const platform = uniPlatform('MiniApp', {
  createMedia: ({ clock, log }) =>
    inDevTools(wx)
      ? createDevToolsMedia(log)
      : createWeixinMedia({ wx, clock, log, lifecycle: uniLifecycle }),
  checks: uniChecks,
  noNetworkCheck: 'a page of a mini-program has one live-pusher, which enters one room',
});
