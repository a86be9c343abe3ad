/** The generated pages are what their sources say, and no SDK opens a host that they leave out. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hostsIn, SDKS, siteTable } from '../../../scripts/docs/hosts';
import { PAGES } from '../../../scripts/docs/pages';
import { formatted } from './support/formatted';

const root = resolve(__dirname, '../../..');

it.each(Object.keys(PAGES))('%s is what its source says (npm run docs writes it)', (page) => {
  const written = readFileSync(resolve(root, page), 'utf8');
  expect(written).toBe(formatted(page, PAGES[page]!()));
});

it('each IM SDK has a table of hosts with a default, a backup and reports for every site', () => {
  for (const sdk of ['tim', 'chat'] as const) {
    const sites = Object.values(siteTable(SDKS[sdk]));
    expect(sites.length).toBeGreaterThan(7);
    for (const site of sites) {
      expect(site).toMatchObject({
        DEFAULT: expect.stringMatching(/^wss:/),
        BACKUP: expect.stringMatching(/^wss:/),
        STAT: expect.stringMatching(/^https:/),
      });
    }
  }
});

it('the hosts that scheduling and reports of TRTC are known to use are found in its file', () => {
  expect(hostsIn(SDKS.trtc)).toEqual(
    expect.arrayContaining(['schedule.cloud-rtc.com', 'yun.tim.qq.com', 'web.sdk.qcloud.com']),
  );
});
