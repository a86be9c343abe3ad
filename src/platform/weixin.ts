import { createUnavailableMedia } from '../media/unavailable';
import { uniPlatform } from './uni-native';

export const platform = uniPlatform('MiniApp', () =>
  createUnavailableMedia('calls in mini-programs need the live-pusher driver'),
);
