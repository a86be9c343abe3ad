/** What the package declares does not change unless a changeset tells its users. */
import { unannounced } from '../../../scripts/announced';

const ALWAYS_THERE = ['README.md', 'config.json'];

it('a report that changes while no changeset waits is refused, with the command that makes one', () => {
  expect(unannounced(['index.api.md', 'store.api.md'], ALWAYS_THERE)).toMatch(
    /^index\.api\.md, store\.api\.md would change.*npx changeset.*npm run api again/,
  );
});

it('a report that changes together with a changeset is written', () => {
  expect(unannounced(['index.api.md'], [...ALWAYS_THERE, 'brave-cats-ring.md'])).toBeUndefined();
});

it('where no report changes nothing has to be told', () => {
  expect(unannounced([], ALWAYS_THERE)).toBeUndefined();
});
