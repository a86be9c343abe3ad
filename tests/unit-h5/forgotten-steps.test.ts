/** These tests hold what a developer reads who forgot a step of the installation: one line, with what to add. */
import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createApp, nextTick } from 'vue';
import TrtcCallKit from '@/components/trtc-call-kit/trtc-call-kit.vue';
import { useCallStore } from '@/src/store';
import { connected, FakeCalling, inviting, over, ringing } from './support/fake-calling';
import { installUni, uniGlobal } from './support/uni';

const pageHooks: Record<'show' | 'hide', (() => void)[]> = { show: [], hide: [] };
jest.mock('@dcloudio/uni-app', () => ({
  onShow: (hook: () => void) => pageHooks.show.push(hook),
  onHide: (hook: () => void) => pageHooks.hide.push(hook),
}));

let calling: FakeCalling;
let pinia: ReturnType<typeof createPinia>;
let warnings: string[];
const mounted: VueWrapper[] = [];

function putKit(props: { page?: boolean; callPage?: string } = {}): VueWrapper {
  const kit = mount(TrtcCallKit, { props, global: { plugins: [pinia] } });
  mounted.push(kit);
  return kit;
}

/** A while with a call: longer than any page takes to open. */
async function call(part = ringing()) {
  calling.show(part);
  await nextTick();
  await jest.advanceTimersByTimeAsync(10_000);
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  installUni();
  uniGlobal.navigateTo.mockReset();
  pageHooks.show.length = pageHooks.hide.length = 0;
  pinia = createPinia();
  setActivePinia(pinia);
  calling = new FakeCalling();
  warnings = [];
  jest.spyOn(console, 'warn').mockImplementation((line: string) => void warnings.push(line));
});

afterEach(() => {
  for (const kit of mounted.splice(0)) kit.unmount();
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('a page without the kit', () => {
  beforeEach(() => useCallStore().attach(calling));

  it.each([
    ['an incoming call', ringing()],
    ['an outgoing call', inviting()],
  ])('%s that no kit shows is told once, with the page and the line to add', async (_, part) => {
    await call(part);
    calling.show(over('cancelled'));
    await call(part);
    expect(warnings).toEqual([
      expect.stringMatching(/^\[TRTCCalling\] screens: .*<trtc-call-kit \/>.* pages\/x\/x\b/),
    ]);
    expect(warnings[0]).toContain('ownScreens: true');
    expect(warnings[0]).toContain(
      '"^trtc-(.*)": "trtc-calling-uni/components/trtc-$1/trtc-$1.vue"',
    );
  });

  it('a kit of a page that lies below counts for nothing on H5', async () => {
    putKit();
    for (const hide of pageHooks.hide) hide();
    await call();
    expect(warnings).toHaveLength(1);
  });

  it('nothing is told while the kit shows the call', async () => {
    putKit();
    await call();
    await call(connected());
    expect(warnings).toEqual([]);
  });

  it('nothing is told of a call that ended before a screen could be missed', async () => {
    calling.show(ringing());
    calling.show(over('cancelled'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(warnings).toEqual([]);
  });

  it('nothing is told while the page is hidden: a kit shows nothing there either', async () => {
    jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await call();
    expect(warnings).toEqual([]);
  });
});

it('nothing is told to an app that says it has screens of its own', async () => {
  useCallStore().attach(calling, { ownScreens: true });
  await call();
  expect(warnings).toEqual([]);
});

describe('where a call has a page of its own', () => {
  beforeEach(() => {
    process.env.UNI_PLATFORM = 'mp-weixin';
    useCallStore().attach(calling);
  });

  it('a call page that is not in pages.json is told once, with the entry to add', async () => {
    const errMsg = 'navigateTo:fail page "pages/call/call" is not found';
    uniGlobal.navigateTo.mockRejectedValue({ errMsg });
    putKit();
    await call();
    calling.show(over('cancelled'));
    await call();
    expect(warnings).toEqual([
      expect.stringContaining(`The call page /pages/call/call did not open: ${errMsg}`),
    ]);
    expect(warnings[0]).toContain('{ "path": "pages/call/call" }');
    expect(warnings[0]).toContain('<trtc-call-kit call-page="/…" />');
  });

  it('a call page that is still opening when the call ends is not told', async () => {
    uniGlobal.navigateTo.mockRejectedValue({ errMsg: 'navigateTo:fail' });
    putKit();
    calling.show(ringing());
    await nextTick();
    calling.show(over('cancelled'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(warnings).toEqual([]);
  });

  it('a call page without a kit in it is told once, with the line to add', async () => {
    uniGlobal.navigateTo.mockResolvedValue(undefined);
    putKit({ callPage: '/calls/call' });
    await call();
    expect(warnings).toEqual([
      expect.stringContaining('/calls/call has no <trtc-call-kit page />'),
    ]);
  });

  it('nothing is told while the kit of the call page shows the call', async () => {
    uniGlobal.navigateTo.mockResolvedValue(undefined);
    putKit();
    putKit({ page: true });
    await call();
    expect(warnings).toEqual([]);
  });
});

describe('an app without pinia', () => {
  beforeEach(() => setActivePinia(undefined));

  it('the store says which lines main.ts lacks', () => {
    expect(() => useCallStore()).toThrow(/^\[TRTCCalling\] .*app\.use\(createPinia\(\)\)/);
  });

  it('the store of a pinia that is given needs no active one', () => {
    expect(useCallStore(pinia).isBusy).toBe(false);
  });

  it('the store in a component takes the pinia of the app', () => {
    let busy: boolean | undefined;
    const app = createApp({
      setup() {
        busy = useCallStore().isBusy;
        return () => null;
      },
    });
    app.use(pinia).mount(document.createElement('div'));
    expect(busy).toBe(false);
    app.unmount();
  });
});
