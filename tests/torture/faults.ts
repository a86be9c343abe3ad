/** The faults, in the order of the table. */
import type { DeskWindow } from '../e2e/support/interop';
import {
  attempt,
  becomes,
  callData,
  held,
  isTold,
  keeps,
  rings,
  said,
  soon,
  statuses,
  type Fault,
} from './stage';

const MADE_UP = '11111111-2222-4333-8444-555555555555';
const plain = JSON.stringify({ version: 4, businessID: 'av_call', platform: 'Web', call_type: 1 });

export const FAULTS: Fault[] = [
  {
    title: 'Sending one acceptance fails once',
    goal: 'it is sent again; later calls work',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await rings(anna, bert);
      stage.cloud.faults.im.failSend(undefined, { from: 'bert', times: 1 });
      const first = await attempt(bert, 'accept');
      await attempt(anna, 'hangup');
      await Promise.all([becomes(anna, 'idle', 3_000), becomes(bert, 'idle', 3_000)]);
      await bert.forget();
      const again = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const rang = await isTold(bert, 'onInvited', 4_000);
      const second = rang ? await attempt(bert, 'accept') : undefined;
      const next = !again.ok
        ? `the next call() ${said(again)}`
        : second
          ? `in the next call accept() ${said(second)}`
          : 'the next call does not ring';
      return {
        did: `accept() ${said(first)}; ${next}`,
        holds: first.ok && second?.ok === true,
      };
    },
  },
  {
    title: 'Both call each other at the same moment',
    goal: 'one call connects',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      // Both are under way before either hears of the other.
      stage.cloud.faults.im.delayPush(1500, { times: 2 });
      await Promise.all([
        attempt(anna, 'call', { userID: 'bert', type: 1 }),
        attempt(bert, 'call', { userID: 'anna', type: 1 }),
      ]);
      const met = (await isTold(anna, 'onUserEnter')) && (await isTold(bert, 'onUserEnter'));
      if (met) return { did: 'they meet in one call', holds: true };
      await Promise.all([becomes(anna, 'idle', 2_000), becomes(bert, 'idle', 2_000)]);
      const busy =
        (await anna.events('onLineBusy')).length + (await bert.events('onLineBusy')).length;
      return {
        did: `no call; LINE_BUSY ${busy} times; ${await statuses(anna, bert)}`,
        holds: false,
      };
    },
  },
  {
    title: "A stranger's cancel with a made-up id, in a call",
    goal: 'ignored',
    async play(stage) {
      const [anna, bert] = await stage.connected();
      const envelope = { inviteID: MADE_UP, actionType: 2, inviteeList: ['bert'], data: plain };
      stage.forge('mallory', 'bert', envelope);
      const holds = (await keeps(bert, 'connected')) && (await keeps(anna, 'connected', 500));
      return { did: holds ? 'the call goes on' : await ended(anna, bert), holds };
    },
  },
  {
    title: "A stranger's end signal, in a call",
    goal: 'ignored, no event',
    async play(stage) {
      const [anna, bert] = await stage.connected();
      const data = callData(0, { call_end: 7, data: { cmd: 'hangup', message: '' } });
      stage.forge('mallory', 'bert', {
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
    goal: 'ignored',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await rings(anna, bert);
      stage.forge('mallory', 'anna', {
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
    title: 'Messages that nobody can read: null, broken JSON, no invitees, numbers',
    goal: 'ignored, no error on the page',
    async play(stage) {
      const bert = await stage.online('bert');
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
      for (const data of broken) stage.forge('mallory', 'bert', data);
      // A readable call behind them shows that all have arrived.
      stage.forge('anna', 'bert', {
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
    title: 'The microphone is gone when the callee accepts',
    goal: 'accept() rejects with its code, both are free',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await rings(anna, bert);
      await bert.unplug('audioinput');
      const accepted = await attempt(bert, 'accept');
      const free = await becomes(anna, 'idle', 4_000);
      const inRoom = stage.inRooms();
      return {
        did: `accept() ${said(accepted)}; ${await statuses(anna, bert)}; in the room: ${inRoom.join(', ') || 'nobody'}`,
        holds: !accepted.ok && free && (await bert.status()) === 'idle',
      };
    },
  },
  {
    title: 'The caller has no microphone',
    goal: 'call() rejects, nothing is sent',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await anna.unplug('audioinput');
      const call = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const rang = await isTold(bert, 'onInvited', 2_000);
      return {
        did: `call() ${said(call)}; ${rang ? 'it rings at the callee' : 'nothing is sent'}; ${await statuses(anna)}`,
        holds: !call.ok && !rang && (await anna.status()) === 'idle',
      };
    },
  },
  {
    title: 'Hang up while the devices are being opened',
    goal: 'the call is taken back at once',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await anna.devicesFail('', 'when told');
      const call = attempt(anna, 'call', { userID: 'bert', type: 1 });
      await becomes(anna, 'calling');
      const hangup = await attempt(anna, 'hangup');
      await anna.devicesFailNow();
      await call;
      const rang = await isTold(bert, 'onInvited', 3_000);
      const quiet = rang && (await becomes(bert, 'idle', 3_000));
      const callee = !rang ? 'nothing rings' : quiet ? 'the ringing stops' : 'the callee rings on';
      return {
        did: `hangup() ${said(hangup)}; ${callee}; ${await statuses(anna)}`,
        holds: hangup.ok && (!rang || quiet) && (await anna.status()) === 'idle',
      };
    },
  },
  {
    title: 'The same invite arrives twice, as live message and replayed',
    goal: 'it rings once',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await rings(anna, bert);
      stage.forge('anna', 'bert', stage.signals[0]!.data);
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
    async play(stage) {
      const [anna, bert] = await stage.pair();
      stage.cloud.faults.im.delayPush(1500, { to: 'bert', times: 1 });
      await attempt(anna, 'call', { userID: 'bert', type: 1 });
      await attempt(anna, 'hangup');
      const rang = await isTold(bert, 'onInvited', 4_000);
      const status = await statuses(bert);
      return { did: rang ? `a call that is over rings; ${status}` : 'nothing rings', holds: !rang };
    },
  },
  {
    title: 'Access to the microphone is denied on both sides',
    goal: 'call() rejects with 60005 before anything is sent',
    browser: { grantDevices: false },
    async play(stage) {
      const [anna, bert] = await stage.pair();
      const call = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const sent = stage.signals.filter(({ from }) => from === 'anna').length;
      const errors = anna.errors.length + bert.errors.length;
      return {
        did: `call() ${said(call)}; ${sent === 0 ? 'nothing is sent' : 'an invite is sent'}; ${errors === 0 ? 'no uncaught error' : 'uncaught errors'}; ${await statuses(anna)}`,
        holds: !call.ok && sent === 0 && errors === 0 && (await anna.status()) === 'idle',
      };
    },
  },
  {
    title: 'The IM service refuses the invite',
    goal: 'call() rejects, all is released, the next call works',
    async play(stage) {
      const anna = await stage.online('anna');
      const rule = stage.cloud.faults.im.failSend(10017, { from: 'anna', times: 1_000 });
      const first = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      rule.times = 0;
      const state = `${await statuses(anna)}, ${await held(anna)}`;
      const next = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      return {
        did: `call() ${said(first)}; ${state}; the next call() ${said(next)}`,
        holds: !first.ok && next.ok,
      };
    },
  },
  {
    title: 'The room cannot be entered by the caller',
    goal: 'call() rejects, both are free, the next call works',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      const { points } = stage.cloud.faults.trtc;
      points.join = { refuse: { code: 1 }, users: ['anna'] };
      const first = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      delete points.join;
      await becomes(bert, 'idle', 3_000);
      const status = await statuses(anna, bert);
      const hangup = await attempt(anna, 'hangup');
      const next = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      return {
        did: `call() ${said(first)}; ${status}; hangup() ${said(hangup)}; the next call() ${said(next)}`,
        holds: !first.ok && hangup.ok && next.ok,
      };
    },
  },
  {
    title: 'Ten instances share one TIM, log in and out',
    goal: 'no listener is left',
    async play(stage) {
      const userID = 'dora';
      const page = await stage.online('eve');
      const left = await page.page.evaluate(
        ([options, login]) => (window as unknown as DeskWindow).desk.shareTim(10, options, login),
        [
          {
            SDKAppID: stage.cloud.sdkAppID,
            proxy: stage.cloud.proxyFor(stage.site.origin),
          },
          { userID, userSig: stage.cloud.signUserSig(userID) },
        ] as const,
      );
      return {
        did: `${left.after} listeners on TIM are left${left.destroys ? '' : ', and there is no destroy()'}`,
        holds: left.after === 0,
      };
    },
  },
  {
    title: 'The account logs in somewhere else during a call (kicked out)',
    goal: 'the room is left, the devices released, the peer free',
    async play(stage) {
      const [anna, bert] = await stage.connected();
      stage.cloud.im.kick('bert');
      await isTold(bert, 'onKickedOut');
      const free = await becomes(anna, 'idle', 4_000);
      const inRoom = stage.inRooms();
      return {
        did: `${await statuses(anna, bert)}; ${await held(bert)}; in the room: ${inRoom.join(', ') || 'nobody'}`,
        holds: free && inRoom.length === 0 && (await bert.liveTracks()).length === 0,
      };
    },
  },
  {
    title: 'An invite to room 3000000000',
    goal: 'that room is entered, or the invite is refused',
    async play(stage) {
      const bert = await stage.online('bert');
      stage.forge('anna', 'bert', {
        inviteID: MADE_UP,
        actionType: 1,
        inviteeList: ['bert'],
        data: callData(3_000_000_000),
        timeout: 30,
      });
      if (!(await isTold(bert, 'onInvited', 4_000)))
        return { did: 'it does not ring', holds: true };
      const accepting = bert.run('accept');
      const entered = await within8(stage, bert);
      void accepting.catch(() => undefined);
      return {
        did: entered === 'none' ? 'it rings, and no room is entered' : `enters room ${entered}`,
        holds: String(entered) === '3000000000',
      };
    },
  },
  {
    title: 'An acceptance and a cancel cross',
    goal: 'both are free, no error',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await rings(anna, bert);
      stage.cloud.faults.im.delayPush(1000, { from: 'anna', times: 1 });
      const [accept, hangup] = await Promise.all([
        attempt(bert, 'accept'),
        attempt(anna, 'hangup'),
      ]);
      const free = (await becomes(anna, 'idle')) && (await becomes(bert, 'idle', 8_000));
      const errors = anna.errors.length + bert.errors.length;
      return {
        did: `accept() ${said(accept)}, hangup() ${said(hangup)}; ${await statuses(anna, bert)}; ${errors === 0 ? 'no uncaught error' : 'uncaught errors'}`,
        holds: free && hangup.ok && errors === 0,
      };
    },
  },
  {
    title: 'Hang-up is pressed three times in a call',
    goal: 'both are free, no error',
    async play(stage) {
      const [anna, bert] = await stage.connected();
      const hangups = await Promise.all([1, 2, 3].map(() => attempt(anna, 'hangup')));
      const free = (await becomes(anna, 'idle')) && (await becomes(bert, 'idle'));
      const failed = hangups.find(({ ok }) => !ok);
      const errors = anna.errors.length + bert.errors.length;
      return {
        did: `hangup() ${failed ? said(failed) : 'resolves three times'}; ${await statuses(anna, bert)}; ${errors === 0 ? 'no uncaught error' : 'uncaught errors'}`,
        holds: free && !failed && errors === 0,
      };
    },
  },
  {
    title: 'How long the second call was, for who hung up the first',
    goal: 'the seconds of the second call',
    async play(stage) {
      const [anna, bert] = await stage.connected();
      await anna.does('hangup');
      await Promise.all([becomes(anna, 'idle'), becomes(bert, 'idle')]);
      const pause = 4_000;
      await anna.until('the pause', (end) => Date.now() > end, Date.now() + pause, pause * 2);
      await Promise.all([anna.forget(), bert.forget()]);
      await rings(anna, bert);
      const started = Date.now();
      await bert.does('accept');
      await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
      await bert.does('hangup');
      const { callEnd } = await anna.told('onCallEnd');
      const most = Math.ceil((Date.now() - started) / 1000);
      const right = Number(callEnd) <= most;
      return { did: right ? 'right' : 'counted from the first call', holds: right };
    },
  },
  {
    title: 'A third user calls and gives up during a call',
    goal: 'the third hears busy, the call goes on',
    async play(stage) {
      const [anna, bert] = await stage.connected();
      const carl = await stage.online('carl');
      stage.cloud.faults.im.delayPush(1000, { from: 'bert', to: 'carl', times: 1 });
      await attempt(carl, 'call', { userID: 'bert', type: 1 });
      await attempt(carl, 'hangup');
      const holds = (await keeps(bert, 'connected')) && (await keeps(anna, 'connected', 500));
      return { did: holds ? 'the call goes on' : await ended(anna, bert), holds };
    },
  },
  {
    title: "The app's handler of INVITED throws",
    goal: 'the call rings on',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await bert.page.evaluate(() => {
        const { calling } = window as unknown as {
          calling: { on(event: string, listener: () => void): void };
        };
        calling.on('onInvited', () => {
          throw new Error('a mistake of the app');
        });
      });
      await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const rejected = await isTold(anna, 'onReject', 3_000);
      return {
        did: rejected ? `the call is declined; ${await statuses(anna, bert)}` : 'the call rings on',
        holds: !rejected && (await bert.status()) === 'calling',
      };
    },
  },
  {
    title: 'The callee presses hang-up instead of decline',
    goal: 'it declines',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await rings(anna, bert);
      const hangup = await attempt(bert, 'hangup');
      const told = await isTold(anna, 'onReject', 3_000);
      return {
        did: `hangup() ${said(hangup)}; ${told ? 'the caller is told' : 'the caller rings on'}; ${await statuses(anna, bert)}`,
        holds: hangup.ok && told,
      };
    },
  },
  {
    title: 'accept() is called twice',
    goal: 'one call',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      await rings(anna, bert);
      const both = await Promise.all([attempt(bert, 'accept'), attempt(bert, 'accept')]);
      const met = await isTold(bert, 'onUserEnter');
      const holds = met && both.every(({ ok }) => ok) && (await keeps(bert, 'connected', 1_500));
      return {
        did: `${both.map(said).join(' and ')}; ${await statuses(anna, bert)}; in the room: ${stage.inRooms().join(', ') || 'nobody'}`,
        holds,
      };
    },
  },
  {
    title: 'The camera is closed and opened again',
    goal: 'the other side sees it again',
    async play(stage) {
      const [anna, bert] = await stage.connected(2);
      await anna.sees('bert');
      await attempt(bert, 'closeCamera');
      await isTold(anna, 'onUserVideoAvailable');
      const off = (await bert.liveTracks()).includes('video') ? 'stays on' : 'goes out';
      const opened = await attempt(bert, 'openCamera');
      const back = await soon(
        anna,
        () =>
          (window as unknown as DeskWindow).desk.events
            .filter(({ name }) => name === 'onUserVideoAvailable')
            .pop()?.payload?.isVideoAvailable === true,
      );
      return {
        did: `the camera's light ${off}; openCamera() ${said(opened)}; the other side is ${back ? 'told that it is back' : 'never told that it is back'}`,
        holds: opened.ok && back && off === 'goes out',
      };
    },
  },
  {
    title: 'Somebody calls themselves',
    goal: 'refused',
    async play(stage) {
      const anna = await stage.online('anna');
      const call = await attempt(anna, 'call', { userID: 'anna', type: 1 });
      return {
        did: `call() ${said(call)}; ${await statuses(anna)}`,
        holds: !call.ok && (await anna.status()) === 'idle',
      };
    },
  },
  {
    title: 'Reports to other hosts during one call',
    goal: 'none of its own',
    async play(stage) {
      const [anna, bert] = await stage.pair();
      const reports: string[] = [];
      for (const { page } of [anna, bert]) {
        page.on('request', (request) => {
          if (/tweb_trtccalling_report/.test(request.url())) reports.push(request.url());
        });
      }
      await rings(anna, bert);
      await bert.does('accept');
      await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
      await bert.does('hangup');
      await Promise.all([becomes(anna, 'idle'), becomes(bert, 'idle')]);
      const count = reports.length;
      return { did: count === 0 ? 'none' : 'telemetry at every step', holds: count === 0 };
    },
  },
];

type Callers = Parameters<typeof statuses>;

async function ended(...callers: Callers): Promise<string> {
  await Promise.all(callers.map((caller) => becomes(caller, 'idle', 2_000)));
  return `the call ends: ${await statuses(...callers)}`;
}

/** The room that somebody comes to sit in, or that is asked for. */
async function within8(
  stage: Parameters<Fault['play']>[0],
  caller: Callers[number],
): Promise<string | number> {
  await soon(caller, () => (window as unknown as DeskWindow).desk.status() === 'connected', 4_000);
  return stage.roomIDs()[0] ?? 'none';
}
