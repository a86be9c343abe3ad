import { partsOf, streamIDOf } from '../../../../src/media/weixin/players';
import { stage } from './stage';
import type { Stage } from './stage';

let s: Stage;
beforeEach(async () => {
  s = stage();
  await s.call();
  s.heard.length = 0;
});

const ids = () => s.page.playerList.map(({ streamID }) => streamID);
const bob = (audio: boolean, video: boolean) => ({
  kind: 'user-media',
  roomID: 7,
  userID: 'bob',
  audio,
  video,
});

describe('who is in the room', () => {
  it('M-16 the driver tells each user once, with what they send', async () => {
    s.page.remote({ userID: 'bob', audio: true, video: true });
    expect(s.heard).toEqual([
      { kind: 'user-entered', roomID: 7, userID: 'bob' },
      bob(false, false),
      bob(false, true),
      bob(true, true),
    ]);
    // Real rooms repeat themselves.
    s.page.users(1031, { userid: 'bob' });
    s.page.users(1033, { userid: 'bob', streamtype: 'main', hasvideo: true });
    expect(s.heard).toHaveLength(4);
  });

  it('who was in the room before is reported too', async () => {
    await s.media.leave();
    s.page.remotes = [{ userID: 'bob', audio: true }, { userID: 'eve' }];
    await s.clock.advance(1000);
    s.heard.length = 0;
    await s.call();
    expect(s.of('user-entered').map(({ userID }) => userID)).toEqual(['bob', 'eve']);
  });

  it('what a user sends is taken as proof that they came', () => {
    s.page.users(1034, { userid: 'bob', hasaudio: true, playurl: 'room://x' });
    expect(s.kinds()).toEqual(['user-entered', 'user-media', 'user-media']);
  });

  it('this user is not reported as somebody else in the room', () => {
    s.page.users(1031, { userid: 'me' });
    s.page.users(1034, { userid: 'me', hasaudio: true });
    expect(s.heard).toEqual([]);
  });

  it('the other side is reported when it mutes, and when it turns its camera off and on', () => {
    s.page.remote({ userID: 'bob', audio: true, video: true });
    s.heard.length = 0;
    s.page.remote({ userID: 'bob', audio: false, video: true });
    s.page.remote({ userID: 'bob', audio: false, video: false });
    s.page.remote({ userID: 'bob', audio: true, video: true });
    expect(s.of('user-media').map(({ audio, video }) => [audio, video])).toEqual([
      [false, true],
      [false, false],
      [false, true],
      [true, true],
    ]);
  });

  it('M-17 the driver forgets a user who left, and their players', async () => {
    s.page.remote({ userID: 'bob', audio: true, video: true });
    s.page.remote({ userID: 'eve', audio: true });
    await s.clock.settle();
    s.heard.length = 0;
    s.page.remoteGone('bob');
    s.page.remoteGone('bob');
    expect(s.heard).toEqual([{ kind: 'user-left', roomID: 7, userID: 'bob', reason: 'left' }]);
    await s.clock.settle();
    expect(ids()).toEqual(['eve_main']);
  });

  it.each(['', 'no json', '{}', '{"userlist":{}}', '{"userlist":[null,1,{}]}'])(
    'survives the message %p',
    (message) => {
      for (const code of [1031, 1032, 1033, 1034]) s.page.code(code, message);
      s.media.liveView.pusherEvent('statechange', { code: 1031, message: { userlist: [] } });
      s.media.liveView.pusherEvent('statechange', undefined);
      expect(s.heard).toEqual([]);
    },
  );

  it('entering the room again keeps who is there and reports who is not', async () => {
    s.page.remote({ userID: 'bob', audio: true, video: true });
    s.page.remote({ userID: 'eve', audio: true });
    s.page.remote({ userID: 'fay', audio: true, video: true });
    await s.clock.settle();
    s.heard.length = 0;
    s.page.code(1021);
    s.page.remotes = [
      { userID: 'bob', audio: true, video: true },
      { userID: 'fay', audio: true },
      { userID: 'gus' },
    ];
    await s.clock.advance(3000);
    expect(ids()).toEqual([]);
    await s.clock.advance(510);
    expect(ids()).toEqual(['bob_main', 'fay_main']);
    await s.clock.advance(3000);
    expect(s.heard.filter(({ kind }) => kind.startsWith('user'))).toEqual([
      { kind: 'user-entered', roomID: 7, userID: 'gus' },
      { kind: 'user-media', roomID: 7, userID: 'gus', audio: false, video: false },
      { kind: 'user-left', roomID: 7, userID: 'eve', reason: 'timeout' },
      { kind: 'user-media', roomID: 7, userID: 'fay', audio: true, video: false },
    ]);
  });

  it('users of the room that was left are not mixed into the one that is entered', async () => {
    s.page.remote({ userID: 'bob', audio: true });
    s.page.code(1021);
    await s.clock.advance(3000);
    s.page.users(1033, {
      userid: 'bob',
      streamtype: 'main',
      hasvideo: true,
      playurl: 'room://old',
    });
    await s.clock.settle();
    expect(ids()).toEqual([]);
  });
});

describe('live-players', () => {
  it('a live-player is there from the first sound or picture until neither is left', async () => {
    s.page.users(1031, { userid: 'bob' });
    await s.clock.settle();
    expect(ids()).toEqual([]);
    s.page.remote({ userID: 'bob', audio: true });
    await s.clock.settle();
    expect(s.page.playerList).toMatchObject([
      { streamID: 'bob_main', userID: 'bob', muteAudio: false, muteVideo: true, mode: 'RTC' },
    ]);
    s.page.remote({ userID: 'bob', audio: true, video: true });
    await s.clock.settle();
    expect(s.page.playerList).toMatchObject([{ muteAudio: false, muteVideo: false }]);
    s.page.remote({ userID: 'bob', audio: false, video: false });
    await s.clock.settle();
    expect(ids()).toEqual([]);
  });

  it('a live-player has the address that the room gives', async () => {
    s.page.users(1034, { userid: 'bob', hasaudio: true, playurl: 'room://x' });
    await s.clock.settle();
    expect(s.page.playerList[0]?.src).toBe('room://x');
  });

  it('a live-player is named by user and stream, split at the last underscore', () => {
    expect(streamIDOf('a_b_', 'aux')).toBe('a_b__aux');
    expect(partsOf('a_b__aux')).toEqual({ userID: 'a_b_', type: 'aux' });
    expect(partsOf('bob_main')).toEqual({ userID: 'bob', type: 'main' });
  });

  it('a shared screen is shown whole, is not taken for the camera, and its sound is not muted', async () => {
    s.page.remote({ userID: 'a_b', audio: true });
    s.heard.length = 0;
    s.page.users(1033, { userid: 'a_b', streamtype: 'aux', hasvideo: true, playurl: 'room://s' });
    await s.clock.settle();
    expect(s.page.playerList).toMatchObject([
      { streamID: 'a_b_main', objectFit: 'fillCrop' },
      { streamID: 'a_b_aux', objectFit: 'contain', muteAudio: false },
    ]);
    expect(s.heard).toEqual([]);
    s.page.users(1033, { userid: 'a_b', streamtype: 'aux', hasvideo: false });
    await s.clock.settle();
    expect(ids()).toEqual(['a_b_main']);
  });

  it('a live-player fits the picture as the view wants it', async () => {
    s.page.remote({ userID: 'bob', video: true });
    await s.media.attach({ userID: 'bob', local: false, view: 'v', fit: 'contain' });
    await s.clock.settle();
    expect(s.page.playerList[0]?.objectFit).toBe('contain');
    await s.media.detach('bob');
    expect(ids()).toEqual(['bob_main']);
  });

  it('setSpeaker() lets all live-players sound from the loudspeaker or the earpiece', async () => {
    s.page.remote({ userID: 'bob', audio: true });
    await s.media.liveView.setSpeaker(false);
    await s.clock.settle();
    expect(s.page.playerList[0]?.soundMode).toBe('ear');
    await s.media.switchDevice('speaker', 'speaker');
    await s.clock.settle();
    expect(s.page.playerList[0]?.soundMode).toBe('speaker');
    // The choice holds for the next call.
    await s.media.switchDevice('speaker', 'ear');
    await s.media.leave();
    await s.clock.advance(1000);
    await s.call();
    s.page.remote({ userID: 'bob', audio: true });
    await s.clock.settle();
    expect(s.page.playerList[0]?.soundMode).toBe('ear');
  });

  it.each([2003, 2004, 2026])('M-12 live-players tell by code %d that they play, once', (code) => {
    s.page.remote({ userID: 'bob', audio: true, video: true });
    s.heard.length = 0;
    s.media.liveView.playerEvent('bob_main', 'statechange', { code });
    s.media.liveView.playerEvent('bob_main', 'statechange', { code: 2004 });
    expect(s.heard).toEqual([{ kind: 'playback', roomID: 7, userID: 'bob', state: 'playing' }]);
    s.page.remote({ userID: 'bob' });
    expect(s.of('playback').slice(-1)).toMatchObject([{ state: 'stopped' }]);
  });

  it('a live-player that gave up is started again three times, then the user is told', async () => {
    s.page.remote({ userID: 'bob', audio: true, video: true });
    await s.clock.settle();
    for (let i = 0; i < 4; i++) {
      s.media.liveView.playerEvent('bob_main', 'statechange', { code: -2301, message: 'gone' });
      await s.clock.advance(1000);
    }
    expect(s.page.playerCommands.filter((name) => name === 'play bob_main')).toHaveLength(3);
    expect(s.of('warning')).toMatchObject([{ error: { code: 61013, cause: { code: -2301 } } }]);
  });

  it('a live-player that came while the app was hidden is started when it is shown', async () => {
    s.app.hide();
    s.page.remote({ userID: 'bob', audio: true });
    await s.clock.settle();
    expect(s.page.playerCommands).toEqual([]);
    s.app.show();
    s.app.show();
    expect(s.page.playerCommands).toEqual(['play bob_main']);
  });
});

describe('quality and volume', () => {
  it('the quality is reported in the levels of TRTC, once per change', () => {
    s.page.remote({ userID: 'bob', audio: true });
    s.page.remote({ userID: 'eve', audio: true });
    s.heard.length = 0;
    const { liveView } = s.media;
    const player = (id: string, netQualityLevel: unknown) =>
      liveView.playerEvent(id, 'netstatus', { info: { netQualityLevel } });
    s.page.netLevel(1);
    s.page.netLevel(1);
    player('bob_main', 2);
    player('eve_main', 5);
    player('eve_main', undefined);
    liveView.pusherEvent('netstatus', undefined);
    expect(s.of('quality').map(({ up, down }) => [up, down])).toEqual([
      [1, 0],
      [1, 2],
      [1, 5],
      [1, 2],
      [0, 2],
    ]);
  });

  it('the quality forgets the level of a live-player that went', async () => {
    s.page.remote({ userID: 'bob', audio: true });
    s.media.liveView.playerEvent('bob_main', 'netstatus', { info: { netQualityLevel: 6 } });
    s.page.remoteGone('bob');
    s.page.netLevel(2);
    expect(s.of('quality').slice(-1)).toMatchObject([{ up: 2, down: 0 }]);
  });

  it('everybody’s volume is reported once a second, 0 to 100', async () => {
    const { liveView } = s.media;
    s.page.remote({ userID: 'b_b', audio: true });
    liveView.pusherEvent('audiovolumenotify', { volume: 12.4 });
    liveView.playerEvent('b_b_main', 'audiovolumenotify', { volume: 80 });
    liveView.playerEvent('b_b_main', 'audiovolumenotify', { volume: 400 });
    liveView.playerEvent('c_main', 'audiovolumenotify', { volume: -3 });
    liveView.playerEvent('d_main', 'audiovolumenotify', {});
    expect(s.of('volume')).toEqual([]);
    await s.clock.advance(1000);
    expect(s.of('volume')).toEqual([
      {
        kind: 'volume',
        roomID: 7,
        volumes: [
          { userID: 'me', volume: 12 },
          { userID: 'b_b', volume: 100 },
          { userID: 'c', volume: 0 },
          { userID: 'd', volume: 0 },
        ],
      },
    ]);
    expect(s.clock.pending).toBe(0);
  });
});
