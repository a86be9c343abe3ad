/**
 * docs/domains.md and its Chinese twin, from the files of the SDKs. `npm run docs` writes them; a test
 * holds them true. A host that is new in an SDK stops the script until it is described here.
 */
import { hostsIn, SDKS, siteTable, versionOf, type Role, type Site, type SiteTable } from './hosts';

export type Language = 'en' | 'zh-CN';
type Text = Record<Language, string>;

const SITES: Record<Site, Text & { id: string }> = {
  CHINA: { id: 'anything else', en: 'Mainland China', 'zh-CN': '中国内地' },
  OVERSEA: {
    id: 'the same, with `oversea: true`',
    en: 'Mainland account, users abroad',
    'zh-CN': '内地账号，用户在境外',
  },
  SINGAPORE: { id: '20…, 172…', en: 'Singapore', 'zh-CN': '新加坡' },
  KOREA: { id: '30…, 173…', en: 'South Korea', 'zh-CN': '韩国' },
  GERMANY: { id: '40…, 174…', en: 'Germany', 'zh-CN': '德国' },
  IND: { id: '50…, 175…', en: 'India', 'zh-CN': '印度' },
  JPN: { id: '60…, 176…', en: 'Japan', 'zh-CN': '日本' },
  USA: { id: '70…, 177…', en: 'United States', 'zh-CN': '美国' },
  INDONESIA: { id: '80…, 178…', en: 'Indonesia', 'zh-CN': '印度尼西亚' },
};

const ROLES: Record<Role, Text> = {
  DEFAULT0: { en: 'first, with your SDKAppID in front', 'zh-CN': '首选，前面拼上您的 SDKAppID' },
  DEFAULT: { en: 'default', 'zh-CN': '默认' },
  IPV6: { en: 'IPv6', 'zh-CN': 'IPv6' },
  BACKUP: { en: 'backup', 'zh-CN': '备用' },
  BACKUP_WEB: {
    en: 'backup in browsers, with a random number from 10000 to 20000 in front',
    'zh-CN': '浏览器备用，前面拼上 10000 至 20000 的随机数',
  },
  BACKUP_CN: { en: 'second backup', 'zh-CN': '第二备用' },
  ANYCAST: { en: 'last resort, browsers only', 'zh-CN': '最后手段，仅限浏览器' },
  STAT: { en: "the SDK's own reports", 'zh-CN': 'SDK 自身的上报' },
};

/** undefined: a link in a message of the SDK, a comparison, or for messages with files. */
const OTHERS: Record<keyof typeof SDKS, Record<string, Text | undefined>> = {
  tim: {
    'web.sdk.qcloud.com': {
      en: 'texts of error codes, once after the instance is made',
      'zh-CN': '错误码文案，创建实例后请求一次',
    },
    'grouptalk.c2c.qq.com': undefined,
  },
  chat: {
    'web.sdk.qcloud.com': { en: 'texts of error codes', 'zh-CN': '错误码文案' },
    'web.sdk.cloud.tencent.cn': {
      en: 'the same, if the host above fails',
      'zh-CN': '同上，上一个域名失败时使用',
    },
    'web.sdk.tencent.cn': {
      en: 'the same, if both fail',
      'zh-CN': '同上，前两个均失败时使用',
    },
    'boce-cdn.my-imcloud.com': {
      en: 'a network test after the connection is lost',
      'zh-CN': '断线后的网络探测',
    },
    'imrich.qcloud.com': undefined,
    'rich.my-imcloud.com': undefined,
  },
  trtc: {
    'schedule.cloud-rtc.com': {
      en: 'which room server to use; SDKAppID of 1400000000 and above',
      'zh-CN': '调度：分配房间服务器；SDKAppID 大于等于 1400000000',
    },
    'schedule.rtc.qcloud.com': { en: 'its backup', 'zh-CN': '调度备用' },
    'schedule.rtc.tencentcloud.com': {
      en: 'which room server to use; SDKAppID below 1400000000',
      'zh-CN': '调度：分配房间服务器；SDKAppID 小于 1400000000',
    },
    'schedule-ecdn.rtc.tencentcloud.com': { en: 'its backup', 'zh-CN': '调度备用' },
    'yun.tim.qq.com': {
      en: "the SDK's own reports; SDKAppID of 1400000000 and above. `proxy.log` moves them",
      'zh-CN': 'SDK 自身的上报；SDKAppID 大于等于 1400000000，可用 `proxy.log` 改向',
    },
    'apisgp.my-imcloud.com': {
      en: "the SDK's own reports; SDKAppID below 1400000000. `proxy.log` moves them",
      'zh-CN': 'SDK 自身的上报；SDKAppID 小于 1400000000，可用 `proxy.log` 改向',
    },
    'web.sdk.qcloud.com': {
      en: 'explanations of errors, on localhost only',
      'zh-CN': '错误说明，仅在 localhost 上请求',
    },
    'trtc.rtc.qq.com': undefined,
    'webrtc.qq.com': undefined,
    'cloud.tencent.com': undefined,
    'console.cloud.tencent.com': undefined,
    'web.sdk.cloud.tencent.cn': undefined,
    'web.sdk.tencent.cn': undefined,
  },
};

const bare = (url: string) => url.replace(/^\w+:\/\/\*?/, '');

function others(sdk: keyof typeof SDKS, table: SiteTable, language: Language): string {
  const known = new Set(
    Object.values(table)
      .flatMap((roles) => Object.values(roles ?? {}))
      .map(bare),
  );
  const rows: string[] = [];
  for (const host of hostsIn(SDKS[sdk])) {
    if (sdk !== 'trtc' && known.has(host)) continue;
    if (!(host in OTHERS[sdk])) throw new Error(`${SDKS[sdk]} names ${host}: describe it here`);
    const text = OTHERS[sdk][host];
    if (text) rows.push(`| \`https://${host}\` | ${text[language]} |`);
  }
  return rows.join('\n');
}

function sites(table: SiteTable, language: Language): string {
  const order = Object.keys(ROLES) as Role[];
  return Object.entries(table)
    .flatMap(([site, roles]) => {
      const { id, ...name } = SITES[site as Site];
      return order
        .filter((role) => roles?.[role])
        .map((role, index) => {
          const place = index === 0 ? name[language] : '';
          const ids = index === 0 ? localId(id, language) : '';
          return `| ${place} | ${ids} | \`${roles![role]}\` | ${ROLES[role][language]} |`;
        });
    })
    .join('\n');
}

const localId = (id: string, language: Language) =>
  language === 'en'
    ? id
    : id
        .replace('anything else', '其他')
        .replace('the same, with `oversea: true`', '同上，且 `TIM.create` 带 `oversea: true`');

/** Lists the domains of a mini-program of a mainland account, by the field of WeChat's console. */
export function weixinDomains(): { socket: string[]; request: string[] } {
  const { DEFAULT, BACKUP, STAT } = siteTable(SDKS.tim).CHINA!;
  return { socket: [DEFAULT!, BACKUP!], request: [STAT!, 'https://web.sdk.qcloud.com'] };
}

const list = (hosts: string[]) => hosts.map((host) => `\`${host}\``).join(', ');

export function domainsDoc(language: Language): string {
  const tim = siteTable(SDKS.tim);
  const chat = siteTable(SDKS.chat);
  const { socket, request } = weixinDomains();
  const versions = {
    tim: versionOf('tim-js-sdk'),
    chat: versionOf('@tencentcloud/chat'),
    trtc: versionOf('trtc-js-sdk'),
  };
  const parts = {
    timSites: sites(tim, language),
    timOthers: others('tim', tim, language),
    chatSites: sites(chat, language),
    chatOthers: others('chat', chat, language),
    trtc: others('trtc', {}, language),
    socket: list(socket),
    request: list(request),
  };
  return (language === 'en' ? english : chinese)(parts, versions);
}

type Parts = Record<
  'timSites' | 'timOthers' | 'chatSites' | 'chatOthers' | 'trtc' | 'socket' | 'request',
  string
>;
type Versions = Record<'tim' | 'chat' | 'trtc', string>;

const english = (parts: Parts, versions: Versions) => `# Domains

English | [简体中文](zh-CN/domains.md)

Every host of Tencent that the SDKs may open, read from their files by \`scripts/docs/domains.ts\`. This
library opens none of its own. Which site serves you is decided by your SDKAppID. The test servers that
stand in the same files are left out; so are hosts for pictures and files in messages, which calls do
not send.

For ports and firewalls see [network.md](network.md). With \`proxy\` (a private deployment, or the
[local cloud](local-cloud.md)) nothing of this is opened but what you name.

## In WeChat's console

A mini-program with a mainland SDKAppID and \`tim-js-sdk\` lists under **Development → Development
settings → Server domains**:

- socket: ${parts.socket}
- request: ${parts.request}

With another SDKAppID take the rows of its site from the next table: \`wss://\` under socket, \`https://\`
under request. The media components connect by themselves, outside of these lists.

## tim-js-sdk ${versions.tim}

| Site | SDKAppID begins with | Address | When |
| --- | --- | --- | --- |
${parts.timSites}

| Address | What for |
| --- | --- |
${parts.timOthers}

## @tencentcloud/chat ${versions.chat}

For apps that pass their own instance as \`tim\`. \`*\` stands for what the last column says.

| Site | SDKAppID begins with | Address | When |
| --- | --- | --- | --- |
${parts.chatSites}

| Address | What for |
| --- | --- |
${parts.chatOthers}

## trtc-js-sdk ${versions.trtc}

The scheduling service answers with the addresses of room servers, and those with the addresses for sound
and picture; they are not written down in the SDK.

| Address | What for |
| --- | --- |
${parts.trtc}
`;

const chinese = (parts: Parts, versions: Versions) => `# 域名清单

[English](../domains.md) | 简体中文

以下是各 SDK 可能访问的全部腾讯域名，由 \`scripts/docs/domains.ts\` 直接从 SDK 文件中读出。本库自身不访问
任何域名。实际使用哪个站点取决于您的 SDKAppID。文件中的测试环境域名未列出；用于消息中图片和文件的域名也
未列出，通话用不到它们。

端口与防火墙见[网络与防火墙](network.md)。设置了 \`proxy\`（私有化部署或[本地云](local-cloud.md)）
后，只会访问您指定的地址。

## 微信公众平台中的配置

使用内地 SDKAppID 和 \`tim-js-sdk\` 的小程序，在**开发管理 → 开发设置 → 服务器域名**中填写：

- socket 合法域名：${parts.socket.replace(/, /g, '、')}
- request 合法域名：${parts.request.replace(/, /g, '、')}

其他 SDKAppID 请从下表取对应站点的各行：\`wss://\` 填入 socket，\`https://\` 填入 request。live-pusher 与
live-player 组件自行建立连接，不受这两个名单限制。

## tim-js-sdk ${versions.tim}

| 站点 | SDKAppID 开头 | 地址 | 用途 |
| --- | --- | --- | --- |
${parts.timSites}

| 地址 | 用途 |
| --- | --- |
${parts.timOthers}

## @tencentcloud/chat ${versions.chat}

适用于把自己的实例作为 \`tim\` 传入的应用。\`*\` 的含义见最后一列。

| 站点 | SDKAppID 开头 | 地址 | 用途 |
| --- | --- | --- | --- |
${parts.chatSites}

| 地址 | 用途 |
| --- | --- |
${parts.chatOthers}

## trtc-js-sdk ${versions.trtc}

调度服务返回房间服务器的地址，房间服务器再返回音视频的地址；这些地址没有写在 SDK 里。

| 地址 | 用途 |
| --- | --- |
${parts.trtc}
`;
