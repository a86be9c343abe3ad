/** What is to tell users of a change of the reports. */
export interface Announcements {
  /** The paths of all files that may tell it. */
  waiting: string[];
  /** The paths that are new or changed since the last commit of the reports; undefined: git knows no such commit. */
  changedSince: string[] | undefined;
}

/**
 * A change of what the package declares is told to its users by a changeset, a file that waits in `.changeset` for the
 * release. One from before the last change of the reports told of that one.
 *
 * @param changed the reports that are to change
 * @returns why the reports may not be written, with the cure; undefined if they may
 */
export function unannounced(
  changed: string[],
  { waiting, changedSince }: Announcements,
): string | undefined {
  const telling = waiting.filter((path) => changedSince?.includes(path) ?? true);
  if (changed.length === 0 || telling.length > 0) return undefined;
  return (
    `${changed.join(', ')} would change, and no file in .changeset that is newer than the reports tells users of it. ` +
    'Run npx changeset, which asks for the words of the CHANGELOG, then npm run api again.'
  );
}

/**
 * @param files the names in `.changeset`
 * @param changelog the text of `CHANGELOG.md`
 * @param version of `package.json`
 * @returns the paths of the files that may tell users of a change
 */
export function announcing(files: string[], changelog: string, version: string): string[] {
  const changesets = files.filter((name) => name.endsWith('.md') && name !== 'README.md');
  // The section of the first release is written by hand.
  const isUnreleased = changelog.split('\n').includes(`## ${version} – unreleased`);
  return [
    ...changesets.map((name) => `.changeset/${name}`),
    ...(isUnreleased ? ['CHANGELOG.md'] : []),
  ];
}
