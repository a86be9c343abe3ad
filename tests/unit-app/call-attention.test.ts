/** These tests hold how an App draws attention to a call, and that nothing of it is left when the call is over. */
import { CallAttention, type CallNow } from '@/components/trtc-call-kit/app/call-attention';

const CALL = { title: 'bob', text: 'Incoming video call' };
const NOTHING: CallNow = { isBusy: false, isHidden: false, ringtone: '/static/ring.wav' };

/** A phone that remembers what goes on. */
class FakePhone {
  isKeptOn = false;
  vibrations = 0;
  readonly sounds = new Set<string>();
  readonly notices = new Set<{ title: string }>();
  keepScreenOn = (on: boolean) => void (this.isKeptOn = on);
  vibrate = () => void (this.vibrations += 1);
  ring = (source: string) => {
    this.sounds.add(source);
    return () => void this.sounds.delete(source);
  };
  notify = (notice: { title: string }) => {
    this.notices.add(notice);
    return () => void this.notices.delete(notice);
  };
}

let phone: FakePhone;
let tick: (() => void) | undefined;
let attention: CallAttention;
const update = (now: Partial<CallNow>) => attention.update({ ...NOTHING, ...now });

beforeEach(() => {
  phone = new FakePhone();
  tick = undefined;
  const every = (_ms: number, callback: () => void) => {
    tick = callback;
    return () => void (tick = undefined);
  };
  attention = new CallAttention({ phone, every });
});

afterEach(() => {
  update({});
  expect([phone.isKeptOn, phone.sounds.size, phone.notices.size, tick]).toEqual([
    false,
    0,
    0,
    undefined,
  ]);
});

describe('the attention of a call in an App', () => {
  it('an incoming call rings and vibrates again and again until it is answered', () => {
    update({ isBusy: true, incoming: CALL });
    update({ isBusy: true, incoming: CALL });
    expect([...phone.sounds]).toEqual(['/static/ring.wav']);
    tick?.();
    tick?.();
    expect(phone.vibrations).toBe(3);
    update({ isBusy: true });
    expect(phone.sounds.size).toBe(0);
    expect(tick).toBeUndefined();
  });

  it('an incoming call without a sound vibrates', () => {
    update({ isBusy: true, incoming: CALL, ringtone: '' });
    expect(phone.sounds.size).toBe(0);
    expect(phone.vibrations).toBe(1);
  });

  it('the screen stays on as long as there is a call', () => {
    update({ isBusy: true });
    expect(phone.isKeptOn).toBe(true);
    update({});
    expect(phone.isKeptOn).toBe(false);
  });

  it('a call in a hidden App is notified once, and no more when the App is shown', () => {
    update({ isBusy: true, incoming: CALL, isHidden: true });
    update({ isBusy: true, incoming: { ...CALL }, isHidden: true });
    expect([...phone.notices]).toEqual([CALL]);
    update({ isBusy: true, incoming: CALL });
    expect(phone.notices.size).toBe(0);
  });

  it('a call that rings as the App is hidden is notified, too, until the caller gives up', () => {
    update({ isBusy: true, incoming: CALL });
    expect(phone.notices.size).toBe(0);
    update({ isBusy: true, incoming: CALL, isHidden: true });
    expect(phone.notices.size).toBe(1);
    update({ isHidden: true });
    expect(phone.notices.size).toBe(0);
  });

  it('a call that runs in a hidden App needs no notification', () => {
    update({ isBusy: true, isHidden: true });
    expect(phone.notices.size).toBe(0);
  });
});
