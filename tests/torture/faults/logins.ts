/** Logging in and out, by the client and by the app beside it. */
import type { Caller, ClientWindow } from '../../e2e/support/interop';
import {
  attempt,
  becomes,
  isTold,
  keeps,
  NEVER,
  said,
  statuses,
  within,
  type Fault,
  type Trial,
} from '../trial';

export const LOGINS: Fault[] = [
  {
    title: 'logout() and login() of the same user cross, neither awaited',
    goal: 'the last wish counts: logged in, and a call rings',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      const done = await logsOutAndIn(trial, bert, 'bert');
      const rang = await reaches(anna, 'bert', bert);
      return { did: `${done}; a call ${rang ? 'rings' : 'does not ring'}`, holds: rang };
    },
  },
  {
    title: 'Somebody else logs in while logout() is under way',
    goal: 'the new user is called, the former one is not',
    async play(trial) {
      const [anna, page, dora] = await Promise.all([
        trial.online('anna'),
        trial.online('bert'),
        trial.online('dora'),
      ]);
      const done = await logsOutAndIn(trial, page, 'carl');
      const now = await reaches(anna, 'carl', page);
      await attempt(anna, 'hangup');
      await becomes(page, 'idle', 3_000);
      await page.forget();
      const before = await reaches(dora, 'bert', page);
      const who = [now && 'the new user', before && 'the former user'].filter(Boolean);
      return {
        did: `${done}; ${who.join(' and ') || 'nobody'} can be called`,
        holds: now && !before,
      };
    },
  },
  {
    title: 'A call is sent just before the callee logs in, and its messages come late',
    goal: 'it rings, once',
    async play(trial) {
      const anna = await trial.online('anna');
      await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const late = { userID: 'bert', servcmd: 'getmsg', delayMs: 1_200 };
      trial.cloud.faults.im.add({ ...late, at: 'answer', action: 'delay' });
      const bert = await trial.online('bert');
      await isTold(bert, 'onInvited', 5_000);
      await keeps(bert, 'idle', 2_000);
      const { length } = await bert.events('onInvited');
      const did = ['it does not ring', 'it rings once'][length] ?? `it rings ${length} times`;
      return { did, holds: length === 1 };
    },
  },
  {
    title: 'login() with a userSig that has expired',
    goal: 'it rejects with a code; login() with a new one, and a call rings',
    async play(trial) {
      const [anna, bert] = await trial.pair();
      await attempt(bert, 'logout');
      const refused = await attempt(bert, 'login', loginOf(trial, 'bert', -1));
      const again = await attempt(bert, 'login', loginOf(trial, 'bert'));
      const rang = await reaches(anna, 'bert', bert);
      return {
        did: `login() ${said(refused)}; login() with a new one ${said(again)}, and a call ${rang ? 'rings' : 'does not ring'}`,
        holds: typeof refused.error?.code === 'number' && again.ok && rang,
      };
    },
  },
  {
    title: 'The userSig expires while somebody is logged in',
    goal: 'not told as a login somewhere else; call() rejects with a code from then on, and works after a login',
    async play(trial) {
      const [, bert] = await trial.pair();
      await bert.forget();
      trial.cloud.im.kick('bert', 'userSigExpired');
      // The cloud says so with the answer to what is asked next.
      const first = await attempt(bert, 'call', { userID: 'anna', type: 1 });
      const kicked = await isTold(bert, 'onKickedOut', 2_000);
      const names = new Set((await bert.events()).map(({ name }) => name));
      const status = await statuses(bert);
      const next = await attempt(bert, 'call', { userID: 'anna', type: 1 });
      await attempt(bert, 'login', loginOf(trial, 'bert'));
      const later = await attempt(bert, 'call', { userID: 'anna', type: 1 });
      return {
        did: `told: ${[...names].join(', ') || 'nothing'}; call() ${said(first)}; ${status}; the next ${said(next)}; after a login ${said(later)}`,
        holds: !kicked && typeof next.error?.code === 'number' && later.ok,
      };
    },
  },
  {
    title: 'The app logs its TIM instance out, and call() comes after it',
    goal: 'call() rejects with a code; after a login it works',
    async play(trial) {
      const [anna, bert] = await trial.pair({ sharesTim: true });
      await anna.page.evaluate(() => {
        const { tim } = window as unknown as { tim: { logout(): Promise<unknown> } };
        return tim.logout().then(() => undefined);
      });
      const call = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const status = await statuses(anna);
      await attempt(anna, 'login', loginOf(trial, 'anna'));
      const again = await attempt(anna, 'call', { userID: 'bert', type: 1 });
      const rang = await isTold(bert, 'onInvited', 3_000);
      return {
        did: `call() ${said(call)}; ${status}; after a login call() ${said(again)}${rang ? ', and it rings' : ''}`,
        holds: typeof call.error?.code === 'number' && again.ok && rang,
      };
    },
  },
];

const loginOf = (trial: Trial, userID: string, expireSeconds?: number) => ({
  userID,
  userSig: trial.cloud.signUserSig(userID, { expireSeconds }),
});

/** Calls both in one breath. */
async function logsOutAndIn(trial: Trial, caller: Caller, userID: string): Promise<string> {
  const both = caller.page.evaluate(
    (login) => {
      const { clientUnderTest } = window as unknown as ClientWindow;
      return Promise.all([clientUnderTest.run('logout'), clientUnderTest.run('login', login)]);
    },
    loginOf(trial, userID),
  );
  const [logout, login] = await within(both, 8_000, [NEVER, NEVER]);
  return `logout() ${said(logout)}, login() ${said(login)}`;
}

/** Whether a call to somebody rings on this page. */
async function reaches(caller: Caller, userID: string, page: Caller): Promise<boolean> {
  await attempt(caller, 'call', { userID, type: 1 });
  return isTold(page, 'onInvited', 4_000);
}
