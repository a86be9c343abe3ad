/** Every end must have its cause on the wire, and every invite its answer or its withdrawal. */
import type { SignalMessage } from '../../src/signaling/message';
import type { Device } from './device';
import type { Action } from './schedule';
import type { Simulation } from './simulation';
import type { CallHistory } from './app-recorder';

export function checkEvidence(stage: Simulation): void {
  for (const device of stage.everybody) {
    for (const life of device.witness.lives)
      if (life.end && !device.dead) check(stage, device, life);
  }
}

function check(stage: Simulation, device: Device, life: CallHistory): void {
  const { log } = stage.network;
  const { reason } = life.end!;
  const about = log.filter((message) => message.inviteID === life.inviteID);
  const complain = (what: string) => stage.complain(`${device.name}: ${reason}, but ${what}`);
  if (life.role === 'invitee') {
    const withdrew = (message: SignalMessage) => message.action === 'cancel';
    const ended = log.some(({ content, sender }) => content.kind === 'end' && sender === life.peer);
    if (reason === 'cancelled' && !about.some(withdrew) && !ended) complain('nobody cancelled');
    const own = about.some(({ sender }) => sender === device.userID);
    if (reason.endsWith('elsewhere') && !own) complain('no other device answered');
    return;
  }
  if (life.isGroup) return;
  const answers = about.filter(
    ({ sender, action }) => sender !== device.userID && action !== 'invite',
  );
  const busy = answers.filter(({ content }) => content.kind === 'plain' && content.busy);
  if (reason === 'busy' && busy.length === 0) complain('nobody was');
  if (reason === 'rejected' && busy.length === answers.length) complain('nobody rejected');
  if (reason === 'cancelled' && device.sendsWell) {
    const invited = about.some(({ action }) => action === 'invite');
    const withdrawn = about.some(
      ({ action, sender }) => action === 'cancel' && sender === device.userID,
    );
    if (invited && answers.length === 0 && !withdrawn) complain('the invite was not withdrawn');
  }
}

/** After these a device can no longer be held to what it should have sent. */
const MUTE: readonly Action['do'][] = [
  'sendFails',
  'cut',
  'kick',
  'close',
  'vanish',
  'destroy',
  'logout',
];

export const silences = (action: Action): boolean => MUTE.includes(action.do);
