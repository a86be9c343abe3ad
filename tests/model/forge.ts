/** A forge makes messages of people who have no say in a call: whatever they send, nobody's call changes. */
import type { FakeNetwork } from '../../src/signaling/fake/fake-signaling';
import type { SignalMessage } from '../../src/signaling/message';
import type { VirtualClock } from '../../src/runtime/virtual-clock';
import type { Device } from './device';
import type { Action, Forgery } from './schedule';

type Message = Partial<SignalMessage> & Pick<SignalMessage, 'action'>;

/** A forger needs to know this of those whom the messages reach. */
interface Targets {
  clock: VirtualClock;
  network: FakeNetwork;
  names: readonly string[];
  devices: readonly Device[];
  complain: (what: string) => void;
}

export class Forge {
  /** A forged message is on its way: it takes no detours. */
  busy = false;

  constructor(private readonly targets: Targets) {}

  async send(to: Device, action: Extract<Action, { do: 'forge' }>): Promise<void> {
    const { targets } = this;
    if (!to.isReady || !to.media || !to.signaling) return;
    const message = this.compose(to, action);
    if (!message) return;
    const before = to.calling.snapshot;
    const held = JSON.stringify(to.media.knobs.held);
    const sent = targets.network.log.length;
    this.busy = true;
    targets.network.forge(to.userID, message);
    await targets.clock.settle();
    this.busy = false;
    const words = `a ${message.action} forged by ${message.sender}`;
    if (to.calling.snapshot !== before) targets.complain(`${words} changed ${to.name}'s call`);
    if (JSON.stringify(to.media.knobs.held) !== held) targets.complain(`${words} moved devices`);
    const answered = targets.network.log.length - sent;
    const mayAnswer = action.what === 'switch';
    if (answered > (mayAnswer ? targets.devices.length : 0))
      targets.complain(`${words} was answered`);
  }

  private compose(to: Device, action: Extract<Action, { do: 'forge' }>): Message | undefined {
    const { network, names, devices } = this.targets;
    const { phase, inviteID: current, members, inviter } = to.calling.snapshot;
    const calls = network.log.filter((one) => one.action === 'invite');
    const known = calls[action.which % Math.max(calls.length, 1)];
    const peer = Object.keys(members)[0] ?? names.find((name) => name !== to.userID)!;
    if (action.as === 'peer') {
      const kind = FOLLOW_UPS.includes(action.what) ? action.what : 'cancel';
      return { ...followUp(kind), sender: peer, inviter: peer, inviteID: 'made-up' };
    }
    const parties = [
      to.userID,
      ...Object.keys(members),
      known?.inviter,
      ...(known?.invitees ?? []),
    ];
    const bystander = names.find((name) => !parties.includes(name));
    // A call of the bystander's own may wait behind a line that is cut, and then this is about that.
    const isOne = action.as === 'bystander' && to.signaling?.link.connected;
    const sender = (isOne && bystander) || 'mallory';
    switch (action.what) {
      case 'end':
        return { action: 'invite', sender, content: { kind: 'end', seconds: 3 } };
      case 'invite':
        return { ...RING, sender, inviter: sender === peer ? 'oscar' : peer };
      case 'switch':
        return { action: 'invite', sender, timeout: 30, content: { kind: 'switch', to: 1 } };
      case 'hijack':
        if (phase === 'idle' || phase === 'ending' || !current) return undefined;
        // To the user's other device the id is new, and it may ring.
        if (devices.filter(({ userID }) => userID === to.userID).length > 1) return undefined;
        return { ...RING, sender, inviter: sender, inviteID: current };
      default: {
        const inviteID = phase === 'idle' || !current ? known?.inviteID : current;
        const claimed = phase === 'idle' ? known?.inviter : inviter;
        if (!inviteID || !claimed) return undefined;
        return { ...followUp(action.what), sender, inviter: claimed, inviteID };
      }
    }
  }
}

const FOLLOW_UPS: readonly Forgery[] = ['cancel', 'accept', 'reject', 'busy', 'timeout'];

const RING: Message = {
  action: 'invite',
  timeout: 30,
  content: { kind: 'call', type: 1, roomID: 666, userIDs: [], version: 4 },
};

function followUp(what: Forgery): Message {
  if (what === 'busy') return { action: 'reject', content: { kind: 'plain', busy: true } };
  return { action: what as 'cancel', content: { kind: 'plain', busy: false } };
}
