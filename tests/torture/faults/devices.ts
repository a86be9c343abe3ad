/** Cameras, microphones and permissions. */
import type { ClientWindow } from '../../e2e/support/interop';
import { strictRule } from '../../e2e/support/wechat';
import {
  attempt,
  becomes,
  isTold,
  rings,
  said,
  soon,
  statuses,
  within,
  type Fault,
} from '../trial';

export const DEVICES: Fault[] = [
  {
    title: 'The microphone is gone when the callee accepts',
    shows: ['W-03b'],
    goal: 'accept() rejects with its code, both are free',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      await bert.unplug('audioinput');
      const accepted = await attempt(bert, 'accept');
      const free = await becomes(anna, 'idle', 4_000);
      const inRoom = trial.inRooms();
      return {
        did: `accept() ${said(accepted)}; ${await statuses(anna, bert)}; in the room: ${inRoom.join(', ') || 'nobody'}`,
        holds: !accepted.ok && free && (await bert.status()) === 'idle',
      };
    },
  },
  {
    title: 'The caller has no microphone',
    shows: ['W-03'],
    goal: 'call() rejects, nothing is sent',
    async play(trial) {
      const [anna, bert] = await trial.pair();
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
    title: 'Access to the microphone is denied on both sides',
    shows: ['W-04', 'W-05'],
    goal: 'call() rejects with 60005 before anything is sent',
    browser: { grantDevices: false },
    async play(trial) {
      const [anna, bert] = await trial.pair();
      const call = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const sent = trial.signals.filter(({ from }) => from === 'anna').length;
      const errors = anna.errors.length + bert.errors.length;
      return {
        did: `call() ${said(call)}; ${sent === 0 ? 'nothing is sent' : 'an invite is sent'}; ${errors === 0 ? 'no uncaught error' : 'uncaught errors'}; ${await statuses(anna)}`,
        holds: !call.ok && sent === 0 && errors === 0 && (await anna.status()) === 'idle',
      };
    },
  },
  {
    title: 'Hang up while the devices are being opened',
    shows: ['W-14'],
    goal: 'the call is taken back at once',
    async play(trial) {
      const [anna, bert] = await trial.pair();
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
    title: 'The camera is closed and opened again',
    shows: ['W-07'],
    goal: 'the other side sees it again',
    async play(trial) {
      const [anna, bert] = await trial.connected(2);
      await anna.sees('bert');
      await attempt(bert, 'closeCamera');
      await isTold(anna, 'onUserVideoAvailable');
      const off = (await bert.liveTracks()).includes('video') ? 'stays on' : 'goes out';
      const opened = await attempt(bert, 'openCamera');
      const back = await soon(
        anna,
        () =>
          (window as unknown as ClientWindow).clientUnderTest.events
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
    title: 'The caller gives up while the callee is asked for the microphone',
    shows: ['W-13'],
    goal: 'CALLING_CANCEL, and no error',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      await bert.devicesFail('', 'when told');
      await attempt(anna, 'call', { userID: 'bert', type: 1 });
      // trtc-calling-js asks before it tells the app that somebody calls.
      const accepted = (await isTold(bert, 'onInvited', 2_000)) && bert.run('accept');
      await attempt(anna, 'hangup');
      const told = await isTold(bert, 'onCallingCancel', 4_000);
      await bert.devicesFailNow();
      if (accepted) await within(accepted, 4_000, undefined);
      const error = await isTold(bert, 'onError', 2_000);
      const late = (await bert.events('onInvited')).length > 0 && !accepted;
      return {
        did: `CALLING_CANCEL is ${told ? '' : 'not '}told; ${error ? 'an ERROR follows' : 'no ERROR'}${late ? '; it rings afterwards' : ''}; ${await statuses(bert)}`,
        holds: told && !error && !late && (await bert.status()) === 'idle',
      };
    },
  },
  {
    title: 'The callee has never allowed the microphone',
    shows: ['W-32'],
    goal: 'it rings; only the user declines',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      await bert.devicesFail('NotAllowedError');
      await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const declined = await isTold(anna, 'onReject', 3_000);
      const rang = (await bert.events('onInvited')).length > 0;
      return {
        did: `${rang ? 'it rings' : 'it does not ring'}; ${declined ? 'declined by itself' : 'nothing is declined'}; ${await statuses(anna, bert)}`,
        holds: rang && !declined,
      };
    },
  },
  {
    title: 'The callee is in the room but cannot publish',
    shows: ['W-33'],
    goal: 'accept() rejects, both are free, nothing is told afterwards',
    async play(trial) {
      const [anna, bert] = await trial.ringing();
      trial.cloud.faults.trtc.points.publish = { refuse: { code: 1 }, users: ['bert'] };
      const accepted = await attempt(bert, 'accept');
      const free = (await becomes(anna, 'idle')) && (await becomes(bert, 'idle'));
      await bert.forget();
      const late = await isTold(bert, 'onUserEnter', 2_000);
      const told = (await anna.events('onReject')).length > 0;
      const ended = (await anna.events('onCallEnd')).length > 0;
      const heard = told ? 'REJECT' : ended ? 'the end of a call' : 'nothing';
      return {
        did: `accept() ${said(accepted)}; the caller is told ${heard}; ${late ? 'USER_ENTER after the end' : 'nothing after the end'}; ${await statuses(anna, bert)}`,
        holds: !accepted.ok && free && !late,
      };
    },
  },
  {
    title: 'The caller is in the room but cannot publish',
    shows: ['W-38'],
    goal: 'call() rejects or an ERROR says so',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      trial.cloud.faults.trtc.points.publish = { refuse: { code: 1 }, users: ['anna'] };
      const call = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const error = await isTold(anna, 'onError', 2_000);
      const free = await becomes(anna, 'idle', 4_000);
      return {
        did: `call() ${said(call)}; ${error ? 'an ERROR is told' : 'no ERROR'}; ${await statuses(anna, bert)}`,
        holds: (!call.ok || error) && free,
      };
    },
  },
  {
    title: 'A page that may sound only after a tap, as in the WeChat browser on iOS',
    goal: 'the app is told, and one tap brings the sound',
    async play(trial) {
      const [anna, bert] = await Promise.all([
        trial.online('anna'),
        trial.online('bert', { before: strictRule }),
      ]);
      await rings(anna, bert);
      await bert.does('accept');
      await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
      const told = await isTold(bert, 'onPlaybackBlocked', 4_000);
      await bert.page.evaluate(() => {
        const { calling } = window as unknown as { calling: { resumePlayback?(): void } };
        const button = document.createElement('button');
        button.id = 'sound';
        button.textContent = 'Sound';
        button.onclick = () => calling.resumePlayback?.();
        document.body.prepend(button);
      });
      // A dialog that trtc-js-sdk puts over the page is what a user would tap.
      const dialog = bert.page.locator('.trtc_autoplay_mask');
      const asked = (await dialog.count()) > 0;
      await (asked ? dialog.locator('[class*=btn], button').first() : bert.page.locator('#sound'))
        .click({ timeout: 5_000 })
        .catch(() => undefined);
      const hears = await bert.hears().then(
        () => true,
        () => false,
      );
      return {
        did: `the app is ${told ? 'told' : 'told nothing'}${asked ? ', a dialog of trtc-js-sdk covers the page' : ''}; after a tap there is ${hears ? 'sound' : 'silence'}`,
        holds: told && hears,
      };
    },
  },
];
