/** docs/errors.md and its Chinese twin, from the table in src/errors.ts and the texts of the screens. */
import { ERROR_KINDS } from '../../src/errors';
import { zhCN } from '../../src/locale/zh-cn';
import type { Language } from './domains';

export function errorsDoc(language: Language): string {
  const rows = Object.entries(ERROR_KINDS).map(([code, { name, reason, cure }]) =>
    language === 'en'
      ? `| ${code} | ${name} | ${reason} | ${cure} |`
      : `| ${code} | ${name} | ${textOf(`error.${code}`)} | ${textOf(`cure.${code}`)} |`,
  );
  return `${language === 'en' ? ENGLISH : CHINESE}\n${rows.join('\n')}\n`;
}

function textOf(key: string): string {
  const text = (zhCN as Record<string, string>)[key];
  if (!text) throw new Error(`src/locale/zh-cn.ts has no ${key}`);
  return text;
}

const ENGLISH = `# Errors

English | [简体中文](zh-CN/errors.md)

Every error is a \`CallError\`: \`code\`, \`name\`, \`reason\`, \`cure\`, and \`cause\` with what the SDK or the
platform said. A rejected promise and the ERROR event carry the same object. 60001 to 60006 are the
documented codes of TRTCCalling. What to do by what you see: [troubleshooting.md](troubleshooting.md).

| Code | Name | What went wrong | What to do |
| --- | --- | --- | --- |`;

const CHINESE = `# 错误码

[English](../errors.md) | 简体中文

所有错误都是 \`CallError\`，包含 \`code\`、\`name\`、\`reason\`、\`cure\`，以及 \`cause\`（SDK 或平台给出的原始错误）。
Promise 的拒绝原因与 ERROR 事件携带的是同一个对象。60001 至 60006 是 TRTCCalling 文档中已有的错误码。
\`reason\` 与 \`cure\` 本身是给开发者看的英文；下表是通话界面展示给用户的中文。按现象排查见
[故障排查](troubleshooting.md)。

| 错误码 | 名称 | 含义 | 处理方法 |
| --- | --- | --- | --- |`;
