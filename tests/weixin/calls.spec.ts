/** These tests call between the mini-program and H5, and between two mini-programs, and look and listen. */
import { audioCalls, videoCall } from '../support/plays/calls';
import { test } from './support/fixture';

const PAIRS = [
  { from: 'mini-program', to: 'H5' },
  { from: 'H5', to: 'mini-program' },
  { from: 'mini-program', to: 'mini-program' },
] as const;

for (const { from, to } of PAIRS) {
  test(`a video call from ${from} to ${to}: both see and hear each other`, async ({
    someone,
    app,
  }, info) => {
    await videoCall(app, await someone(from, 'alice'), await someone(to, 'bob'), info);
  });

  test(`audio calls from ${from} to ${to}: both hear each other, and either side hangs up`, async ({
    someone,
    app,
  }) => {
    await audioCalls(app, await someone(from, 'alice'), await someone(to, 'bob'));
  });
}
