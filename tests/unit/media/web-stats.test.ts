/** What a page reports of a room is made of two readings of the SDK's counters. */
import { createWebStats } from '../../../src/media/web';
import { VirtualClock } from '../../../src/runtime/virtual-clock';

const DOWNLINK = { downlinkNetworkQuality: 1, downlinkRTT: 27 } as const;

type Counts = Record<string, Record<string, number>>;

function stage() {
  const clock = new VirtualClock();
  const counts: Record<string, Counts> = {
    getLocalAudioStats: {},
    getLocalVideoStats: {},
    getRemoteAudioStats: {},
    getRemoteVideoStats: {},
  };
  const client = Object.fromEntries(
    Object.keys(counts).map((method) => [method, async () => structuredClone(counts[method])]),
  );
  const measure = createWebStats(client as never, clock);
  const told: unknown[] = [];
  const read = async (quality: object = {}) => {
    measure(quality, (stats) => told.push(stats));
    await clock.advance(2000);
  };
  return { counts, client, read, told };
}

it('the first reading tells nothing, the second what has grown since', async () => {
  const { counts, read, told } = stage();
  counts.getLocalAudioStats = { me: { bytesSent: 1000 } };
  counts.getLocalVideoStats = { me: { bytesSent: 2000, framesEncoded: 1 } };
  counts.getRemoteAudioStats = { bob: { bytesReceived: 0, packetsReceived: 100, packetsLost: 0 } };
  await read();
  expect(told).toEqual([]);
  counts.getLocalAudioStats = { me: { bytesSent: 11_000 } };
  counts.getLocalVideoStats = {
    me: { bytesSent: 252_000, framesEncoded: 31, frameWidth: 640, frameHeight: 480 },
  };
  counts.getRemoteAudioStats = {
    bob: { bytesReceived: 8000, packetsReceived: 190, packetsLost: 10 },
  };
  await read({ uplinkNetworkQuality: 2, uplinkRTT: 41, uplinkLoss: 3, ...DOWNLINK });
  expect(told).toEqual([
    {
      up: {
        ...{ rtt: 41, loss: 3, audio: { bitrate: 40 } },
        video: { bitrate: 1000, frameRate: 15, width: 640, height: 480 },
      },
      down: [{ userID: 'bob', rtt: 27, loss: 10, audio: { bitrate: 32 } }],
    },
  ]);
});

it('what the SDK counts as 0 since nothing of it was ever sent is missing, and what stands still is 0', async () => {
  const { counts, read, told } = stage();
  const nothing = { bytesSent: 0, packetsSent: 0, framesEncoded: 0, framesSent: 0 };
  counts.getLocalVideoStats = { me: { ...nothing, frameWidth: 0, frameHeight: 0 } };
  for (const bytesSent of [0, 0, 1000, 1000]) {
    counts.getLocalAudioStats = { me: { bytesSent, packetsSent: bytesSent / 100 } };
    await read();
  }
  expect(told).toEqual([
    { up: {}, down: [] },
    { up: { audio: { bitrate: 4 } }, down: [] },
    { up: { audio: { bitrate: 0 } }, down: [] },
  ]);
});

it('the round trip of what comes in is missing where its connection is broken', async () => {
  const { counts, read, told } = stage();
  counts.getRemoteAudioStats = { bob: { bytesReceived: 0 } };
  await read();
  await read({ downlinkNetworkQuality: 6, downlinkRTT: 27 });
  expect(told).toEqual([{ up: {}, down: [{ userID: 'bob', audio: { bitrate: 0 } }] }]);
});

it.each([0, 6])(
  'a quality of %i is no measurement: round trip and loss are missing, not 0',
  async (level) => {
    const { read, told } = stage();
    await read();
    await read({ uplinkNetworkQuality: level as 6, uplinkRTT: 0, uplinkLoss: 0 });
    expect(told).toEqual([{ up: {}, down: [] }]);
  },
);

it('a counter that begins anew after a reconnection tells nothing once', async () => {
  const { counts, read, told } = stage();
  for (const bytesReceived of [5000, 500, 1500]) {
    counts.getRemoteAudioStats = { bob: { bytesReceived } };
    await read();
  }
  expect(told).toEqual([
    { up: {}, down: [{ userID: 'bob' }] },
    { up: {}, down: [{ userID: 'bob', audio: { bitrate: 4 } }] },
  ]);
});

it('an SDK that lacks a method or refuses one leaves its figures out', async () => {
  const { client, counts, read, told } = stage();
  delete client.getRemoteVideoStats;
  client.getLocalVideoStats = () => Promise.reject(new Error('nothing is sent'));
  counts.getRemoteAudioStats = { bob: { bytesReceived: 0 } };
  await read();
  counts.getRemoteAudioStats = { bob: { bytesReceived: 1000 } };
  await read();
  expect(told).toEqual([{ up: {}, down: [{ userID: 'bob', audio: { bitrate: 4 } }] }]);
});
