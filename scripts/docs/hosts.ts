/** The hosts that the SDKs may open, as their own files name them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const SDKS = {
  tim: 'node_modules/tim-js-sdk/tim-js.js',
  chat: 'node_modules/@tencentcloud/chat/index.js',
  trtc: 'node_modules/trtc-js-sdk/trtc.js',
} as const;

/** A site of Tencent IM; its table lists where a connection goes, in the order of the attempts. */
export type Site =
  'CHINA' | 'OVERSEA' | 'SINGAPORE' | 'KOREA' | 'GERMANY' | 'IND' | 'JPN' | 'USA' | 'INDONESIA';
export type Role =
  'DEFAULT0' | 'DEFAULT' | 'IPV6' | 'BACKUP' | 'BACKUP_WEB' | 'BACKUP_CN' | 'ANYCAST' | 'STAT';
export type SiteTable = Partial<Record<Site, Partial<Record<Role, string>>>>;

const root = resolve(__dirname, '../..');
const sourceOf = (file: string) => readFileSync(resolve(root, file), 'utf8');

export function versionOf(name: string): string {
  const text = sourceOf(`node_modules/${name}/package.json`);
  return (JSON.parse(text) as { version: string }).version;
}

/** The table of production hosts that stands as an object in both IM SDKs. */
export function siteTable(file: string): SiteTable {
  const source = sourceOf(file);
  const start = source.indexOf('{', source.indexOf('PRODUCTION:{'));
  const end = source.indexOf('}}', start) + 2;
  const json = source.slice(start, end).replace(/([{,])([A-Z0-9_]+):/g, '$1"$2":');
  return JSON.parse(json) as SiteTable;
}

const OWNERS =
  /\.(qq\.com|qcloud\.com|my-imcloud\.com|my-cpaas\.com|cloud-rtc\.com|tencent(cloud)?\.c(om|n))$/;
const HOST = /["/*`]((?:[a-z0-9-]+\.)+[a-z]+)\b/g;

/** Every host of the vendor that the file names anywhere, without those of its test servers. */
export function hostsIn(file: string): string[] {
  const found = [...sourceOf(file).matchAll(HOST)].map(([, host]) => host!);
  const theirs = found.filter((host) => OWNERS.test(host) && !/-dev\./.test(host));
  return [...new Set(theirs)].sort();
}
