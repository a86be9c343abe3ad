import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import { useCallPageStore } from '@/components/trtc-call-kit/call-page';
import TrtcCallKit from '@/components/trtc-call-kit/trtc-call-kit.vue';
import { CallError } from '@/src/errors';
import { useCallStore } from '@/src/store/call';
import { NO_CALL } from '@/src/store/no-call';
import type { CallSnapshot } from '@/src/store/types';
import { connected, FakeCalling, here, inviting, over, ringing } from './support/fake-calling';
import { installUni, uniGlobal } from './support/uni';

const pageHooks: Record<'show' | 'hide', (() => void)[]> = { show: [], hide: [] };
jest.mock('@dcloudio/uni-app', () => ({
  onShow: (hook: () => void) => pageHooks.show.push(hook),
  onHide: (hook: () => void) => pageHooks.hide.push(hook),
}));

let calling: FakeCalling;
let kit: VueWrapper;

const find = (testID: string) => kit.find(`[data-testid="${testID}"]`);
const text = (testID: string) => find(testID).text();
async function show(part: Partial<CallSnapshot>) {
  calling.show(part);
  await nextTick();
}
async function tap(testID: string) {
  await find(testID).trigger('click');
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  installUni();
  pageHooks.show.length = pageHooks.hide.length = 0;
  const pinia = createPinia();
  setActivePinia(pinia);
  calling = new FakeCalling();
  useCallStore().attach(calling);
  kit = mount(TrtcCallKit, { attachTo: document.body, global: { plugins: [pinia] } });
});

afterEach(() => {
  kit.unmount();
  jest.useRealTimers();
});

describe('the kit', () => {
  it('the kit shows nothing without a call', () => {
    expect(kit.find('[role=dialog]').exists()).toBe(false);
  });
});

describe('an incoming call', () => {
  it('an incoming call shows who calls and how', async () => {
    await show(ringing(1));
    expect(find('incoming').text()).toContain('bob');
    expect(text('call-status')).toBe('Incoming voice call');
    expect(kit.find('[role=dialog]').attributes('aria-label')).toBe('Call with bob');
  });

  it('a tap on accept accepts inside the tap, before anything is awaited', async () => {
    await show(ringing());
    // Not awaited: only what happens in the handler itself counts.
    void find('accept').trigger('click');
    expect(calling.asked).toContainEqual(['accept', {}]);
  });

  it('a tap on reject rejects the call', async () => {
    await show(ringing());
    await tap('reject');
    expect(calling.names()).toEqual(['reject']);
  });

  it('an incoming call opens no camera before it is accepted', async () => {
    await show(ringing());
    expect(calling.names()).not.toContain('startLocalView');
  });

  it('once sending failed, the callee can join without sending', async () => {
    await show(ringing());
    expect(find('accept-receive-only').exists()).toBe(false);
    calling.report(CallError.microphoneUnavailable());
    await nextTick();
    await tap('accept-receive-only');
    expect(calling.asked).toContainEqual(['accept', { receiveOnly: true }]);
  });

  it('an incoming group call names the others who are called', async () => {
    await show({
      ...ringing(),
      isGroup: true,
      members: { bob: here('bob'), carol: here('carol') },
    });
    expect(text('call-status')).toBe('Incoming group video call');
    expect(find('incoming').text()).toContain('carol');
  });
});

describe('an outgoing call', () => {
  it('the caller sees their own picture while it rings, and keeps the same view in the call', async () => {
    await show(inviting());
    expect(text('call-status')).toBe('Calling…');
    expect(calling.asked).toEqual([
      ['startLocalView', { userID: 'alice', videoViewDomID: expect.stringMatching(/-alice$/) }],
    ]);
    await show(connected());
    expect(calling.names()).toEqual(['startLocalView', 'startRemoteView']);
  });

  it('a tap on the red button cancels an outgoing call', async () => {
    await show(inviting());
    expect(find('hangup').attributes('aria-label')).toBe('Cancel');
    await tap('hangup');
    expect(calling.names()).toContain('hangup');
  });
});

describe('a call', () => {
  it('a call shows how long it has lasted, and counts on', async () => {
    await show(connected());
    expect(text('call-timer')).toBe('1:05');
    jest.advanceTimersByTime(2000);
    await nextTick();
    expect(text('call-timer')).toBe('1:07');
  });

  it.each([-3_600_000, 3_600_000])(
    'the timer of a call does not care that the date is set by %i ms',
    async (by) => {
      await show(connected());
      jest.setSystemTime(Date.now() + by);
      jest.advanceTimersByTime(2000);
      await nextTick();
      expect(text('call-timer')).toBe('1:07');
    },
  );

  it('the buttons of microphone and camera show the snapshot and ask for the opposite', async () => {
    await show(connected());
    expect(find('toggle-mic').attributes('aria-label')).toBe('Mute');
    await tap('toggle-mic');
    expect(calling.asked).toContainEqual(['setMicMute', true]);
    // Nothing changes until the snapshot does.
    expect(find('toggle-mic').attributes('aria-label')).toBe('Mute');
    await show({ local: { ...NO_CALL.local, prepared: true, microphone: false, camera: false } });
    expect(find('toggle-mic').attributes('aria-label')).toBe('Unmute');
    expect(find('toggle-mic').attributes('aria-pressed')).toBe('true');
    await tap('toggle-camera');
    expect(calling.names()).toContain('openCamera');
  });

  it('a voice call has no camera button and offers video', async () => {
    await show(connected(1));
    expect(find('toggle-camera').exists()).toBe(false);
    await tap('switch-type');
    expect(calling.names()).toContain('switchToVideoCall');
  });

  it('a call that only receives has no buttons for sending', async () => {
    await show({ ...connected(), local: { ...NO_CALL.local, receiveOnly: true } });
    expect(find('toggle-mic').exists()).toBe(false);
    expect(find('local-view').exists()).toBe(false);
    expect(find('hangup').exists()).toBe(true);
  });

  it('a tap on the small picture swaps the pictures without taking them out', async () => {
    await show(connected());
    const before = calling.asked.length;
    await find('local-view').trigger('click');
    expect(kit.find('.trtc-stage__place--main [data-testid=local-view]').exists()).toBe(true);
    expect(calling.asked).toHaveLength(before);
  });

  it('blocked sound is turned on inside the tap that is offered for it', async () => {
    await show({ ...connected(), playbackBlocked: true });
    void find('resume-playback').trigger('click');
    expect(calling.names()).toContain('resumePlayback');
    await show({ playbackBlocked: false });
    expect(find('resume-playback').exists()).toBe(false);
  });

  it('a call says that it is reconnecting', async () => {
    await show({ ...connected(), connection: 'reconnecting' });
    expect(text('call-status')).toBe('Reconnecting…');
  });

  it('a call that is made small and large again keeps its pictures', async () => {
    await show(connected());
    await tap('minimise');
    expect(kit.find('.trtc-kit__screen--small').exists()).toBe(true);
    expect(find('hangup').exists()).toBe(false);
    await kit.find('.trtc-kit__screen--small').trigger('click');
    expect(find('hangup').exists()).toBe(true);
    expect(calling.names().filter((name) => name.startsWith('stop'))).toEqual([]);
  });

  it('the user chooses among cameras and microphones', async () => {
    await show(connected());
    await tap('open-devices');
    await jest.advanceTimersByTimeAsync(0);
    expect(find('devices').text()).toContain('Camera C');
    expect(find('devices').text()).toContain('Microphone 1');
    await find('devices').findAll('[role=radio]')[0]!.trigger('click');
    expect(calling.asked).toContainEqual(['switchDevice', { deviceType: 'video', deviceId: 'c' }]);
  });

  it('only the kit of the page on top plays the pictures', async () => {
    await show(connected());
    pageHooks.hide.forEach((hook) => hook());
    await nextTick();
    expect(kit.find('[role=dialog]').exists()).toBe(false);
    expect(calling.names().filter((name) => name.startsWith('stop'))).toHaveLength(2);
    pageHooks.show.forEach((hook) => hook());
    await nextTick();
    expect(find('remote-view-bob').exists()).toBe(true);
  });

  it('Enter presses the button that has the focus', async () => {
    await show(connected());
    const button = find('hangup');
    expect(button.attributes()).toMatchObject({ role: 'button', tabindex: '0' });
    await button.trigger('keydown', { key: 'Enter' });
    expect(calling.names().filter((name) => name === 'hangup')).toHaveLength(1);
  });
});

describe('the end of a call', () => {
  it.each([
    ['rejected', 'bob declined'],
    ['busy', 'bob is on another call'],
    ['no-response', 'bob didn’t answer'],
    ['offline', 'bob is offline'],
    ['connection-lost', 'The connection was lost'],
  ] as const)('a call that ends by %s tells the caller: %s', async (reason, words) => {
    await show(inviting());
    await show(over(reason));
    expect(text('end-reason')).toBe(words);
  });

  it('the callee of a cancelled call sees that they missed it', async () => {
    await show(ringing());
    await show(over('cancelled'));
    expect(text('end-reason')).toBe('Missed call: bob cancelled');
  });

  it('call-again calls the same user in the same way', async () => {
    await show(inviting(1));
    await show(over('busy'));
    await tap('call-again');
    expect(calling.asked).toContainEqual(['call', { userID: 'bob', type: 1, timeout: 30 }]);
  });

  it('who is logged in somewhere else now can only close the end screen', async () => {
    await show(inviting());
    await show(over('kicked-out'));
    expect(find('call-again').exists()).toBe(false);
    expect(kit.find('.trtc-screen__quiet').exists()).toBe(false);
    await tap('end-close');
    expect(kit.find('[role=dialog]').exists()).toBe(false);
  });

  it('an end that has nothing to do with sending offers no call without sending', async () => {
    await show(inviting());
    await show(over('connection-lost'));
    expect(find('call-again').exists()).toBe(true);
    expect(kit.find('.trtc-screen__quiet').exists()).toBe(false);
  });

  it('an end that the user has to know of stays until it is closed', async () => {
    await show(inviting());
    await show(over('offline'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(find('end-reason').exists()).toBe(true);
    await tap('end-close');
    expect(kit.find('[role=dialog]').exists()).toBe(false);
  });

  it('an end that the user made goes by itself', async () => {
    await show(connected());
    await show(over('hangup', { seconds: 65 }));
    expect(kit.text()).toContain('You talked for 1:05');
    await jest.advanceTimersByTimeAsync(6000);
    expect(kit.find('[role=dialog]').exists()).toBe(false);
  });

  it('the end screen makes way for the next call', async () => {
    await show(inviting());
    await show(over('offline'));
    await show(ringing());
    expect(find('end-reason').exists()).toBe(false);
    expect(find('incoming').exists()).toBe(true);
  });

  it('an end by a refused camera offers to watch without one', async () => {
    await show(inviting());
    await show(over('permission-denied', { errorCode: 60005 }));
    expect(kit.text()).toContain('Allow them for this page or app');
    await kit.find('.trtc-screen__quiet').trigger('click');
    expect(calling.asked.at(-1)![1]).toMatchObject({ userID: 'bob', receiveOnly: true });
  });
});

describe('a failure', () => {
  it('a failure is shown with its cure and its code', async () => {
    calling.report(CallError.switchToVideoFailed());
    await nextTick();
    expect(text('call-error')).toContain('Could not switch to a video call');
    expect(text('call-error')).toContain('Check the camera');
    expect(text('call-error')).toContain('60002');
  });

  it('a failure that ended the call is shown once, on the end screen', async () => {
    await show(inviting());
    calling.report(CallError.permissionDenied());
    await show(over('permission-denied', { errorCode: 60005 }));
    expect(find('call-error').exists()).toBe(false);
    expect(find('end-reason').exists()).toBe(true);
  });

  it('a lost camera is told of until it is back: the notice stays, and the button offers to take it', async () => {
    await show(connected());
    const local = calling.snapshot.local;
    const lost = { microphone: false, camera: true };
    await show({ local: { ...local, camera: true, lost } });
    calling.report(CallError.cameraUnavailable());
    await nextTick();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(text('call-error')).toContain('No camera can be used');
    expect(text('toggle-camera')).toBe('Start video');
    await tap('toggle-camera');
    expect(calling.names()).toContain('openCamera');
    await show({ local: { ...local, camera: true, lost: { ...lost, camera: false } } });
    expect(find('call-error').exists()).toBe(false);
    expect(text('toggle-camera')).toBe('Stop video');
  });

  it('the notice of a failure goes away by itself', async () => {
    calling.report(CallError.deviceSwitchFailed());
    await nextTick();
    await jest.advanceTimersByTimeAsync(13_000);
    expect(find('call-error').exists()).toBe(false);
  });
});

describe('the language and the ringtone of the kit', () => {
  it('the kit speaks the language it is given', async () => {
    await kit.setProps({ locale: 'ko' });
    await show(ringing());
    expect(text('call-status')).toBe('영상 통화가 왔어요');
  });

  it('a ringtone that may not play throws nothing', async () => {
    const play = jest
      .spyOn(HTMLMediaElement.prototype, 'play')
      .mockRejectedValue(new DOMException('no tap yet', 'NotAllowedError'));
    const pause = jest.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(() => {});
    await kit.setProps({ ringtone: 'ring.wav' });
    await show(ringing());
    expect(play).toHaveBeenCalledTimes(1);
    await show(over('cancelled'));
    expect(pause).toHaveBeenCalledTimes(1);
  });

  it('an incoming call opens the call page where nothing can cover a page', async () => {
    kit.unmount();
    process.env.UNI_PLATFORM = 'mp-weixin';
    kit = mount(TrtcCallKit);
    await show(ringing());
    expect(uniGlobal.navigateTo).toHaveBeenCalledWith({ url: '/pages/call/call' });
    expect(kit.find('[role=dialog]').exists()).toBe(false);
  });

  it('an incoming call gets its page also when it comes in the moment in which another ends', async () => {
    kit.unmount();
    process.env.UNI_PLATFORM = 'mp-weixin';
    kit = mount(TrtcCallKit);
    await show({ ...connected(), roomID: 1 });
    await flushPromises();
    uniGlobal.navigateTo.mockClear();
    calling.show(over('hangup'));
    await show({ ...ringing(), roomID: 2 });
    expect(uniGlobal.navigateTo).toHaveBeenCalledWith({ url: '/pages/call/call' });
  });
});

describe('the call page', () => {
  it('closes once its call has ended and the user has seen it, but not from below another page', async () => {
    kit.unmount();
    process.env.UNI_PLATFORM = 'mp-weixin';
    kit = mount(TrtcCallKit, { props: { page: true } });
    const turn = async (how: 'show' | 'hide') => {
      pageHooks[how].forEach((hook) => hook());
      await nextTick();
    };
    await show(connected());
    await turn('hide');
    await show(over('remote-hangup'));
    useCallStore().dismissEnd();
    await nextTick();
    expect(kit.emitted('done')).toBeUndefined();
    await turn('show');
    expect(kit.emitted('done')).toHaveLength(1);
  });
});

describe('a page that does not carry the call', () => {
  it('shows a bar that leads back to the page that does', async () => {
    kit.unmount();
    process.env.UNI_PLATFORM = 'mp-weixin';
    const routes = [{ route: 'pages/x/x' }, { route: 'pages/call/call' }];
    Object.assign(globalThis, { getCurrentPages: () => routes });
    useCallPageStore().carry();
    kit = mount(TrtcCallKit);
    expect(find('back-to-call').exists()).toBe(false);
    await show(connected());
    expect(text('back-to-call')).toBe('Back to the call with bob');
    routes.push({ route: 'pages/y/y' });
    await tap('back-to-call');
    expect(uniGlobal.navigateBack).toHaveBeenCalledWith({ delta: 1 });
    await show(ringing(1));
    expect(text('back-to-call')).toBe('bob · Incoming voice call');
    await show(over('cancelled'));
    expect(find('back-to-call').exists()).toBe(false);
  });

  it('shows no bar on H5, where every page shows the call itself', async () => {
    await show(connected());
    expect(find('back-to-call').exists()).toBe(false);
    await tap('minimise');
    expect(find('back-to-call').exists()).toBe(false);
    expect(kit.find('.trtc-kit__screen--small').exists()).toBe(true);
  });
});

describe('asking more people in', () => {
  it('only group calls offer to invite more people', async () => {
    await show(connected());
    expect(find('open-invite').exists()).toBe(false);
    await show({ ...connected(), isGroup: true });
    expect(find('open-invite').exists()).toBe(true);
  });

  it('an invitation goes to everybody typed or picked, and to nobody who is in the call', async () => {
    useCallStore().records = [
      {
        userIDs: ['bob', 'dora'],
        groupID: '',
        isGroup: true,
        type: 2,
        direction: 'outgoing',
        reason: 'hangup',
        seconds: 3,
        at: 1,
      },
    ];
    await show({ ...connected(), isGroup: true });
    await tap('open-invite');
    expect(find('invite-send').attributes('aria-disabled')).toBe('true');
    const offered = find('invite').findAll('[role=checkbox]');
    expect(offered.map((person) => person.text())).toEqual(['Ddora']);
    await offered[0]!.trigger('click');
    await find('invite-user').setValue('bob, emil');
    await tap('invite-send');
    const asked = calling.asked.filter(([name]) => name === 'groupCall');
    expect(asked).toEqual([['groupCall', { userIDList: ['dora', 'emil'], type: 2, timeout: 30 }]]);
    expect(find('invite').exists()).toBe(false);
  });
});
