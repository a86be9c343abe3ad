/** This test holds that the documents name the browsers and the networks that calls need. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const page = (name: string) => readFileSync(resolve(__dirname, '../../../docs', name), 'utf8');

it('the browsers and the networks that calls need are documented', () => {
  const network = page('network.md');
  for (const fact of ['8687', '8000, 8080, 8800, 843, 443', '16285', 'qcloud.rtc.qq.com']) {
    expect(network).toContain(fact);
  }
  expect(network).toContain('one SDKAppID');
  const browsers = page('browsers.md');
  for (const browser of ['Chrome 56', 'Firefox 56', 'Safari 11', 'Edge 80']) {
    expect(browsers).toContain(browser);
  }
});
