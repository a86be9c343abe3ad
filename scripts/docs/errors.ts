/** docs/errors.md and its Chinese twin, from the table in src/errors.ts and the texts of the screens. */
import { ERROR_KINDS } from '../../src/errors';
import { zhCN } from '../../src/locale/zh-cn';
import type { Language } from './domains';

export function errorsDoc(language: Language): string {
  const rows = Object.entries(ERROR_KINDS).map(([code, { name, reason, cure, heard }]) =>
    language === 'en'
      ? `| ${code} | ${name} | ${reason} | ${cure} | ${heard} |`
      : `| ${code} | ${name} | ${textOf(`error.${code}`)} | ${textOf(`cure.${code}`)} | ${HEARD[heard]} |`,
  );
  return `${language === 'en' ? ENGLISH : CHINESE}\n${rows.join('\n')}\n`;
}

function textOf(key: string): string {
  const text = (zhCN as Record<string, string>)[key];
  if (!text) throw new Error(`src/locale/zh-cn.ts has no ${key}`);
  return text;
}

const HEARD = { rejection: '仅 Promise', ERROR: '仅 ERROR 事件', both: '两者' } as const;

const SAMPLE = `\`\`\`ts
import TRTCCalling, { ErrorCode, type CallError } from 'trtc-calling-uni';

const shown = new WeakSet<CallError>();

function show(error: CallError) {
  // 61011: the end of the call says it already.
  if (error.code === ErrorCode.Cancelled || shown.has(error)) return;
  shown.add(error);
  uni.showToast({ icon: 'none', title: \`\${error.reason} (\${error.code})\` });
}

calling.on(TRTCCalling.EVENT.ERROR, show);
calling.call({ userID: 'bob', type: 1 }).catch(show);
\`\`\``;

const ENGLISH = `# Errors

English | [简体中文](zh-CN/errors.md)

Every error is a \`CallError\`: \`code\`, \`name\`, \`reason\`, \`cure\`, and \`cause\` with what the SDK or the
platform said. 60001 to 60006 are the documented codes of TRTCCalling. In code they have names:
\`ErrorCode.RoomEntryFailed\` and so on. What to do by what you see: [troubleshooting.md](troubleshooting.md).

The last column says how an app hears of it. _rejection_: only by the promise of the method, as with a wrong
parameter; an app that listens to ERROR alone would show nothing. _both_: by the ERROR event and by every promise
that it stops, with the same object; where no promise waits, as in the middle of a call, by ERROR alone. So show
both, each object once:

${SAMPLE}

| Code | Name | What went wrong | What to do | Heard by |
| --- | --- | --- | --- | --- |`;

const CHINESE = `# 错误码

[English](../errors.md) | 简体中文

所有错误都是 \`CallError\`，包含 \`code\`、\`name\`、\`reason\`、\`cure\`，以及 \`cause\`（SDK 或平台给出的原始错误）。
最后一列说明应用如何得知：“仅 Promise”只会让对应方法的 Promise 被拒绝（如参数错误），只监听 ERROR 的应用什么也看不到；
“两者”会同时触发 ERROR 事件并拒绝所有因此中断的 Promise，携带的是同一个对象；没有 Promise 在等待时（例如通话途中）只触发
ERROR。因此两处都要展示，同一个对象只展示一次（示例见下）。60001 至 60006 是 TRTCCalling 文档中已有的错误码。
\`reason\` 与 \`cure\` 本身是给开发者看的英文；下表是通话界面展示给用户的中文。按现象排查见
[故障排查](troubleshooting.md)。

${SAMPLE}

| 错误码 | 名称 | 含义 | 处理方法 | 如何得知 |
| --- | --- | --- | --- | --- |`;
