/** These tests break the build in one place each, to show that the host would notice. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../e2e/support/app';
import { compilePackage } from './host/build';
import { MINI_PROGRAM, pathOf } from './support/build';
import { entries } from './support/call';
import { expect, test } from './support/fixture';
import { startSite, type Built } from './support/site';
import { MiniProgramUser } from './support/mini-program-user';
import type { Browser } from '@playwright/test';

interface Change {
  file: string;
  from: string | RegExp;
  to: string;
}

/** @returns the folder of a build with this one change */
async function mutant({ file, from, to }: Change): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weixin-mutant-'));
  await cp(MINI_PROGRAM, folder, { recursive: true });
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed, `${file} is changed`).not.toBe(text);
  await writeFile(path, changed);
  return folder;
}

async function withMutant(
  { built, chrome }: { built: Built; chrome: Browser },
  change: Change,
  check: (user: MiniProgramUser, app: App) => Promise<void>,
): Promise<void> {
  const folder = await mutant(change);
  const app = await startSite(built, folder);
  const user = await MiniProgramUser.arrive(chrome, app.origin, 'alice');
  try {
    await check(user, app);
  } finally {
    await user.leave();
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('a handler that does not exist is noticed: the button does nothing', async ({
  built,
  chrome,
}) => {
  const change = {
    file: `${pathOf('login')}.wxml`,
    from: /(data-testid="login-submit"[^>]*bindtap=")[^"]*/,
    to: '$1nowhere',
  };
  await withMutant({ built, chrome }, change, async (alice) => {
    await alice.see('login-submit').click();
    await expect.poll(() => alice.errors()).toContainEqual(expect.stringContaining("'nowhere'"));
  });
});

test('a global of a browser in the logic is noticed: it is not there', async ({
  built,
  chrome,
}) => {
  const change = {
    file: 'app.js',
    from: /^"use strict";/,
    to: '"use strict";window.location.reload();',
  };
  await withMutant({ built, chrome }, change, async (alice) => {
    await expect.poll(() => alice.errors()).toContainEqual(expect.stringContaining('location'));
    expect(await alice.touched()).toContain('window');
  });
});

test('a component that is not where it is said to be is noticed', async ({ built, chrome }) => {
  const change = {
    file: `${pathOf('login')}.json`,
    from: 'trtc-icon/trtc-icon',
    to: 'trtc-icon/trtc-ikon',
  };
  await withMutant({ built, chrome }, change, async (alice) => {
    await expect.poll(() => alice.errors()).toContainEqual(expect.stringContaining('trtc-ikon'));
  });
});

test('a property that is not passed on is noticed: the icon does not know what to show', async ({
  built,
  chrome,
}) => {
  const change = { file: `${pathOf('login')}.wxml`, from: / u-p="\{\{a\}\}"/, to: '' };
  await withMutant({ built, chrome }, change, async (alice) => {
    await expect(alice.see('login-submit')).toBeVisible();
    const icon = alice.page.locator('.login__logo [class*="trtc-icon--phone"]');
    await expect(icon).toHaveCount(0);
  });
});

test('an event of the live-pusher that is not bound is noticed: nobody learns that the room is entered', async ({
  built,
  chrome,
}) => {
  const change = {
    file: `${pathOf('trtc-live-pusher')}.wxml`,
    from: / bindstatechange="[^"]*"/,
    to: '',
  };
  await withMutant({ built, chrome }, change, async (alice, app) => {
    const bob = await MiniProgramUser.arrive(chrome, app.origin, 'bob');
    await bob.logIn();
    await alice.logIn();
    await alice.call('bob', 'audio');
    await expect(bob.see('incoming')).toBeVisible();
    // The room holds the user, the driver hears nothing of it and tries again.
    await expect.poll(() => entries(app, 'alice'), { timeout: 20_000 }).toBeGreaterThan(1);
    await bob.leave();
  });
});

test('an end tag that is missing is noticed by the compiler', async () => {
  const login = pathOf('login');
  const folder = await mutant({ file: `${login}.wxml`, from: /<\/view>$/, to: '' });
  try {
    await expect(compilePackage(folder)).rejects.toThrow(`${login}.wxml`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
