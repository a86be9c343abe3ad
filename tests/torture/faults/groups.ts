/** Calls of several people. */
import type { Caller } from '../../e2e/support/interop';
import { attempt, becomes, isTold, keeps, said, statuses, type Fault, type Trial } from '../trial';

export const GROUPS: Fault[] = [
  {
    title: 'Who accepted, as the caller is told',
    shows: ['W-11'],
    goal: 'USER_ACCEPT names who accepted',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      await bert.does('accept');
      const told = await isTold(anna, 'onUserAccept');
      const userID = told ? (await anna.told('onUserAccept')).userID : 'nobody';
      return { did: `anna is told that ${String(userID)} accepted`, holds: userID === 'bert' };
    },
  },
  {
    title: 'The end of a call that an IM group had',
    shows: ['W-09'],
    goal: 'the group is told',
    async play(trial) {
      const [anna, bert, carl] = await ringsThree(trial, 'friends');
      await Promise.all([bert.does('accept'), carl.does('accept')]);
      await Promise.all([anna.told('onUserEnter', 15_000, 2), bert.told('onUserEnter', 15_000, 2)]);
      await attempt(carl, 'hangup');
      await isTold(anna, 'onUserLeave');
      await attempt(bert, 'hangup');
      await Promise.all([becomes(anna, 'idle'), becomes(bert, 'idle')]);
      const end = trial.sentBy('anna').find(({ data }) => data.data?.cmd === 'hangup');
      const to = !end ? 'nobody' : end.signal.groupID ? 'the group' : 'one user';
      return { did: `the end is told to ${to}`, holds: to === 'the group' };
    },
  },
  {
    title: 'Whom a group call still waits for',
    shows: ['W-10'],
    goal: 'never who has come, and nobody twice',
    async play(trial) {
      const [anna, bert, carl] = await ringsThree(trial);
      await Promise.all([bert.does('accept'), carl.does('accept')]);
      await Promise.all([anna.told('onUserEnter', 15_000, 2), bert.told('onUserEnter', 15_000, 2)]);
      const lists = (await anna.events('onGroupCallInviteeListUpdate')).map(
        ({ payload }) => payload?.userIDList as string[],
      );
      const twice = lists.some((list) => new Set(list).size < list.length);
      const last = lists.at(-1) ?? [];
      return {
        did: `${twice ? 'somebody is named twice' : 'nobody is named twice'}; in the end ${last.length === 0 ? 'nobody is awaited' : 'those who came are awaited'}`,
        holds: !twice && last.length === 0,
      };
    },
  },
  {
    title: 'A group call is started while a call rings',
    shows: ['W-18'],
    goal: 'refused, the call rings on',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      const group = await attempt(bert, 'groupCall', { userIDList: ['carl', 'dora'], type: 1 });
      const kept = await keeps(bert, 'calling', 1_000);
      const sent = trial.sentBy('bert').some(({ envelope }) => envelope.actionType === 1);
      return {
        did: `groupCall() ${said(group)}; ${sent ? 'others are invited' : 'nobody is invited'}; ${await statuses(anna, bert)}`,
        holds: !group.ok && !sent && kept,
      };
    },
  },
  {
    title: 'One invite of a group call is refused by the IM service',
    shows: ['W-19'],
    goal: 'who was invited is in the call, or hears that it is off',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      trial.cloud.faults.im.failSend(20003, { from: 'anna', to: 'carl', times: 1_000 });
      const call = await attempt(anna, 'groupCall', { userIDList: ['bert', 'carl'], type: 1 });
      await isTold(bert, 'onInvited', 4_000);
      const off = await isTold(bert, 'onCallingCancel', 2_000);
      if (off) return { did: 'the invited one hears that it is off', holds: true };
      const accepted = await attempt(bert, 'accept');
      const met = await isTold(bert, 'onUserEnter', 4_000);
      const code = (call.value as { code?: number } | undefined)?.code;
      return {
        did: `groupCall() ${said(call)}${code ? ` with code ${code}` : ''}; accept() ${said(accepted)}; ${met ? 'they meet' : `nobody is there: ${await statuses(anna, bert)}`}`,
        holds: met,
      };
    },
  },
  {
    title: 'The list of INVITED, when another member has answered',
    shows: ['W-24'],
    goal: 'it stays as it was told',
    async play(trial) {
      const [anna, bert, carl] = await trial.three();
      await bert.page.evaluate(() => {
        const kept = window as unknown as {
          calling: { on(event: string, listener: (payload: unknown) => void): void };
          payload: unknown;
        };
        kept.calling.on('onInvited', (payload) => (kept.payload = payload));
      });
      await callsGroup(anna, 'friends');
      await Promise.all([bert.told('onInvited'), carl.told('onInvited')]);
      const listed = () =>
        bert.page.evaluate(() => {
          const { payload } = window as unknown as { payload: { userIDList: string[] } };
          return [...payload.userIDList];
        });
      const before = await listed();
      await attempt(carl, 'accept');
      await keeps(bert, 'idle', 2_000);
      const after = await listed();
      return {
        did: `${before.join(', ')}; then ${after.join(', ') || 'nobody'}`,
        holds: before.length === 2 && after.length === 2,
      };
    },
  },
  {
    title: 'The last one in the room leaves while others still ring',
    shows: ['W-26'],
    goal: 'who accepts late finds somebody, or does not ring any more',
    async play(trial) {
      const [anna, bert, carl] = await ringsThree(trial);
      await bert.does('accept');
      await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
      await attempt(bert, 'hangup');
      await isTold(anna, 'onUserLeave');
      await becomes(anna, 'idle', 2_000);
      if (await becomes(carl, 'idle', 1_000)) return { did: 'it rings no more', holds: true };
      await attempt(carl, 'accept');
      const met = await isTold(carl, 'onUserEnter', 4_000);
      return {
        did: met
          ? 'who accepts late finds somebody'
          : `who accepts late is alone: ${await statuses(anna, carl)}`,
        holds: met,
      };
    },
  },
  {
    title: 'Another member of a group call never answers, and I have declined',
    shows: ['W-27'],
    goal: 'who declined hears no more of it',
    async play(trial) {
      const [anna, bert] = await trial.pair({ timeout: 4 });
      trial.cloud.im.addGroup({ groupID: 'friends', members: ['anna', 'bert', 'carl'] });
      await callsGroup(anna, 'friends', 4);
      await bert.told('onInvited');
      await bert.does('reject');
      await becomes(bert, 'idle');
      await bert.forget();
      const timeout = await isTold(bert, 'onCallingTimeout', 14_000);
      const end = (await bert.events('onCallEnd')).length > 0;
      const told = [timeout && 'CALLING_TIMEOUT', end && 'CALL_END'].filter(Boolean);
      return {
        did: told.length > 0 ? `told: ${told.join(', ')}` : 'hears nothing',
        holds: told.length === 0,
      };
    },
  },
  {
    title: 'Whoever calls a group is in the list as well',
    goal: 'the others ring; when they have declined, it is over',
    async play(trial) {
      const [anna, bert, carl] = await trial.three();
      const userIDList = ['anna', 'bert', 'carl'];
      const call = await attempt(anna, 'groupCall', { userIDList, type: 1 });
      const rang = (await isTold(bert, 'onInvited')) && (await isTold(carl, 'onInvited'));
      await attempt(bert, 'reject');
      await attempt(carl, 'reject');
      const over = await becomes(anna, 'idle');
      return {
        did: `groupCall() ${said(call)}; the others ${rang ? 'ring' : 'do not ring'}; they decline: ${await statuses(anna, bert, carl)}`,
        holds: call.ok && rang && over,
      };
    },
  },
];

type Three = Awaited<ReturnType<Trial['three']>>;

/** Everybody else of the group is asked, in one message to it or with one to each. */
const callsGroup = (anna: Caller, groupID = '', timeout?: number): Promise<unknown> =>
  attempt(anna, 'groupCall', {
    userIDList: ['bert', 'carl'],
    type: 1,
    ...(groupID ? { groupID } : {}),
    ...(timeout === undefined ? {} : { timeout }),
  });

async function ringsThree(trial: Trial, groupID = ''): Promise<Three> {
  const three = await trial.three();
  const [anna, bert, carl] = three;
  await Promise.all([callsGroup(anna, groupID), bert.told('onInvited'), carl.told('onInvited')]);
  return three;
}
