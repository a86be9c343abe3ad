/** The WeChat driver shows the platforms its factory. */
export { createWeixinMedia } from './driver';
export type { WeixinApi } from './weixin-api';
export { createDevToolsMedia, inDevTools } from './devtools';
