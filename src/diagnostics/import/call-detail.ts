/** The answer of DescribeCallDetailInfo, once DescribeCallDetail: who was in the room, and how it went, over time. */
import type { Locale } from '../../locale/languages';
import type { JsonReader } from './json-reader';
import { METRICS, type MetricUnit } from './metrics';

/** A stay of a user in the room. The address of the user's device, which the API tells too, is left out. */
export interface CloudUser {
  userID: string;
  roomID: string;
  /** Epoch ms. */
  joinedAt: number;
  /** Epoch ms; absent while the user is in the room. */
  leftAt?: number;
  /** As the API tells it; '' where it does not. */
  device: string;
  sdkVersion: string;
}

export interface CloudPoint {
  /** Epoch ms. */
  at: number;
  value: number;
}

/** A metric of one user over time: a line of a chart. */
export interface CloudSeries {
  /** By the API: `bigvBit`. */
  name: string;
  /** What it measures, in words; the name where the metric is not documented. */
  text: string;
  /** '' where the value has no unit, or the metric is not documented. */
  unit: MetricUnit;
  userID: string;
  /** `up`: of what the user sent, or of the user's device. `down`: of what the user received from `peerID`. */
  direction: 'up' | 'down';
  peerID?: string;
  /** The earliest first. */
  points: CloudPoint[];
}

/** The API gives these times in seconds. */
const msOf = (seconds: number) => seconds * 1000;

/** @throws CallError 61001 */
export function readUsers(answer: JsonReader): CloudUser[] {
  return answer.list('UserList').map((user) => ({
    userID: user.text('UserId'),
    roomID: user.text('RoomStr'),
    joinedAt: msOf(user.number('JoinTs')),
    // Of a user who is still there, LeaveTs is the time of the question.
    ...(user.flag('Finished') && { leftAt: msOf(user.number('LeaveTs')) }),
    device: user.text('DeviceType'),
    sdkVersion: user.text('SdkVersion'),
  }));
}

/**
 * @throws CallError 61001
 * @see https://www.tencentcloud.com/document/product/647/55013 DescribeCallDetailInfo
 */
export function readSeries(answer: JsonReader, language: Locale): CloudSeries[] {
  return answer.list('Data').map((data) => {
    const name = data.text('DataType');
    const peerID = data.text('PeerId');
    const metric = Object.prototype.hasOwnProperty.call(METRICS, name) ? METRICS[name] : undefined;
    return {
      name,
      text: metric?.words[language] ?? metric?.words.en ?? name,
      unit: metric?.unit ?? '',
      userID: data.text('UserId'),
      direction: peerID === '' ? 'up' : 'down',
      ...(peerID !== '' && { peerID }),
      points: data
        .list('Content')
        .map((point) => ({ at: msOf(point.number('Time')), value: point.number('Value') }))
        .sort((one, other) => one.at - other.at),
    };
  });
}
