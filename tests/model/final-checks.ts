/** After the last step: faults end, time passes, and everybody must have come to rest. */
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

export async function judge(stage: Simulation): Promise<void> {
  const { schedule } = stage;
  stage.story?.push('--- the network is healed');
  stage.healed = true;
  for (const device of stage.devices) device.heal(schedule.promptsEnd);
  await stage.pass(REST);
  // A call without a time limit may ring for ever; somebody gives up.
  if (schedule.steps.some(({ action }) => 'timeout' in action && action.timeout === 0)) {
    for (const device of stage.devices) {
      const { members } = device.calling.snapshot;
      const someone = Object.values(members).some(({ presence }) => presence === 'present');
      if (device.isReady && !someone) void device.calling.hangup();
    }
    await stage.pass(REST);
  }
  for (const device of stage.devices) atRest(stage, device);
  stage.assertFine();

  await hangUpAll(stage);
  for (const device of stage.everybody) device.witness.checkEnds();
  agree(stage);
  checkEvidence(stage);
  stage.assertFine();
  await callOnceMore(stage);
  await destroyAll(stage);
  stage.assertFine();
}

/** Idle, or in a call with somebody who is in it too. */
function atRest(stage: Simulation, device: Device): void {
  if (device.dead || device.phase === 'idle') return;
  const { phase, roomID, members } = device.calling.snapshot;
  if (phase !== 'connected') return stage.complain(`${device.name} is still ${phase}`);
  const inRoom = stage.rooms.members(roomID).map(({ userID }) => userID);
  if (!inRoom.includes(device.userID)) return stage.complain(`${device.name} is not in the room`);
  const shown = Object.values(members).filter(({ presence }) => presence === 'present');
  const seen = shown.map(({ userID }) => userID).sort();
  const there = inRoom.filter((userID) => userID !== device.userID).sort();
  if (seen.join() !== there.join()) {
    stage.complain(`${device.name} sees ${seen.join()} in the room, there are ${there.join()}`);
  }
  if (there.length === 0) stage.complain(`${device.name} is connected and alone`);
  for (const userID of there) {
    const shares = stage.devices.some((one) => {
      const { phase: theirs, roomID: room } = one.calling.snapshot;
      return one.userID === userID && theirs === 'connected' && room === roomID;
    });
    if (!shares) stage.complain(`${device.name} is connected with ${userID}, who is not`);
  }
}

async function hangUpAll(stage: Simulation): Promise<void> {
  stage.story?.push('--- everybody hangs up');
  for (const device of stage.devices) {
    if (device.isReady) stage.hold(device, 'hangup()', () => device.calling.hangup());
  }
  await stage.pass(GONE);
  for (const device of stage.devices) {
    if (device.dead) continue;
    if (device.phase !== 'idle') stage.complain(`${device.name} cannot hang up`);
    if (device.clock.pending > 0) stage.complain(`${device.name} left a timer running`);
  }
  const [first] = stage.unsettled;
  if (first) stage.complain(`never settled: ${first}`);
  stage.assertFine();
}

/** Two who talked agree how long, but for how long messages took that told one of them. */
function agree(stage: Simulation): void {
  const slack = slackOf(stage);
  const rooms = new Map<number, { device: Device; life: CallHistory }[]>();
  for (const device of stage.everybody) {
    for (const life of device.witness.lives) {
      if (!device.dead && life.connected && life.end && !life.isGroup) {
        rooms.set(life.roomID, [...(rooms.get(life.roomID) ?? []), { device, life }]);
      }
    }
  }
  for (const [room, sides] of rooms) {
    const [a, b] = sides;
    if (!a || !b || sides.length > 2 || !a.life.spoke || !b.life.spoke) continue;
    const [first, second] = [a.life.end!.seconds, b.life.end!.seconds];
    if (Math.abs(first - second) > slack) {
      stage.complain(
        `${a.device.name} talked ${first} s and ${b.device.name} ${second} s in room ${room}`,
      );
    }
  }
}

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
  }
  return 1 + Math.ceil(ms / 1000);
}

/** Nothing that happened may stand in the way of the next call. */
async function callOnceMore(stage: Simulation): Promise<void> {
  stage.story?.push('--- one more call');
  await stage.pass(RATE_WINDOW);
  const [one, two] = [stage.names[0]!, stage.names[1]!].map((userID) => fresh(stage, userID));
  await stage.pass(GONE);
  for (const device of stage.devices) {
    device.heal('granted');
    device.equip();
  }
  const { latency } = stage.schedule;
  stage.hold(one!, 'call()', () => one!.calling.call({ userID: two!.userID, type: 2 }));
  await stage.pass(4 * latency + 1);
  if (two!.phase !== 'ringing') stage.complain(`afterwards ${two!.name} does not ring`);
  stage.hold(two!, 'accept() while ringing', () => two!.calling.accept());
  await stage.pass(4 * latency + 1000);
  if (one!.phase !== 'connected' || two!.phase !== 'connected') {
    stage.complain(`afterwards they are ${one!.phase} and ${two!.phase}`);
  }
  stage.hold(one!, 'hangup()', () => one!.calling.hangup());
  await stage.pass(4 * latency + 1000);
  const [mine, theirs] = [one!.witness.life?.end, two!.witness.life?.end];
  if (mine?.reason !== 'hangup' || theirs?.reason !== 'remote-hangup') {
    stage.complain(`afterwards they end with ${mine?.reason} and ${theirs?.reason}`);
  }
  if (mine?.seconds !== theirs?.seconds) stage.complain('afterwards the seconds differ');
  stage.assertFine();
}

/** A device of this user on which calls can be made. */
function fresh(stage: Simulation, userID: string): Device {
  const device = stage.devices.find((one) => one.userID === userID)!;
  if (device.dead || device.destroyed) return stage.open(userID, device.name);
  if (!device.isReady) stage.hold(device, 'login()', () => stage.login(device));
  return device;
}

async function destroyAll(stage: Simulation): Promise<void> {
  for (const device of stage.devices) {
    if (!device.dead) stage.hold(device, 'destroy()', () => device.calling.destroy());
  }
  await stage.pass(GONE);
  const [first] = stage.unsettled;
  if (first) stage.complain(`never settled: ${first}`);
  const { tracks, rooms, listeners, views } = stage.rooms.held();
  const left: Record<string, number> = { tracks, rooms, listeners, views };
  left.timers = stage.clock.pending;
  left.pages = stage.devices.reduce((sum, { page, dead }) => sum + (dead ? 0 : page.count), 0);
  for (const [what, count] of Object.entries(left)) {
    if (count > 0) stage.complain(`${count} ${what} left after destroy()`);
  }
}
