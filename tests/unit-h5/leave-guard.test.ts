import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { defineComponent, nextTick } from 'vue';
import { useLeaveGuard } from '@/pages/use-leave-guard';
import { useCallStore } from '@/src/store/call';
import { connected, FakeCalling, inviting, over, ringing } from './support/fake-calling';
import { installUni } from './support/uni';

let calling: FakeCalling;
let page: VueWrapper;

/** The user presses the browser's back button, reloads, or closes the tab. @returns whether it asks */
async function asksBeforeLeaving(): Promise<boolean> {
  await nextTick();
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

beforeEach(() => {
  installUni();
  const pinia = createPinia();
  setActivePinia(pinia);
  calling = new FakeCalling();
  useCallStore().attach(calling);
  const Page = defineComponent({
    setup() {
      useLeaveGuard();
      return () => undefined;
    },
  });
  page = mount(Page, { global: { plugins: [pinia] } });
});

afterEach(() => page.unmount());

describe('useLeaveGuard', () => {
  it.each([
    ['a call on the way out', inviting()],
    ['a running call', connected()],
  ])('lets the browser ask before the user leaves %s', async (_what, call) => {
    calling.show(call);
    expect(await asksBeforeLeaving()).toBe(true);
  });

  it('lets the user leave without a question while nothing but a ring would be lost', async () => {
    expect(await asksBeforeLeaving()).toBe(false);
    calling.show(ringing());
    expect(await asksBeforeLeaving()).toBe(false);
    calling.show(connected());
    calling.show(over('hangup'));
    expect(await asksBeforeLeaving()).toBe(false);
  });

  it('stops asking with its page', async () => {
    calling.show(connected());
    await nextTick();
    page.unmount();
    expect(await asksBeforeLeaving()).toBe(false);
  });
});
