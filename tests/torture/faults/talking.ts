/** During a call, and after it. */
import type { ClientWindow } from '../../e2e/support/interop';
import {
  attempt,
  becomes,
  ended,
  isTold,
  keeps,
  rings,
  said,
  soon,
  statuses,
  type Fault,
} from '../trial';

export const TALKING: Fault[] = [
  {
    title: 'Who speaks, in the second call',
    shows: ['W-08'],
    goal: 'volumes are told in every call',
    async play(trial) {
      const [anna, bert] = await trial.connected();
      const first = await isTold(anna, 'onUserVoiceVolume', 5_000);
      await anna.does('hangup');
      await Promise.all([becomes(anna, 'idle'), becomes(bert, 'idle')]);
      await Promise.all([anna.forget(), bert.forget()]);
      await rings(anna, bert);
      await bert.does('accept');
      await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
      const second = await isTold(anna, 'onUserVoiceVolume', 5_000);
      return {
        did: `volumes ${first ? '' : 'not '}told in the first call, ${second ? '' : 'not '}told in the second`,
        holds: first && second,
      };
    },
  },
  {
    title: 'Nobody answers the request to switch to audio',
    shows: ['W-15'],
    goal: 'the call goes on as it was, with ERROR 60001',
    async play(trial) {
      const [anna, bert] = await trial.pair({ timeout: 5 });
      await rings(anna, bert, 2);
      await bert.does('accept');
      await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
      trial.cloud.faults.im.dropPush({ from: 'anna' });
      void anna.run('switchToAudioCall').catch(() => undefined);
      // As long as the request may be open, and five seconds on top.
      const kept = await keeps(anna, 'connected', 40_000);
      const told = (await anna.events('onError')).some(({ payload }) => payload?.code === 60001);
      return {
        did: kept
          ? `the call goes on, ${told ? 'with' : 'without'} 60001`
          : await ended(anna, bert),
        holds: kept && told,
      };
    },
  },
  {
    title: 'The IM service refuses the request to switch to audio',
    shows: ['W-39'],
    goal: 'ERROR 60001, the call goes on',
    async play(trial) {
      const [anna] = await trial.connected(2);
      trial.cloud.faults.im.failSend(20003, { from: 'anna', times: 1_000 });
      const asked = await attempt(anna, 'switchToAudioCall');
      const told = await isTold(anna, 'onError', 3_000);
      const { code } = told ? await anna.told('onError') : { code: undefined };
      return {
        did: `switchToAudioCall() ${said(asked)}; ${code === undefined ? 'no ERROR' : `ERROR ${String(code)}`}; ${await statuses(anna)}`,
        holds: code === 60001 && (await anna.status()) === 'connected',
      };
    },
  },
  {
    title: 'The peer switches to an audio call',
    shows: ['W-36'],
    goal: 'an event tells the other side',
    async play(trial) {
      const [anna, bert] = await trial.connected(2);
      await bert.forget();
      await attempt(anna, 'switchToAudioCall');
      await soon(bert, () => (window as unknown as ClientWindow).clientUnderTest.type() === 1);
      const { clientUnderTest } = { clientUnderTest: await bert.events() };
      const names = new Set(
        clientUnderTest.map(({ name }) => name).filter((name) => name !== 'onUserVoiceVolume'),
      );
      const mode = names.has('CALL_MODE');
      return {
        did: mode ? 'CALL_MODE is told' : `told: ${[...names].join(', ') || 'nothing'}`,
        holds: mode,
      };
    },
  },
  {
    title: 'A subscription is answered after the call is over',
    shows: ['W-34'],
    goal: 'nothing is told after the end',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      trial.cloud.faults.trtc.points.subscribe = { delayMs: 2_500, users: ['anna'] };
      await rings(anna, bert);
      await attempt(bert, 'accept');
      await isTold(bert, 'onUserEnter');
      await attempt(anna, 'hangup');
      await becomes(anna, 'idle');
      await anna.forget();
      const late = await isTold(anna, 'onUserEnter', 4_000);
      return { did: late ? 'USER_ENTER after the end' : 'nothing after the end', holds: !late };
    },
  },
];
