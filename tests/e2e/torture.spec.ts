/** A few rows of docs/torture.md, in every test run: the published client fails them, and ours does not. */
import { expect, test } from '@playwright/test';
import { PARTS } from '../torture/faults/index';
import { play } from '../torture/play';

const TITLES = [
  "A stranger's cancel with a made-up id, in a call",
  'Sending one acceptance fails once',
  'The callee has never allowed the microphone',
  'Somebody calls themselves',
];

for (const title of TITLES) {
  test(`trtc-calling-js 1.0.6 fails, this client holds: ${title}`, async () => {
    const fault = PARTS.flatMap(({ faults }) => faults).find((one) => one.title === title)!;
    expect(await play(fault, 'old'), 'trtc-calling-js 1.0.6').toMatchObject({ holds: false });
    expect(await play(fault, 'new'), 'this client').toMatchObject({ holds: true });
  });
}
