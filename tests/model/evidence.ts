/** Every end must have its cause on the wire, and every invite its answer or its withdrawal. */
import type { SignalMessage } from '../../src/signaling/message';
import type { Device } from './device';
import type { Action } from './schedule';
import type { Simulation } from './simulation';
import type { CallHistory } from './app-recorder';

export function checkEvidence(simulation: Simulation): void {
  for (const device of simulation.everybody) {
    for (const history of device.recorder.histories)
      if (history.end && !device.dead) check(simulation, device, history);
  }
}

function check(simulation: Simulation, device: Device, history: CallHistory): void {
  const { log } = simulation.network;
  const { reason } = history.end!;
  const about = log.filter((message) => message.inviteID === history.inviteID);
  const complain = (what: string) => simulation.complain(`${device.name}: ${reason}, but ${what}`);
  if (history.role === 'invitee') {
    const withdrew = (message: SignalMessage) => message.action === 'cancel';
    const ended = log.some(
      ({ content, sender }) => content.kind === 'end' && sender === history.peer,
    );
    if (reason === 'cancelled' && !about.some(withdrew) && !ended) complain('nobody cancelled');
    const own = about.some(({ sender }) => sender === device.userID);
    if (reason.endsWith('elsewhere') && !own) complain('no other device answered');
    return;
  }
  if (history.isGroup) return;
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
  'imLogsOut',
  'close',
  'vanish',
  'destroy',
  'logout',
];

export const silences = (action: Action): boolean => MUTE.includes(action.do);
