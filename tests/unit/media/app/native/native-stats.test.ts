/** What onStatistics of the plug-in tells becomes the stats of the port; what it leaves out is missing. */
import { NativeStats } from '../../../../../src/media/app/native/native-stats';

const BOB = { userId: 'bob', finalLoss: 4, audioBitrate: 40, width: 360, height: 640 };

it('round trip, loss, bitrates and pictures are read, of the camera alone, also where numbers are texts', () => {
  const { up, down } = new NativeStats().read({
    ...{ rtt: '30', upLoss: 2, downLoss: 9 },
    localStatistics: [
      { streamType: 2, width: 1, height: 1 },
      {
        streamType: 0,
        width: 480,
        height: 640,
        frameRate: 15,
        videoBitrate: 800,
        audioBitrate: 40,
      },
    ],
    remoteStatistics: [BOB, { ...BOB, userId: 'screen', streamType: 2 }],
  });
  expect(up).toEqual({
    ...{ rtt: 30, loss: 2, audio: { bitrate: 40 } },
    video: { bitrate: 800, frameRate: 15, width: 480, height: 640 },
  });
  expect(down).toEqual([
    { userID: 'bob', rtt: 30, loss: 4, audio: { bitrate: 40 }, video: { width: 360, height: 640 } },
  ]);
});

it('what is not told is missing', () => {
  expect(new NativeStats().read(undefined)).toEqual({ up: {}, down: [] });
});

it('a picture stood still for what its total has grown, and a total that begins anew tells nothing once', () => {
  const stats = new NativeStats();
  const frozen = [1000, 1400, 100, 300].map((videoTotalBlockTime) => {
    const { down } = stats.read({ remoteStatistics: [{ ...BOB, videoTotalBlockTime }] });
    return down[0]!.video?.frozen;
  });
  expect(frozen).toEqual([undefined, 400, undefined, 200]);
});
