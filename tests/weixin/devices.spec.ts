/** These tests make calls in a mini-program whose microphone another program of the phone holds. */
import type { MiniProgramUser } from './support/mini-program-user';
import { connect, overWith, roomsAreEmpty, type Caller } from './support/call';
import { expect, test } from './support/fixture';

const NO_DEVICE = ['no-device', 'No microphone or camera'] as const;

/** The microphone is free again, and the same two call each other. */
async function callsAgain(of: MiniProgramUser, other: Caller, connecting: () => Promise<void>) {
  await of.holdMicrophoneElsewhere(false);
  for (const one of [of, other]) await one.see('end-close').click();
  await connecting();
}

async function holdMicrophone(of: MiniProgramUser): Promise<void> {
  of.expectedErrors.push('MICROPHONE_UNAVAILABLE');
  await of.holdMicrophoneElsewhere(true);
}

test('who answers with a microphone that does not open ends the call at both, which say why', async ({
  alice,
  bob,
  app,
}) => {
  await holdMicrophone(alice);
  await bob.call('alice', 'audio');
  await alice.see('accept').click();
  for (const one of [alice, bob]) {
    await overWith(one, ...NO_DEVICE);
    expect(await one.lastCall()).toMatchObject({ seconds: 0 });
  }
  await roomsAreEmpty(app);
  await callsAgain(alice, bob, () => connect(bob, alice, 'audio'));
});

test('a call with a microphone that does not open is taken back before anybody answers', async ({
  alice,
  bob,
  app,
}) => {
  await holdMicrophone(alice);
  await alice.call('bob', 'audio');
  await overWith(alice, ...NO_DEVICE);
  await overWith(bob, 'cancelled', 'alice');
  await roomsAreEmpty(app);
  await callsAgain(alice, bob, () => connect(alice, bob, 'audio'));
});
