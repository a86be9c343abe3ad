/** These tests hold how the call kit lives in an App: which page it opens, what carries the media, the back key. */
import { mount, type VueWrapper } from '@vue/test-utils';
import { nextTick } from 'vue';
import TrtcCallKit from '@/components/trtc-call-kit/trtc-call-kit.vue';
import TrtcWebMedia from '@/components/trtc-web-media/trtc-web-media.vue';
import { useCallStore } from '@/src/store/call';
import { connected, inviting, over, ringing } from '../unit-h5/support/fake-calling';
import { TestApp, uniGlobal } from './support/app';

type Back = (press: { from: string }) => boolean;
const mockHooks: { back: Back[] } = { back: [] };
jest.mock('@dcloudio/uni-app', () => ({
  onShow: () => undefined,
  onHide: () => undefined,
  onBackPress: (hook: Back) => mockHooks.back.push(hook),
}));

let app: TestApp;
const kits: VueWrapper[] = [];

function addKit(props: Record<string, unknown> = {}) {
  const kit = mount(TrtcCallKit, {
    props: { locale: 'en' as const, ...props },
    global: { plugins: [app.pinia], mocks: { media: { take: () => undefined } } },
  });
  kits.push(kit);
  return kit;
}
const hasMedia = (kit: VueWrapper) => kit.findComponent(TrtcWebMedia).exists();
const pressBack = (from = 'backbutton') => mockHooks.back.map((hook) => hook({ from }));

beforeEach(() => {
  mockHooks.back = [];
  app = new TestApp();
});
afterEach(() => kits.splice(0).forEach((kit) => kit.unmount()));

describe('the call kit in an App', () => {
  it.each([
    ['web', '/pages/call/call'],
    ['native', '/pages/call/stage'],
  ] as const)('opens for %s media the page %s', async (kind, url) => {
    app.link.kind = kind;
    addKit();
    app.calling.show(ringing());
    await nextTick();
    expect(app.opened).toEqual([url]);
  });

  it('opens a stage page that the app has put elsewhere', async () => {
    app.link.kind = 'native';
    addKit({ stagePage: '/calls/stage' });
    app.calling.show(inviting());
    await nextTick();
    expect(app.opened).toEqual(['/calls/stage']);
  });

  it('has the web media in the call page from the ringing on until the room is left', async () => {
    const kit = addKit({ page: true });
    expect(hasMedia(kit)).toBe(false);
    app.calling.show(ringing());
    await nextTick();
    expect(hasMedia(kit)).toBe(true);
    app.link.want('web');
    app.calling.show(connected());
    app.calling.show(over('hangup'));
    await nextTick();
    expect(hasMedia(kit)).toBe(true);
    app.link.want(undefined);
    await nextTick();
    expect(hasMedia(kit)).toBe(false);
  });

  it('lets the web media go before it says that the call page is done', async () => {
    const kit = addKit({ page: true });
    app.calling.show(connected());
    await nextTick();
    const hadMedia: boolean[] = [];
    await kit.setProps({ onDone: () => hadMedia.push(hasMedia(kit)) });
    app.calling.show(over('hangup'));
    useCallStore().dismissEnd();
    await nextTick();
    await nextTick();
    expect(hadMedia).toEqual([false]);
  });

  it('has no web media in other pages, nor where the native plug-in carries the call', async () => {
    const other = addKit();
    app.link.kind = 'native';
    const page = addKit({ page: true });
    app.link.want('native');
    app.calling.show(connected());
    await nextTick();
    expect([hasMedia(other), hasMedia(page)]).toEqual([false, false]);
  });

  it('follows no page link any more when its page has gone', () => {
    const kit = addKit({ page: true });
    app.calling.show(connected());
    expect(app.link.listenerCount).toBe(1);
    kit.unmount();
    kits.length = 0;
    expect(app.link.listenerCount).toBe(0);
  });

  it('takes the back key on the call page: a call that runs is hung up, and its end needs no reading', async () => {
    const kit = addKit({ page: true });
    app.calling.show(connected());
    expect(pressBack()).toEqual([true]);
    expect(app.calling.names()).toContain('hangup');
    app.calling.show({ ...over('hangup'), phase: 'ending' });
    await nextTick();
    expect(useCallStore().ended).toBeUndefined();
    app.calling.show({ phase: 'idle' });
    await nextTick();
    await nextTick();
    expect(kit.emitted('done')).toHaveLength(1);
    expect(pressBack()).toEqual([false]);
  });

  it('lets the call page go back by code', () => {
    addKit({ page: true });
    app.calling.show(connected());
    expect(pressBack('navigateBack')).toEqual([false]);
    expect(app.calling.names()).not.toContain('hangup');
  });

  it('closes an open sheet with the back key before anything else', async () => {
    const kit = addKit({ page: true });
    app.calling.show(connected());
    await nextTick();
    await kit.get('[data-testid="open-devices"]').trigger('click');
    await new Promise(process.nextTick);
    expect(kit.find('.trtc-devices, [role="dialog"] [role="dialog"]').exists()).toBe(true);
    expect(pressBack()).toEqual([true]);
    expect(app.calling.names()).not.toContain('hangup');
    await nextTick();
    expect(kit.find('[role="dialog"] [role="dialog"]').exists()).toBe(false);
  });

  it('takes the back key on no other page', () => {
    addKit();
    expect(pressBack()).toEqual([]);
  });

  it('keeps the screen on during a call, rings once for all its kits, and notifies while the App is hidden', async () => {
    addKit({ ringtone: '/static/ring.wav' });
    addKit({ page: true, ringtone: '/static/ring.wav' });
    app.hide();
    app.calling.show(ringing());
    const { createInnerAudioContext, setKeepScreenOn } = uniGlobal as unknown as Record<
      string,
      jest.Mock
    >;
    expect(createInnerAudioContext).toHaveBeenCalledTimes(1);
    expect(setKeepScreenOn).toHaveBeenLastCalledWith(
      expect.objectContaining({ keepScreenOn: true }),
    );
    const { push } = (globalThis as unknown as { plus: { push: { createMessage: jest.Mock } } })
      .plus;
    expect(push.createMessage.mock.calls).toEqual([
      ['Incoming video call', expect.any(String), expect.objectContaining({ title: 'bob' })],
    ]);
    app.calling.show(over('cancelled'));
    expect(setKeepScreenOn).toHaveBeenLastCalledWith(
      expect.objectContaining({ keepScreenOn: false }),
    );
  });

  it('lets sound go on when the App is shown again in a call', () => {
    addKit({ page: true });
    app.calling.show(connected());
    app.hide();
    app.show();
    expect(app.calling.names()).toContain('resumePlayback');
  });
});
