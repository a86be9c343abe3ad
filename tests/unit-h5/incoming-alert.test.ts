/** These tests hold how a page draws attention to an incoming call. */
import { mount, type VueWrapper } from '@vue/test-utils';
import { defineComponent, nextTick, ref } from 'vue';
import { useIncomingAlert, type IncomingAlert } from '@/components/shared/use-incoming-alert';

const CALL: IncomingAlert = { title: 'bob', text: 'Incoming video call' };
const FLASH = 'bob · Incoming video call';

const incoming = ref<IncomingAlert>();
const kits: VueWrapper[] = [];
let hidden = false;

class FakeNotification {
  static permission = 'default';
  static readonly open = new Set<FakeNotification>();
  static requestPermission = jest.fn();
  onclick?: () => void;
  constructor(
    readonly title: string,
    readonly options: { body: string },
  ) {
    FakeNotification.open.add(this);
  }
  close = () => void FakeNotification.open.delete(this);
}

function addKit(): VueWrapper {
  const Kit = defineComponent({
    setup() {
      useIncomingAlert(() => incoming.value);
      return () => undefined;
    },
  });
  const kit = mount(Kit);
  kits.push(kit);
  return kit;
}

async function look(away: boolean) {
  hidden = away;
  document.dispatchEvent(new Event('visibilitychange'));
  await nextTick();
}

async function ring(call: IncomingAlert | undefined) {
  incoming.value = call;
  await nextTick();
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  Object.assign(globalThis, { Notification: FakeNotification });
  FakeNotification.permission = 'default';
  hidden = false;
  incoming.value = undefined;
  document.title = 'Contacts';
  addKit();
});

afterEach(() => {
  kits.splice(0).forEach((kit) => kit.unmount());
  expect(jest.getTimerCount()).toBe(0);
  expect(FakeNotification.open.size).toBe(0);
  jest.useRealTimers();
});

describe('useIncomingAlert', () => {
  it('a call in a tab that is looked at changes no title', async () => {
    await ring(CALL);
    jest.advanceTimersByTime(5000);
    expect(document.title).toBe('Contacts');
  });

  it('a call in a background tab flashes in its title until it is looked at', async () => {
    await look(true);
    await ring(CALL);
    expect(document.title).toBe(FLASH);
    jest.advanceTimersByTime(1000);
    expect(document.title).toBe('Contacts');
    jest.advanceTimersByTime(1000);
    expect(document.title).toBe(FLASH);
    await look(false);
    expect(document.title).toBe('Contacts');
  });

  it('the title comes back when the caller gives up', async () => {
    await look(true);
    await ring(CALL);
    await ring(undefined);
    expect(document.title).toBe('Contacts');
  });

  it('a tab that is left while it rings begins to flash', async () => {
    await ring(CALL);
    await look(true);
    expect(document.title).toBe(FLASH);
  });

  it('a title that the page gives itself meanwhile is the one that comes back', async () => {
    await look(true);
    await ring(CALL);
    document.title = 'Settings';
    jest.advanceTimersByTime(2000);
    await ring(undefined);
    expect(document.title).toBe('Settings');
  });

  it('a call is notified only where the user has allowed it, and nobody is asked', async () => {
    await look(true);
    await ring(CALL);
    expect(FakeNotification.open.size).toBe(0);
    await ring(undefined);
    FakeNotification.permission = 'granted';
    await ring(CALL);
    const [notification] = FakeNotification.open;
    expect(notification).toMatchObject({ title: 'bob', options: { body: 'Incoming video call' } });
    const focus = jest.spyOn(window, 'focus').mockImplementation(() => undefined);
    notification?.onclick?.();
    expect(focus).toHaveBeenCalledTimes(1);
    expect(FakeNotification.requestPermission).not.toHaveBeenCalled();
  });

  it('the kits of several pages tell of a call once', async () => {
    FakeNotification.permission = 'granted';
    addKit();
    await look(true);
    await ring(CALL);
    expect(FakeNotification.open.size).toBe(1);
    jest.advanceTimersByTime(1000);
    expect(document.title).toBe('Contacts');
  });

  it('a page that goes away takes its flashing with it', async () => {
    await look(true);
    await ring(CALL);
    kits.splice(0).forEach((kit) => kit.unmount());
    expect(document.title).toBe('Contacts');
  });
});
