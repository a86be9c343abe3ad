/** docs/api/README.md and docs/zh-CN/api.md: methods, events, snapshot and types, from the declarations. */
import { CHOICES, EVENTS, FIELDS, GROUPS, METHODS } from './api-texts';
import {
  basesOf,
  choicesOf,
  declarationsIn,
  entriesOf,
  fieldsOf,
  methodsOf,
  type Declarations,
  type Method,
} from './declarations';
import type { Language } from './domains';

const STATE = ['CallSnapshot', 'Member', 'LocalMedia', 'CallEnd'];
const PARAMETERS = Object.keys(FIELDS).filter(
  (name) => !STATE.includes(name) && !name.endsWith('Payload'),
);
const PAYLOADS = Object.keys(FIELDS).filter((name) => name.endsWith('Payload'));

type Pick = (
  where: string,
  text: { en?: string; zh?: string } | undefined,
  comment?: string,
) => string;

/**
 * Takes the text in a language. English has the comment of the source where there is nothing better.
 *
 * @throws Error that says where a text is missing
 */
const pickOf =
  (language: Language): Pick =>
  (where, text, comment) => {
    const found = language === 'en' ? text?.en || comment : text?.zh;
    if (!found) throw new Error(`scripts/docs/api-texts.ts has no ${language} text for ${where}`);
    return found;
  };

const cell = (text: string) => text.replace(/\|/g, '\\|');
const code = (text: string) => `\`${cell(text)}\``;
const rowsOf = (rows: string[][]) => rows.map((row) => `| ${row.join(' | ')} |`).join('\n');

function table(head: string[], rows: string[][]): string {
  return `${rowsOf([head, head.map(() => '---')])}\n${rowsOf(rows)}`;
}

function methods(all: Declarations, language: Language): string {
  const pick = pickOf(language);
  const rest = new Map(methodsOf('TRTCCallingBase', all).map((method) => [method.name, method]));
  const take = (name: string): Method => {
    const method = rest.get(name);
    if (!method) throw new Error(`there is no method ${name}`);
    rest.delete(name);
    return method;
  };
  const sections = GROUPS.map(({ en, zh, methods: names }) => ({
    title: language === 'en' ? en : zh,
    found: names.map(take),
  }));
  sections.at(-1)!.found = [...rest.values()];
  return sections
    .map(
      ({ title, found }) => `### ${title}\n\n${found.map((one) => method(one, pick)).join('\n\n')}`,
    )
    .join('\n\n');
}

function method({ name, signatures, comment }: Method, pick: Pick): string {
  const block = `\`\`\`ts\n${signatures.map((one) => `${one};`).join('\n')}\n\`\`\``;
  return `#### ${name}\n\n${block}\n\n${pick(`METHODS.${name}`, METHODS[name], comment)}`;
}

function events(all: Declarations, language: Language): string {
  const pick = pickOf(language);
  const payloads = new Map(fieldsOf('EventPayloads', all).map(({ name, type }) => [name, type]));
  const rows = entriesOf('EVENT', all).map(({ name, value, comment }) => {
    const event = value.slice(1, -1);
    const text = pick(`EVENTS.${name}`, { zh: EVENTS[name] }, comment);
    return [code(name), code(event), code(payloads.get(event) ?? ''), text];
  });
  const head =
    language === 'en'
      ? ['EVENT', 'Value', 'Payload', 'When']
      : ['EVENT', '字符串值', '数据', '触发时机'];
  return table(head, rows);
}

function fields(name: string, all: Declarations, language: Language): string {
  const pick = pickOf(language);
  const texts = FIELDS[name]!;
  const bases = basesOf(name, all);
  const more = bases.length
    ? ` ${language === 'en' ? 'Also all of' : '另含'} ${bases.map(code).join(', ')}.`
    : '';
  const rows = fieldsOf(name, all).map((field) => [
    code(field.name + (field.optional ? '?' : '')),
    code(field.type),
    cell(pick(`FIELDS.${name}.${field.name}`, texts[field.name], field.comment)),
  ]);
  const head = language === 'en' ? ['Field', 'Type', ''] : ['字段', '类型', '说明'];
  return `#### ${name}\n\n${pick(`FIELDS.${name}['']`, texts[''])}${more}\n\n${table(head, rows)}`;
}

function choices(name: string, all: Declarations, language: Language): string {
  const pick = pickOf(language);
  const texts = CHOICES[name]!;
  const rows = choicesOf(name, all).map(({ value, comment }) => {
    const choice = value.slice(1, -1);
    return [code(value), pick(`CHOICES.${name}['${choice}']`, texts[choice], comment)];
  });
  return `#### ${name}\n\n${table(language === 'en' ? ['Value', ''] : ['取值', '含义'], rows)}`;
}

export function apiDoc(language: Language): string {
  const all = declarationsIn();
  const several = (names: string[]) =>
    names.map((name) => fields(name, all, language)).join('\n\n');
  const parts = {
    methods: methods(all, language),
    events: events(all, language),
    payloads: several(PAYLOADS),
    state: `${several(STATE)}\n\n${choices('Phase', all, language)}\n\n${choices('EndReason', all, language)}`,
    types: several(PARAMETERS),
  };
  return (language === 'en' ? english : chinese)(parts);
}

type Parts = Record<'methods' | 'events' | 'payloads' | 'state' | 'types', string>;

const english = ({ methods, events, payloads, state, types }: Parts) => `# API

English | [简体中文](../zh-CN/api.md)

The class \`TRTCCalling\`, its events, and what it tells. Written from the declarations by \`npm run docs\`. The
same types come with the package. Times are in milliseconds since 1970 where a name says so, durations and
\`timeout\` in whole seconds, volumes 0 to 100, bitrates in kbit/s. Every rejection is a
[CallError](../errors.md).

\`\`\`ts
import TRTCCalling from 'trtc-calling-uni';

const calling = new TRTCCalling({ SDKAppID: 1400000000 });
calling.on(TRTCCalling.EVENT.INVITED, ({ sponsor }) => console.log(\`\${sponsor} calls\`));
calling.subscribe(({ phase, end }) => console.log(phase, end?.reason));
await calling.login({ userID: 'alice', userSig }); // from your server
await calling.call({ userID: 'bob', type: TRTCCalling.CALL_TYPE.VIDEO_CALL, timeout: 45 });
await calling.startRemoteView({ userID: 'bob', videoViewDomID: 'bob' });
await calling.hangup();
\`\`\`

\`checkEnvironment(options)\` is exported as a function too, for use before there is an instance, and so is
\`checkNetwork(options)\`, which resolves with a \`NetworkReport\` ([network.md](../network.md)). \`EVENT\` and
\`CALL_TYPE\` are on the class, on each instance, and exported.

## Methods

${methods}

## Events

\`on\` takes \`EVENT.INVITED\`, its value \`'onInvited'\`, or the name of mini-programs, \`'INVITED'\`; listeners of the
last get \`{ eventCode, data }\`.

${events}

### Payloads

${payloads}

## Snapshot

\`calling.snapshot\` is plain data and a new object per change; parts that did not change stay the same object.

${state}

## Types

${types}
`;

const chinese = ({ methods, events, payloads, state, types }: Parts) => `# API

[English](../api/README.md) | 简体中文

\`TRTCCalling\` 类的方法、事件和状态，由 \`npm run docs\` 根据类型声明生成；同样的类型随包发布。名称中表明是时间的字段
为毫秒时间戳，时长与 \`timeout\` 为整秒，音量为 0 到 100，码率单位为 kbit/s。所有拒绝都是
[CallError](errors.md)。

\`\`\`ts
import TRTCCalling from 'trtc-calling-uni';

const calling = new TRTCCalling({ SDKAppID: 1400000000 });
calling.on(TRTCCalling.EVENT.INVITED, ({ sponsor }) => console.log(\`\${sponsor} 来电\`));
calling.subscribe(({ phase, end }) => console.log(phase, end?.reason));
await calling.login({ userID: 'alice', userSig }); // 由服务端签发
await calling.call({ userID: 'bob', type: TRTCCalling.CALL_TYPE.VIDEO_CALL, timeout: 45 });
await calling.startRemoteView({ userID: 'bob', videoViewDomID: 'bob' });
await calling.hangup();
\`\`\`

\`checkEnvironment(options)\` 也可作为函数单独导入，在创建实例之前使用；函数 \`checkNetwork(options)\` 以
\`NetworkReport\` 完成，见[网络](network.md)。\`EVENT\` 和 \`CALL_TYPE\` 在类上、实例上都有，
也可以单独导入。

## 方法

${methods}

## 事件

\`on\` 接受 \`EVENT.INVITED\`、字符串值 \`'onInvited'\`，或小程序的名称 \`'INVITED'\`；后者的监听函数收到
\`{ eventCode, data }\`。

${events}

### 事件数据

${payloads}

## 快照

\`calling.snapshot\` 是纯数据，每次变化都是新对象，没有变化的部分保持同一引用。

${state}

## 类型

${types}
`;
