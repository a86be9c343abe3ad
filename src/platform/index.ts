// The only file of the library that uses conditional compilation: which platform is being built for.
import { platform as none } from './no-platform';
import type { DoorPlatform } from './platform';
// #ifdef H5
import { platform as h5 } from './h5';
// #endif
// #ifdef MP-WEIXIN
import { platform as weixin } from './weixin';
// #endif
// #ifdef APP-PLUS
import { platform as app } from './app';
// #endif

const chosen: DoorPlatform[] = [];
// #ifdef H5
chosen.push(h5);
// #endif
// #ifdef MP-WEIXIN
chosen.push(weixin);
// #endif
// #ifdef APP-PLUS
chosen.push(app);
// #endif

export const platform = chosen[0] ?? none;
