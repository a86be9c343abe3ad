/** The app on a port of its own for each test, and people in it who are cleared away afterwards. */
import { chromium as launcher, expect, test as base, type Browser } from '@playwright/test';
import type { EmulatorOptions } from '../../../emulator/index';
import { DemoUser, startApp, type App } from './app';
import { chromium, type ChromiumOptions } from './chromium';

type ArriveOptions = NonNullable<Parameters<typeof DemoUser.arrive>[3]>;

interface Fixtures {
  /** Set with `test.use`. */
  emulatorOptions: EmulatorOptions;
  app: App;
  online: (userID: string, options?: ArriveOptions) => Promise<DemoUser>;
}

interface WorkerFixtures {
  /** Set with `test.use`. */
  chromiumOptions: ChromiumOptions;
  chrome: Browser;
}

/**
 * Five pictures a second are enough to see that they move, and several tabs can send and decode
 * them beside whatever else the machine does.
 */
const SLOW_CAMERA = '--use-fake-device-for-media-stream=fps=5';

export const test = base.extend<Fixtures, WorkerFixtures>({
  chromiumOptions: [{ args: [SLOW_CAMERA] }, { option: true, scope: 'worker' }],
  chrome: [
    async ({ chromiumOptions }, use) => {
      const browser = await launcher.launch(chromium(chromiumOptions));
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  emulatorOptions: [{}, { option: true }],
  app: async ({ emulatorOptions }, use) => {
    const app = await startApp(undefined, emulatorOptions);
    await use(app);
    await app.close();
  },
  online: async ({ chrome, app }, use) => {
    const people: DemoUser[] = [];
    await use(async (userID, options) => {
      const person = await DemoUser.arrive(chrome, app.origin, userID, options);
      people.push(person);
      await person.logIn();
      return person;
    });
    const strays = people.flatMap((person) => person.strays);
    const errors = people.flatMap((person) => person.errors);
    for (const person of people) await person.leave();
    expect(strays, 'requests that would have left the machine').toEqual([]);
    expect(errors, 'errors on the pages').toEqual([]);
  },
});

export { expect };

/** One calls, the other answers, and both are in the call. */
export async function connect(
  caller: DemoUser,
  callee: DemoUser,
  kind: 'audio' | 'video' = 'video',
): Promise<void> {
  await caller.call(callee.userID, kind);
  await callee.see('accept').click();
  for (const person of [caller, callee]) await expect(person.see('call-timer')).toBeVisible();
}

/** The userIDs in the rooms of the local cloud. */
export const inRooms = ({ cloud }: App): string[] =>
  cloud.trtc
    .snapshot()
    .rooms.flatMap(({ members }) => members.map(({ userID }) => userID))
    .sort();

/** The call is over here for this reason, the screen says so, and nothing of it is left. */
export async function overWith(
  app: App,
  person: DemoUser,
  end: { reason: string; errorCode?: number; says: string | RegExp },
  timeout = 10_000,
): Promise<void> {
  const { says, ...record } = end;
  await expect(person.see('end-reason')).toContainText(says, { timeout });
  expect(await person.lastCall(), `the record of ${person.userID}`).toMatchObject(record);
  await released(app, person);
}

/** No device is held, and the room is left. */
export async function released(
  app: App,
  person: Pick<DemoUser, 'userID' | 'captures'>,
): Promise<void> {
  const { userID } = person;
  await expect.poll(() => person.captures(), { message: `${userID} captures` }).toEqual([]);
  await expect
    .poll(() => inRooms(app), { message: `who is in a room, without ${userID}` })
    .not.toContain(userID);
}
