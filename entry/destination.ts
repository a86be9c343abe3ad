const LOGIN = '/pages/login/login';

/**
 * Finds the page that a start of the mini-program leads to. It gets what the start was given: `?user=`
 * of a shared link, or of a mini-program code, in whose `scene` WeChat puts the same, encoded.
 *
 * @param query as WeChat gives it, not decoded
 */
export function destinationOf(query: Record<string, string | undefined> = {}): string {
  const { scene, ...rest } = query;
  const pairs = Object.entries(rest).map(([name, value]) => `${name}=${value ?? ''}`);
  if (scene) pairs.push(decodeURIComponent(scene));
  return pairs.length > 0 ? `${LOGIN}?${pairs.join('&')}` : LOGIN;
}
