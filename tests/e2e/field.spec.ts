/** What devices do in the field: their date is set in the middle of a call, and another program holds the microphone. */
import type { DemoUser } from './support/app';
import { connect, expect, overWith, test } from './support/call-fixture';
import { setDate } from './support/set-date';

const HOUR = 3_600_000;

/** From now on a device is held by another program, and the browser needs so many ms to find out. */
const holdElsewhere = (person: DemoUser, kind: 'audio' | 'video', after: number) =>
  person.page.evaluate(
    ([held, ms]) => {
      const { mediaDevices } = navigator;
      const take = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (constraints) => {
        if (!constraints?.[held as 'audio']) return take(constraints);
        await new Promise((resolve) => setTimeout(resolve, ms as number));
        throw new DOMException('Could not start source', 'NotReadableError');
      };
    },
    [kind, after] as const,
  );

for (const [way, by] of [
  ['back', -HOUR],
  ['forward', HOUR],
] as const) {
  test(`a call lasts as long as it lasts when the date is set ${way} while it rings and while it goes on`, async ({
    online,
  }) => {
    const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
    await alice.call('bob', 'audio');
    await expect(bob.see('incoming')).toBeVisible();
    await setDate(alice, by);
    await setDate(bob, -by);
    await bob.see('accept').click();
    await expect(alice.see('call-timer')).toHaveText('0:01');
    await setDate(alice, -2 * by);
    await setDate(bob, 2 * by);
    await expect(alice.see('call-timer')).toHaveText('0:04');
    await expect(bob.see('call-timer')).toHaveText(/^0:0[3-6]$/);
    await alice.see('hangup').click();
    for (const person of [alice, bob]) {
      await expect.poll(async () => (await person.lastCall())?.seconds).toBeGreaterThan(2);
      expect((await person.lastCall())?.seconds).toBeLessThan(9);
    }
  });
}

for (const failing of ['caller', 'callee'] as const) {
  test(`a microphone of the ${failing} that another program holds ends the call at both with 0 seconds`, async ({
    app,
    online,
  }) => {
    const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
    await holdElsewhere(failing === 'caller' ? alice : bob, 'audio', 1500);
    await alice.call('bob', 'audio');
    await bob.see('accept').click();
    const end = { reason: 'no-device', says: 'No microphone or camera' };
    const [fails, other] = failing === 'caller' ? [alice, bob] : [bob, alice];
    await overWith(app, fails, { ...end, errorCode: 60003 });
    await overWith(app, other, end);
    for (const person of [alice, bob]) expect((await person.lastCall())?.seconds).toBe(0);
  });
}

test('a camera that another program holds leaves a call without it on both screens', async ({
  online,
}) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  await holdElsewhere(alice, 'video', 200);
  await connect(alice, bob);
  await alice.seesPictureOf('bob');
  await bob.hears();
  expect(await alice.captures()).toEqual(['audio']);
  await expect(bob.page.locator('[data-testid="remote-view-alice"] video')).toHaveCount(0);
});
