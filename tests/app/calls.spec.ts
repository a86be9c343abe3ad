/** These tests call between the App and H5, and between two Apps, and look and listen. */
import { audioCalls, videoCall } from '../support/plays/calls';
import { BACK_ENDS } from './support/back-ends';
import { test } from './support/fixture';

const PAIRS = [
  { from: 'App', to: 'H5' },
  { from: 'H5', to: 'App' },
  { from: 'App', to: 'App' },
] as const;

for (const backEnd of BACK_ENDS)
  for (const { from, to } of PAIRS) {
    test.describe(`by the ${backEnd} back end`, () => {
      test.use({ backEnd });
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
    });
  }
