/** These faults are those that Tencent's services may have, as the local cloud plays them. */
import type { ClientWindow } from '../../e2e/support/interop';
import {
  attempt,
  becomes,
  ended,
  held,
  isTold,
  keeps,
  NEVER,
  rings,
  said,
  statuses,
  within,
  type Fault,
} from '../trial';

export const SERVICE: Fault[] = [
  {
    title: 'Sending one acceptance fails once',
    shows: ['S-01'],
    goal: 'it is sent again; later calls work',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      trial.cloud.faults.im.failSend(undefined, { from: 'bert', times: 1 });
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
    title: 'The IM service refuses the invite',
    shows: ['W-04'],
    goal: 'call() rejects, all is released, the next call works',
    async play(trial) {
      const anna = await trial.online('anna');
      const rule = trial.cloud.faults.im.failSend(10017, { from: 'anna', times: 1_000 });
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
    shows: ['W-04'],
    goal: 'call() rejects, both are free, the next call works',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      const { points } = trial.cloud.faults.trtc;
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
    shows: ['W-31', 'S-08'],
    goal: 'no listener is left',
    async play(trial) {
      const userID = 'dora';
      const page = await trial.online('eve');
      const left = await page.page.evaluate(
        ([options, login]) =>
          (window as unknown as ClientWindow).clientUnderTest.shareTim(10, options, login),
        [
          {
            SDKAppID: trial.cloud.sdkAppID,
            proxy: trial.cloud.proxyFor(trial.site.origin),
          },
          { userID, userSig: trial.cloud.signUserSig(userID) },
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
    shows: ['W-22'],
    goal: 'the room is left, the devices released, the peer free',
    async play(trial) {
      const [anna, bert] = await trial.connected();
      trial.cloud.im.kick('bert');
      await isTold(bert, 'onKickedOut');
      const free = await becomes(anna, 'idle', 4_000);
      const inRoom = trial.inRooms();
      return {
        did: `${await statuses(anna, bert)}; ${await held(bert)}; in the room: ${inRoom.join(', ') || 'nobody'}`,
        holds: free && inRoom.length === 0 && (await bert.liveTracks()).length === 0,
      };
    },
  },
  {
    title: 'Reports to other hosts during one call',
    goal: 'none of its own',
    async play(trial) {
      const [anna, bert] = await trial.pair();
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
  {
    title: 'Subscribing to the peer fails',
    shows: ['W-21'],
    goal: 'the call goes on, and it is tried again',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      trial.cloud.faults.trtc.points.subscribe = { refuse: { code: 1 }, users: ['anna'] };
      await rings(anna, bert);
      await attempt(bert, 'accept');
      await isTold(bert, 'onUserEnter', 8_000);
      const holds = (await keeps(anna, 'connected')) && (await keeps(bert, 'connected', 500));
      return { did: holds ? 'the call goes on' : await ended(anna, bert), holds };
    },
  },
  {
    title: 'The room cannot be left',
    shows: ['W-23'],
    goal: 'a few attempts at most; free, with the devices released',
    async play(trial) {
      const [anna] = await trial.connected();
      await anna.page.evaluate(() => {
        const { clientUnderTest } = window as unknown as ClientWindow;
        const counted = window as unknown as { leaves: number };
        counted.leaves = 0;
        for (const client of clientUnderTest.clients) {
          client.leave = () => {
            counted.leaves++;
            return Promise.reject(new Error('a fault of the test'));
          };
        }
      });
      const hangup = within(anna.run('hangup'), 5_000, NEVER);
      await keeps(anna, 'gone', 3_000).catch(() => undefined);
      const count = anna.page.evaluate(() => (window as unknown as { leaves: number }).leaves);
      const leaves = await within(count, 3_000, Infinity);
      const devices = await within(held(anna), 3_000, 'devices still held');
      const often = leaves > 20 ? 'leaves without end' : 'gives up leaving';
      return {
        did: `${often}; hangup() ${said(await hangup)}; ${devices}; ${await statuses(anna)}`,
        holds: leaves <= 20 && devices === 'devices released' && (await hangup).ok,
      };
    },
  },
  {
    title: 'The service closes the room during a call',
    shows: ['W-35'],
    goal: 'the call ends with its reason, the devices are released',
    async play(trial) {
      const [anna, bert] = await trial.connected();
      trial.cloud.trtc.disband(trial.roomIDs()[0]!);
      const free = (await becomes(anna, 'idle', 8_000)) && (await becomes(bert, 'idle', 4_000));
      const told = (await anna.events('onCallEnd')).length > 0;
      return {
        did: `${await statuses(anna, bert)}; ${await held(anna)}; CALL_END is ${told ? '' : 'not '}told`,
        holds: free && told && (await anna.liveTracks()).length === 0,
      };
    },
  },
  {
    title: 'call() right after login(), while IM is not ready yet',
    shows: ['W-41'],
    goal: 'it waits, and rings',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      await attempt(anna, 'logout');
      const { im } = trial.cloud.faults;
      im.add({
        userID: 'anna',
        at: 'answer',
        action: 'delay',
        delayMs: 2_000,
        servcmd: 'page_get',
      });
      const userSig = trial.cloud.signUserSig('anna');
      await attempt(anna, 'login', { userID: 'anna', userSig });
      const call = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const rang = await isTold(bert, 'onInvited', 3_000);
      return {
        did: `call() ${said(call)}; ${rang ? 'it rings' : 'nothing rings'}; ${await statuses(anna)}`,
        holds: call.ok && rang,
      };
    },
  },
];
