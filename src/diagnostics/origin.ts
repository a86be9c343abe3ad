/** An origin rule says what a page may do by where it comes from: the protocol table of the TRTC documents. */
export interface OriginRule {
  /** Play what others send: every page may. */
  receive: true;
  /** Use microphone, camera and screen. */
  send: boolean;
}

/**
 * | address              | receive | send |
 * | -------------------- | ------- | ---- |
 * | https://…            | yes     | yes  |
 * | http://localhost     | yes     | yes  |
 * | http://127.0.0.1     | yes     | yes  |
 * | http://(other IP)    | yes     | no   |
 * | http://(other name)  | yes     | no   |
 * | file:///…            | yes     | yes  |
 *
 * For browsers that have no `isSecureContext` (Safari 11); where there is one it has the last word.
 * Schemes of apps and extensions are taken to be trusted, as their hosts see to that.
 */
export function originRule(address: string): OriginRule {
  // Not by URL, which the oldest browsers and mini-programs lack.
  const [, scheme = '', authority = ''] =
    /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?/i.exec(address) ?? [];
  if (scheme.toLowerCase() !== 'http') return { receive: true, send: scheme !== '' };
  const host = authority.replace(/^.*@/, '').replace(/:\d*$/, '').toLowerCase();
  return { receive: true, send: isLoopback(host) };
}

/** Addresses that never leave the machine; a name that only begins like one does. */
function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
