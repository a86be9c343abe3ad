/** The driver over the unmodified tsignaling and tim-js-sdk keeps the contract, on the emulator. */
import { createLogger, LOG_LEVELS } from '../../../src/log';
import type { Clock } from '../../../src/runtime/clock';
import { systemClock } from '../../../src/runtime/system-clock';
import type { Signal, SignalingPort } from '../../../src/signaling/port';
import { createTsignalingDriver } from '../../../src/signaling/tim/driver';
import { TsignalingTransport } from '../../../src/signaling/tim/transport';
import { encodeInvite } from '../../../src/signaling/wire/codec';
import { writeEnvelope } from '../../../src/signaling/wire/envelope';
import { createCloud, until } from '../../sdk/support/cloud';
import { countListeners } from '../../sdk/support/count-listeners';
import { createRealm, type Realm } from '../../sdk/support/realm';
import type { TimInstance } from '../../sdk/support/sdk-types';
import { signalingContract } from './contract';
import type { SignalingHarness } from './harness';

jest.setTimeout(30_000);

type FaultRule = { times?: number };

async function createHarness(): Promise<SignalingHarness> {
  const cloud = await createCloud();
  const { im } = cloud.emulator;
  const { faults } = cloud.emulator;
  const realms: Realm[] = [];
  const ports: SignalingPort[] = [];
  const listeners: Set<string>[] = [];
  const blocks = new Map<string, FaultRule>();
  const attempts: string[] = [];
  /** By inviteID, since a repeated send is one invite. */
  const invites = new Map<string, { from: string; invitees: string[] }>();
  const waiting = new Set<object>();

  const clock: Clock = {
    now: () => systemClock.now(),
    wall: () => systemClock.wall(),
    at(deadline, callback) {
      const timer = {};
      waiting.add(timer);
      const cancel = systemClock.at(deadline, () => {
        waiting.delete(timer);
        callback();
      });
      return () => {
        waiting.delete(timer);
        cancel();
      };
    },
  };

  im.onFrame(({ direction, servcmd, body, userID }) => {
    if (direction !== 'in' || !servcmd.endsWith('.sendmsg')) return;
    const [element] = body.MsgBody as { MsgContent: { Data: string } }[];
    const { actionType, inviteID, inviteeList } = JSON.parse(element?.MsgContent.Data ?? '{}');
    attempts.push(userID);
    if (actionType === 1) invites.set(inviteID, { from: userID, invitees: inviteeList });
  });

  return {
    transport: TsignalingTransport.prototype,
    open(userID) {
      const realm = createRealm();
      realms.push(realm);
      const { sdkAppID } = cloud.emulator;
      // TIM gives the driver this same instance.
      const tim = realm.TIM.create({ SDKAppID: sdkAppID, proxyServer: cloud.urls.im });
      listeners.push(countListeners(tim as TimInstance));
      const port = createTsignalingDriver({
        TIM: realm.TIM,
        TSignaling: realm.TSignaling,
        sdkAppID,
        platformName: 'Web',
        proxy: { im: cloud.urls.im },
        clock,
        log: createLogger(LOG_LEVELS.silent),
      });
      ports.push(port);
      const signals: Signal[] = [];
      port.onSignal((signal) => signals.push(signal));
      const credentials = () => ({ userID, userSig: cloud.emulator.signUserSig(userID) });
      return { userID, port, signals, credentials };
    },
    now: () => clock.now(),
    until: async (what, holds) => void (await until(holds, what, 15_000)),
    async settle() {
      await Promise.all(im.online.map((userID) => cloud.quiet(userID)));
    },
    block: (userID) => {
      blocks.set(userID, faults.im.failSend(20005, { userID, times: Infinity }));
    },
    unblock: (userID) => {
      const rule = blocks.get(userID);
      if (rule) rule.times = 0;
    },
    loseAcknowledgement: (userID) => void faults.im.neverAckSend({ userID, times: 1 }),
    refuseLogin: (userID) => {
      const of = ({ userID: who }: { userID: string }) => who === userID;
      faults.im.refuseLogin(20005, { when: of, times: 1 });
    },
    forge(from, to, { action, inviteID, inviter, invitees }) {
      const content = encodeInvite({ platform: 'Web', type: 2, roomID: 7, userIDs: [] });
      const envelope = { inviteID, inviter, action, invitees, data: content, groupID: '' };
      im.sendC2C({ from, to, data: writeEnvelope(envelope) });
    },
    kick: (userID) => void im.kick(userID),
    attemptsOf: (userID) => attempts.filter((from) => from === userID).length,
    invitesOf: (userID) =>
      [...invites.values()].filter(({ from }) => from === userID).map(({ invitees }) => invitees),
    leftovers: () => waiting.size + listeners.reduce((sum, each) => sum + each.size, 0),
    async dispose() {
      // TIM goes on asking for this and that, and throws at the page when its socket is gone.
      await Promise.all(im.online.map((userID) => cloud.quiet(userID)));
      await Promise.all(ports.map((port) => port.dispose()));
      realms.forEach((realm) => realm.dispose());
      await cloud.dispose();
    },
  };
}

signalingContract('over tsignaling and tim-js-sdk', createHarness);
