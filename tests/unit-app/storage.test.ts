/** These tests hold that an App which is hidden asks its storage for nothing, and loses nothing. */
import { TestApp, storage, uniGlobal } from './support/app';

const KEY = 'trtc-calling:x';

/** Storage as the App starts with it. */
async function start() {
  const app = new TestApp('iOS');
  jest.resetModules();
  const { readStored, writeStored } = await import('@/src/store/storage');
  return { app, readStored, writeStored };
}

describe('the storage of an App', () => {
  it('that is hidden is written without waiting for an answer', async () => {
    const { app, readStored, writeStored } = await start();
    readStored(KEY);
    app.hide();
    writeStored(KEY, 'hidden');
    expect(uniGlobal.setStorageSync).not.toHaveBeenCalled();
    expect(storage.get(KEY)).toBe('hidden');
    expect(readStored(KEY)).toBe('hidden');
  });

  it('that is hidden is not asked for what has been read before', async () => {
    const { app, readStored } = await start();
    storage.set(KEY, 'before');
    readStored(KEY);
    const asked = jest.spyOn(uniGlobal, 'getStorageSync');
    app.hide();
    expect(readStored(KEY)).toBe('before');
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it('that is shown again is read and written at once', async () => {
    const { app, readStored, writeStored } = await start();
    readStored(KEY);
    app.hide();
    app.show();
    writeStored(KEY, 'shown');
    expect(uniGlobal.setStorageSync).toHaveBeenCalledWith(KEY, 'shown');
    storage.set(KEY, 'by somebody else');
    expect(readStored(KEY)).toBe('by somebody else');
  });
});
