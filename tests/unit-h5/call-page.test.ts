import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import { useCallPageStore } from '@/components/trtc-call-kit/call-page';
import { useCallStore } from '@/src/store/call';
import { connected, FakeCalling, inviting, over, ringing } from './support/fake-calling';
import { installUni, uniGlobal } from './support/uni';

const CALL = '/pages/call/call';
const contacts = { route: 'pages/contacts/contacts' };
const records = { route: 'pages/records/records' };
const callPage = { route: 'pages/call/call' };

let calling: FakeCalling;
let stack: { route: string }[];

/** The call page is on top of the contacts. @returns takes it away, with the pages that are then there */
function onCallPage() {
  stack = [contacts, callPage];
  const gone = useCallPageStore().carry();
  return async (left: { route: string }[]) => {
    stack = left;
    gone();
    await jest.advanceTimersByTimeAsync(1000);
  };
}

/** The user leaves the app. */
const hideApp = () => uniGlobal.onAppHide.mock.calls.forEach(([hidden]) => hidden());

beforeEach(() => {
  jest.useFakeTimers();
  installUni();
  stack = [contacts];
  Object.assign(globalThis, { getCurrentPages: () => stack });
  setActivePinia(createPinia());
  calling = new FakeCalling();
  useCallStore().attach(calling);
});

afterEach(() => jest.useRealTimers());

describe('the store of the call page', () => {
  it.each(['back', 'another page'])(
    'opens the page of a ringing call again after %s',
    async (way) => {
      const goneTo = onCallPage();
      calling.show(ringing());
      await goneTo(way === 'back' ? [contacts] : [records]);
      expect(uniGlobal.navigateTo).toHaveBeenCalledWith({ url: CALL });
      expect(calling.names()).toEqual([]);
    },
  );

  it('cancels a call on the way out within 1 s when the user goes back from its page', async () => {
    const goneTo = onCallPage();
    calling.show(inviting());
    await goneTo([contacts]);
    expect(calling.names()).toEqual(['hangup']);
    expect(uniGlobal.navigateTo).not.toHaveBeenCalled();
  });

  it('cancels a call on the way out also when the user goes back twice', async () => {
    stack = [records, contacts, callPage];
    const gone = useCallPageStore().carry();
    calling.show(inviting());
    gone();
    stack = [records];
    await jest.advanceTimersByTimeAsync(1000);
    expect(calling.names()).toEqual(['hangup']);
  });

  it('opens the page of a call on the way out again when the app went elsewhere', async () => {
    const goneTo = onCallPage();
    calling.show(inviting());
    await goneTo([records]);
    expect(uniGlobal.navigateTo).toHaveBeenCalledWith({ url: CALL });
    expect(calling.names()).toEqual([]);
  });

  it('opens the page of a call on the way out again when the user goes back from what the app put in its place', async () => {
    stack = [contacts, callPage];
    const gone = useCallPageStore().carry();
    calling.show(inviting());
    stack = [contacts, records];
    gone();
    stack = [contacts];
    await jest.advanceTimersByTimeAsync(1000);
    expect(uniGlobal.navigateTo).toHaveBeenCalledWith({ url: CALL });
    expect(calling.names()).toEqual([]);
  });

  it.each(['back', 'another page'])('hangs up a running call within 1 s after %s', async (way) => {
    const goneTo = onCallPage();
    calling.show(connected());
    await goneTo(way === 'back' ? [contacts] : [records]);
    expect(calling.names()).toEqual(['hangup']);
  });

  it('hangs up a running call as the app is hidden right after its page, since timers may stand still then', () => {
    stack = [contacts, callPage];
    const gone = useCallPageStore().carry();
    calling.show(connected());
    stack = [contacts];
    gone();
    hideApp();
    expect(calling.names()).toEqual(['hangup']);
  });

  it('hangs up a running call whose page goes while the app is hidden', async () => {
    stack = [contacts, callPage];
    const gone = useCallPageStore().carry();
    calling.show(connected());
    hideApp();
    stack = [contacts];
    gone();
    await Promise.resolve();
    expect(calling.names()).toEqual(['hangup']);
  });

  it('waits for another page again once the app is shown', async () => {
    const goneTo = onCallPage();
    calling.show(ringing());
    hideApp();
    uniGlobal.onAppShow.mock.calls.forEach(([shown]) => shown());
    const gone = goneTo([contacts]);
    await Promise.resolve();
    expect(uniGlobal.navigateTo).not.toHaveBeenCalled();
    await gone;
    expect(uniGlobal.navigateTo).toHaveBeenCalledWith({ url: CALL });
  });

  it('leaves a call alone that another call page carries on', async () => {
    const goneTo = onCallPage();
    calling.show(connected());
    useCallPageStore().carry();
    await goneTo([callPage]);
    expect(calling.names()).toEqual([]);
    expect(uniGlobal.navigateTo).not.toHaveBeenCalled();
  });

  it('does nothing when the page goes after the call', async () => {
    const goneTo = onCallPage();
    calling.show(connected());
    calling.show(over('hangup'));
    await goneTo([contacts]);
    expect(calling.names()).toEqual([]);
    expect(uniGlobal.navigateTo).not.toHaveBeenCalled();
  });

  it('leaves a call alone that begins after the page has gone', async () => {
    stack = [contacts, callPage];
    const gone = useCallPageStore().carry();
    stack = [contacts];
    gone();
    calling.show(inviting());
    useCallPageStore().show(CALL);
    await jest.advanceTimersByTimeAsync(1000);
    expect(calling.names()).toEqual([]);
    expect(uniGlobal.navigateTo).toHaveBeenCalledTimes(1);
  });

  it('opens one page for the kits of several pages', () => {
    const store = useCallPageStore();
    calling.show(ringing());
    store.show(CALL);
    store.show(CALL);
    expect(uniGlobal.navigateTo).toHaveBeenCalledTimes(1);
  });

  it('tries again while WeChat is still changing pages', async () => {
    uniGlobal.navigateTo.mockRejectedValueOnce({ errMsg: 'navigateTo:fail' });
    calling.show(ringing());
    useCallPageStore().show(CALL);
    await jest.advanceTimersByTimeAsync(1000);
    expect(uniGlobal.navigateTo).toHaveBeenCalledTimes(2);
    expect(useCallPageStore().isOpening).toBe(false);
  });

  it('takes the place of the page on top where ten pages are open', () => {
    stack = Array.from({ length: 10 }, () => contacts);
    calling.show(ringing());
    useCallPageStore().show(CALL);
    expect(uniGlobal.redirectTo).toHaveBeenCalledWith({ url: CALL });
  });

  it('goes back to the call page that lies below others', () => {
    onCallPage();
    stack = [contacts, callPage, records, contacts];
    useCallPageStore().show(CALL);
    expect(uniGlobal.navigateBack).toHaveBeenCalledWith({ delta: 2 });
  });

  it('dismisses the end of a call whose page has gone', async () => {
    const goneTo = onCallPage();
    calling.show(connected());
    await goneTo([contacts]);
    calling.show(over('hangup'));
    await nextTick();
    expect(useCallStore().ended).toBeUndefined();
    expect(useCallStore().records).toHaveLength(1);
  });
});
