/** What the package declares does not change unless a new changeset tells its users. */
import { announcing, unannounced } from '../../../scripts/announced';

const CHANGESET = '.changeset/brave-cats-ring.md';

it('a report that changes while no changeset waits is refused, with the command that makes one', () => {
  expect(
    unannounced(['index.api.md', 'store.api.md'], { waiting: [], changedSince: ['src/index.ts'] }),
  ).toMatch(/^index\.api\.md, store\.api\.md would change.*npx changeset.*npm run api again/);
});

it('a report that changes together with a changeset is written', () => {
  const announcements = { waiting: [CHANGESET], changedSince: ['src/index.ts', CHANGESET] };
  expect(unannounced(['index.api.md'], announcements)).toBeUndefined();
});

it('an older changeset does not count', () => {
  const announcements = { waiting: [CHANGESET], changedSince: ['src/index.ts'] };
  expect(unannounced(['index.api.md'], announcements)).toContain('index.api.md would change');
});

it('where git cannot tell the age of a changeset any one counts, though one there must be', () => {
  const changedSince = undefined;
  expect(unannounced(['index.api.md'], { waiting: [CHANGESET], changedSince })).toBeUndefined();
  expect(unannounced(['index.api.md'], { waiting: [], changedSince })).toContain('would change');
});

it('where no report changes nothing has to be told', () => {
  expect(unannounced([], { waiting: [CHANGESET], changedSince: [] })).toBeUndefined();
});

it('files that are always in the folder tell users of nothing', () => {
  const files = ['README.md', 'config.json', 'brave-cats-ring.md'];
  expect(announcing(files, '', '0.1.0')).toEqual([CHANGESET]);
});

it('the CHANGELOG tells of a change as long as its section of this version is unreleased', () => {
  const changelog = '# Changelog\n\n## 0.1.0 – unreleased\n\n- Calls.\n';
  expect(announcing([], changelog, '0.1.0')).toEqual(['CHANGELOG.md']);
  expect(announcing([], changelog, '0.2.0')).toEqual([]);
  expect(announcing([], changelog.replace('unreleased', '2026-12-01'), '0.1.0')).toEqual([]);
});
