const FIRST = '/pages/login/login';

/**
 * Where a start of the mini-program leads, with what it was started with: `?user=` of a shared link, or
 * of a mini-program code, in whose `scene` WeChat puts the same, encoded.
 *
 * @param query as WeChat gives it, not decoded
 */
export function firstPage(query: Record<string, string | undefined> = {}): string {
  const { scene, ...rest } = query;
  const pairs = Object.entries(rest).map(([name, value]) => `${name}=${value ?? ''}`);
  if (scene) pairs.push(decodeURIComponent(scene));
  return pairs.length > 0 ? `${FIRST}?${pairs.join('&')}` : FIRST;
}
