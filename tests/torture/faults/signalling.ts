/** These faults are those of tsignaling, below trtc-calling-js. */
import type { ClientWindow } from '../../e2e/support/interop';
import {
  attempt,
  becomes,
  callData,
  isTold,
  MADE_UP,
  pause,
  rings,
  said,
  statuses,
  type Fault,
} from '../trial';

export const SIGNALLING: Fault[] = [
  {
    title: 'Somebody calls while my acceptance is on its way',
    shows: ['S-02'],
    goal: 'the second caller hears busy',
    async play(trial) {
      const [anna, bert, carl] = await trial.three();
      await rings(anna, bert);
      const slow = { from: 'bert', times: 1, delayMs: 3_000 };
      trial.cloud.faults.im.add({ ...slow, at: 'answer', action: 'delay', servcmd: 'sendmsg' });
      const accepting = attempt(bert, 'accept');
      await isTold(anna, 'onUserAccept');
      await attempt(carl, 'call', { userID: 'bert', type: 1 });
      const busy = await isTold(carl, 'onLineBusy', 6_000);
      const accepted = await accepting;
      return {
        did: `${busy ? 'the second caller hears busy' : 'the second caller rings on'}; accept() ${said(accepted)}; ${await statuses(anna, bert)}`,
        holds: busy && accepted.ok,
      };
    },
  },
  {
    title: 'What the signalling remembers of three calls that are over',
    shows: ['S-03'],
    goal: 'nothing',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      for (let count = 0; count < 3; count++) {
        await Promise.all([anna.forget(), bert.forget()]);
        await rings(anna, bert);
        await bert.does('accept');
        await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
        await attempt(anna, 'hangup');
        await Promise.all([becomes(anna, 'idle'), becomes(bert, 'idle')]);
      }
      const remembered = () =>
        bert.page.evaluate(() => {
          const { clientUnderTest } = window as unknown as ClientWindow;
          const open = clientUnderTest.signalings as { _inviteInfoMap: Map<string, unknown> }[];
          return open.reduce((sum, { _inviteInfoMap }) => sum + _inviteInfoMap.size, 0);
        });
      const ends = await remembered();
      return {
        did: ends === 0 ? 'nothing' : 'ended calls, as invitations that nobody can answer',
        holds: ends === 0,
      };
    },
  },
  {
    title: 'The end of a call, for a phone that is switched off',
    shows: ['S-04'],
    goal: 'only the call itself wakes a phone',
    async play(trial) {
      const [anna, bert] = await trial.connected();
      await bert.does('hangup');
      await Promise.all([becomes(anna, 'idle'), becomes(bert, 'idle')]);
      const sent = [...trial.sentBy('anna'), ...trial.sentBy('bert')].filter(
        ({ envelope }) => envelope.actionType === 1,
      );
      const isEnd = ({ data }: (typeof sent)[number]) => data.data?.cmd === 'hangup';
      const call = sent.some((one) => !isEnd(one) && one.signal.pushes);
      const end = sent.some((one) => isEnd(one) && one.signal.pushes);
      return {
        did: `the call ${call ? 'wakes' : 'does not wake'} it, its end ${end ? 'wakes it as a call does' : 'does not'}`,
        holds: call && !end,
      };
    },
  },
  {
    title: 'The phone of the caller puts the page to sleep while it rings to the end',
    shows: ['S-05'],
    goal: 'over as soon as the page is awake',
    async play(trial) {
      const sleepy = { timeout: 5, before: pageThatSleeps };
      const [anna, bert] = await Promise.all([trial.online('anna', sleepy), trial.online('bert')]);
      await attempt(anna, 'call', { userID: 'carl', type: 1, timeout: 5 });
      await anna.page.evaluate(() => (window as unknown as Sleeper).sleep(true));
      // The ring time, and the five seconds on top for who is offline, pass meanwhile.
      await pause(bert, 12_000);
      await anna.page.evaluate(() => (window as unknown as Sleeper).sleep(false));
      const over = await becomes(anna, 'idle', 3_000);
      return {
        did: over ? 'it is over' : `it rings on: ${await statuses(anna)}`,
        holds: over,
      };
    },
  },
  {
    title: 'A call that has rung for a while when the callee logs in',
    shows: ['S-06'],
    goal: 'it rings for the time that is left',
    async play(trial) {
      const bystander = await trial.online('carl');
      const timeout = 16;
      const sentAt = Date.now();
      trial.forge('anna', 'bert', {
        inviteID: MADE_UP,
        actionType: 1,
        inviteeList: ['bert'],
        data: callData(4711),
        timeout,
      });
      await pause(bystander, 9_000);
      const bert = await trial.online('bert');
      const rang = await isTold(bert, 'onInvited', 5_000);
      const left = sentAt + timeout * 1000 - Date.now();
      const over = await becomes(bert, 'idle', left + 3_000);
      const did = !rang
        ? 'it does not ring'
        : over
          ? 'rings for what is left'
          : 'rings anew in full';
      return { did, holds: rang && over };
    },
  },
];

interface Sleeper {
  sleep(on: boolean): void;
}

/** Holds its timers while it sleeps, as phones do with a page that nobody sees. */
function pageThatSleeps(): void {
  let asleep = false;
  const held: (() => void)[] = [];
  const { setTimeout, setInterval } = window;
  const wrapped = {
    setTimeout: (run: () => void, ms?: number) =>
      setTimeout(() => (asleep ? void held.push(run) : run()), ms),
    setInterval: (run: () => void, ms?: number) => setInterval(() => (asleep ? 0 : run()), ms),
    sleep(on: boolean) {
      asleep = on;
      if (on) return;
      held.splice(0).forEach((run) => run());
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
  Object.assign(window, wrapped);
}
