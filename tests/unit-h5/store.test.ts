/** These tests hold what the stores make of snapshots and events. */
import { createPinia, setActivePinia } from 'pinia';
import { isProxy, isReactive } from 'vue';
import { CallError } from '@/src/errors';
import { useCallStore } from '@/src/store/call';
import { MOST_RECORDS } from '@/src/store/records';
import { usePreferencesStore } from '@/src/store/preferences';
import type { CallTarget } from '@/src/store/types';
import type { CallParams, GroupCallParams } from '@/src/trtc-calling/parameters';
import { connected, FakeCalling, inviting, over, ringing, snapshot } from './support/fake-calling';
import { installUni, storage, system, uniGlobal } from './support/uni';

type Option = Exclude<keyof CallParams | keyof GroupCallParams, 'userID' | 'userIDList'>;

/** A screen gives each option of `call()` so, or a sentence says why it does not. */
const OPTIONS: { [Name in Option]: Pick<Required<CallTarget>, Name & keyof CallTarget> | string } =
  {
    type: { type: 2 },
    groupID: { groupID: 'friends' },
    receiveOnly: { receiveOnly: true },
    timeout: 'how long it rings is a setting of the user, which the store adds',
    offlinePushInfo: 'what a phone shows of the call is the words of the app',
  };
const offered = Object.entries(OPTIONS).flatMap(([name, fields]) =>
  typeof fields === 'string' ? [] : [[name, fields as Partial<CallTarget>] as const],
);

let calling: FakeCalling;

function attached() {
  const store = useCallStore();
  store.attach(calling);
  return store;
}

beforeEach(() => {
  installUni();
  setActivePinia(createPinia());
  calling = new FakeCalling();
});

describe('what the screens see', () => {
  it('the store holds the snapshot itself, not a proxy of it', () => {
    const store = attached();
    calling.show(connected());
    expect(store.snapshot).toBe(calling.snapshot);
    expect(isProxy(store.snapshot)).toBe(false);
    expect(isProxy(store.snapshot.members)).toBe(false);
  });

  it('the store holds no instance in its state, and the instance cannot become reactive', () => {
    const store = attached();
    expect(Object.values(store.$state)).not.toContain(calling);
    expect(isReactive(store.$state)).toBe(true);
    expect(calling).toHaveProperty('__v_skip', true);
  });

  it('isBusy, isIncoming, isOutgoing and isConnected follow the phase', () => {
    const store = attached();
    calling.show(ringing());
    expect([store.isBusy, store.isIncoming, store.isOutgoing]).toEqual([true, true, false]);
    calling.show(inviting(1));
    expect([store.isIncoming, store.isOutgoing, store.isVideo]).toEqual([false, true, false]);
    calling.show(connected());
    expect([store.isConnected, store.isVideo, store.isReady]).toEqual([true, true, true]);
  });

  it('detach() empties the store, and nothing listens any more', () => {
    const store = attached();
    calling.show(connected());
    store.detach();
    expect(calling.listenerCount).toBe(0);
    expect([store.isBusy, store.snapshot.userID]).toEqual([false, '']);
    calling.show(ringing());
    expect(store.isBusy).toBe(false);
  });

  it('attaching the same instance twice changes nothing, also while it rings or after an error', () => {
    const store = attached();
    calling.show(ringing());
    store.minimise(true);
    store.attach(calling);
    expect([store.isIncoming, store.minimised]).toEqual([true, true]);
    calling.show(connected());
    calling.show(over('hangup'));
    expect(store.records).toHaveLength(1);
    expect(store.ended?.reason).toBe('hangup');
    store.attach(calling);
    expect(store.ended?.reason).toBe('hangup');
  });

  it('an instance that rings when it is attached gets its record when the call ends', () => {
    calling.show(ringing());
    const store = attached();
    calling.show(over('cancelled'));
    expect(store.records).toMatchObject([{ userIDs: ['bob'], reason: 'cancelled' }]);
  });

  it('attach() of another instance lets the first one go', () => {
    const store = attached();
    const other = new FakeCalling();
    store.attach(other);
    calling.show(ringing());
    expect(store.isBusy).toBe(false);
    other.show(ringing());
    expect(store.isBusy).toBe(true);
    expect(calling.listenerCount).toBe(0);
  });
});

describe('commands', () => {
  it.each(offered)(
    'a screen that gives call() %s has it in calls of one and of several',
    (_, fields) => {
      const store = attached();
      store.call({ userIDs: ['bob'], type: 1, ...fields });
      store.call({ userIDs: ['bob', 'carol'], type: 1, ...fields });
      const given = expect.objectContaining(fields) as unknown;
      expect(calling.asked.map(([, options]) => options)).toEqual([given, given]);
    },
  );

  it('accept() and resumePlayback() reach the instance inside the tap, before anything is awaited', () => {
    const store = attached();
    store.accept();
    expect(calling.asked).toEqual([['accept', {}]]);
    store.resumePlayback();
    expect(calling.names()).toEqual(['accept', 'resumePlayback']);
  });

  it('call() calls one user directly, and several as a group', () => {
    const store = attached();
    store.call({ userIDs: ['bob'], type: 2 });
    store.call({ userIDs: ['bob', 'carol'], type: 1 });
    expect(calling.asked).toEqual([
      ['call', { userID: 'bob', type: 2, timeout: 30 }],
      ['groupCall', { userIDList: ['bob', 'carol'], type: 1, timeout: 30 }],
    ]);
  });

  it('the commands of the store become calls of the API', () => {
    const store = attached();
    store.setMicrophone(false);
    store.setCamera(true);
    store.switchType(1);
    store.showView('alice', true, 'v1');
    store.showView('bob', false, 'v2');
    store.hideView('bob', false, 'v2');
    expect(calling.asked).toEqual([
      ['setMicMute', true],
      ['openCamera'],
      ['switchToAudioCall'],
      ['startLocalView', { userID: 'alice', videoViewDomID: 'v1' }],
      ['startRemoteView', { userID: 'bob', videoViewDomID: 'v2' }],
      ['stopRemoteView', { userID: 'bob' }],
    ]);
  });

  it('hideView() takes a picture out of its view only while it is in that one', () => {
    const store = attached();
    store.showView('bob', false, 'on the page before');
    store.showView('bob', false, 'on this page');
    store.hideView('bob', false, 'on the page before');
    expect(calling.names()).toEqual(['startRemoteView', 'startRemoteView']);
  });

  it('call() without an instance reports that nobody is logged in', () => {
    const store = useCallStore();
    store.call({ userIDs: ['bob'], type: 1 });
    expect(store.error?.code).toBe(61002);
  });

  it('call() rings as long as the user wants', () => {
    const store = attached();
    usePreferencesStore().setRingSeconds(60);
    store.call({ userIDs: ['bob'], type: 1 });
    expect(calling.asked[0]![1]).toMatchObject({ timeout: 60 });
  });
});

describe('a failure', () => {
  it('hideView() after log-out sets no error', async () => {
    const store = attached();
    store.showView('bob', false, 'v');
    calling.failure = CallError.notLoggedIn();
    store.hideView('bob', false, 'v');
    await settled();
    expect(store.error).toBeUndefined();
  });

  const settled = () => new Promise((done) => setTimeout(done));

  it('a rejected command sets its error as plain data with the cure', async () => {
    const store = attached();
    const error = CallError.permissionDenied(new Error('NotAllowedError'));
    calling.failure = error;
    store.call({ userIDs: ['bob'], type: 2 });
    await settled();
    const { code, name, reason, cure } = error;
    expect(store.error).toEqual({ code, name, reason, cure });
    expect(store.error).not.toBe(error);
  });

  it('an error event sets the error, too', () => {
    const store = attached();
    calling.report(CallError.connectionLost());
    expect(store.error?.code).toBe(61009);
  });

  it('a command that fails because the call is over sets no error', async () => {
    const store = attached();
    calling.failure = CallError.cancelled();
    store.accept();
    await settled();
    expect(store.error).toBeUndefined();
  });

  it('a command that throws something unknown sets an internal error', async () => {
    const store = attached();
    calling.failure = new TypeError('x is not a function');
    store.hangup();
    await settled();
    expect(store.error).toMatchObject({ code: 61016, name: 'INTERNAL' });
  });

  it('an error whose class was loaded twice is recognised by its shape', async () => {
    const store = attached();
    calling.failure = { code: 60004, name: 'CAMERA_UNAVAILABLE', reason: 'none', cure: 'plug in' };
    store.setCamera(true);
    await settled();
    expect(store.error?.code).toBe(60004);
  });

  it('the next call clears the error of the call before', () => {
    const store = attached();
    calling.report(CallError.connectionLost());
    calling.show(ringing());
    expect(store.error).toBeUndefined();
  });
});

describe('records', () => {
  it('a record tells who, how, why, how long and when', () => {
    const store = attached();
    calling.show(ringing());
    calling.show({ ...connected(), role: 'invitee', inviter: 'bob' });
    calling.show(over('remote-hangup', { seconds: 12, at: 1000 }));
    expect(store.records).toEqual([
      {
        userIDs: ['bob'],
        groupID: '',
        isGroup: false,
        type: 2,
        direction: 'incoming',
        reason: 'remote-hangup',
        seconds: 12,
        at: 1000,
      },
    ]);
    expect(store.ended).toBe(store.records[0]);
  });

  it('a record knows the members of a call whose last snapshot has none', () => {
    const store = attached();
    calling.show(inviting());
    calling.show({ ...over('busy'), members: {} });
    expect(store.records[0]).toMatchObject({ userIDs: ['bob'], direction: 'outgoing' });
  });

  it('a call has one record, however often its end is shown', () => {
    const store = attached();
    calling.show(inviting());
    const end = over('offline', { at: 5 });
    calling.show({ ...end, phase: 'ending' });
    const told = { ...end, end: { ...end.end!, errorCode: 61006 } };
    calling.show({ ...told, phase: 'ending' });
    calling.show(told);
    expect(store.records).toHaveLength(1);
    expect(store.records[0]).toMatchObject({ errorCode: 61006 });
  });

  it('an end from before the instance was attached makes no record', () => {
    calling.show(over('hangup'));
    const store = attached();
    calling.show({});
    expect(store.records).toEqual([]);
    expect(store.ended).toBeUndefined();
  });

  it('records are kept per user and come back at the next login', () => {
    const store = attached();
    calling.show(inviting());
    calling.show(over('rejected'));
    store.detach();
    calling.snapshot = snapshot({ userID: 'carol' });
    store.attach(calling);
    expect(store.records).toEqual([]);
    calling.snapshot = snapshot({ userID: 'alice' });
    store.attach(calling);
    expect(store.records).toHaveLength(1);
  });

  it(`the newest ${MOST_RECORDS} records are kept, the newest first`, () => {
    const store = attached();
    for (let at = 1; at <= MOST_RECORDS + 5; at++) {
      calling.show(inviting());
      calling.show(over('hangup', { at }));
    }
    expect(store.records).toHaveLength(MOST_RECORDS);
    expect(store.records[0]!.at).toBe(MOST_RECORDS + 5);
  });

  it('records survive a storage that is full, and rubbish in it', () => {
    storage.set('trtc-calling:records:alice', [{ nonsense: true }, null, 3]);
    const store = attached();
    expect(store.records).toEqual([]);
    uniGlobal.setStorageSync.mockImplementationOnce(() => {
      throw new Error('QuotaExceededError');
    });
    calling.show(inviting());
    calling.show(over('hangup'));
    expect(store.records).toHaveLength(1);
  });

  it('the storage never holds a userSig', () => {
    const store = attached();
    calling.show(inviting());
    calling.show(over('hangup'));
    store.clearRecords();
    expect(JSON.stringify([...storage])).not.toMatch(/sig/i);
  });
});

describe('preferences', () => {
  it('language and theme follow the system until the user chooses', () => {
    system.language = 'ja-JP';
    system.theme = 'dark';
    const preferences = usePreferencesStore();
    expect([preferences.locale, preferences.isDark]).toEqual(['ja', true]);
    preferences.setLanguage('ko');
    preferences.setTheme('light');
    expect([preferences.locale, preferences.isDark]).toEqual(['ko', false]);
  });

  it('preferences are remembered, and unknown ones ignored', () => {
    usePreferencesStore().setLanguage('zh-CN');
    setActivePinia(createPinia());
    expect(usePreferencesStore().locale).toBe('zh-CN');
    storage.set('trtc-calling:language', 'klingon');
    storage.set('trtc-calling:ring-seconds', -4);
    setActivePinia(createPinia());
    expect(usePreferencesStore().language).toBe('auto');
    expect(usePreferencesStore().ringSeconds).toBe(30);
  });
});
