export { createWeixinMedia } from './driver';
export type { WeixinMedia, WeixinMediaOptions } from './driver';
export type { WeixinApi } from './wx';
export { createDevToolsMedia, inDevTools } from './devtools';
