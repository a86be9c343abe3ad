/** These tests hold what each status code of live-pusher and live-player leads to. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  exitReason,
  PLAYER_CODES,
  PUSHER_CODES,
  reportOf,
  textMeaning,
} from '../../../../src/media/weixin/codes';
import { failure, request, stage, voice } from './stage';
import type { Stage } from './stage';

const codesOf = (kind: string) =>
  Object.entries(PUSHER_CODES)
    .filter(([, row]) => row.means.kind === kind)
    .map(([code]) => Number(code));

let s: Stage;
beforeEach(() => {
  s = stage();
});

describe('a code of the live-pusher during a call', () => {
  const quiet = [...codesOf('note'), ...codesOf('pushing'), ...codesOf('camera-on'), 424242];

  it.each(quiet)('live-pusher code %d during a call changes nothing', async (code) => {
    await s.call();
    const before = s.heard.length;
    const { current } = s.page.view;
    s.page.code(code, 'whatever');
    await s.clock.advance(60_000);
    expect(s.heard).toHaveLength(before);
    expect(s.page.view.current).toBe(current);
  });

  it.each([
    ...[-1301, -1315, -1316].map((code) => [code, 'video', 60004] as const),
    ...[-1314, 10001].map((code) => [code, 'video', 60005] as const),
    ...[-1302, -1318, -1319].map((code) => [code, 'audio', 60003] as const),
    ...[-1317, 10002].map((code) => [code, 'audio', 60005] as const),
  ])('%d turns the device off: %s, CallError %d', async (code, kind, error) => {
    await s.call();
    s.page.code(code, 'device');
    s.page.code(code, 'device');
    expect(s.of('warning')).toMatchObject([{ error: { code: error, cause: { code } } }]);
    expect(s.of('local-media').slice(-1)).toMatchObject([
      { audio: true, video: true, [kind]: false },
    ]);
    await s.clock.settle();
    const off = kind === 'video' ? { enableCamera: false } : { enableMic: false, muted: true };
    expect(s.page.attributes).toMatchObject(off);
  });

  it('the cases above cover every device code of the table', () => {
    expect(codesOf('device').sort()).toEqual(
      [-1301, -1302, -1314, -1315, -1316, -1317, -1318, -1319, 10001, 10002].sort(),
    );
  });

  it.each(codesOf('encoder'))(
    'live-pusher code %d during a call is a warning, and the call goes on',
    async (code) => {
      await s.call();
      s.page.code(code, 'encoder');
      expect(s.of('warning')).toMatchObject([{ error: { code: 61008, cause: { code } } }]);
      expect(s.states()).toEqual([]);
    },
  );

  it.each(codesOf('trouble'))(
    'live-pusher code %d during a call is told as reconnecting, and the room is entered again',
    async (code) => {
      await s.call();
      s.page.code(code);
      s.page.code(code);
      expect(s.states()).toEqual(['reconnecting']);
      await s.clock.advance(11_000);
      expect(s.states()).toEqual(['reconnecting', 'connected']);
    },
  );

  it.each(codesOf('suspended'))(
    'live-pusher code %d suspends the call until the app is shown',
    async (code) => {
      await s.call();
      s.page.code(code);
      expect(s.states()).toEqual(['reconnecting']);
    },
  );

  it.each(codesOf('refused'))('live-pusher code %d during a call loses the room', async (code) => {
    await s.call();
    s.page.code(code, 'refused');
    expect(s.states()).toEqual(['lost']);
    await s.clock.advance(60_000);
    expect(s.starts()).toHaveLength(1);
  });

  it.each(codesOf('entry-failed'))(
    'live-pusher code %d about entering changes nothing inside the room',
    async (code) => {
      await s.call();
      s.page.code(code);
      expect(s.states()).toEqual([]);
    },
  );
});

describe('a code of the live-pusher while entering', () => {
  it.each(codesOf('refused'))(
    'live-pusher code %d while entering rejects enter() with 61007 at once',
    async (code) => {
      s.page.entries = [code];
      const entering = failure(s.media.enter(request()));
      await s.clock.settle();
      expect(await entering).toMatchObject({ code: 61007, cause: { code } });
    },
  );

  it.each([...codesOf('entry-failed'), 1021, -1307])(
    'live-pusher code %d while entering leads to another attempt',
    async (code) => {
      s.page.entries = [code];
      const entering = s.media.enter(request());
      await s.clock.advance(1000);
      await entering;
      expect(s.starts()).toHaveLength(2);
    },
  );

  it('live-pusher code 1102 while entering lets the attempt go on, as WeChat reconnects by itself', async () => {
    s.page.entries = [1102];
    const entering = s.media.enter(request());
    await s.clock.advance(1000);
    s.page.code(1018);
    await entering;
    expect(s.starts()).toHaveLength(1);
  });

  it('live-pusher code 1019 with a reason while entering rejects enter() with 61010', async () => {
    s.page.entries = ['silent'];
    const entering = failure(s.media.enter(request()));
    await s.clock.settle();
    s.page.code(1019, 'exit room, reason[2]');
    expect(await entering).toMatchObject({ code: 61010 });
  });
});

describe('a device that fails when it is opened', () => {
  it.each([
    [-1301, 60004],
    [10001, 60005],
    [-1302, 60003],
    [10002, 60005],
  ])('%d rejects publish with %d', async (code, expected) => {
    s.page.cameraOpens = false;
    const ready = Promise.all([
      s.media.prepare({ audio: true, video: true }),
      s.media.enter(request()),
    ]);
    await s.clock.settle();
    await ready;
    const published = failure(s.media.publish());
    await s.clock.settle();
    s.page.code(code, 'failed');
    expect(await published).toMatchObject({ code: expected });
    expect(s.of('warning')).toEqual([]);
    await s.media.leave();
    await s.clock.settle();
  });

  it('a camera that does not open rejects setCamera(true) and is off', async () => {
    await s.call(voice);
    s.page.cameraOpens = false;
    const on = failure(s.media.setCamera(true));
    await s.clock.settle();
    s.page.code(-1316, 'in use');
    expect(await on).toMatchObject({ code: 60004, cause: { code: -1316 } });
    await s.clock.settle();
    expect(s.page.attributes).toMatchObject({ enableCamera: false, enableMic: true });
    expect(s.of('local-media').slice(-1)).toMatchObject([{ audio: true, video: false }]);
  });
});

describe('the error event', () => {
  it('M-18 an error event with a code means what the same code means elsewhere', async () => {
    await s.call();
    s.page.error(10001, 'user cancel camera');
    expect(s.of('warning')).toMatchObject([{ error: { code: 60005 } }]);
  });

  it('an error event without a code is read by its text', async () => {
    await s.call();
    s.page.error(undefined, 'Not allowed to use microphone.');
    s.page.error(undefined, 'Not allowed to use camera.');
    expect(s.of('warning')).toMatchObject([{ error: { code: 60005 } }, { error: { code: 60005 } }]);
    expect(s.of('local-media').slice(-1)).toMatchObject([{ audio: false, video: false }]);
  });
});

describe('reading', () => {
  it('reportOf() reads both forms of an event', () => {
    expect(reportOf({ code: 1018, message: 'x' })).toEqual({ code: 1018, message: 'x' });
    expect(reportOf({ errCode: '10001', errMsg: 'y' })).toEqual({ code: 10001, message: 'y' });
    expect(reportOf({ errMsg: 'z' })).toEqual({ code: 0, message: 'z' });
    expect(reportOf({ code: 1019, message: { reason: 1 } })).toEqual({ code: 1019, message: '' });
    expect([undefined, null, 1, {}].map(reportOf)).toEqual(Array(4).fill(undefined));
  });

  it('exitReason() reads from 1019 why a room was left', () => {
    expect(exitReason('exit room reason[0]')).toBe('left');
    expect(exitReason('exit room reason[1]')).toBe('removed');
    expect(exitReason('exit room reason [2]')).toBe('dismissed');
    expect(exitReason('something else')).toBe('removed');
    expect(exitReason('')).toBeUndefined();
  });

  it('textMeaning() knows the words for a component that was not approved', () => {
    expect(textMeaning('fail:access denied')).toBe('not-granted');
    expect(textMeaning('operateLivePlayer:fail no permission')).toBe('not-granted');
    expect(textMeaning('network is slow')).toBeUndefined();
  });
});

describe('the documents', () => {
  const text = readFileSync(resolve(__dirname, '../../../../docs/weixin.md'), 'utf8');
  const tables = [...Object.entries(PUSHER_CODES), ...Object.entries(PLAYER_CODES)];

  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

  it.each(tables)(
    'docs/weixin.md shows code %s as the tables have it',
    (code, { text: meaning, source, unconfirmed }) => {
      const shown = rows.find(([, first, second]) => {
        return first === code.replace('-', '−') && second === meaning;
      });
      expect(shown?.[4]).toBe(unconfirmed ? `${source}, unconfirmed` : source);
    },
  );
});
