/** These tests hold how the app-service and the stage page of an App talk, over uni's bus as a stand-in has it. */
import { disposePinia } from 'pinia';
import { effectScope, nextTick, reactive, type EffectScope } from 'vue';
import {
  useStageBridge,
  type KitLook,
} from '@/components/trtc-native-stage/service/use-stage-bridge';
import {
  FROM_STAGE,
  TO_STAGE,
  type OpenedPage,
  type ToStage,
} from '@/components/trtc-native-stage/messages';
import type { StageIntent } from '@/components/trtc-native-stage/intents';
import { ICON_FONT } from '@/components/trtc-native-stage/service/icon-font';
import { PALETTES } from '@/components/trtc-native-stage/service/palette';
import { CallError } from '@/src/errors';
import { StageMedia } from '@/src/media/app/native';
import { useCallStore } from '@/src/store/call';
import { connected, here, inviting, over, ringing } from '../unit-h5/support/fake-calling';
import { TestApp, uniGlobal } from './support/app';
import type { FakeBus } from './support/fake-bus';
import { FakeLink } from './support/fake-link';

const request = {
  ...{ sdkAppID: 1400000001, userID: 'me', userSig: 'a userSig', roomID: 7, video: true },
};

let app: TestApp;
let bus: FakeBus;
let kits: EffectScope[];

/** The page of the call, as far as the app-service sees it. */
class TestPage {
  readonly heard: ToStage[] = [];
  private readonly listener = (message: unknown) => {
    if ((message as ToStage).page === this.name) this.heard.push(message as ToStage);
  };
  constructor(readonly name: string) {
    bus.$on(TO_STAGE, this.listener);
    app.stack = [...app.stack, { route: 'pages/call/stage' }];
  }
  async ready(options: Partial<OpenedPage> = {}): Promise<this> {
    const opened = { route: 'pages/call/stage', home: '', ...options };
    bus.$emit(FROM_STAGE, { kind: 'ready', page: this.name, ...opened });
    await settled();
    return this;
  }
  async want(intent: StageIntent): Promise<void> {
    bus.$emit(FROM_STAGE, { kind: 'intent', page: this.name, intent });
    await settled();
  }
  say(message: Record<string, unknown>): void {
    bus.$emit(FROM_STAGE, { kind: 'media', page: this.name, message });
  }
  async gone(): Promise<void> {
    app.stack = app.stack.slice(0, -1);
    bus.$off(TO_STAGE, this.listener);
    bus.$emit(FROM_STAGE, { kind: 'gone', page: this.name });
    await settled();
  }
  get screens() {
    return this.heard.flatMap((message) => (message.kind === 'screen' ? [message.screen] : []));
  }
  get screen() {
    return this.screens.at(-1)!;
  }
}

/** Names the methods of the plug-in that a page was told to call, in order. */
const asked = (page: TestPage) =>
  page.heard.flatMap((said) =>
    said.kind === 'media' && said.message.type === 'do' ? [said.message.method] : [],
  );

/** Screens are drawn after the ticks in which they change, and devices are asked for by promises. */
async function settled(): Promise<void> {
  for (let tick = 0; tick < 6; tick += 1) await nextTick();
}
async function show(part: Parameters<TestApp['calling']['show']>[0]) {
  app.calling.show(part);
  await settled();
}
function addKit(look: KitLook = {}): EffectScope {
  const kit = effectScope();
  kit.run(() => useStageBridge(() => look));
  kits.push(kit);
  return kit;
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  kits = [];
  app = new TestApp();
  app.link.kind = 'native';
  bus = app.bus;
  Object.assign(uniGlobal, { reLaunch: jest.fn(), offAppShow: jest.fn() });
  app.calling.getCameras = async () => [
    { deviceId: 'front', label: 'front', inUse: true },
    { deviceId: 'back', label: 'back', inUse: false },
  ];
  app.calling.getSpeakers = async () => [
    { deviceId: 'speaker', label: 'speaker', inUse: true },
    { deviceId: 'ear', label: 'ear', inUse: false },
  ];
});
afterEach(() => {
  kits.forEach((kit) => kit.stop());
  disposePinia(app.pinia);
  jest.useRealTimers();
});

describe('the line to the stage page', () => {
  it('nothing is listened to without a kit, and once however many there are', () => {
    expect(bus.count(FROM_STAGE)).toBe(0);
    const [one, other] = [addKit(), addKit()];
    expect(bus.count(FROM_STAGE)).toBe(1);
    one.stop();
    expect(bus.count(FROM_STAGE)).toBe(1);
    other.stop();
    expect(bus.count(FROM_STAGE)).toBe(0);
  });

  it('a page that still shows an end is joined with the driver of another login', async () => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    await show(over('hangup'));
    const [before] = app.link.pages;
    const other = new FakeLink();
    other.kind = 'native';
    app.calling.pageLink = other;
    await show({ ...over('hangup'), login: 'logged-out' });
    expect(before!.isGone).toBe(true);
    expect(other.pages).toHaveLength(1);
    other.pages[0]!.post({ type: 'greet' });
    expect(page.heard.at(-1)).toMatchObject({ kind: 'media', message: { type: 'greet' } });
    page.say({ type: 'hello', packed: true });
    expect(other.heard).toEqual([expect.objectContaining({ type: 'hello' })]);
  });

  it('a page that is given up is taken away, and nothing that it says later is heard', async () => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    await show(over('connection-lost'));
    const [linked] = app.link.pages;
    linked!.giveUp();
    expect(uniGlobal.navigateBack).toHaveBeenCalledTimes(1);
    expect(linked!.isGone).toBe(true);
    page.say({ type: 'pong' });
    expect(app.link.heard).toEqual([]);
  });

  it('a page that went without a word is forgotten as the next call begins', async () => {
    addKit();
    await show(connected());
    await new TestPage('one').ready();
    await show(over('hangup'));
    app.stack = app.stack.slice(0, -1);
    expect(app.link.pages[0]!.isGone).toBe(false);
    await show(ringing());
    expect(app.link.pages[0]!.isGone).toBe(true);
  });

  it('a page that is there is heard on when the last kit has gone, until it goes, too', async () => {
    const kit = addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    kit.stop();
    await page.want({ kind: 'reject' });
    expect(app.calling.names()).toEqual(['reject']);
    await page.gone();
    expect(bus.count(FROM_STAGE)).toBe(0);
  });

  it('a page that is ready is joined to the driver, and told what to draw', async () => {
    addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    expect(app.link.pages.map(({ kind }) => kind)).toEqual(['native']);
    expect(page.screen).toMatchObject({ person: { kind: 'incoming', name: 'bob' } });
  });

  it('the media run here, and only the plug-in is told what to do in the page', async () => {
    addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    const [driver] = app.link.pages;
    driver!.post({ type: 'greet' });
    page.say({ type: 'hello', packed: true });
    expect(app.link.heard).toEqual([expect.objectContaining({ type: 'hello' })]);
    driver!.post({ type: 'configure', settings: { proxy: {}, logLevel: 4 } });
    driver!.post({
      ...{ type: 'call', id: 1, verb: 'attach' },
      args: [{ userID: 'me', local: true, view: 'v' }],
    });
    driver!.post({ type: 'call', id: 2, verb: 'prepare', args: [{ audio: true, video: true }] });
    await settled();
    expect(asked(page)).toEqual(expect.arrayContaining(['sharedInstance', 'startLocalPreview']));
    page.say({ type: 'event', event: 'onCameraDidReady', data: [] });
    await settled();
    expect(app.link.heard).toContainEqual({ type: 'done', id: 2 });
    await page.gone();
    expect(driver!.isGone).toBe(true);
  });

  it('what a page says is copied: nothing here keeps an object of its context when it is gone', async () => {
    addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    const receive = jest.spyOn(StageMedia.prototype, 'receive');
    // As between contexts that share one memory.
    bus.copies = false;
    const event = { type: 'event', event: 'onNetworkQuality', data: [{ quality: 1 }] };
    page.say(event);
    const [heard] = receive.mock.calls[0] as unknown as [typeof event];
    receive.mockRestore();
    expect(heard).toEqual(event);
    expect(heard).not.toBe(event);
    expect(heard.data[0]).not.toBe(event.data[0]);
  });

  it('a page that another one replaced in a call lets the plug-in go before the next takes it', async () => {
    addKit();
    await show(connected());
    const old = await new TestPage('old').ready();
    const [driver] = app.link.pages;
    driver!.post({ type: 'greet' });
    old.say({ type: 'hello', packed: true });
    driver!.post({ type: 'configure', settings: { proxy: {}, logLevel: 4 } });
    driver!.post({ type: 'call', id: 1, verb: 'enter', args: [request] });
    await settled();
    old.say({ type: 'event', event: 'onEnterRoom', data: [80] });
    await settled();
    const before = asked(old).length;
    const next = await new TestPage('next').ready();
    expect(asked(old).slice(before)).toEqual(['exitRoom']);
    const [, later] = app.link.pages;
    later!.post({ type: 'greet' });
    next.say({ type: 'hello', packed: true });
    later!.post({ type: 'configure', settings: { proxy: {}, logLevel: 4 } });
    later!.post({ type: 'call', id: 1, verb: 'enter', args: [request] });
    await settled();
    expect(asked(next)).toEqual([]);
    old.say({ type: 'event', event: 'onExitRoom', data: [0] });
    await settled();
    expect(asked(old).slice(before)).toEqual(['exitRoom', 'destroySharedInstance']);
    expect(asked(next)).toContain('enterRoom');
    const last = old.heard.length;
    driver!.post({ type: 'ping' });
    old.say({ type: 'hello', packed: true });
    expect(old.heard).toHaveLength(last);
  });

  it('a page that answers the greeting of the driver at once is heard', async () => {
    addKit();
    await show(ringing());
    const { connect } = app.link;
    app.link.connect = (kind, post) => {
      const linked = connect.call(app.link, kind, post);
      post({ type: 'greet' });
      return linked;
    };
    const page = new TestPage('one');
    bus.$on(TO_STAGE, (message) => {
      if ((message as ToStage).kind === 'media') page.say({ type: 'hello', packed: true });
    });
    await page.ready();
    expect(app.link.heard).toEqual([expect.objectContaining({ type: 'hello' })]);
  });

  it('whether the page lives is asked of the page itself', async () => {
    addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    page.say({ type: 'hello', packed: true });
    app.link.pages[0]!.post({ type: 'ping' });
    expect(app.link.heard).toEqual([expect.objectContaining({ type: 'hello' })]);
    expect(page.heard.at(-1)).toMatchObject({ kind: 'media', message: { type: 'ping' } });
    page.say({ type: 'pong' });
    expect(app.link.heard.at(-1)).toEqual({ type: 'pong' });
  });

  it('the icons are brought before the first screen', async () => {
    addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    expect(page.heard[0]).toEqual({ kind: 'icons', page: 'one', font: ICON_FONT });
    expect(page.heard.filter(({ kind }) => kind === 'icons')).toHaveLength(1);
  });

  it('each change is drawn, and what changes nothing is not', async () => {
    addKit();
    await show(inviting(1));
    const page = await new TestPage('one').ready();
    const before = page.screens.length;
    await show({ quality: { up: 2, down: 1 } });
    expect(page.screens).toHaveLength(before);
    await show({ local: { ...app.calling.snapshot.local, microphone: false } });
    expect(page.screen.buttons[0]).toMatchObject({ icon: 'mic-off' });
    const revs = page.screens.map(({ rev }) => rev);
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
  });

  it('a page is drawn as the kit looks, also when that changes', async () => {
    const look = reactive<KitLook>({
      ...{ locale: 'ja', theme: 'dark', acceptColor: '#00aa00', dangerColor: '#aa0000' },
    });
    addKit(look);
    await show(ringing(1));
    const page = await new TestPage('one').ready();
    expect(page.screen.buttons.map(({ label }) => label)).toEqual(['拒否', '応答']);
    expect(page.screen.palette).toMatchObject({
      ...{ backdrop: PALETTES.dark.backdrop, accept: '#00aa00', danger: '#aa0000' },
    });
    Object.assign(look, { theme: 'light', acceptColor: '' });
    await settled();
    expect(page.screen.palette).toMatchObject({
      ...{ backdrop: PALETTES.light.backdrop, accept: PALETTES.light.accept, danger: '#aa0000' },
    });
  });

  it('of several kits the latest counts, and without it the one before', async () => {
    addKit({ locale: 'ja' });
    const call = addKit({ locale: 'ko' });
    await show(ringing(1));
    const page = await new TestPage('one').ready();
    expect(page.screen.buttons[0]!.label).toBe('거절');
    call.stop();
    await settled();
    expect(page.screen.buttons[0]!.label).toBe('拒否');
  });

  it('what the page itself is given counts before what the kit is given', async () => {
    addKit({ locale: 'ja', theme: 'light', acceptColor: '#00aa00', dangerColor: '#aa0000' });
    await show(ringing(1));
    const page = await new TestPage('one').ready({
      ...{ locale: 'ko', theme: 'dark', acceptColor: '#00bb00', dangerColor: '' },
    });
    expect(page.screen.buttons.map(({ label }) => label)).toEqual(['거절', '받기']);
    expect(page.screen.palette).toMatchObject({
      ...{ backdrop: PALETTES.dark.backdrop, accept: '#00bb00', danger: '#aa0000' },
    });
  });

  it('the timer goes on by the second, and stands still without a page', async () => {
    addKit();
    await show(connected(1));
    const page = await new TestPage('one').ready();
    expect(page.screen.head?.timer).toBe('1:05');
    jest.advanceTimersByTime(2000);
    await settled();
    expect(page.screen.head?.timer).toBe('1:07');
    await page.gone();
    expect(jest.getTimerCount()).toBeLessThanOrEqual(1);
  });

  it('a page that has gone is said to be gone, and what it says late changes nothing', async () => {
    addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    await page.gone();
    expect(app.link.pages[0]!.isGone).toBe(true);
    await page.want({ kind: 'accept', receiveOnly: false });
    page.say({ type: 'event' });
    expect(app.calling.names()).toEqual([]);
    expect(app.link.heard).toEqual([]);
  });

  it('a page that comes later takes the place of the one before, whose late words are dropped', async () => {
    addKit();
    await show(ringing());
    const old = await new TestPage('old').ready();
    const next = await new TestPage('next').ready();
    expect(app.link.pages.map(({ isGone }) => isGone)).toEqual([true, false]);
    await old.want({ kind: 'reject' });
    await old.gone();
    app.link.pages[0]!.post({ type: 'ping' });
    expect(old.heard.filter(({ kind }) => kind === 'media')).toEqual([]);
    expect(app.calling.names()).toEqual([]);
    expect(app.opened).toEqual([]);
    await next.want({ kind: 'reject' });
    expect(app.calling.names()).toEqual(['reject']);
    expect(next.screen.person?.kind).toBe('incoming');
  });

  it('a call that was answered does not outlive the page that had its room', async () => {
    addKit();
    await show(connected());
    await new TestPage('old').ready();
    await new TestPage('next').ready();
    expect(app.calling.names()).toEqual(['hangup']);
  });

  it('an attached account that logs out leaves a page that can still be closed', async () => {
    addKit();
    await show(ringing());
    const page = await new TestPage('one').ready();
    useCallStore().detach();
    await settled();
    expect(uniGlobal.navigateBack).toHaveBeenCalledTimes(1);
    await page.gone();
    expect(app.link.pages[0]!.isGone).toBe(true);
  });
});

describe('what is wanted on the stage page', () => {
  it.each<[StageIntent, unknown[]]>([
    [{ kind: 'accept', receiveOnly: false }, ['accept', {}]],
    [{ kind: 'accept', receiveOnly: true }, ['accept', { receiveOnly: true }]],
    [{ kind: 'reject' }, ['reject']],
    [{ kind: 'hangup' }, ['hangup']],
    [{ kind: 'microphone', on: false }, ['setMicMute', true]],
    [{ kind: 'camera', on: true }, ['openCamera']],
    [{ kind: 'camera', on: false }, ['closeCamera']],
    [{ kind: 'switch-type', type: 1 }, ['switchToAudioCall']],
    [{ kind: 'switch-type', type: 2 }, ['switchToVideoCall']],
    [{ kind: 'resume-playback' }, ['resumePlayback']],
    [
      { kind: 'view-mounted', userID: 'bob', local: false, id: 'v-1' },
      ['startRemoteView', { userID: 'bob', videoViewDomID: 'v-1' }],
    ],
    [
      { kind: 'view-mounted', userID: 'alice', local: true, id: 'v-2' },
      ['startLocalView', { userID: 'alice', videoViewDomID: 'v-2' }],
    ],
  ])('%j is asked of the call', async (intent, asked) => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    await page.want(intent);
    expect(app.calling.asked).toEqual([asked]);
  });

  it('people are asked into the group call that runs', async () => {
    addKit();
    await show({ ...connected(), isGroup: true, groupID: 'g' });
    const page = await new TestPage('one').ready();
    await page.want({ kind: 'invite', userIDs: ['kate'] });
    expect(app.calling.asked).toMatchObject([
      ['groupCall', { userIDList: ['kate'], groupID: 'g', type: 2 }],
    ]);
  });

  it('a view that goes takes its own picture away, and none that has moved on', async () => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    const view = (kind: 'view-mounted' | 'view-unmounted', id: string) =>
      page.want({ kind, userID: 'bob', local: false, id });
    await view('view-mounted', 'under');
    await view('view-mounted', 'over');
    await view('view-unmounted', 'under');
    expect(app.calling.names()).toEqual(['startRemoteView', 'startRemoteView']);
    await view('view-unmounted', 'over');
    expect(app.calling.names().at(-1)).toBe('stopRemoteView');
  });

  it('the pictures change places, and back when the call is another', async () => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    const large = () => page.screen.tiles.find(({ place }) => place === 'main')?.face.userID;
    expect(large()).toBe('bob');
    await page.want({ kind: 'swap' });
    expect(large()).toBe('alice');
    await show(over('hangup'));
    await show(connected());
    expect(large()).toBe('bob');
  });

  it('the camera is turned to the other side, and back by the next tap', async () => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    await page.want({ kind: 'flip' });
    await page.want({ kind: 'flip' });
    expect(app.calling.asked).toEqual([
      ['switchDevice', { deviceType: 'video', deviceId: 'back' }],
      ['switchDevice', { deviceType: 'video', deviceId: 'front' }],
    ]);
  });

  it('devices that a page can list only later are asked for when it tells so', async () => {
    addKit();
    const { getSpeakers, getCameras } = app.calling;
    app.calling.getSpeakers = app.calling.getCameras = async () => [];
    await show(inviting());
    const page = await new TestPage('one').ready();
    expect([page.screen.left, page.screen.right]).toEqual([undefined, undefined]);
    Object.assign(app.calling, { getSpeakers, getCameras });
    app.calling.changeDevices();
    await settled();
    expect([page.screen.left?.name, page.screen.right?.name]).toEqual(['flip', 'speaker']);
  });

  it('the sound moves to the earpiece, and a move that fails is shown as it is', async () => {
    addKit();
    await show(connected(1));
    const page = await new TestPage('one').ready();
    await page.want({ kind: 'speaker', on: false });
    expect(app.calling.asked).toEqual([
      ['switchDevice', { deviceType: 'speaker', deviceId: 'ear' }],
    ]);
    expect(page.screen.right?.icon).toBe('ear');
    app.calling.report(CallError.deviceSwitchFailed('no'));
    await settled();
    expect(page.screen.right?.icon).toBe('sound');
    expect(page.screen.notice?.code).toContain('61014');
    await page.want({ kind: 'dismiss-error' });
    expect(page.screen).not.toHaveProperty('notice');
  });

  it('a call is made again as it was', async () => {
    addKit();
    await show(inviting());
    const page = await new TestPage('one').ready();
    await show(over('rejected'));
    await page.want({ kind: 'call-again', receiveOnly: true });
    expect(app.calling.asked).toMatchObject([
      ['call', { userID: 'bob', type: 2, receiveOnly: true }],
    ]);
  });
});

describe('the way out of the stage page', () => {
  it('the page goes back when the user has seen the end', async () => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    await show(over('remote-hangup'));
    expect(page.screen.person?.kind).toBe('end');
    expect(uniGlobal.navigateBack).not.toHaveBeenCalled();
    await page.want({ kind: 'dismiss-end' });
    expect(uniGlobal.navigateBack).toHaveBeenCalledTimes(1);
  });

  it('a page that lies below another one waits until it is shown', async () => {
    addKit();
    await show(connected());
    const page = await new TestPage('one').ready();
    app.stack = [...app.stack, { route: 'pages/help/help' }];
    await show(over('remote-hangup'));
    await page.want({ kind: 'dismiss-end' });
    expect(uniGlobal.navigateBack).not.toHaveBeenCalled();
    app.stack = app.stack.slice(0, -1);
    await page.want({ kind: 'shown' });
    expect(uniGlobal.navigateBack).toHaveBeenCalledTimes(1);
  });

  it('a page that was opened without a call leaves, home where nothing lies below it', async () => {
    addKit();
    app.stack = [];
    await new TestPage('one').ready({ home: '/pages/contacts/contacts' });
    expect(uniGlobal.navigateBack).not.toHaveBeenCalled();
    expect(uniGlobal).toHaveProperty('reLaunch.mock.calls', [
      [{ url: '/pages/contacts/contacts' }],
    ]);
  });

  it.each([
    ['is on its way', inviting(), ['hangup']],
    ['goes on', connected(), ['hangup']],
    ['rings', ringing(), []],
  ] as const)('the back key in a call that %s asks for %#', async (_, call, asked) => {
    addKit();
    await show(call);
    const page = await new TestPage('one').ready();
    await page.want({ kind: 'back' });
    expect(app.calling.names()).toEqual(asked);
    expect(uniGlobal.navigateBack).not.toHaveBeenCalled();
  });

  it('a page that goes by itself takes the call with it', async () => {
    addKit();
    await show({ ...connected(), members: { bob: here('bob') } });
    const page = await new TestPage('one').ready();
    await page.gone();
    jest.advanceTimersByTime(400);
    await settled();
    expect(app.calling.names()).toEqual(['hangup']);
  });
});
