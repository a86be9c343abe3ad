/** The fake driver keeps the contract, so that what is tested on it holds for the others. */
import { createFakeNetwork } from '../../../src/signaling/fake/fake-signaling';
import type { FakeDevice } from '../../../src/signaling/fake/fake-signaling';
import { FakeTransport } from '../../../src/signaling/fake/fake-transport';
import type { Signal } from '../../../src/signaling/port';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { signalingContract } from './contract';
import type { SignalingHarness } from './harness';

/** ms of the virtual clock. */
const STEP = 50;
const LONGEST_WAIT = 30_000;

async function createHarness(): Promise<SignalingHarness> {
  const clock = new VirtualClock();
  const network = createFakeNetwork({ clock });
  const devices = new Map<string, FakeDevice>();
  const device = (userID: string) => devices.get(userID) as FakeDevice;
  return {
    transport: FakeTransport.prototype,
    unread: {
      'the network in memory lets everybody in by name': ['login.userSig', 'renew.userSig'],
      'no phone is away that a push would wake': ['invite.push'],
      'messages here say less than those on the wire': [
        ...(['answer.type', 'answer.switchTo', 'cancel.type', 'end.type'] as const),
        ...(['switchType.from', 'switchType.roomID'] as const),
      ],
    },
    open(userID) {
      const port = network.join(userID);
      devices.set(userID, port);
      const signals: Signal[] = [];
      port.onSignal((signal) => signals.push(signal));
      let signed = 0;
      const credentials = () => ({ userID, userSig: `sig ${(signed += 1)}` });
      return { userID, port, signals, credentials };
    },
    now: () => clock.now(),
    async until(what, holds) {
      const deadline = clock.now() + LONGEST_WAIT;
      await clock.settle();
      while (!holds()) {
        if (clock.now() > deadline) throw new Error(`never came to this: ${what}`);
        await clock.advance(STEP);
      }
    },
    settle: () => clock.settle(),
    block: (userID) => device(userID).knobs.disconnect(),
    unblock: (userID) => device(userID).knobs.reconnect(),
    loseAcknowledgement: (userID) =>
      device(userID).knobs.fail('invite', { delivered: true, atDeadline: true }),
    refuseLogin: (userID) => device(userID).knobs.fail('login'),
    forge: (from, to, { action, ...message }) => {
      const call = { kind: 'call', type: 2, roomID: 7, userIDs: [], version: 4 } as const;
      const content = action === 'invite' ? { ...call, userIDs: [] } : undefined;
      network.forge(to, { ...message, action, sender: from, ...(content && { content }) });
    },
    kick: (userID) => device(userID).knobs.kick(),
    attemptsOf: (userID) => {
      const { invite, cancel, answer } = device(userID).knobs.counters;
      return invite + cancel + answer;
    },
    invitesOf: (userID) =>
      network.log
        .filter(({ action, sender }) => action === 'invite' && sender === userID)
        .map(({ invitees }) => invitees),
    leftovers: () => clock.pending,
    dispose: async () => {
      await Promise.all([...devices.values()].map((each) => each.dispose()));
    },
  };
}

signalingContract('in memory', createHarness);
