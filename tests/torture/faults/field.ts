/** What devices do in the field: their date is set, and another program holds their microphone or camera. */
import type { Caller } from '../../e2e/support/interop';
import { setDate } from '../../e2e/support/set-date';
import { attempt, becomes, isTold, pause, said, statuses, type Fault, type Trial } from '../trial';

const HOUR = 3_600_000;

/** From now on another program holds the device. */
const holdElsewhere = (caller: Caller, device: 'audio' | 'video') =>
  caller.page.evaluate((held) => {
    const { mediaDevices } = navigator;
    const take = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) =>
      constraints?.[held]
        ? Promise.reject(new DOMException(`Could not start ${held} source`, 'NotReadableError'))
        : take(constraints);
  }, device);

/** Plays a call of 4 s, in the middle of which the caller's date is set. */
const lasts = (by: number) => async (trial: Trial) => {
  const bystander = await trial.online('carl');
  const [anna, bert] = await trial.connected();
  await pause(bystander, 2_000);
  await setDate(anna, by);
  await pause(bystander, 2_000);
  await bert.does('hangup');
  const over = await isTold(anna, 'onCallEnd');
  const { callEnd } = over ? ((await anna.told('onCallEnd')) as { callEnd?: number }) : {};
  const right = callEnd !== undefined && callEnd >= 2 && callEnd <= 12;
  const wrong =
    callEnd === undefined
      ? 'CALL_END says nothing'
      : `CALL_END is ${Math.sign(callEnd) < 1 ? 'no time at all' : 'an hour off'}`;
  return { did: right ? 'CALL_END says how long it was' : wrong, holds: right };
};

export const FIELD: Fault[] = [
  {
    title: "The caller's clock is set forward in a call",
    goal: 'CALL_END says how long it was',
    play: lasts(HOUR),
  },
  {
    title: "The caller's clock is set back in a call",
    goal: 'CALL_END says how long it was',
    play: lasts(-HOUR),
  },
  {
    title: "The callee's clock is set back while it rings",
    goal: 'it rings for its 6 s',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      void attempt(anna, 'call', { userID: 'bert', type: 1, timeout: 6 });
      await bert.told('onInvited');
      await setDate(bert, -HOUR);
      const over = await becomes(bert, 'idle', 9_000);
      return { did: over ? 'it ends' : `it rings on: ${await statuses(bert)}`, holds: over };
    },
  },
  {
    title: 'Another program holds the microphone of the callee',
    goal: 'the call ends at both, and nobody is left alone in it',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      await holdElsewhere(bert, 'audio');
      const accepted = await attempt(bert, 'accept');
      const over = (await becomes(anna, 'idle', 3_000)) && (await becomes(bert, 'idle', 1_000));
      return {
        did: `accept() ${said(accepted)}; ${await statuses(anna, bert)}`,
        holds: !accepted.ok && over,
      };
    },
  },
  {
    title: 'Another program holds the camera of the caller',
    goal: 'the call goes on without it, and says so',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      await holdElsewhere(anna, 'video');
      const call = attempt(anna, 'call', { userID: 'bert', type: 2 });
      const rang = await isTold(bert, 'onInvited');
      const accepted = rang ? await attempt(bert, 'accept') : undefined;
      const made = await call;
      const talking = Boolean(accepted?.ok) && (await becomes(anna, 'connected', 3_000));
      const tracks = await anna.liveTracks();
      const told = await isTold(anna, 'onError', 1_000);
      return {
        did: `call() ${said(made)}; ${talking ? 'they talk' : await statuses(anna, bert)}; ${told ? 'an error says it' : 'no error says it'}`,
        holds: talking && told && tracks.includes('audio'),
      };
    },
  },
];
