/** The controls of a call, as plain data: which buttons there are, what they say, and what a press asks for. */
import { t, type Locale } from '../../src/locale';
import type { CallSnapshot, CallType } from '../../src/store/types';
import type { IconName } from '../trtc-icon/icons';
import type { ControlIntent } from './control-intent';

export interface CallControlButton {
  /** Tests find the button by this name; it stays the same whatever the button says. */
  name: 'toggle-mic' | 'toggle-camera' | 'switch-type' | 'open-invite' | 'hangup';
  icon: IconName;
  label: string;
  tone: 'plain' | 'danger' | 'off';
  /** Set for a button that stays down once it is pressed. */
  pressed?: boolean;
  intent: ControlIntent;
}

/** Lists the buttons below a call that this user made or has answered, from left to right. */
export function controlsOf(call: CallSnapshot, locale: Locale): CallControlButton[] {
  const { local, type, phase, isGroup } = call;
  const connected = phase === 'connected';
  const buttons: CallControlButton[] = [];
  if (!local.receiveOnly) {
    // What is really on: a device that was lost is not, though it is wanted.
    buttons.push(microphone(local.microphone && !local.lost.microphone, locale));
    if (type === 2) buttons.push(camera(local.camera && !local.lost.camera, locale));
    // The documents know switching for 1v1 calls only.
    if (connected && !isGroup) buttons.push(switchType(type === 2 ? 1 : 2, locale));
  }
  if (connected && isGroup) {
    buttons.push({
      name: 'open-invite',
      icon: 'people',
      label: t(locale, 'action.invite'),
      tone: 'plain',
      intent: { kind: 'open-invite' },
    });
  }
  buttons.push({
    name: 'hangup',
    icon: 'hangup',
    label: t(locale, connected ? 'action.hangup' : 'action.cancel'),
    tone: 'danger',
    intent: { kind: 'hangup' },
  });
  return buttons;
}

const microphone = (on: boolean, locale: Locale): CallControlButton => ({
  name: 'toggle-mic',
  icon: on ? 'mic' : 'mic-off',
  label: t(locale, on ? 'action.mute' : 'action.unmute'),
  tone: on ? 'plain' : 'off',
  pressed: !on,
  intent: { kind: 'microphone', on: !on },
});

const camera = (on: boolean, locale: Locale): CallControlButton => ({
  name: 'toggle-camera',
  icon: on ? 'video' : 'video-off',
  label: t(locale, on ? 'action.cameraOff' : 'action.cameraOn'),
  tone: on ? 'plain' : 'off',
  pressed: !on,
  intent: { kind: 'camera', on: !on },
});

const switchType = (type: CallType, locale: Locale): CallControlButton => ({
  name: 'switch-type',
  icon: type === 1 ? 'sound' : 'video',
  label: t(locale, type === 1 ? 'action.toAudio' : 'action.toVideo'),
  tone: 'plain',
  intent: { kind: 'switch-type', type },
});
