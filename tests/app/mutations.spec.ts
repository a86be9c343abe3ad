/** These tests break the build in one place each, to show that the host would notice. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP } from './host/app-host';
import { AppUser } from './support/app-user';
import { expect, test } from './support/fixture';

interface Change {
  file: string;
  from: string | RegExp;
  to: string;
}

/** @returns the folder of a build with this one change */
async function mutant({ file, from, to }: Change): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'app-mutant-'));
  await cp(APP, folder, { recursive: true });
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed, `${file} is changed`).not.toBe(text);
  await writeFile(path, changed);
  return folder;
}

const LOGIC = [
  {
    title: 'a global of a browser in the logic',
    to: 'window.location.reload();',
    says: "reading 'location'",
  },
  {
    title: 'a name that no base offers',
    to: 'plus.runtime.restartTheWorld();',
    says: 'the test host offers no plus.runtime.restartTheWorld',
  },
  {
    title: 'code made of text',
    to: 'new Function("return 1")();',
    says: 'Code generation from strings disallowed',
  },
];

for (const { title, to, says } of LOGIC) {
  test(`${title} is noticed`, async ({ chrome, phoneBase, app }) => {
    const folder = await mutant({ file: 'app-service.js', from: /^/, to });
    const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice', { folder });
    try {
      expect(alice.errors()).toContainEqual(expect.stringContaining(says));
    } finally {
      await alice.leave();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test('two sockets of the same millisecond are noticed, since the framework loses one', async ({
  chrome,
  phoneBase,
  app,
}) => {
  const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice');
  const url = app.origin.replace('http', 'ws');
  const complete = () => undefined;
  // Twenty in a row do not all fall into milliseconds of their own.
  for (let n = 0; n < 20; n++) alice.host.uni.connectSocket({ url, complete });
  expect(alice.errors()).toContainEqual(expect.stringContaining('same millisecond'));
  await alice.leave();
});
