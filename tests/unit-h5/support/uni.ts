/** A stand-in for the `uni` global: storage in memory, and what the store and components ask for. */
export const storage = new Map<string, unknown>();

export const system = { language: 'en-US', theme: 'light', windowWidth: 390, windowHeight: 844 };

export const uniGlobal = {
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: jest.fn((key: string, value: unknown) => void storage.set(key, value)),
  removeStorageSync: (key: string) => void storage.delete(key),
  getSystemInfoSync: () => system,
  onThemeChange: jest.fn(),
  onAppHide: jest.fn<void, [listener: () => void]>(),
  onAppShow: jest.fn<void, [listener: () => void]>(),
  navigateTo: jest.fn(),
  redirectTo: jest.fn(),
  navigateBack: jest.fn(),
  vibrateLong: jest.fn(),
};

export function installUni(): void {
  process.env.UNI_PLATFORM = 'h5';
  storage.clear();
  Object.assign(system, { language: 'en-US', theme: 'light' });
  uniGlobal.setStorageSync.mockClear();
  for (const name of [
    'navigateTo',
    'redirectTo',
    'navigateBack',
    'onAppHide',
    'onAppShow',
  ] as const)
    uniGlobal[name].mockClear();
  Object.assign(globalThis, { uni: uniGlobal, getCurrentPages: () => [{ route: 'pages/x/x' }] });
}
