/** What stands around the tables of docs/diagnostics.md and its Chinese twin. */

export interface DiagnosticsParts {
  /** version of trtc-js-sdk */
  sdk: string;
  reasons: string;
  counts: string;
  differences: string;
  tables: string;
}

interface DiagnosticsTexts {
  columns: Record<'id' | 'params' | 'name' | 'text' | 'level', string>;
  page(parts: DiagnosticsParts): string;
}

const VENDOR = 'https://www.tencentcloud.com/document/product/647';

const SAMPLE = `\`\`\`ts
import { describeEvent } from 'trtc-calling-uni/diagnostics';

const wifi = describeEvent({ group: 'sdk', id: 1003, params: [1, -1] });
wifi?.name; // 'sdk.network-wifi'
wifi?.text; // 'The device is on Wi-Fi'

describeEvent({ group: 'realtime', id: 2005 }, { language: 'zh-CN' })?.text;

const size = describeEvent({ group: 'sdk', id: 4003, params: [640, 480] });
size?.parameters; // [{ name: 'width', value: 640, … }, { name: 'height', value: 480, … }]

const odd = describeEvent({ group: 'webrtc', id: 32792 });
odd?.text; // by the vendor's table
odd?.difference?.text; // by the SDK in use

describeEvent({ group: 'sdk', id: 9999 }); // undefined
\`\`\``;

const IMPORT = `\`\`\`ts
import { importCloudAnswer } from 'trtc-calling-uni/diagnostics';

const json = await (await fetch('/call-events')).text(); // from your server
const answer = importCloudAnswer(json, { language: 'en' });
if (answer.kind === 'events') {
  for (const { at, userID, text } of answer.events) console.log(new Date(at), userID, text);
} else {
  answer.users; // [{ userID, roomID, joinedAt, leftAt, device, sdkVersion }]
  for (const { text, unit, direction, points } of answer.series) {
    console.log(text, unit, direction, points); // 'Video bitrate', 'bit/s', 'down', [{ at, value }]
  }
}
\`\`\``;

export const ENGLISH: DiagnosticsTexts = {
  columns: { id: 'Id', params: 'Parameters', name: 'Name', text: 'Meaning', level: 'Level' },
  page: ({ sdk, reasons, counts, differences, tables }) => `# What the numbers of events mean

English | [简体中文](zh-CN/diagnostics.md)

TRTC's console, its API (\`DescribeUserEvent\`, once \`DescribeDetailEvent\`; \`DescribeUnusualEvent\`, once
\`DescribeAbnormalEvent\`) and the reports of its SDKs tell what happened in a call by numbers. The
[vendor's tables](${VENDOR}/37906) have 173 of them in five groups; the ids repeat between the groups.
\`describeEvent\` has all of them, and 11 more that trtc-js-sdk ${sdk} sends and no table has, in English, Chinese,
Japanese and Korean, in words of our own:

${SAMPLE}

It is a door of its own: apps that do not import it do not load it. In a mini-program import it in the sub-package
of the calls. \`params\` are \`ParamOne\` and \`ParamTwo\`; what an event does not use is ignored. The name of an
event is for programs and stays when words are changed. The result is \`undefined\` where neither the tables nor the
SDK have the event: show the numbers then.

## Reading what the cloud answers

\`importCloudAnswer\` reads two answers of TRTC's API, version 2019-07-22, into plain data for a timeline and for charts:

- [\`DescribeUserEvent\`](${VENDOR}/37762), once \`DescribeDetailEvent\`: events, each in the words of \`describeEvent\`
- [\`DescribeCallDetailInfo\`](${VENDOR}/55013), once \`DescribeCallDetail\`: users, and a series for each metric

${IMPORT}

Your server asks for them, or you copy them from the API Explorer of the console: the secret key of the API belongs on no
device. The library sends nothing. Times are epoch milliseconds. \`ClientIp\` is left out. An event that no
table has is told by its numbers, a metric that no document has by its name. The documents give units for bitrates,
stalls and round trips; shares are taken for per cent, as they are whole numbers. Other JSON is refused with
[61001](errors.md) and the place that is wrong, a refusal of the API with its code.

## What tells an event where

The last columns of the tables say by which source the fact can be known on the device itself, without TRTC's
servers. [Reports of calls](call-reports.md) name a row where one honestly fits. _In part_: the source tells the
fact, but not all that the row says. _Unconfirmed_: it is documented for something near, and no device has shown it
to us. Nothing about Apps was seen on a device. An App without the plug-in has the sources of H5. The codes of
WeChat are those of [Mini-programs in depth](weixin.md).

"Never" has one of these reasons:

${reasons}

| Platform | Events that something tells | Never |
| --- | --- | --- |
${counts}

## Where trtc-js-sdk ${sdk} means something else

Read in the file of the SDK, and held by a test. \`describeEvent\` tells both, the second as \`difference\`.

| Id | By the vendor's table | By the SDK |
| --- | --- | --- |
${differences}

This library changes cameras and microphones by replacing tracks, so its calls show 32782 and 32783, not 32780 and
32781; a camera that is off is 32770, not 32773. Events reach TRTC's servers every 2 s, and only while the connection
that controls the room stands.

${tables}
`,
};

export const CHINESE: DiagnosticsTexts = {
  columns: { id: 'ID', params: '参数', name: '名称', text: '含义', level: '级别' },
  page: ({ sdk, reasons, counts, differences, tables }) => `# 事件编号的含义

[English](../diagnostics.md) | 简体中文

TRTC 控制台、云 API（\`DescribeUserEvent\`，旧名 \`DescribeDetailEvent\`；\`DescribeUnusualEvent\`，旧名
\`DescribeAbnormalEvent\`）以及各 SDK 的上报都用编号说明通话中发生了什么。[官方映射表](${VENDOR}/37906)共五组
173 项，不同组的编号会重复。\`describeEvent\` 包含全部 173 项，以及 trtc-js-sdk ${sdk} 会发送而表中没有的 11 项，
提供英、中、日、韩四种语言，文字均由我们自己撰写：

${SAMPLE}

它是单独的入口：没有导入它的应用不会加载它。在小程序中请在通话所在的分包里导入。\`params\` 即 \`ParamOne\` 与
\`ParamTwo\`，事件没有用到的参数会被忽略。名称供程序使用，文字修改后仍保持不变。表和 SDK 都没有该事件时返回
\`undefined\`，此时请直接显示编号。

## 读取云端返回的结果

\`importCloudAnswer\` 把 TRTC 云 API（版本 2019-07-22）的两种返回结果读成普通数据，可直接用于时间线和图表：

- [\`DescribeUserEvent\`](${VENDOR}/37762)，旧名 \`DescribeDetailEvent\`：事件，文字同 \`describeEvent\`
- [\`DescribeCallDetailInfo\`](${VENDOR}/55013)，旧名 \`DescribeCallDetail\`：用户，以及每项指标的一条曲线

${IMPORT}

请由您的服务端查询，或从控制台的 API Explorer 复制结果：云 API 的密钥不应出现在任何设备上。本库不发送任何内容。时间均为
毫秒时间戳。\`ClientIp\` 会被去掉。映射表中没有的事件以编号显示，文档中没有的指标以名称显示。文档给出了码率、卡顿和往返
时延的单位；比率均为整数，因此按百分比理解。其他 JSON 会以 [61001](errors.md) 拒绝并指出出错位置；云 API 自身的报错会连同
错误码一并给出。

## 各平台由什么得知

各表最后几列说明：不借助 TRTC 服务端，在设备上可以由什么得知该事实。[通话报告](call-reports.md)在确实对应时给出行号。
“部分”：能得知该事实，但不是该行所说的全部。“未证实”：文档记载的是相近的情形，我们没有在设备上见过。App 的各项都
没有在真机上见过。没有原生插件的 App 与 H5 相同。微信的状态码见[微信小程序](weixin.md)。

“无”的原因：

${reasons}

| 平台 | 可以得知的事件 | 无 |
| --- | --- | --- |
${counts}

## trtc-js-sdk ${sdk} 与映射表不同之处

由 SDK 文件读出，并由测试保证。\`describeEvent\` 同时给出两者，后者在 \`difference\` 中。

| ID | 按映射表 | 按 SDK |
| --- | --- | --- |
${differences}

本库通过替换轨道来更换摄像头和麦克风，因此通话中出现的是 32782、32783，而不是 32780、32781；关闭摄像头对应 32770，
而不是 32773。事件每 2 秒上报一次，且仅在控制房间的连接正常时上报。

${tables}
`,
};
