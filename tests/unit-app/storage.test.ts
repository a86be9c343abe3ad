/** These tests hold that an App which is hidden asks its storage for nothing, and loses nothing. */
import { over, ringing } from '../unit-h5/support/fake-calling';
import { TestApp, storage, uniGlobal } from './support/app';

const KEY = 'trtc-calling:x';

const RECORDS = 'trtc-calling:records:carol';
const earlier = {
  ...{ userIDs: ['dave'], groupID: '', isGroup: false, type: 1, direction: 'incoming' },
  ...{ reason: 'hangup', seconds: 5, at: 1 },
};

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

describe('the records of an App', () => {
  /** An App of its own, which remembers nothing of the tests before. */
  async function startAfresh() {
    jest.resetModules();
    const { TestApp: Fresh, storage: stored } = await import('./support/app');
    const { useCallStore } = await import('@/src/store/call');
    const app = new Fresh('iOS');
    stored.set(RECORDS, [earlier]);
    const times = (records: unknown) => (records as { at: number }[]).map(({ at }) => at);
    return {
      app,
      listed: () => times(useCallStore().records),
      stored: () => times(stored.get(RECORDS)),
      miss() {
        app.calling.show(ringing(1));
        app.calling.show(over('cancelled', { at: 2 }));
      },
    };
  }

  /** Carol logs in while the App is hidden, and misses a call. */
  async function missedWhileHidden() {
    const stage = await startAfresh();
    stage.app.hide();
    stage.app.calling.show({ userID: 'carol' });
    stage.miss();
    return stage;
  }

  it('that could not be read while it was hidden are kept, and what ended meanwhile is added', async () => {
    const { app, listed, stored } = await missedWhileHidden();
    expect([listed(), stored()]).toEqual([[2], [1]]);
    app.show();
    expect([listed(), stored()]).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  it('are stored for who had the call, also when somebody else has logged in meanwhile', async () => {
    const { app, listed, stored } = await missedWhileHidden();
    app.calling.show({ userID: 'erin' });
    app.show();
    expect([listed(), stored()]).toEqual([[], [2, 1]]);
  });

  it('that have been read before are added to while it is hidden', async () => {
    const { app, stored, miss } = await startAfresh();
    app.calling.show({ userID: 'carol' });
    app.hide();
    miss();
    expect(stored()).toEqual([2, 1]);
  });
});
