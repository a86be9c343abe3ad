/** These tests hold when an App opens the page of a call, which the framework and the system make harder there. */
import { useCallPageStore } from '@/components/trtc-call-kit/call-page';
import { useCallStore } from '@/src/store/call';
import { connected, inviting, over, ringing } from '../unit-h5/support/fake-calling';
import { TestApp, uniGlobal } from './support/app';

const CALL = '/pages/call/call';
const STAGE = '/pages/call/stage';
const stage = { route: 'pages/call/stage' };

let app: TestApp;

beforeEach(() => {
  jest.useFakeTimers();
  app = new TestApp();
});
afterEach(() => jest.useRealTimers());

describe('the call page of an App', () => {
  it('asks again where the framework has dropped the request without a word', async () => {
    const store = useCallPageStore();
    uniGlobal.navigateTo.mockImplementationOnce(() => new Promise(() => undefined));
    app.calling.show(ringing());
    store.show(CALL);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(app.opened).toEqual([CALL, CALL]);
    expect(store.isOpening).toBe(false);
  });

  it('asks once where the page comes in time', async () => {
    const store = useCallPageStore();
    uniGlobal.navigateTo.mockImplementationOnce(() => new Promise(() => undefined));
    app.calling.show(ringing());
    store.show(CALL);
    app.stack.push({ route: 'pages/call/call' });
    store.carry();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(app.opened).toEqual([CALL]);
  });

  it('opens when the App is shown, for a call that came while it was hidden', async () => {
    const store = useCallPageStore();
    app.hide();
    app.calling.show(ringing());
    store.show(CALL);
    await jest.advanceTimersByTimeAsync(1000);
    expect(app.opened).toEqual([]);
    app.show();
    expect(app.opened).toEqual([CALL]);
  });

  it('opens when the App is shown, where it was hidden before the page had opened; nobody is told of a failure', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const store = useCallPageStore();
    uniGlobal.navigateTo.mockImplementationOnce(() => new Promise(() => undefined));
    app.calling.show(ringing());
    store.show(CALL);
    app.hide();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(app.opened).toEqual([CALL]);
    app.show();
    expect(app.opened).toEqual([CALL, CALL]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('stays closed when the call that came while the App was hidden is over', () => {
    const store = useCallPageStore();
    app.hide();
    app.calling.show(ringing());
    store.show(CALL);
    app.calling.show(over('cancelled'));
    app.show();
    expect(app.opened).toEqual([]);
  });

  it('comes on top of other pages when the App is shown while it rings', () => {
    const store = useCallPageStore();
    app.stack.push({ route: 'pages/call/call' });
    store.carry();
    store.show(CALL);
    app.stack.push({ route: 'pages/records/records' });
    app.calling.show(ringing());
    app.hide();
    app.show();
    expect(uniGlobal.navigateBack).toHaveBeenCalledWith({ delta: 1 });
  });

  it('stays below other pages when the App is shown during a call', () => {
    const store = useCallPageStore();
    app.calling.show(connected());
    store.show(CALL);
    app.stack.push({ route: 'pages/call/call' });
    store.carry();
    app.stack.push({ route: 'pages/records/records' });
    app.hide();
    app.show();
    expect(uniGlobal.navigateBack).not.toHaveBeenCalled();
    expect(app.opened).toEqual([CALL]);
  });

  it('opens again on show when the page of a ringing call went while the App was hidden', async () => {
    const store = useCallPageStore();
    app.calling.show(ringing());
    store.show(CALL);
    app.stack.push({ route: 'pages/call/call' });
    const gone = store.carry();
    app.hide();
    app.stack.pop();
    gone();
    await jest.advanceTimersByTimeAsync(1000);
    expect(app.opened).toEqual([CALL]);
    app.show();
    expect(app.opened).toEqual([CALL, CALL]);
  });

  it('without a kit carries the call by its route, also below another page', async () => {
    const store = useCallPageStore();
    app.calling.show(inviting());
    store.show(STAGE);
    app.stack.push(stage, { route: 'pages/records/records' });
    const gone = store.carryBy('pages/call/stage');
    store.show(STAGE);
    expect(uniGlobal.navigateBack).toHaveBeenCalledWith({ delta: 1 });
    app.stack = app.stack.slice(0, 1);
    gone();
    await jest.advanceTimersByTimeAsync(1000);
    expect(app.calling.names()).toEqual(['hangup']);
  });

  it.each(['back', 'another page'])(
    'hangs up a running call at once after %s, since its room dies with its page',
    (way) => {
      const store = useCallPageStore();
      app.calling.show(connected());
      app.stack.push({ route: 'pages/call/call' });
      const gone = store.carry();
      app.stack.pop();
      if (way === 'another page') app.stack.push({ route: 'pages/records/records' });
      gone();
      expect(app.calling.names()).toEqual(['hangup']);
    },
  );

  it('is not missed by developers while the App is hidden, or while a page without a kit shows the call', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const store = useCallPageStore();
    useCallStore().attach(app.calling);
    app.hide();
    app.calling.show(ringing());
    await jest.advanceTimersByTimeAsync(10_000);
    app.show();
    app.calling.show(over('cancelled'));
    app.stack.push(stage);
    store.carryBy('pages/call/stage');
    app.calling.show(ringing());
    await jest.advanceTimersByTimeAsync(10_000);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
