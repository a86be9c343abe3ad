/** These tests hold what an App asks of 5+ during a call, and what it must not ask while it is hidden on iOS. */
import { createPhone } from '@/components/trtc-call-kit/app/phone';

const uniGlobal = { setKeepScreenOn: jest.fn(), vibrateLong: jest.fn() };
const push = { createMessage: jest.fn(), getAllMessage: jest.fn(), remove: jest.fn() };
const install = (name: string, withPush = true) =>
  Object.assign(globalThis, {
    uni: uniGlobal,
    plus: { os: { name }, ...(withPush ? { push } : {}) },
  });
const silent = () => ({ stop() {} });

beforeEach(() => jest.resetAllMocks());

describe('the phone of an App', () => {
  it('keeps the screen on, and lets it go out again', () => {
    install('Android');
    createPhone(silent).keepScreenOn(true);
    createPhone(silent).keepScreenOn(false);
    expect(uniGlobal.setKeepScreenOn.mock.calls.map(([{ keepScreenOn }]) => keepScreenOn)).toEqual([
      true,
      false,
    ]);
  });

  it('notifies, and takes away its own notification only', () => {
    install('Android');
    const takeAway = createPhone(silent).notify({ title: 'bob', text: 'Incoming call' });
    const [text, payload, options] = push.createMessage.mock.calls[0]!;
    expect([text, options.title, options.cover]).toEqual(['Incoming call', 'bob', false]);
    const mine = { payload };
    push.getAllMessage.mockReturnValue([{ payload: 'news' }, mine]);
    takeAway();
    expect(push.remove.mock.calls).toEqual([[mine]]);
  });

  it('asks iOS for no list of notifications, which never answers a hidden App', () => {
    install('iOS');
    createPhone(silent).notify({ title: 'bob', text: 'Incoming call' })();
    expect(push.createMessage).toHaveBeenCalledTimes(1);
    expect(push.getAllMessage).not.toHaveBeenCalled();
  });

  it('does without what the base lacks', () => {
    install('Android', false);
    uniGlobal.vibrateLong.mockImplementation(() => {
      throw new Error('no module');
    });
    const phone = createPhone(() => {
      throw new Error('no sound');
    });
    expect(() => {
      phone.vibrate();
      phone.ring('ring.wav')();
      phone.notify({ title: 'bob', text: '' })();
    }).not.toThrow();
  });

  it('stops the sound that it started', () => {
    install('Android');
    const stop = jest.fn();
    const start = jest.fn(() => ({ stop }));
    createPhone(start).ring('ring.wav')();
    expect(start).toHaveBeenCalledWith('ring.wav');
    expect(stop).toHaveBeenCalledTimes(1);
  });
});
