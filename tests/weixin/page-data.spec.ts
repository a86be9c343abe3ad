/** This test counts what crosses from the logic to the view in a call, since WeChat is slow there. */
import { connect, seeAndHear } from './support/call';
import { expect, test } from './support/fixture';

const TICKS = 8;

test('in a running video call page data is set once a second, whatever the network is like', async ({
  alice,
  bob,
}) => {
  await connect(alice, bob);
  await seeAndHear(alice, bob);
  // The level changes with each frame, much more often than WeChat measures it.
  const { ticks, crossings } = await alice.measureFor(TICKS);
  expect(ticks).toBe(TICKS);
  expect(crossings.map(({ component, data }) => `${component} ${data}`)).toHaveLength(TICKS);
  // All the same the user learns that the connection is weak.
  await alice.measure(6);
  await expect(alice.see('call-status')).toContainText('Weak connection');
});
