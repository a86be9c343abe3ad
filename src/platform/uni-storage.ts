import type { Storage } from './types';

export const uniStorage: Storage = {
  get: (key) => uni.getStorageSync(key) || undefined,
  set: (key, value) => uni.setStorageSync(key, value),
  remove: (key) => uni.removeStorageSync(key),
};
