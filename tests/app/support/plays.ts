/**
 * Plays with a native call in them that fail as soon as something is wrong that a phone would punish, and say what.
 * Each waits for conditions, never for a time.
 */
import { expect } from '@playwright/test';
import type { MethodName } from '../../support/strict-plugin';
import type { Caller } from '../../e2e/support/people';
import type { AppUser } from './app-user';
import { connect, overWith } from './call';

export type Play = (alice: AppUser, bob: Caller) => Promise<void>;

const CONTACTS = ['pages/contacts/contacts'];

/** What was noticed so far, by the stand-in of the plug-in and by the host. */
const noticed = ({ plugin, host }: AppUser) => [...plugin!.violations, ...host.errors];

function allIsWell(user: AppUser): void {
  expect(noticed(user), 'what was noticed').toEqual([]);
}

/** Waits until the plug-in was called so often, or something was noticed, which it throws. */
async function called(user: AppUser, method: MethodName, times: number): Promise<void> {
  const isOver = () =>
    noticed(user).length > 0 ||
    user.plugin!.strict.calls.filter(([name]) => name === method).length >= times;
  await expect.poll(isOver, { message: `${times} calls of ${method}` }).toBe(true);
  allIsWell(user);
}

async function callAndHangUp(alice: AppUser, bob: Caller): Promise<void> {
  await connect(alice, bob, 'audio');
  await alice.hangUp();
  await overWith(bob, 'remote-hangup', 'alice');
  await alice.see('end-close').click();
  await expect.poll(() => alice.host.routes).toEqual(CONTACTS);
}

/** A call leaves what the call before has left, and nothing more. */
export const leavesNothing: Play = async (alice, bob) => {
  await callAndHangUp(alice, bob);
  const count = () => {
    const { listeners, ...held } = alice.plugin!.strict.held();
    return { ...alice.host.resourceCounts(), ...held, 'listeners of the plug-in': listeners };
  };
  const before: Record<string, number> = count();
  await callAndHangUp(alice, bob);
  const grown = () => {
    const now = Object.entries(count()).map(([what, n]) => [what, n - before[what]!] as const);
    return Object.fromEntries(now.filter(([, more]) => more > 0));
  };
  // What belongs to the last call may take a moment to go, but for listeners: those are there or not.
  const butListeners = () => Object.keys(grown()).filter((what) => !what.startsWith('listeners'));
  await expect.poll(butListeners).toEqual([]);
  expect(grown(), 'what a call has left').toEqual({});
  allIsWell(alice);
};

/** The caller's picture is there while it rings. */
export const previews: Play = async (alice, bob) => {
  await alice.call('bob', 'video');
  await called(alice, 'startLocalPreview', 1);
  await expect(bob.see('accept')).toBeVisible();
  await alice.seesPictureOf('alice');
  await alice.hangUp();
  await expect.poll(() => alice.lastCall()).toBeTruthy();
  allIsWell(alice);
};

/** The back key ends a call, and nothing is held when its page is gone. */
export const goesBack: Play = async (alice, bob) => {
  await connect(alice, bob, 'audio');
  alice.back();
  // The screen stays on for as long as there is a call.
  const isOver = () => !alice.host.phone.keepsScreenOn;
  await expect.poll(isOver, { message: 'the call goes on after the back key' }).toBe(true);
  await overWith(bob, 'remote-hangup', 'alice');
  await expect.poll(() => alice.host.routes).toEqual(CONTACTS);
  expect(alice.plugin!.end(), 'what is left when the page is gone').toEqual([]);
};

/** The next call begins while the room of the last is being left: the plug-in does not say that it is out. */
export const callsAgain: Play = async (alice, bob) => {
  alice.plugin!.strict.knobs.dropped.add('onExitRoom');
  await connect(alice, bob, 'audio');
  await alice.hangUp();
  await alice.see('call-again').click();
  await called(alice, 'enterRoom', 2);
};
