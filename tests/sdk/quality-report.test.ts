/** Reports as trtc-js-sdk 4.15.22 sent them in a call in Chromium: the first five of Bob, and one under 20 % loss. */
import { QualityReportReader } from '../../emulator/trtc/quality-report';
import recorded from './fixtures/quality-reports.json';

const reports = recorded as Record<string, unknown>[];

/** Reads the first reports in their order and gives the last of them. */
function readUpTo(count: number) {
  const reader = new QualityReportReader();
  return reports.slice(0, count).map((report) => reader.read(report))[count - 1]!;
}

describe('a quality report', () => {
  it('before anything is published tells events, and no measurements', () => {
    expect(readUpTo(1)).toEqual({
      sdk: '4.15.22',
      at: 1795812314782,
      down: [],
      events: [
        { id: 32788, at: 1795812314637 },
        { id: 32791, at: 1795812314700 },
      ],
    });
  });

  it('names the user whom an event is about', () => {
    expect(readUpTo(2).events).toEqual([{ id: 32793, at: 1795812316576, userID: 'alice' }]);
  });

  it('of what is new tells sums instead of differences, and they are left out', () => {
    expect(readUpTo(2).down).toEqual([{ userID: 'alice', roundTripMs: 388, videos: [] }]);
    expect(readUpTo(3).down).toEqual([{ userID: 'alice', roundTripMs: 163, videos: [] }]);
  });

  it('tells what is sent and what comes', () => {
    expect(readUpTo(4)).toMatchObject({
      up: {
        roundTripMs: 162,
        audio: { kbps: 0.7, level: 0.249977111117893 },
        videos: [{ kind: 'video', width: 640, height: 480, fps: 0, kbps: 0 }],
      },
      down: [
        {
          userID: 'alice',
          roundTripMs: 93,
          audio: { kbps: 13.2, level: 0.0038758507034516434, lossPercent: 0 },
          videos: [
            {
              kind: 'video',
              width: 640,
              height: 480,
              fps: 2,
              kbps: 55.1,
              lossPercent: 0,
              frozenMs: 0,
            },
          ],
        },
      ],
      events: [{ id: 32792 }, { id: 32769 }, { id: 32768 }],
    });
  });

  it('tells the share of what was lost of all that should have come', () => {
    expect(readUpTo(6)).toMatchObject({
      up: { videos: [{ fps: 5, kbps: 124.1 }] },
      down: [{ audio: { lossPercent: 21.6 }, videos: [{ lossPercent: 0 }] }],
    });
  });

  it('begins anew with a user who was away', () => {
    const reader = new QualityReportReader();
    reports.slice(0, 4).forEach((report) => reader.read(report));
    reader.read({ ...reports[4], msg_down_stream_info: [] });
    expect(reader.read(reports[5]!).down[0]).toEqual({
      userID: 'alice',
      roundTripMs: 201,
      videos: [],
    });
  });

  it.each([
    ['nothing', {}],
    ['other types', { msg_down_stream_info: 'x', msg_up_stream_info: 7, msg_event_msg: [null, 1] }],
    ['events without numbers', { msg_event_msg: [{ uint32_event_id: 'x', uint64_date: 1 }, {}] }],
    ['streams of nobody', { msg_down_stream_info: [{ msg_user_info: { str_identifier: 9 } }] }],
  ])('of %s is read as an empty one', (_what, data) => {
    expect(new QualityReportReader().read(data)).toEqual({ sdk: '', at: 0, down: [], events: [] });
  });

  it('with numbers that are none has zeros', () => {
    const video = { uint32_video_stream_type: 2, uint32_video_width: NaN, uint32_video_height: -1 };
    const data = { msg_up_stream_info: { msg_video_status: [video] } };
    expect(new QualityReportReader().read(data).up).toEqual({
      roundTripMs: 0,
      videos: [{ kind: 'video', width: 0, height: 0, fps: 0, kbps: 0 }],
    });
  });
});
