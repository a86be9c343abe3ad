/** These tests hold the stage page of an App itself: what it draws of a screen, what it says, and how it goes. */
import { mount, type VueWrapper } from '@vue/test-utils';
import { nextTick } from 'vue';
import TrtcNativeStage from '@/components/trtc-native-stage/trtc-native-stage.nvue';
import { FROM_STAGE, TO_STAGE, type FromStage } from '@/components/trtc-native-stage/messages';
import type { StageIntent } from '@/components/trtc-native-stage/intents';
import { StagePage } from '@/components/trtc-native-stage/stage-page';
import { screenOf, type StageFacts } from '@/components/trtc-native-stage/service/screen';
import type { CallSnapshot } from '@/src/store/types';
import { connected, here, inviting, ringing, snapshot } from '../unit-h5/support/fake-calling';
import { TestApp, uniGlobal } from './support/app';

type Back = (press: { from: string }) => boolean;
const mockHooks: { back: Back[]; unload: (() => void)[]; show: (() => void)[] } = {
  back: [],
  unload: [],
  show: [],
};
jest.mock('@dcloudio/uni-app', () => ({
  onShow: (hook: () => void) => mockHooks.show.push(hook),
  onUnload: (hook: () => void) => mockHooks.unload.push(hook),
  onBackPress: (hook: Back) => mockHooks.back.push(hook),
}));

let app: TestApp;
let page: VueWrapper;
let said: FromStage[];
let rev: number;
const rules: unknown[] = [];

const FACTS: StageFacts = {
  call: snapshot(),
  ended: undefined,
  notice: undefined,
  offerReceiveOnly: false,
  now: 0,
  swapped: false,
  cameras: [],
  speakers: [],
  known: [],
  locale: 'en',
  dark: false,
  colors: { acceptColor: '', dangerColor: '' },
};

function name(): string {
  return said[0]!.page;
}
async function draw(call: Partial<CallSnapshot>, facts: Partial<StageFacts> = {}) {
  const screen = screenOf({ ...FACTS, call: snapshot(call), ...facts }, ++rev);
  app.bus.$emit(TO_STAGE, { kind: 'screen', page: name(), screen });
  // The page draws, and tells of its views one tick later.
  await nextTick();
  await nextTick();
}
const intents = () => said.flatMap((each) => (each.kind === 'intent' ? [each.intent] : []));
const find = (testID: string) => page.find(`[data-testid="${testID}"]`);
const press = (testID: string) => find(testID).trigger('click');
const pressBack = (from = 'backbutton') => mockHooks.back.map((hook) => hook({ from }));
/** The native views in the page, as they lie over each other. */
const views = () =>
  page
    .findAll('.trtc-stage-tile__view')
    .map(({ element }) => element.getAttribute('userId') ?? 'local');
const viewIDs = () =>
  page.findAll('.trtc-stage-tile__view').map(({ element }) => element.getAttribute('viewId'));
const group = (...people: string[]): Partial<CallSnapshot> => ({
  ...connected(),
  isGroup: true,
  members: Object.fromEntries(people.map((userID) => [userID, here(userID)])),
});

beforeEach(() => {
  for (const hooks of Object.values(mockHooks)) hooks.length = 0;
  rules.length = 0;
  app = new TestApp();
  said = [];
  rev = 0;
  Object.assign(uniGlobal, {
    onAppShow: jest.fn(),
    offAppShow: jest.fn(),
    onWindowResize: jest.fn(),
    offWindowResize: jest.fn(),
    requireNativePlugin: () => ({ addRule: (...rule: unknown[]) => rules.push(rule) }),
  });
  app.bus.$on(FROM_STAGE, (message) => said.push(message as FromStage));
  page = mount(TrtcNativeStage, { props: { home: '/pages/home/home', locale: 'ko' as const } });
});
afterEach(() => page.unmount());

describe('the stage page', () => {
  it('a page that opens says that it is ready, and whether it has the plug-in when it is greeted', () => {
    expect(said).toMatchObject([{ kind: 'ready', home: '/pages/home/home', locale: 'ko' }]);
    expect(app.bus.count(TO_STAGE)).toBe(1);
    app.bus.$emit(TO_STAGE, { kind: 'media', page: name(), message: { type: 'greet' } });
    expect(said.slice(1)).toMatchObject([
      { kind: 'media', message: { type: 'hello', packed: false } },
    ]);
  });

  it('the icons that are brought become a font of this page', () => {
    app.bus.$emit(TO_STAGE, { kind: 'icons', page: name(), font: 'Zm9udA==' });
    expect(rules).toEqual([
      [
        'fontFace',
        {
          fontFamily: 'trtc-calling-icons',
          src: "url('data:font/truetype;charset=utf-8;base64,Zm9udA==')",
        },
      ],
    ]);
  });

  it('nothing is drawn for another page, and no older screen over a newer one', async () => {
    const ring = screenOf({ ...FACTS, call: snapshot(ringing()) }, 5);
    app.bus.$emit(TO_STAGE, { kind: 'screen', page: 'another', screen: ring });
    await nextTick();
    expect(find('accept').exists()).toBe(false);
    app.bus.$emit(TO_STAGE, { kind: 'screen', page: name(), screen: ring });
    app.bus.$emit(TO_STAGE, {
      kind: 'screen',
      page: name(),
      screen: { ...ring, rev: 4, buttons: [] },
    });
    await nextTick();
    expect(find('accept').exists()).toBe(true);
  });

  it('a tap asks for what the button is for', async () => {
    await draw(ringing(), { offerReceiveOnly: true });
    await press('accept');
    await press('reject');
    await press('receive-only');
    expect(intents()).toEqual([
      { kind: 'accept', receiveOnly: false },
      { kind: 'reject' },
      { kind: 'accept', receiveOnly: true },
    ]);
  });

  it('a failure is told until the user has seen it', async () => {
    await draw(inviting(1), { notice: { code: 60003, name: 'X', reason: '', cure: '' } });
    expect(find('call-error').text()).toContain('No microphone can be used');
    await press('close-error');
    expect(intents()).toEqual([{ kind: 'dismiss-error' }]);
  });
});

describe('the native views', () => {
  it('a view is told of only after it is drawn, by an id that holds no userID', async () => {
    await draw(inviting());
    const [id] = viewIDs();
    expect(intents()).toEqual([{ kind: 'view-mounted', userID: 'alice', local: true, id }]);
    expect(id).not.toContain('alice');
  });

  it('the view is in the page when it is told of, whose picture would fail otherwise', async () => {
    const seen: boolean[] = [];
    app.bus.$on(FROM_STAGE, (message) => {
      const { intent } = message as { intent?: StageIntent };
      if (intent?.kind === 'view-mounted') seen.push(viewIDs().includes(intent.id));
    });
    await draw(connected());
    expect(seen).toEqual([true, true]);
  });

  it('this user lies over the other, and stays the same view when the call connects', async () => {
    await draw(inviting());
    const [mine] = viewIDs();
    await draw(connected());
    expect(views()).toEqual(['bob', 'local']);
    expect(viewIDs()[1]).toBe(mine);
  });

  it('who becomes small is drawn over this user by another view, and the one below is taken out', async () => {
    await draw(connected());
    const [below, mine] = viewIDs();
    await draw(connected(), { swapped: true });
    expect(views()).toEqual(['local', 'bob']);
    const [local, above] = viewIDs();
    expect(local).toBe(mine);
    expect(above).not.toBe(below);
    expect(intents().slice(-2)).toEqual([
      { kind: 'view-unmounted', userID: 'bob', local: false, id: below },
      { kind: 'view-mounted', userID: 'bob', local: false, id: above },
    ]);
  });

  it('people who come and go move no view of the others', async () => {
    await draw(group('bob', 'carol'));
    const before = new Map(views().map((userID, index) => [userID, viewIDs()[index]]));
    const elements = page.findAll('.trtc-stage-tile__view').map(({ element }) => element);
    await draw(group('bob', 'carol', 'dave'));
    expect(views()).toEqual(['bob', 'carol', 'dave', 'local']);
    await draw(group('carol', 'dave'));
    expect(views()).toEqual(['carol', 'dave', 'local']);
    const after = page.findAll('.trtc-stage-tile__view').map(({ element }) => element);
    expect(after).toContain(elements[1]);
    expect(after).toContain(elements[2]);
    expect(viewIDs()[0]).toBe(before.get('carol'));
    expect(viewIDs()[2]).toBe(before.get('local'));
  });

  it('a picture that is off leaves its view, under the face', async () => {
    await draw({ ...connected(), members: { bob: here('bob', { video: false }) } });
    expect(views()).toEqual(['bob', 'local']);
    expect(find('remote-view-bob').text()).toContain('B');
    expect(find('remote-view-bob').find('.trtc-stage-tile__cover').exists()).toBe(true);
  });

  it('a tap on the small picture asks to swap, and one on the large does nothing', async () => {
    await draw(connected());
    await press('remote-view-bob');
    await press('local-view');
    expect(intents().filter(({ kind }) => kind === 'swap')).toHaveLength(1);
  });

  it('the small picture is dragged into another corner, which is no tap', async () => {
    await draw(connected());
    const mine = find('local-view');
    const touch = (pageX: number, pageY: number) => ({ touches: [{ pageX, pageY }] });
    expect(mine.attributes('style')).toContain('left: 270px');
    await mine.trigger('touchstart', touch(300, 100));
    await mine.trigger('touchmove', touch(60, 600));
    expect(mine.attributes('style')).toContain('translate(-240px, 500px)');
    await mine.trigger('touchend', { changedTouches: [{ pageX: 60, pageY: 600 }] });
    await mine.trigger('click');
    expect(mine.attributes('style')).toContain('left: 16px');
    expect(mine.attributes('style')).not.toContain('translate');
    expect(intents().filter(({ kind }) => kind === 'swap')).toEqual([]);
  });
});

describe('the sheet of invitations', () => {
  beforeEach(() => draw(group('bob'), { known: ['kate', 'liam'] }));

  it('who is picked and who is typed are asked, and the sheet closes', async () => {
    await press('open-invite');
    await press('offer-kate');
    const field = find('invite-user');
    field.element.dispatchEvent(
      Object.assign(new Event('input'), { detail: { value: 'mona; bob' } }),
    );
    await nextTick();
    await press('invite-send');
    expect(intents().at(-1)).toEqual({ kind: 'invite', userIDs: ['kate', 'mona'] });
    expect(find('invite').exists()).toBe(false);
  });

  it('nobody is asked while nobody is chosen', async () => {
    await press('open-invite');
    await press('invite-send');
    expect(intents().some(({ kind }) => kind === 'invite')).toBe(false);
    await press('invite-close');
    expect(find('invite').exists()).toBe(false);
  });

  it('the back key closes the sheet first', async () => {
    await press('open-invite');
    expect(pressBack()).toEqual([true]);
    await nextTick();
    expect(find('invite').exists()).toBe(false);
    expect(intents().some(({ kind }) => kind === 'back')).toBe(false);
  });

  it('the end of the call closes the sheet', async () => {
    await press('open-invite');
    await draw({ phase: 'idle' });
    await draw(group('bob'));
    expect(find('invite').exists()).toBe(false);
  });
});

describe('what those hear who do not see', () => {
  /** Everything that can be tapped, but for the sheet behind the panel: its button to close is one of them. */
  const tappable = () =>
    page
      .findAll('[role]')
      .map(({ element }) => [element.getAttribute('role'), element.getAttribute('aria-label')]);

  it('each button has its role and its label', async () => {
    await draw(ringing(), { offerReceiveOnly: true });
    expect(tappable()).toEqual([
      ['button', 'Join without microphone and camera'],
      ['button', 'Decline'],
      ['button', 'Answer'],
    ]);
  });

  it('a button that is down is selected', async () => {
    const call = connected();
    await draw({ ...call, local: { ...call.local!, microphone: false } });
    expect(find('toggle-mic').attributes('role')).toBe('button selected');
    expect(find('toggle-camera').attributes('role')).toBe('button');
  });

  it('the small picture is a button that says whose it is, and the large one is a picture', async () => {
    await draw(connected());
    expect(find('remote-view-bob').attributes()).toMatchObject({
      role: 'img',
      'aria-label': 'bob',
    });
    expect(find('local-view').attributes()).toMatchObject({
      ...{ role: 'button', 'aria-label': 'You, Swap the pictures' },
    });
  });

  it('the sheet says who is picked, and that nobody can be asked before', async () => {
    await draw(group('bob'), { known: ['kate'] });
    await press('open-invite');
    expect(find('invite-send').attributes('role')).toBe('button disabled');
    expect(find('offer-kate').attributes()).toMatchObject({ role: 'button', 'aria-label': 'kate' });
    await press('offer-kate');
    expect(find('offer-kate').attributes('role')).toBe('button selected');
    expect(find('invite-send').attributes('role')).toBe('button');
    expect(find('invite-close').attributes()).toMatchObject({
      role: 'button',
      'aria-label': 'Close',
    });
    expect(find('invite-user').attributes('aria-label')).toBe('User IDs');
  });

  it('a failure is closed, and sound let through, by buttons with names', async () => {
    await draw(
      { ...connected(), playbackBlocked: true },
      { notice: { code: 60003, name: 'X', reason: '', cure: '' } },
    );
    expect(find('close-error').attributes()).toMatchObject({
      role: 'button',
      'aria-label': 'Close',
    });
    expect(find('resume-playback').attributes()).toMatchObject({
      ...{ role: 'button', 'aria-label': 'Turn on sound' },
    });
  });

  it('everything that can be tapped has a role and a label', async () => {
    await draw(group('bob', 'carol'), { known: ['kate'] });
    await press('open-invite');
    for (const [role, label] of tappable()) expect([role, label]).not.toContain(null);
  });
});

describe('the way out', () => {
  it('the back key asks, and only the app-service takes the page away', () => {
    expect(pressBack('backbutton')).toEqual([true]);
    expect(intents()).toEqual([{ kind: 'back' }]);
    expect(pressBack('navigateBack')).toEqual([false]);
    expect(intents()).toEqual([{ kind: 'back' }]);
  });

  it('a page that is shown again says so', () => {
    mockHooks.show.forEach((hook) => hook());
    expect(intents()).toEqual([{ kind: 'shown' }]);
  });

  it('a page that goes says so once, and hears nothing more', async () => {
    mockHooks.unload.forEach((hook) => hook());
    page.unmount();
    expect(said.filter(({ kind }) => kind === 'gone')).toHaveLength(1);
    expect(app.bus.count(TO_STAGE)).toBe(0);
    expect(said.at(-1)).toMatchObject({ kind: 'gone' });
  });

  it('a page that goes leaves its room before it says so, and hears no driver any more', () => {
    const order: string[] = [];
    app.bus.$on(FROM_STAGE, (message) => order.push((message as FromStage).kind));
    const line = new StagePage({
      bus: app.bus,
      serve: () => ({
        receive: () => order.push('heard'),
        close: async () => void order.push('left'),
      }),
      addIcons: () => undefined,
      draw: () => undefined,
      opened: { route: '', home: '' },
    });
    line.open();
    const { page: another } = said.at(-1)!;
    const hear = () =>
      app.bus.$emit(TO_STAGE, { kind: 'media', page: another, message: { type: 'ping' } });
    hear();
    line.close();
    hear();
    expect(order).toEqual(['ready', 'heard', 'left', 'gone']);
  });

  it('a base that only takes the page out is enough', () => {
    page.unmount();
    expect(said.at(-1)).toMatchObject({ kind: 'gone' });
  });
});
