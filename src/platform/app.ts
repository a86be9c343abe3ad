/** The App platform: SDKs from the package, and no media until the native plug-in is there. */
import { createUnavailableMedia } from '../media/unavailable';
import { uniPlatform } from './uni-native';

export const platform = uniPlatform('uniapp', () =>
  createUnavailableMedia('calls in Apps need the native TRTC plug-in'),
);
