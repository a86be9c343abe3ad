/** The storage of `wx`, kept in the localStorage of the page. */
import { succeed, type Callbacks } from './answers';

const PREFIX = 'weixin:';

function get(key: string): unknown {
  const text = localStorage.getItem(PREFIX + key);
  return text === null ? '' : (JSON.parse(text) as unknown);
}

const set = (key: string, data: unknown) =>
  localStorage.setItem(PREFIX + key, JSON.stringify(data ?? null));
const remove = (key: string) => localStorage.removeItem(PREFIX + key);
const keys = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));

type Keyed = Callbacks & { key: string };

export const storage = {
  getStorageSync: get,
  setStorageSync: set,
  removeStorageSync: remove,
  getStorageInfoSync: () => ({ keys: keys(), currentSize: 0, limitSize: 10_240 }),
  clearStorageSync: () => keys().forEach(remove),
  getStorage: (options: Callbacks<{ data: unknown }> & { key: string }) =>
    succeed('getStorage', options, { data: get(options.key) }),
  setStorage: (options: Keyed & { data: unknown }) => {
    set(options.key, options.data);
    succeed('setStorage', options);
  },
  removeStorage: (options: Keyed) => {
    remove(options.key);
    succeed('removeStorage', options);
  },
};
