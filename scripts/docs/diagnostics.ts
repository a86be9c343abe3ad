/**
 * docs/diagnostics.md and its Chinese twin: every event of the vocabulary in src/diagnostics/events, and what tells it
 * on each platform.
 */
import type { EventLevel, EventRow } from '../../src/diagnostics/events/event-row';
import {
  SOURCES,
  type Platform,
  type Reason,
  type Source,
  type Via,
} from '../../src/diagnostics/events/sources';
import {
  EVENTS,
  LISTED_EVENTS,
  rowsOf,
  type EventGroup,
} from '../../src/diagnostics/events/vocabulary';
import { DIFFERENCES, WEBRTC_EVENTS } from '../../src/diagnostics/events/webrtc-events';
import { WORDS } from '../../src/diagnostics/events/words';
import { versionOf } from './hosts';
import type { Language } from './domains';
import { CHINESE, ENGLISH } from './diagnostics-texts';

type Text = Record<Language, string>;

const GROUPS: Record<EventGroup, Text> = {
  sdk: { en: 'Events of the native SDKs', 'zh-CN': '原生 SDK 事件' },
  webrtc: { en: 'Events of the web SDK', 'zh-CN': 'Web SDK 事件' },
  experience: { en: 'Bad experiences', 'zh-CN': '异常体验' },
  dismissal: {
    en: 'Causes, told once the room is dismissed',
    'zh-CN': '房间解散后给出的异常原因',
  },
  realtime: { en: 'Measurements in a running call', 'zh-CN': '通话中的实时异常' },
};

const PLATFORMS: Record<Platform, Text> = {
  h5: { en: 'H5', 'zh-CN': 'H5' },
  weixin: { en: 'WeChat', 'zh-CN': '微信小程序' },
  app: { en: 'App, native plug-in', 'zh-CN': 'App（原生插件）' },
};

const LEVELS: Record<EventLevel, Text> = {
  info: { en: 'info', 'zh-CN': '信息' },
  warning: { en: 'warning', 'zh-CN': '警告' },
  error: { en: 'error', 'zh-CN': '错误' },
};

/** What stands before the names of a source. */
const VIAS: Record<Via, Text> = {
  own: { en: 'own call', 'zh-CN': '本库调用' },
  event: { en: 'event', 'zh-CN': '事件' },
  method: { en: 'result of', 'zh-CN': '结果' },
  stats: { en: 'stats', 'zh-CN': '统计' },
  page: { en: 'browser', 'zh-CN': '浏览器' },
  pusher: { en: 'live-pusher', 'zh-CN': 'live-pusher' },
  player: { en: 'live-player', 'zh-CN': 'live-player' },
  'pusher-netstatus': { en: 'netstatus of live-pusher', 'zh-CN': 'live-pusher 的 netstatus' },
  'player-netstatus': { en: 'netstatus of live-player', 'zh-CN': 'live-player 的 netstatus' },
  volume: { en: 'audiovolumenotify of', 'zh-CN': 'audiovolumenotify' },
  system: { en: 'system', 'zh-CN': '系统' },
  plugin: { en: 'event', 'zh-CN': '事件' },
  'plugin-error': { en: 'onError', 'zh-CN': 'onError' },
  'plugin-warning': { en: 'onWarning', 'zh-CN': 'onWarning' },
  'plugin-stats': { en: 'onStatistics', 'zh-CN': 'onStatistics' },
};

const REASONS: Record<Reason, Text & { why: Text }> = {
  'no-api': {
    en: 'no API',
    'zh-CN': '无接口',
    why: {
      en: 'nothing that is documented there tells it',
      'zh-CN': '该平台没有任何文档记载的接口能说明它',
    },
  },
  server: {
    en: 'server only',
    'zh-CN': '仅服务端',
    why: { en: "only TRTC's servers know", 'zh-CN': '只有 TRTC 服务端知道' },
  },
  'not-used': {
    en: 'not used',
    'zh-CN': '未使用',
    why: {
      en: 'this library never does it: it reads no files, shares no screen, sends one picture, has no live rooms',
      'zh-CN': '本库从不这样做：不读写文件、不分享屏幕、只发送一路画面、没有直播房间',
    },
  },
  'web-sdk': {
    en: 'web SDK only',
    'zh-CN': '仅 Web SDK',
    why: {
      en: 'only the web SDK has the event; look for the fact among the events of the native SDKs',
      'zh-CN': '只有 Web SDK 有此事件；同一事实请看原生 SDK 事件',
    },
  },
  impossible: {
    en: 'cannot be',
    'zh-CN': '不会发生',
    why: { en: 'it cannot happen there', 'zh-CN': '在该平台上不会发生' },
  },
  prevented: {
    en: 'prevented',
    'zh-CN': '已拦截',
    why: {
      en: 'this library refuses such parameters before an SDK gets them',
      'zh-CN': '本库会先拒绝这样的参数，不会传给 SDK',
    },
  },
};

const NEVER: Text = { en: 'never', 'zh-CN': '无' };
const COLON: Text = { en: ': ', 'zh-CN': '：' };
const PARTLY: Text = { en: 'in part', 'zh-CN': '部分' };
const UNCONFIRMED: Text = { en: 'unconfirmed', 'zh-CN': '未证实' };
const UNLISTED: Text = { en: 'in no table', 'zh-CN': '表中没有' };

function cellOf(source: Source, language: Language): string {
  if ('never' in source)
    return `${NEVER[language]}${COLON[language]}${REASONS[source.never][language]}`;
  const shown = source.names
    .map((name) => (typeof name === 'number' ? minus(name) : `\`${name}\``))
    .join(', ');
  const marks = [source.partly && PARTLY, source.unconfirmed && UNCONFIRMED];
  const notes = marks.flatMap((mark) => (mark ? [mark[language]] : []));
  return `${VIAS[source.via][language]} ${shown}${notes.length ? ` (${notes.join(', ')})` : ''}`;
}

const minus = (code: number) => String(code).replace('-', '−');

function paramsOf({ params }: EventRow, language: Language): string {
  const { parameters } = WORDS[language];
  return params.map((one) => (typeof one === 'number' ? one : `_${parameters[one]}_`)).join('; ');
}

function textOf(group: EventGroup, name: string, language: Language): string {
  const text = (WORDS[language][group] as Record<string, string>)[name]!;
  const mark = name in LISTED_EVENTS[group] ? '' : ` (${UNLISTED[language]})`;
  return `${text.replace(/\{(\w+)\}/g, '_$1_')}${mark}`;
}

const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;

function tableOf(group: EventGroup, language: Language): string {
  const { id, params, name, text, level } = (language === 'en' ? ENGLISH : CHINESE).columns;
  const platforms = Object.keys(SOURCES) as Platform[];
  const head = [id, params, name, text, level, ...platforms.map((one) => PLATFORMS[one][language])];
  const rows = rowsOf(group).map(([key, row]) => [
    row.id,
    paramsOf(row, language),
    `\`${group}.${key}\``,
    textOf(group, key, language),
    LEVELS[row.level][language],
    ...platforms.map((one) =>
      cellOf((SOURCES[one][group] as Record<string, Source>)[key]!, language),
    ),
  ]);
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function differences(language: Language): string {
  const words = WORDS[language];
  const names = Object.keys(DIFFERENCES) as (keyof typeof DIFFERENCES)[];
  const rows = names.map((name) =>
    line([WEBRTC_EVENTS[name].id, words.webrtc[name], words.differences[name]]),
  );
  return rows.join('\n');
}

/** Counts the rows that something tells on each platform. */
function counts(language: Language): string {
  const groups = Object.keys(EVENTS) as EventGroup[];
  return (Object.keys(SOURCES) as Platform[])
    .map((platform) => {
      const sources = groups.flatMap((group) => Object.values<Source>(SOURCES[platform][group]));
      const told = sources.filter((source) => !('never' in source)).length;
      return line([PLATFORMS[platform][language], told, sources.length - told]);
    })
    .join('\n');
}

export function diagnosticsDoc(language: Language): string {
  const texts = language === 'en' ? ENGLISH : CHINESE;
  const groups = Object.keys(EVENTS) as EventGroup[];
  return texts.page({
    sdk: versionOf('trtc-js-sdk'),
    reasons: Object.values(REASONS)
      .map((reason) => `- **${reason[language]}**${COLON[language]}${reason.why[language]}`)
      .join('\n'),
    counts: counts(language),
    differences: differences(language),
    tables: groups
      .map((group) => `## ${GROUPS[group][language]} (\`${group}\`)\n\n${tableOf(group, language)}`)
      .join('\n\n'),
  });
}
