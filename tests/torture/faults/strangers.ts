/** These faults are made by what others send. */
import {
  attempt,
  becomes,
  callData,
  ended,
  isTold,
  keeps,
  MADE_UP,
  roomOf,
  statuses,
  plain,
  type Fault,
} from '../trial';

export const STRANGERS: Fault[] = [
  {
    title: "A stranger's cancel with a made-up id, in a call",
    shows: ['W-01'],
    goal: 'ignored',
    async play(trial) {
      const [anna, bert] = await trial.connected();
      const envelope = { inviteID: MADE_UP, actionType: 2, inviteeList: ['bert'], data: plain };
      trial.forge('mallory', 'bert', envelope);
      const holds = (await keeps(bert, 'connected')) && (await keeps(anna, 'connected', 500));
      return { did: holds ? 'the call goes on' : await ended(anna, bert), holds };
    },
  },
  {
    title: "A stranger's end signal, in a call",
    shows: ['W-02'],
    goal: 'ignored, no event',
    async play(trial) {
      const [anna, bert] = await trial.connected();
      const data = callData(0, { call_end: 7, data: { cmd: 'hangup', message: '' } });
      trial.forge('mallory', 'bert', {
        inviteID: MADE_UP,
        actionType: 1,
        inviteeList: ['bert'],
        data,
      });
      const told = await isTold(bert, 'onCallEnd', 3_000);
      const status = await statuses(anna, bert);
      return {
        did: told ? `CALL_END is told to bert; ${status}` : `no event; ${status}`,
        holds: !told && (await bert.status()) === 'connected',
      };
    },
  },
  {
    title: "A stranger's rejection with a made-up id, while it rings",
    shows: ['W-02'],
    goal: 'ignored',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      trial.forge('mallory', 'anna', {
        inviteID: MADE_UP,
        actionType: 4,
        inviteeList: ['mallory'],
        data: plain,
      });
      const told = await isTold(anna, 'onReject', 3_000);
      const status = await statuses(anna, bert);
      const holds = !told && (await anna.status()) !== 'idle';
      return { did: holds ? 'it rings on' : `the caller is told REJECT; ${status}`, holds };
    },
  },
  {
    title: 'A third user calls and gives up during a call',
    shows: ['W-01'],
    goal: 'the third hears busy, the call goes on',
    async play(trial) {
      const [anna, bert] = await trial.connected();
      const carl = await trial.online('carl');
      trial.cloud.faults.im.delayPush(1000, { from: 'bert', to: 'carl', times: 1 });
      await attempt(carl, 'call', { userID: 'bert', type: 1 });
      await attempt(carl, 'hangup');
      const holds = (await keeps(bert, 'connected')) && (await keeps(anna, 'connected', 500));
      return { did: holds ? 'the call goes on' : await ended(anna, bert), holds };
    },
  },
  {
    title: 'Messages that nobody can read: null, broken JSON, no invitees, numbers',
    shows: ['W-29'],
    goal: 'ignored, no error on the page',
    async play(trial) {
      const bert = await trial.online('bert');
      const before = bert.errors.length;
      const broken = [
        'null',
        '{',
        '12',
        '[]',
        JSON.stringify({ businessID: 1, inviteID: MADE_UP, actionType: 1, data: 'null' }),
        JSON.stringify({
          businessID: 1,
          inviteID: MADE_UP,
          actionType: 1,
          inviteeList: ['bert'],
          data: '{',
          inviter: 'mallory',
          groupID: '',
          timeout: 30,
        }),
        JSON.stringify({ businessID: 1, inviteID: MADE_UP, actionType: 5, data: 'x' }),
      ];
      for (const data of broken) trial.forge('mallory', 'bert', data);
      // A readable call behind them shows that all have arrived.
      trial.forge('anna', 'bert', {
        inviteID: MADE_UP.replace('1', '2'),
        actionType: 1,
        inviteeList: ['bert'],
        data: callData(4711),
        timeout: 30,
      });
      const rang = await isTold(bert, 'onInvited');
      const errors = bert.errors.length - before;
      return {
        did: `${errors === 0 ? 'no error' : 'uncaught errors'} on the page; the call behind them ${rang ? 'rings' : 'does not ring'}`,
        holds: errors === 0 && rang,
      };
    },
  },
  {
    title: 'The same invite arrives twice, as live message and replayed',
    goal: 'it rings once',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      trial.forge('anna', 'bert', trial.signals[0]!.data);
      const busy = await isTold(anna, 'onLineBusy', 3_000);
      const times = (await bert.events('onInvited')).length;
      const status = await statuses(anna, bert);
      return {
        did: busy
          ? `the callee answers busy to the copy; ${status}`
          : `INVITED ${times} times; ${status}`,
        holds: !busy && times === 1,
      };
    },
  },
  {
    title: 'The cancel overtakes its invite',
    goal: 'nothing rings',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      trial.cloud.faults.im.delayPush(1500, { to: 'bert', times: 1 });
      await attempt(anna, 'call', { userID: 'bert', type: 1 });
      await attempt(anna, 'hangup');
      const rang = await isTold(bert, 'onInvited', 4_000);
      const status = await statuses(bert);
      return { did: rang ? `a call that is over rings; ${status}` : 'nothing rings', holds: !rang };
    },
  },
  {
    title: 'An invite to room 3000000000',
    shows: ['W-40'],
    goal: 'that room is entered, or the invite is refused',
    async play(trial) {
      const bert = await trial.online('bert');
      trial.forge('anna', 'bert', {
        inviteID: MADE_UP,
        actionType: 1,
        inviteeList: ['bert'],
        data: callData(3_000_000_000),
        timeout: 30,
      });
      if (!(await isTold(bert, 'onInvited', 4_000)))
        return { did: 'it does not ring', holds: true };
      const accepting = bert.run('accept');
      const entered = await roomOf(trial, bert);
      void accepting.catch(() => undefined);
      return {
        did: entered === 'none' ? 'it and no room is entered' : `enters room ${entered}`,
        holds: String(entered) === '3000000000',
      };
    },
  },
  {
    title: 'An invitation of an app that does other business over the same signalling',
    shows: ['W-29'],
    goal: 'nothing rings',
    async play(trial) {
      const bert = await trial.online('bert');
      trial.forge('anna', 'bert', {
        inviteID: MADE_UP,
        actionType: 1,
        inviteeList: ['bert'],
        data: callData(4711, { businessID: 'a quiz' }),
        timeout: 30,
      });
      const rang = await isTold(bert, 'onInvited', 3_000);
      const answered = trial.sentBy('bert').length > 0;
      return {
        did: `${rang ? 'it rings as a call' : 'nothing rings'}; ${answered ? 'an answer is sent' : 'nothing is answered'}`,
        holds: !rang && !answered,
      };
    },
  },
  {
    title: 'A timeout notice whose data nobody can read',
    shows: ['S-07'],
    goal: 'ignored, no error on the page',
    async play(trial) {
      const [, bert] = await trial.ringing();
      const { inviteID } = trial.sentBy('anna')[0]!.envelope;
      const before = bert.errors.length;
      const notice = { inviteID, actionType: 5, inviteeList: ['bert'], data: '{' };
      trial.forge('mallory', 'bert', notice);
      await keeps(bert, 'calling', 2_000);
      const errors = bert.errors.length - before;
      return {
        did: `${errors === 0 ? 'no error' : 'uncaught errors'} on the page; ${await statuses(bert)}`,
        holds: errors === 0 && (await bert.status()) === 'calling',
      };
    },
  },
  {
    title: 'The end signal of the caller comes while it still rings',
    shows: ['W-30'],
    goal: 'one end, and both are free',
    async play(trial) {
      const [, bert] = await trial.ringing();
      const data = callData(0, { call_end: 0, data: { cmd: 'hangup', message: '' } });
      const end = { inviteID: MADE_UP, actionType: 1, inviteeList: ['bert'], data };
      trial.forge('anna', 'bert', end);
      const told = await isTold(bert, 'onCallEnd', 3_000);
      const free = await becomes(bert, 'idle', 1_000);
      return {
        did: `CALL_END is ${told ? '' : 'not '}told; ${await statuses(bert)}`,
        holds: free,
      };
    },
  },
];
