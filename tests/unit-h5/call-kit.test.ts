import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
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

test('shows nothing without a call', () => {
  expect(kit.find('[role=dialog]').exists()).toBe(false);
});

describe('an incoming call', () => {
  test('says who calls and how', async () => {
    await show(ringing(1));
    expect(find('incoming').text()).toContain('bob');
    expect(text('call-status')).toBe('Incoming voice call');
    expect(kit.find('[role=dialog]').attributes('aria-label')).toBe('Call with bob');
  });

  test('is accepted inside the tap, before anything is awaited', async () => {
    await show(ringing());
    // Not awaited: only what happens in the handler itself counts.
    void find('accept').trigger('click');
    expect(calling.asked).toContainEqual(['accept', {}]);
  });

  test('is rejected by the other button', async () => {
    await show(ringing());
    await tap('reject');
    expect(calling.names()).toEqual(['reject']);
  });

  test('captures nothing before it is accepted', async () => {
    await show(ringing());
    expect(calling.names()).not.toContain('startLocalView');
  });

  test('can be joined without sending, once sending failed', async () => {
    await show(ringing());
    expect(find('accept-receive-only').exists()).toBe(false);
    calling.report(CallError.microphoneUnavailable());
    await nextTick();
    await tap('accept-receive-only');
    expect(calling.asked).toContainEqual(['accept', { receiveOnly: true }]);
  });

  test('of a group names the others who are called', async () => {
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
  test('shows the caller to themself, and goes on with the same view', async () => {
    await show(inviting());
    expect(text('call-status')).toBe('Calling…');
    expect(calling.asked).toEqual([
      ['startLocalView', { userID: 'alice', videoViewDomID: expect.stringMatching(/-alice$/) }],
    ]);
    await show(connected());
    expect(calling.names()).toEqual(['startLocalView', 'startRemoteView']);
  });

  test('is cancelled by the red button', async () => {
    await show(inviting());
    expect(find('hangup').attributes('aria-label')).toBe('Cancel');
    await tap('hangup');
    expect(calling.names()).toContain('hangup');
  });
});

describe('a call', () => {
  test('counts the time', async () => {
    await show(connected());
    expect(text('call-timer')).toBe('1:05');
    jest.advanceTimersByTime(2000);
    await nextTick();
    expect(text('call-timer')).toBe('1:07');
  });

  test('has buttons that show the snapshot and ask for the opposite', async () => {
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

  test('has no camera button in voice, and offers video', async () => {
    await show(connected(1));
    expect(find('toggle-camera').exists()).toBe(false);
    await tap('switch-type');
    expect(calling.names()).toContain('switchToVideoCall');
  });

  test('has no buttons for sending if it only receives', async () => {
    await show({ ...connected(), local: { ...NO_CALL.local, receiveOnly: true } });
    expect(find('toggle-mic').exists()).toBe(false);
    expect(find('local-view').exists()).toBe(false);
    expect(find('hangup').exists()).toBe(true);
  });

  test('swaps the pictures without taking them out', async () => {
    await show(connected());
    const before = calling.asked.length;
    await find('local-view').trigger('click');
    expect(kit.find('.trtc-stage__place--main [data-testid=local-view]').exists()).toBe(true);
    expect(calling.asked).toHaveLength(before);
  });

  test('offers to turn on blocked sound, and does it inside the tap', async () => {
    await show({ ...connected(), playbackBlocked: true });
    void find('resume-playback').trigger('click');
    expect(calling.names()).toContain('resumePlayback');
    await show({ playbackBlocked: false });
    expect(find('resume-playback').exists()).toBe(false);
  });

  test('says when the connection is away', async () => {
    await show({ ...connected(), connection: 'reconnecting' });
    expect(text('call-status')).toBe('Reconnecting…');
  });

  test('can be made small and large again without losing its pictures', async () => {
    await show(connected());
    await tap('minimise');
    expect(kit.find('.trtc-kit__screen--small').exists()).toBe(true);
    expect(find('hangup').exists()).toBe(false);
    await kit.find('.trtc-kit__screen--small').trigger('click');
    expect(find('hangup').exists()).toBe(true);
    expect(calling.names().filter((name) => name.startsWith('stop'))).toEqual([]);
  });

  test('lets cameras and microphones be chosen', async () => {
    await show(connected());
    await tap('open-devices');
    await jest.advanceTimersByTimeAsync(0);
    expect(find('devices').text()).toContain('Camera C');
    expect(find('devices').text()).toContain('Microphone 1');
    await find('devices').findAll('[role=radio]')[0]!.trigger('click');
    expect(calling.asked).toContainEqual(['switchDevice', { deviceType: 'video', deviceId: 'c' }]);
  });

  test('is played by the page on top only', async () => {
    await show(connected());
    pageHooks.hide.forEach((hook) => hook());
    await nextTick();
    expect(kit.find('[role=dialog]').exists()).toBe(false);
    expect(calling.names().filter((name) => name.startsWith('stop'))).toHaveLength(2);
    pageHooks.show.forEach((hook) => hook());
    await nextTick();
    expect(find('remote-view-bob').exists()).toBe(true);
  });

  test('can be handled by keyboard', async () => {
    await show(connected());
    const button = find('hangup');
    expect(button.attributes()).toMatchObject({ role: 'button', tabindex: '0' });
    await button.trigger('keydown', { key: 'Enter' });
    expect(calling.names().filter((name) => name === 'hangup')).toHaveLength(1);
  });
});

describe('the end of a call', () => {
  test.each([
    ['rejected', 'bob declined'],
    ['busy', 'bob is on another call'],
    ['no-response', 'bob didn’t answer'],
    ['offline', 'bob is offline'],
    ['connection-lost', 'The connection was lost'],
  ] as const)('by %s tells the caller: %s', async (reason, words) => {
    await show(inviting());
    await show(over(reason));
    expect(text('end-reason')).toBe(words);
  });

  test('tells the callee what the callee missed', async () => {
    await show(ringing());
    await show(over('cancelled'));
    expect(text('end-reason')).toBe('Missed call: bob cancelled');
  });

  test('offers to call again', async () => {
    await show(inviting(1));
    await show(over('busy'));
    await tap('call-again');
    expect(calling.asked).toContainEqual(['call', { userID: 'bob', type: 1, timeout: 30 }]);
  });

  test('stays until it is closed, if the user has to know', async () => {
    await show(inviting());
    await show(over('offline'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(find('end-reason').exists()).toBe(true);
    await tap('end-close');
    expect(kit.find('[role=dialog]').exists()).toBe(false);
  });

  test('goes by itself, if the user made it', async () => {
    await show(connected());
    await show(over('hangup', { seconds: 65 }));
    expect(kit.text()).toContain('You talked for 1:05');
    await jest.advanceTimersByTimeAsync(6000);
    expect(kit.find('[role=dialog]').exists()).toBe(false);
  });

  test('makes way for the next call', async () => {
    await show(inviting());
    await show(over('offline'));
    await show(ringing());
    expect(find('end-reason').exists()).toBe(false);
    expect(find('incoming').exists()).toBe(true);
  });

  test('by a refused camera offers to watch without one', async () => {
    await show(inviting());
    await show(over('permission-denied', { errorCode: 60005 }));
    expect(kit.text()).toContain('Allow them for this page or app');
    await kit.find('.trtc-end__quiet').trigger('click');
    expect(calling.asked.at(-1)![1]).toMatchObject({ userID: 'bob', receiveOnly: true });
  });
});

describe('a failure', () => {
  test('is told with its cure and its code', async () => {
    calling.report(CallError.switchToVideoFailed());
    await nextTick();
    expect(text('call-error')).toContain('Could not switch to a video call');
    expect(text('call-error')).toContain('Check the camera');
    expect(text('call-error')).toContain('60002');
  });

  test('is not told twice at the end that it caused', async () => {
    await show(inviting());
    calling.report(CallError.permissionDenied());
    await show(over('permission-denied', { errorCode: 60005 }));
    expect(find('call-error').exists()).toBe(false);
    expect(find('end-reason').exists()).toBe(true);
  });

  test('goes away by itself', async () => {
    calling.report(CallError.deviceSwitchFailed());
    await nextTick();
    await jest.advanceTimersByTimeAsync(13_000);
    expect(find('call-error').exists()).toBe(false);
  });
});

test('speaks the language it is given', async () => {
  await kit.setProps({ locale: 'ko' });
  await show(ringing());
  expect(text('call-status')).toBe('영상 통화가 왔어요');
});

test('a ringtone that may not play throws nothing', async () => {
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

test('opens the call page where nothing can cover a page', async () => {
  kit.unmount();
  process.env.UNI_PLATFORM = 'mp-weixin';
  kit = mount(TrtcCallKit);
  await show(ringing());
  expect(uniGlobal.navigateTo).toHaveBeenCalledWith({ url: '/pages/call/call' });
  expect(kit.find('[role=dialog]').exists()).toBe(false);
});

describe('asking more people in', () => {
  test('is there for group calls only', async () => {
    await show(connected());
    expect(find('open-invite').exists()).toBe(false);
    await show({ ...connected(), isGroup: true });
    expect(find('open-invite').exists()).toBe(true);
  });

  test('asks whom the user typed or picked, and nobody who is in the call', async () => {
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
