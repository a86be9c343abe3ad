/** alice's driver over the real tsignaling and a TIM whose faults and clock a test turns. */
import { createLogger, LOG_LEVELS } from '@/src/log';
import { encodeInvite } from '@/src/signaling/wire/codec';
import type { InviteRequest, Signal } from '@/src/signaling/port';
import type { TimModule } from '@/src/signaling/tim/sdk-types';
import { createTsignalingDriver } from '@/src/signaling/tim/driver';
import { createRealm } from '../../../sdk/support/realm';
import { VirtualClock } from '../../../../src/runtime/virtual-clock';
import { TimDouble } from './tim-double';
import { inviteTo } from '../../../support/invite-request';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

interface DriverRealm {
  TIM: TimModule;
  TSignaling: unknown;
  dispose(): void;
}

/** The SDK modules, loaded apart from those of other test files. Dispose of it after all tests. */
export function realmOfTests(): DriverRealm {
  const realm = createRealm();
  const TIM = realm.TIM as unknown as TimModule;
  return { TIM, TSignaling: realm.TSignaling, dispose: () => realm.dispose() };
}

export const stageOf = ({ TIM, TSignaling: Real }: DriverRealm) =>
  function setUp(TSignaling: unknown = Real) {
    const clock = new VirtualClock();
    const tim = new TimDouble(TIM, clock);
    const open = () => {
      const port = createTsignalingDriver({
        TIM,
        TSignaling,
        tim,
        sdkAppID: 1400000000,
        platformName: 'Web',
        proxy: {},
        clock,
        log: createLogger(LOG_LEVELS.silent),
      });
      const signals: Signal[] = [];
      port.onSignal((signal) => signals.push(signal));
      return { port, signals };
    };
    const { port, signals } = open();
    const kinds = () => signals.map((each) => (each.kind === 'dropped' ? each.reason : each.kind));
    const invite = (fields: Partial<InviteRequest> = {}) =>
      port.invite(inviteTo(clock.now() + 10 * SECOND, fields));
    const login = () => port.login({ userID: 'alice', userSig: 'sig' });
    return { clock, tim, open, port, signals, kinds, invite, login };
  };

export const inviteFrom = (sender: string, fields: object = {}) =>
  JSON.stringify({
    businessID: 1,
    inviteID: `${sender}-1`,
    inviter: sender,
    actionType: 1,
    inviteeList: ['alice'],
    data: encodeInvite({ platform: 'Web', type: 2, roomID: 77, userIDs: ['alice'] }),
    timeout: 30,
    groupID: '',
    ...fields,
  });
