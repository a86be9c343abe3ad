import { connect } from '../../e2e/support/call';
import { hearEachOther, overWith, roomsAreEmpty, type Caller } from '../../e2e/support/people';
import type { App } from '../../e2e/support/app';
import type { AppUser } from './app-user';

export { connect };
export * from '../../e2e/support/people';

/** Alice hangs up in the App: Bob is told so, and nobody is left in a room. */
export async function hangsUp(alice: AppUser, bob: Caller, app: App): Promise<void> {
  await alice.hangUp();
  await overWith(bob, 'remote-hangup', 'alice');
  await roomsAreEmpty(app);
}

/** Alice calls from the App, they hear each other, and she hangs up: nothing before has broken that. */
export async function callsAndHangsUp(alice: AppUser, bob: Caller, app: App): Promise<void> {
  await connect(alice, bob, 'audio');
  await hearEachOther(alice, bob);
  await hangsUp(alice, bob, app);
}
