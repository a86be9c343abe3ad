/**
 * The stats of the native SDK, as its onStatistics has them. The fields are those of TRTCStatistics; no device has shown
 * us which of them a plug-in passes on, so each may be missing.
 *
 * @see https://liteav.sdk.qcloud.com/doc/api/zh-cn/group__TRTCStatistics__android.html
 */
import { defined } from '../../../runtime/defined';
import type { StreamStats } from '../../port';
import { userOf } from './event-hub';
import { STREAM } from './plugin';

type Fields = Record<string, unknown>;
type Down = { userID: string } & StreamStats;

export class NativeStats {
  /** ms that the picture of each user has stood still, since the room was entered. */
  private readonly frozen = new Map<string, number>();

  read(statistics: unknown): { up: StreamStats; down: Down[] } {
    const all = fieldsOf(statistics);
    const rtt = numberOf(all.rtt);
    const local = listOf(all.localStatistics ?? all.localArray).find(isMain) ?? {};
    return {
      up: { ...defined({ rtt, loss: numberOf(all.upLoss) }), ...soundAndPicture(local) },
      down: listOf(all.remoteStatistics ?? all.remoteArray)
        .filter(isMain)
        .flatMap((remote) => {
          const userID = userOf(remote.userId);
          return userID === '' ? [] : [{ userID, ...this.remote(userID, remote, rtt) }];
        }),
    };
  }

  private remote(userID: string, remote: Fields, rtt: number | undefined): StreamStats {
    const loss = numberOf(remote.finalLoss);
    const { audio, video } = soundAndPicture(remote);
    const total = numberOf(remote.videoTotalBlockTime);
    const before = this.frozen.get(userID);
    if (total !== undefined) this.frozen.set(userID, total);
    // A total that begins anew tells nothing once.
    const grown = total === undefined || before === undefined ? undefined : total - before;
    const frozen = grown !== undefined && grown >= 0 ? grown : undefined;
    return {
      ...defined({ rtt, loss }),
      ...(audio ? { audio } : {}),
      ...(video ? { video: { ...video, ...defined({ frozen }) } } : {}),
    };
  }
}

function soundAndPicture(fields: Fields): Pick<StreamStats, 'audio' | 'video'> {
  const sound = defined({ bitrate: numberOf(fields.audioBitrate) });
  const [width, height] = [numberOf(fields.width), numberOf(fields.height)];
  const bitrate = numberOf(fields.videoBitrate);
  const picture = defined({ bitrate, frameRate: numberOf(fields.frameRate), width, height });
  return {
    ...(Object.keys(sound).length ? { audio: sound } : {}),
    // A picture without a size is none.
    ...(width && height ? { video: picture } : {}),
  };
}

const isMain = ({ streamType = STREAM.camera }: Fields) => Number(streamType) === STREAM.camera;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

/** Numbers may come as texts over the bridge. */
function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
