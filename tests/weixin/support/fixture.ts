/** A site of its own for each test, and people in it who are cleared away afterwards. */
import { chromium as launcher, expect, test as base, type Browser } from '@playwright/test';
import { Person, type App } from '../../e2e/support/app';
import { chromium } from '../../e2e/support/chromium';
import { buildHost, startSite, type Built } from './site';
import { Visitor } from './visitor';

interface Fixtures {
  app: App;
  /** Opens the mini-program and logs in. */
  visitor: (userID: string) => Promise<Visitor>;
  /** Opens the H5 page and logs in. */
  person: (userID: string) => Promise<Person>;
}

interface WorkerFixtures {
  chrome: Browser;
  built: Built;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  chrome: [
    async ({}, use) => {
      const browser = await launcher.launch(chromium());
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  built: [
    async ({}, use) => {
      const built = await buildHost();
      await use(built);
      await built.remove();
    },
    { scope: 'worker' },
  ],
  app: async ({ built }, use) => {
    const app = await startSite(built);
    await use(app);
    await app.close();
  },
  visitor: async ({ chrome, app }, use) => {
    const visitors: Visitor[] = [];
    await use(async (userID) => {
      const visitor = await Visitor.arrive(chrome, app.origin, userID);
      visitors.push(visitor);
      await visitor.logIn();
      return visitor;
    });
    const errors: string[] = [];
    for (const visitor of visitors) {
      errors.push(...(await visitor.errors()));
      await visitor.leave();
    }
    expect(errors, 'errors in the mini-program').toEqual([]);
    const strays = visitors.flatMap((visitor) => visitor.strays);
    expect(strays, 'requests that would have left the machine').toEqual([]);
  },
  person: async ({ chrome, app }, use) => {
    const people: Person[] = [];
    await use(async (userID) => {
      const person = await Person.arrive(chrome, app.origin, userID);
      people.push(person);
      await person.logIn();
      return person;
    });
    const errors = people.flatMap((person) => person.errors);
    for (const person of people) await person.leave();
    expect(errors, 'errors on the H5 pages').toEqual([]);
  },
});

export { expect };
