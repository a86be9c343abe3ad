/** The final checks end all faults after the last step and let time pass; then everybody must be at rest. */
import { LIMITS } from '../../src/call/limits';
import type { Device } from './device';
import { checkEvidence } from './evidence';
import type { CallHistory } from './app-recorder';
import type { Simulation } from './simulation';

/** s that a call rings unless told otherwise. */
const RING = 30;
/** ms after which nobody is on the way anywhere: asked, rung out, set up, alone, and left. */
const REST =
  Math.max(RING * 1000, LIMITS.prompt) +
  LIMITS.answerGrace +
  LIMITS.setup +
  LIMITS.alone +
  LIMITS.teardown +
  1000;
/** ms after which a hung-up call has left nothing, its last messages included. */
const GONE = 30_000;
/** ms during which a sender's invites count against him. */
const RATE_WINDOW = 31_000;

export async function finalChecks(simulation: Simulation): Promise<void> {
  const { schedule } = simulation;
  simulation.story?.push('--- the network is healed');
  simulation.healed = true;
  for (const device of simulation.devices) device.heal(schedule.promptsEnd);
  await simulation.pass(REST);
  // A call without a time limit may ring for ever; somebody gives up.
  if (schedule.steps.some(({ action }) => 'timeout' in action && action.timeout === 0)) {
    for (const device of simulation.devices) {
      const { members } = device.calling.snapshot;
      const someone = Object.values(members).some(({ presence }) => presence === 'present');
      if (device.isReady && !someone) void device.calling.hangup();
    }
    await simulation.pass(REST);
  }
  for (const device of simulation.devices) atRest(simulation, device);
  simulation.assertFine();

  await hangUpAll(simulation);
  for (const device of simulation.everybody) device.recorder.checkEnds();
  agree(simulation);
  checkEvidence(simulation);
  simulation.assertFine();
  await callOnceMore(simulation);
  await destroyAll(simulation);
  simulation.assertFine();
}

/** Idle, or in a call with somebody who is in it too. */
function atRest(simulation: Simulation, device: Device): void {
  if (device.dead || device.phase === 'idle') return;
  const { phase, roomID, members } = device.calling.snapshot;
  if (phase !== 'connected') return simulation.complain(`${device.name} is still ${phase}`);
  const inRoom = simulation.rooms.members(roomID).map(({ userID }) => userID);
  if (!inRoom.includes(device.userID))
    return simulation.complain(`${device.name} is not in the room`);
  const shown = Object.values(members).filter(({ presence }) => presence === 'present');
  const seen = shown.map(({ userID }) => userID).sort();
  const there = inRoom.filter((userID) => userID !== device.userID).sort();
  if (seen.join() !== there.join()) {
    simulation.complain(
      `${device.name} sees ${seen.join()} in the room, there are ${there.join()}`,
    );
  }
  if (there.length === 0) simulation.complain(`${device.name} is connected and alone`);
  for (const userID of there) {
    const shares = simulation.devices.some((one) => {
      const { phase: theirs, roomID: room } = one.calling.snapshot;
      return one.userID === userID && theirs === 'connected' && room === roomID;
    });
    if (!shares) simulation.complain(`${device.name} is connected with ${userID}, who is not`);
  }
}

async function hangUpAll(simulation: Simulation): Promise<void> {
  simulation.story?.push('--- everybody hangs up');
  for (const device of simulation.devices) {
    if (device.isReady) simulation.hold(device, 'hangup()', () => device.calling.hangup());
  }
  await simulation.pass(GONE);
  for (const device of simulation.devices) {
    if (device.dead) continue;
    if (device.phase !== 'idle') simulation.complain(`${device.name} cannot hang up`);
    if (device.clock.pending > 0) simulation.complain(`${device.name} left a timer running`);
  }
  const [first] = simulation.unsettled;
  if (first) simulation.complain(`never settled: ${first}`);
  simulation.assertFine();
}

/** Two who talked agree how long, but for how long messages took that told one of them. */
function agree(simulation: Simulation): void {
  const slack = slackOf(simulation);
  const rooms = new Map<number, { device: Device; history: CallHistory }[]>();
  for (const device of simulation.everybody) {
    for (const history of device.recorder.histories) {
      if (!device.dead && history.connected && history.end && !history.isGroup) {
        rooms.set(history.roomID, [...(rooms.get(history.roomID) ?? []), { device, history }]);
      }
    }
  }
  for (const [room, sides] of rooms) {
    const [a, b] = sides;
    if (!a || !b || sides.length > 2 || !a.history.started || !b.history.started) continue;
    const [first, second] = [a.history.end!.seconds, b.history.end!.seconds];
    // Who hears too late that no device opened at the other side counts the time until then.
    const reasons = [a.history.end!.reason, b.history.end!.reason];
    const unheard = reasons.filter((reason) => reason === 'no-device').length === 1;
    if (unheard && messagesAreLate(simulation)) continue;
    if (Math.abs(first - second) > slack) {
      simulation.complain(
        `${a.device.name} talked ${first} s and ${b.device.name} ${second} s in room ${room}`,
      );
    }
  }
}

const messagesAreLate = ({ schedule: { ways, steps } }: Simulation): boolean =>
  ways.some(({ drop, delay }) => drop || delay > 0) ||
  steps.some(({ action }) => ['sendFails', 'sendTakes', 'cut'].includes(action.do));

/** s by which the two sides of a call may differ. */
function slackOf({ schedule, setUpTime }: Simulation): number {
  const { latency, ways, steps } = schedule;
  let ms = 3 * latency + setUpTime + Math.max(0, ...ways.map(({ delay }) => delay));
  const switches = steps.filter(({ action }) => action.do === 'switch').length;
  for (const { action } of steps) {
    if (action.do === 'mediaTakes') ms += action.ms;
    // An acceptance goes out behind the answers to what was asked while it rang.
    if (action.do === 'sendTakes') ms += action.ms * (1 + switches);
    // An acceptance waits for the line, or for its deadline.
    if (action.do === 'cut' || action.do === 'sendFails') ms += 15_000;
    // Who loses the page hangs up a moment after the others have seen them leave.
    if (action.do === 'changePage') ms += 1000;
  }
  return 1 + Math.ceil(ms / 1000);
}

/** Nothing that happened may stand in the way of the next call. */
async function callOnceMore(simulation: Simulation): Promise<void> {
  simulation.story?.push('--- one more call');
  await simulation.pass(RATE_WINDOW);
  const [one, two] = [simulation.names[0]!, simulation.names[1]!].map((userID) =>
    fresh(simulation, userID),
  );
  await simulation.pass(GONE);
  for (const device of simulation.devices) {
    device.heal('granted');
    device.equip();
  }
  const { latency } = simulation.schedule;
  simulation.hold(one!, 'call()', () => one!.calling.call({ userID: two!.userID, type: 2 }));
  await simulation.pass(4 * latency + 1);
  if (two!.phase !== 'ringing') simulation.complain(`afterwards ${two!.name} does not ring`);
  simulation.hold(two!, 'accept() while ringing', () => two!.calling.accept());
  await simulation.pass(4 * latency + 1000);
  if (one!.phase !== 'connected' || two!.phase !== 'connected') {
    simulation.complain(`afterwards they are ${one!.phase} and ${two!.phase}`);
  }
  simulation.hold(one!, 'hangup()', () => one!.calling.hangup());
  await simulation.pass(4 * latency + 1000);
  const [mine, theirs] = [one!.recorder.latest?.end, two!.recorder.latest?.end];
  if (mine?.reason !== 'hangup' || theirs?.reason !== 'remote-hangup') {
    simulation.complain(`afterwards they end with ${mine?.reason} and ${theirs?.reason}`);
  }
  if (mine?.seconds !== theirs?.seconds) simulation.complain('afterwards the seconds differ');
  simulation.assertFine();
}

/** A device of this user on which calls can be made. */
function fresh(simulation: Simulation, userID: string): Device {
  const device = simulation.devices.find((one) => one.userID === userID)!;
  if (device.dead || device.destroyed) return simulation.open(userID, device.name);
  if (!device.isReady) simulation.hold(device, 'login()', () => simulation.login(device));
  return device;
}

async function destroyAll(simulation: Simulation): Promise<void> {
  for (const device of simulation.devices) {
    if (!device.dead) simulation.hold(device, 'destroy()', () => device.calling.destroy());
  }
  await simulation.pass(GONE);
  const [first] = simulation.unsettled;
  if (first) simulation.complain(`never settled: ${first}`);
  const { tracks, rooms, listeners, views } = simulation.rooms.held();
  const left: Record<string, number> = { tracks, rooms, listeners, views };
  left.timers = simulation.clock.pending;
  left.pages = simulation.devices.reduce((sum, { page, dead }) => sum + (dead ? 0 : page.count), 0);
  for (const [what, count] of Object.entries(left)) {
    if (count > 0) simulation.complain(`${count} ${what} left after destroy()`);
  }
}
