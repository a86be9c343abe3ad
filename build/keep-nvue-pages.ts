/** What uni's compiler writes for each nvue page of an App. */
const LOADED = /(import\((['"])[^'"]+\.nvue\2\))\.then\(\(res\)\s*=>\s*\{\s*res\(\);?\s*\}\)/g;

/**
 * Keeps the nvue pages of an App in its build. uni imports each of them for rollup to make a file of it, and uses nothing
 * of what it imports. Rollup 4.57 and later leave out what is not used, which is all of the page: the build then ends with
 * “No matching export … for import "default"”.
 *
 * @returns the code with imports that use the whole page; undefined where it imports no nvue page in this way
 */
export function keepNvuePages(code: string): string | undefined {
  const kept = code.replace(LOADED, '$1.then(Object)');
  return kept === code ? undefined : kept;
}
