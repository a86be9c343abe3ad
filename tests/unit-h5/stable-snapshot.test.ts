/** The quality of the network is shown with the clock, and renders nothing by itself. */
import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import TrtcCallKit from '@/components/trtc-call-kit/trtc-call-kit.vue';
import TrtcCallStage from '@/components/trtc-call-stage/trtc-call-stage.vue';
import { useCallStore } from '@/src/store/call';
import { connected, FakeCalling, snapshot } from './support/fake-calling';
import { installUni } from './support/uni';

jest.mock('@dcloudio/uni-app', () => ({ onShow: jest.fn(), onHide: jest.fn() }));

const BAD = { up: 5, down: 1 } as const;
const GOOD = { up: 1, down: 1 } as const;

let calling: FakeCalling;
let kit: VueWrapper;
let renderings = 0;
const status = (of = kit) => of.find('[data-testid="call-status"]').text();
async function pass(ms: number) {
  jest.advanceTimersByTime(ms);
  await nextTick();
}

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  installUni();
  const pinia = createPinia();
  setActivePinia(pinia);
  calling = new FakeCalling();
  useCallStore().attach(calling);
  const mixins = [{ updated: () => void (renderings += 1) }];
  kit = mount(TrtcCallKit, { global: { plugins: [pinia], mixins } });
  calling.show(connected());
  await nextTick();
  renderings = 0;
});

afterEach(() => {
  kit.unmount();
  jest.useRealTimers();
});

describe('the quality of the network', () => {
  it('a worse network renders nothing until the clock ticks', async () => {
    calling.show({ quality: BAD });
    await nextTick();
    expect(renderings).toBe(0);
    await pass(1000);
    expect(status()).toBe('Weak connection');
    calling.show({ quality: GOOD });
    await pass(1000);
    expect(status()).toBe('');
  });

  it('the app hears of every change at once', () => {
    calling.show({ quality: BAD });
    expect(useCallStore().snapshot.quality).toEqual(BAD);
  });

  it('whatever else changes is rendered at once, with the quality of that moment', async () => {
    calling.show({ quality: BAD });
    calling.show({ connection: 'reconnecting' });
    await nextTick();
    expect(renderings).toBeGreaterThan(0);
    expect(status()).toBe('Reconnecting…');
  });

  it('a stage without a kit around it takes the quality from its call', () => {
    const call = snapshot({ ...connected(), quality: BAD });
    const stage = mount(TrtcCallStage, { props: { snapshot: call, locale: 'en' } });
    expect(status(stage)).toBe('Weak connection');
    stage.unmount();
  });
});
