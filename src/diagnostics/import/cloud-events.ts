/** The answer of DescribeUserEvent, once DescribeDetailEvent: what a user's SDK told the cloud, event by event. */
import type { Locale } from '../../locale/languages';
import { describeEvent, type EventDescription } from '../events/describe';
import type { JsonReader } from './json-reader';

/** The picture that an event is about: the camera's, its smaller copy, or one that is relayed to a CDN. */
export type CloudPicture = 'main' | 'small' | 'relayed';

export interface CloudEvent {
  /** Epoch ms, by the clock of the device that told it. */
  at: number;
  /** The user whose media the event is about: the one who was asked for, or another whom they received. */
  userID: string;
  group: 'sdk' | 'webrtc';
  id: number;
  /** `ParamOne` and `ParamTwo`; −1 stands for what the event does not use. */
  params: [number, number];
  /** Absent where it is about no picture, or about one of a kind that is not documented. */
  picture?: CloudPicture;
  /** A sentence; the numbers where neither the tables nor the SDK have the event. */
  text: string;
  /** Absent where neither the tables nor the SDK have the event. */
  description?: EventDescription;
}

/** `EventMessage.Type` of the API. */
const PICTURES: Record<number, CloudPicture> = { 2: 'main', 3: 'small', 7: 'relayed' };

/** The API writes it for a parameter that the event does not use. */
const UNUSED = -1;

/** The answer does not say which table an id belongs to; those of the web SDK begin here. */
const FIRST_OF_WEB_SDK = 0x8000;

const UNKNOWN: Record<Locale, (id: number, params: string) => string> = {
  en: (id, params) => `Event ${id} (${params}), which no table has`,
  'zh-CN': (id, params) => `事件 ${id}（${params}），映射表中没有`,
  ja: (id, params) => `イベント ${id}（${params}）。表にありません`,
  ko: (id, params) => `이벤트 ${id}(${params}), 표에 없습니다`,
};

/**
 * Reads the events of all lists into one, the earliest first.
 *
 * @throws CallError 61001
 * @see https://www.tencentcloud.com/document/product/647/37762 DescribeUserEvent
 */
export function readEvents(answer: JsonReader, language: Locale): CloudEvent[] {
  return answer
    .list('Data')
    .flatMap((list) => {
      const userID = list.text('PeerId');
      return list.list('Content').map((message) => readEvent(message, userID, language));
    })
    .sort((one, other) => one.at - other.at);
}

function readEvent(message: JsonReader, userID: string, language: Locale): CloudEvent {
  const id = message.number('EventId');
  const group = id >= FIRST_OF_WEB_SDK ? 'webrtc' : 'sdk';
  const params: [number, number] = [paramOf(message, 'ParamOne'), paramOf(message, 'ParamTwo')];
  const picture = PICTURES[message.has('Type') ? message.number('Type') : 0];
  const description = describeEvent({ group, id, params }, { language });
  const words = UNKNOWN[language] ?? UNKNOWN.en;
  return {
    at: message.number('Time'),
    userID,
    group,
    id,
    params,
    ...(picture && { picture }),
    text: description?.text ?? words(id, params.join(', ')),
    ...(description && { description }),
  };
}

const paramOf = (message: JsonReader, name: string) =>
  message.has(name) ? message.number(name) : UNUSED;
