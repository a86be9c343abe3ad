/** These tests hold what the back key of a phone does in each phase of a call. */
import { BackKey } from '@/components/trtc-call-kit/app/back-key';
import type { CallSnapshot } from '@/src/store/types';

type Phase = CallSnapshot['phase'];

function onPhase(phase: Phase, ended: unknown = undefined) {
  const call = { snapshot: { phase }, ended, hangup: jest.fn(), dismissEnd: jest.fn() };
  return { call, key: new BackKey({ call }) };
}

describe('the back key', () => {
  it.each<Phase>(['dialing', 'inviting', 'accepting', 'connected'])(
    'hangs up while a call is %s, and keeps the page until it has ended',
    (phase) => {
      const { call, key } = onPhase(phase);
      expect(key.press()).toBe(true);
      expect(call.hangup).toHaveBeenCalledTimes(1);
      key.callEnded();
      expect(call.dismissEnd).toHaveBeenCalledTimes(1);
    },
  );

  it('does nothing while a call rings', () => {
    const { call, key } = onPhase('ringing');
    expect(key.press()).toBe(true);
    expect(call.hangup).not.toHaveBeenCalled();
    key.callEnded();
    expect(call.dismissEnd).not.toHaveBeenCalled();
  });

  it('closes what tells of the end while the room is being left, and keeps the page until then', () => {
    const { call, key } = onPhase('ending', { reason: 'connection-lost' });
    expect(key.press()).toBe(true);
    expect(call.hangup).not.toHaveBeenCalled();
    expect(call.dismissEnd).toHaveBeenCalledTimes(1);
    key.callEnded();
    expect(call.dismissEnd).toHaveBeenCalledTimes(1);
  });

  it('closes what tells of the end of a call', () => {
    const { call, key } = onPhase('idle', { reason: 'busy' });
    expect(key.press()).toBe(true);
    expect(call.dismissEnd).toHaveBeenCalledTimes(1);
  });

  it('goes back as ever where there is no call', () => {
    expect(onPhase('idle').key.press()).toBe(false);
  });

  it('shows the end of the call after the one that was left by it', () => {
    const { call, key } = onPhase('connected');
    key.press();
    key.callEnded();
    key.callEnded();
    expect(call.dismissEnd).toHaveBeenCalledTimes(1);
  });
});
