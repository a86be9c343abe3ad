/** Nothing that a test does leaves the machine: what would is kept back, and told to the test. */
import type { BrowserContext, Page } from '@playwright/test';

/** Static fetches and reports that SDKs make on their own; kept here, and nothing depends on them. */
export const SDK_FETCHES = [
  // tim-js-sdk looks up texts for error codes.
  'https://web.sdk.qcloud.com/im/download/error-message/',
  // It also reports how its connection went, after it broke.
  'https://events.im.qcloud.com/v4/imopenstat/tim_web_report_v2',
];

/** The hosts that trtc-calling-js reports to on its own. */
export const OLD_CLIENT_REPORTS = 'https://webim.tim.qq.com/v4/imopenstat/tweb_trtccalling_report';

/**
 * Keeps every request of a context that goes elsewhere than to `origin` on this machine.
 *
 * @param options.expected beginnings of addresses that the test is not told of
 * @param options.answer whether they fail, or get an empty answer
 * @returns a list to which the addresses of all others are added
 */
export async function stayOnThisMachine(
  context: BrowserContext,
  origin: string,
  {
    expected = SDK_FETCHES,
    answer = 'none',
  }: { expected?: readonly string[]; answer?: 'none' | 'empty' } = {},
): Promise<string[]> {
  const { host } = new URL(origin);
  const strays: string[] = [];
  await context.route(
    (url) => url.host !== host && /^https?:$/.test(url.protocol),
    (route) => {
      const url = route.request().url();
      if (!expected.some((known) => url.startsWith(known))) strays.push(url);
      if (answer === 'none') return route.abort();
      return route.fulfill({ json: {}, headers: { 'access-control-allow-origin': '*' } });
    },
  );
  const watch = (page: Page) =>
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== host) strays.push(socket.url());
    });
  context.on('page', watch);
  return strays;
}
