/** A call by keyboard alone: the focus goes round in what is on top, and back to where it was. */
import type { DemoUser } from './support/app';
import { expect, test } from './support/call-fixture';

/** Finds the focus: the test id of what has it, or of what holds that. */
const focused = ({ page }: DemoUser) =>
  page.evaluate(() => {
    const here = document.activeElement;
    const named = here?.closest('[data-testid]');
    return here === document.body ? 'page' : (named?.getAttribute('data-testid') ?? 'unnamed');
  });

test('the focus stays in the call, goes round in a sheet, and returns', async ({ online }) => {
  const [alice, bob] = await Promise.all([online('alice'), online('bob')]);
  const dial = alice.see('call-audio');
  await dial.focus();
  await bob.call('alice', 'audio');
  await expect(alice.see('incoming')).toBeVisible();
  const round = [];
  for (let press = 0; press < 4; press++) {
    await alice.page.keyboard.press('Tab');
    round.push(await focused(alice));
  }
  expect(round).toEqual(['reject', 'accept', 'reject', 'accept']);
  await alice.page.keyboard.press('Enter');
  await expect(alice.see('call-timer')).toBeVisible();

  await alice.see('open-devices').focus();
  await alice.page.keyboard.press('Enter');
  await expect(alice.see('devices')).toBeVisible();
  await expect.poll(() => focused(alice)).toBe('devices');
  await alice.page.keyboard.press('Shift+Tab');
  expect(await focused(alice)).toBe('devices-close');
  await alice.page.keyboard.press('Tab');
  expect(await focused(alice)).toBe('devices');
  await alice.page.keyboard.press('Escape');
  await expect(alice.see('devices')).toHaveCount(0);
  await expect.poll(() => focused(alice)).toBe('open-devices');

  await alice.see('hangup').focus();
  await alice.page.keyboard.press('Enter');
  await alice.see('end-close').focus();
  await alice.page.keyboard.press('Enter');
  await expect(alice.see('end-reason')).toHaveCount(0);
  await expect(dial).toBeFocused();
});
