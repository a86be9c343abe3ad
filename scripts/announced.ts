/**
 * A change of what the package declares is told to its users by a changeset, a file that waits in `.changeset` for the
 * release.
 *
 * @param changed the reports that are to change
 * @param files the names in `.changeset`
 * @returns why the reports may not be written, with the cure; undefined if they may
 */
export function unannounced(changed: string[], files: string[]): string | undefined {
  const waiting = files.filter((name) => name.endsWith('.md') && name !== 'README.md');
  if (changed.length === 0 || waiting.length > 0) return undefined;
  return (
    `${changed.join(', ')} would change, and no file in .changeset tells users of it. ` +
    'Run npx changeset, which asks for the words of the CHANGELOG, then npm run api again.'
  );
}
