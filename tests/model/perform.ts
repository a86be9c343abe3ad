/** A step of a schedule is done to the simulation here, and put into words. */
import { CallError } from '../../src/errors';
import type { Device } from './device';
import { silences } from './evidence';
import type { Action, MediaOperation, Schedule } from './schedule';
import type { Simulation } from './simulation';

const ERRORS: Record<MediaOperation, () => CallError> = {
  prepare: () => CallError.microphoneUnavailable('in use'),
  setCamera: () => CallError.cameraUnavailable('in use'),
  check: () => CallError.notSupported('no answer'),
  enter: () => CallError.roomEntryFailed('refused'),
  publish: () => CallError.publishFailed('refused'),
  leave: () => CallError.connectionLost('gone'),
};

const other = (simulation: Simulation, who: Device, whom: number): string => {
  const { names } = simulation;
  const name = names[whom % names.length]!;
  return name === who.userID ? names[(whom + 1) % names.length]! : name;
};

/** People do these things with their telephones without anything going wrong. */
const CALM: readonly Action['do'][] = [
  ...(['call', 'groupCall', 'talk', 'glare', 'accept', 'reject', 'hangup', 'hangupTwice'] as const),
  ...(['switch', 'microphone', 'camera', 'hide', 'show', 'forge'] as const),
];

/** Does the action. What takes its own time (`talk`, `glare`) takes it here. */
export async function perform(simulation: Simulation, action: Action): Promise<void> {
  if (!CALM.includes(action.do)) simulation.calm = false;
  if (action.do === 'again') return again(simulation, action.which);
  const index = 'who' in action ? action.who : action.to;
  const device = simulation.devices[index % simulation.devices.length]!;
  if (action.do === 'open') return open(simulation, device);
  if (device.dead) return;
  if (silences(action)) device.sendsWell = false;
  if (action.do === 'forge') return simulation.forge.send(device, action);
  return act(simulation, device, action);
}

function open(simulation: Simulation, device: Device): void {
  if (device.dead || device.destroyed) simulation.open(device.userID, device.name);
  else if (!device.isReady) simulation.hold(device, 'login()', () => simulation.login(device));
}

/** The session ends at once, and nobody is called in the name of somebody else. */
async function imLogsOut(simulation: Simulation, device: Device): Promise<void> {
  const { calling, recorder, name } = device;
  const called = calling.snapshot.status !== 'idle';
  device.signaling?.knobs.kick('logged out by the app', 'logged-out');
  await simulation.pass(0);
  recorder.forgetInvites();
  const { login, end, phase } = calling.snapshot;
  if (login !== 'logged-out') simulation.complain(`${name} is ${login} on the IM of nobody`);
  if (called && end?.reason !== 'logged-out') {
    simulation.complain(`${name} is ${phase}, ended with ${end?.reason}, on the IM of nobody`);
  }
  await calling.call({ userID: other(simulation, device, 0), type: 1 }).then(
    () => simulation.complain(`${name} called in the name of somebody else`),
    ({ code }: CallError) => {
      if (code !== 61002) simulation.complain(`${name} was refused with ${code}, not with 61002`);
    },
  );
}

/** A message that came before comes once more, to who was there when it came first. */
function again({ network, devices }: Simulation, which: number): void {
  const message = network.log[which % Math.max(network.log.length, 1)];
  if (!message) return;
  const to = message.action === 'invite' ? message.invitees : [message.inviter];
  for (const userID of to) {
    const own = devices.filter((device) => device.userID === userID);
    const wasThere = own.every(({ signaling }) => signaling && signaling.since < message.sentAt);
    if (userID !== message.sender && wasThere) network.forge(userID, { ...message });
  }
}

type Own = Exclude<Action, { do: 'again' | 'forge' | 'open' }>;

async function act(simulation: Simulation, device: Device, action: Own): Promise<void> {
  const { calling, media, signaling } = device;
  const hold = (what: string, begin: () => Promise<unknown>) =>
    simulation.hold(device, what, begin);
  switch (action.do) {
    case 'call': {
      const { type, timeout, receiveOnly } = action;
      const userID = other(simulation, device, action.whom);
      return hold('call()', () => calling.call({ userID, type, timeout, receiveOnly }));
    }
    case 'groupCall': {
      const { type, timeout, team, leaveOut } = action;
      const others = simulation.names.filter((name) => name !== device.userID);
      const some = others.filter((_, at) => at !== leaveOut);
      const userIDList = Object.freeze(some.length > 0 ? some : others) as string[];
      const groupID = team ? 'team' : '';
      return hold('groupCall()', () => calling.groupCall({ userIDList, type, timeout, groupID }));
    }
    case 'accept': {
      const rings = device.phase === 'ringing' ? ' while ringing' : '';
      const { receiveOnly } = action;
      return hold(`accept()${rings}`, () => calling.accept({ receiveOnly }));
    }
    case 'reject':
      return hold('reject()', () => calling.reject());
    case 'hangup':
      return hold('hangup()', () => calling.hangup());
    case 'hangupTwice':
      hold('hangup()', () => calling.hangup());
      return hold('hangup() again', () => calling.hangup());
    case 'logout':
      return hold('logout()', () => calling.logout());
    case 'login':
      return hold('login()', () => simulation.login(device));
    case 'destroy':
      device.destroyed = true;
      return hold('destroy()', () => calling.destroy());
    case 'switch':
      return hold(`switch to ${action.to}`, () =>
        action.to === 1 ? calling.switchToAudioCall() : calling.switchToVideoCall(),
      );
    case 'microphone':
      return hold('setMicMute()', () => calling.setMicMute(!action.on));
    case 'camera':
      return hold('camera', () => (action.on ? calling.openCamera() : calling.closeCamera()));
    case 'talk': {
      const userID = other(simulation, device, action.whom);
      const { isQuiet } = simulation;
      hold('call()', () => calling.call({ userID, type: action.type }));
      const { latency, pace } = simulation.schedule;
      await simulation.pass(action.after + 2 * latency + pace.check + 1);
      const callee = simulation.devices.find((one) => one.userID === userID)!;
      if (isQuiet && callee.phase !== 'ringing')
        simulation.complain(`${callee.name} does not ring`);
      if (callee.dead || callee.phase !== 'ringing') return;
      simulation.hold(callee, 'accept() while ringing', () => callee.calling.accept());
      await simulation.pass(simulation.setUpTime);
      return isQuiet ? simulation.expectTalking(device, callee) : undefined;
    }
    case 'glare': {
      const userID = other(simulation, device, action.whom);
      const cross = simulation.isQuiet && action.apart < simulation.schedule.latency;
      hold('call()', () => calling.call({ userID, type: action.types[0] }));
      await simulation.pass(action.apart);
      const otherCaller = simulation.devices.find((one) => one.userID === userID)!;
      if (otherCaller.dead) return;
      const call = { userID: device.userID, type: action.types[1] };
      simulation.hold(otherCaller, 'call()', () => otherCaller.calling.call(call));
      if (!cross) return;
      await simulation.pass(2 * simulation.setUpTime + simulation.schedule.pace.leave);
      return simulation.expectTalking(device, otherCaller);
    }
    case 'close':
      device.page.fire('close');
      return device.die();
    case 'vanish':
      return device.die();
    case 'hide':
      device.clock.hidden = true;
      device.miniProgram?.setHidden(true);
      return device.page.fire('hide');
    case 'show':
      return device.show();
    case 'setDate':
      device.clock.ahead += action.by;
      return;
    case 'changePage':
      // Nobody changes pages that are not in front.
      if (!device.clock.hidden) void device.miniProgram?.go(action.how);
      return;
    case 'tapBar':
      return device.miniProgram?.tapBar();
  }
  if (!media || !signaling) return;
  const { knobs } = media;
  switch (action.do) {
    case 'sendFails':
      return signaling.knobs.fail(action.operation, {
        times: action.always ? Infinity : 1,
        atDeadline: action.how === 'at the deadline',
        delivered: action.how === 'delivered',
      });
    case 'sendTakes':
      return signaling.knobs.delay(action.operation, action.ms);
    case 'cut':
      return signaling.knobs.disconnect();
    case 'lineBack':
      return signaling.knobs.reconnect();
    case 'kick':
      return signaling.knobs.kick();
    case 'imLogsOut':
      return device.isReady ? imLogsOut(simulation, device) : undefined;
    case 'permission':
      knobs.permission = action.is;
      return;
    case 'answerPrompt':
      return knobs.promptOpen ? knobs.answerPrompt(action.with) : undefined;
    case 'unplug':
      return knobs.unplug(action.kind);
    case 'plug':
      return knobs.plug(action.kind, `${action.kind}-new`);
    case 'occupy':
      return void knobs.busy.add(action.kind);
    case 'mediaFails':
      return knobs.fail(action.operation, ERRORS[action.operation]());
    case 'mediaHangs':
      return knobs.hang(action.operation);
    case 'mediaTakes':
      return knobs.delay(action.operation, action.ms);
    case 'connection':
      return knobs.connection(action.state);
    case 'roomClosed':
      return knobs.closeRoom(action.reason);
    case 'dismiss':
      return simulation.rooms.dismiss(calling.snapshot.roomID);
    case 'block':
      knobs.playback = 'blocked';
      return knobs.interruptPlayback();
    case 'unlock':
      return calling.resumePlayback();
  }
}

/** `ben: call whom=anna type=2`: enough to play it by hand. */
export function inWords(action: Action, { people, twoDevices }: Schedule, names: string[]): string {
  const devices = twoDevices ? [...names, `${names[0]}'s tablet`] : names;
  const { do: what, ...rest } = action;
  const fields = Object.entries(rest as Record<string, unknown>).filter(
    ([, value]) => value !== false,
  );
  const words = fields.map(([key, value]) => {
    if (key === 'who' || key === 'to') {
      if (key === 'who' || what === 'forge')
        return `${key}=${devices[Number(value) % devices.length]}`;
    }
    if (key === 'whom') return `whom=${names[Number(value) % people]} (or the next)`;
    return value === true ? key : `${key}=${String(value)}`;
  });
  return [what, ...words].join(' ');
}
