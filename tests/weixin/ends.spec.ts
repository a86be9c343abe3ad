/** These tests make calls that do not come about, and calls that end without anybody hanging up. */
import {
  bothAreBusy,
  nobodyAnswers,
  rejectedAndCancelled,
  secondLogIn,
} from '../support/plays/ends';
import { MiniProgramUser } from './support/mini-program-user';
import { test } from './support/fixture';

const WAYS = [
  { from: 'mini-program', to: 'H5' },
  { from: 'H5', to: 'mini-program' },
] as const;

for (const { from, to } of WAYS) {
  test(`a call from ${from} that ${to} rejects, and one that is cancelled`, async ({
    someone,
    app,
  }) => {
    await rejectedAndCancelled(app, await someone(from, 'alice'), await someone(to, 'bob'));
  });

  test(`a call from ${from} that nobody on ${to} answers ends on both sides`, async ({
    someone,
    app,
  }) => {
    const alice = await someone(from, 'alice', { ringSeconds: 2 });
    await nobodyAnswers(app, alice, await someone(to, 'bob'));
  });
}

test('who calls either side of a call hears busy, and the call goes on', async ({
  alice,
  bob,
  miniProgramUser,
  demoUser,
}) => {
  await bothAreBusy([alice, bob], [await miniProgramUser('carol'), await demoUser('dave')]);
});

test('a second log-in ends the call of the mini-program and says why', async ({
  alice,
  bob,
  chrome,
  app,
}) => {
  await secondLogIn(app, alice, bob, async () => {
    const again = await MiniProgramUser.arrive(chrome, app.origin, 'alice');
    await again.logIn();
    return again;
  });
});
