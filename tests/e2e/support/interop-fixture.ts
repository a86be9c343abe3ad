/** A site for each test, callers on it, and what must be true of every call afterwards. */
import { chromium as launcher, expect, test as base, type Browser } from '@playwright/test';
import { chromium } from './chromium';
import { Caller, startSite, type CallerOptions, type Kind } from './interop';
import type { App } from './serve';

export const NAME: Record<Kind, string> = { old: 'trtc-calling-js', new: 'this client' };

export type Online = (kind: Kind, userID: string, options?: CallerOptions) => Promise<Caller>;

export const test = base.extend<{ site: App; online: Online }, { chrome: Browser }>({
  chrome: [
    async ({}, use) => {
      const browser = await launcher.launch(chromium());
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  site: async ({}, use, info) => {
    // Up to three pages with real media, beside whatever else the machine does.
    info.setTimeout(120_000);
    const site = await startSite();
    await use(site);
    await site.close();
  },
  online: async ({ chrome, site }, use) => {
    const callers: Caller[] = [];
    await use(async (kind, userID, options) => {
      const caller = await Caller.arrive(chrome, site, kind, userID, options);
      callers.push(caller);
      return caller;
    });
    const strays = callers.flatMap((caller) => caller.strays);
    const ours = callers.filter(({ kind }) => kind === 'new');
    const errors = ours.flatMap((caller) => caller.errors);
    for (const caller of callers) await caller.leave();
    expect(strays, 'requests that would have left the machine').toEqual([]);
    expect(errors, 'errors on the pages of our client').toEqual([]);
  },
});

export { expect };

export const DIRECTIONS: readonly { from: Kind; to: Kind }[] = [
  { from: 'old', to: 'new' },
  { from: 'new', to: 'old' },
];

/** Both are in a call; `from` is anna, `to` is bert. */
export async function connect(
  online: Online,
  { from, to }: { from: Kind; to: Kind },
  type: 1 | 2,
): Promise<[anna: Caller, bert: Caller]> {
  const [anna, bert] = await Promise.all([online(from, 'anna'), online(to, 'bert')]);
  await ring(anna, bert, type);
  await answer(anna, bert);
  return [anna, bert];
}

export async function ring(anna: Caller, bert: Caller, type: 1 | 2): Promise<void> {
  const calling = anna.does('call', { userID: bert.userID, type });
  // It may also fail before anything rings.
  await Promise.all([calling, bert.told('onInvited')]);
}

export async function answer(anna: Caller, bert: Caller): Promise<void> {
  await bert.does('accept');
  await Promise.all([anna.told('onUserEnter'), bert.told('onUserEnter')]);
}

export async function bothIdle(...callers: Caller[]): Promise<void> {
  await Promise.all(callers.map((caller) => caller.becomes('idle')));
  await Promise.all(callers.map((caller) => caller.released()));
}
