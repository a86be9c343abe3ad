/** These faults are made by what people press. */
import { attempt, becomes, isTold, keeps, rings, said, statuses, type Fault } from '../trial';

export const TAPS: Fault[] = [
  {
    title: 'Both call each other at the same moment',
    shows: ['W-25'],
    goal: 'one call connects',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      // Both are under way before either hears of the other.
      trial.cloud.faults.im.delayPush(1500, { times: 2 });
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
    title: 'An acceptance and a cancel cross',
    goal: 'both are free, no error',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      trial.cloud.faults.im.delayPush(1000, { from: 'anna', times: 1 });
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
    async play(trial) {
      const [anna, bert] = await trial.connected();
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
    shows: ['W-06'],
    goal: 'the seconds of the second call',
    async play(trial) {
      const [anna, bert] = await trial.connected();
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
    title: "The app's handler of INVITED throws",
    shows: ['W-12'],
    goal: 'the call rings on',
    async play(trial) {
      const [anna, bert] = await trial.pair();
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
    shows: ['W-14'],
    goal: 'it declines',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
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
    shows: ['W-16'],
    goal: 'one call',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      const both = await Promise.all([attempt(bert, 'accept'), attempt(bert, 'accept')]);
      const met = await isTold(bert, 'onUserEnter');
      const holds = met && both.every(({ ok }) => ok) && (await keeps(bert, 'connected', 1_500));
      return {
        did: `${both.map(said).join(' and ')}; ${await statuses(anna, bert)}; in the room: ${trial.inRooms().join(', ') || 'nobody'}`,
        holds,
      };
    },
  },
  {
    title: 'Somebody calls themselves',
    shows: ['W-20'],
    goal: 'refused',
    async play(trial) {
      const anna = await trial.online('anna');
      const call = await attempt(anna, 'call', { userID: 'anna', type: 1 });
      return {
        did: `call() ${said(call)}; ${await statuses(anna)}`,
        holds: !call.ok && (await anna.status()) === 'idle',
      };
    },
  },
  {
    title: 'Decline and accept are pressed at once',
    shows: ['W-17'],
    goal: 'one of them counts, the other says why it does not',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      const [reject, accept] = await Promise.all([
        attempt(bert, 'reject'),
        attempt(bert, 'accept'),
      ]);
      const free = (await becomes(anna, 'idle')) && (await becomes(bert, 'idle'));
      return {
        did: `reject() ${said(reject)}, accept() ${said(accept)}; ${await statuses(anna, bert)}`,
        holds: free && reject.ok && !accept.ok && typeof accept.error?.code === 'number',
      };
    },
  },
  {
    title: 'The callee has two devices, and accepts on one',
    shows: ['W-28'],
    goal: 'the other stops ringing and can be called again',
    cloud: { maxInstances: 2 },
    async play(trial) {
      const [anna, bert] = await trial.pair();
      const tablet = await trial.online('bert');
      await rings(anna, bert);
      await isTold(tablet, 'onInvited');
      await attempt(bert, 'accept');
      const quiet = await becomes(tablet, 'idle', 4_000);
      const told = (await tablet.events('onCallingCancel')).length > 0;
      return {
        did: `the other device ${quiet ? 'stops ringing' : 'stays as it is: calling'}${told ? ' and is told' : ''}`,
        holds: quiet && told,
      };
    },
  },
  {
    title: 'A callee asks for another type before it accepts',
    shows: ['W-37'],
    goal: 'refused, or asked with the room of the call',
    async play(trial) {
      const [, bert] = await trial.ringing(2);
      await attempt(bert, 'switchToAudioCall');
      const asked = () =>
        trial.sentBy('bert').find(({ data }) => data.data?.cmd === 'switchToAudio');
      await keeps(bert, 'calling', 1_500);
      const room = asked()?.data.room_id;
      const invited = trial.sentBy('anna')[0]!.data.room_id;
      const did = !asked()
        ? 'nothing is sent'
        : room === invited
          ? 'asks with the room of the call'
          : `asks with room ${room ?? 'undefined'}`;
      return { did, holds: !asked() || room === invited };
    },
  },
];
