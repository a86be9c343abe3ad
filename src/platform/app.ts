import { createUnavailableMedia } from '../media/unavailable';
import { uniPlatform } from './uni-native';

export const platform = uniPlatform('uniapp', () =>
  createUnavailableMedia('calls in Apps need the native TRTC plug-in'),
);
