/** These tests hold what the stage page of an App is told to draw, in every phase of a call. */
import { PALETTES } from '@/components/trtc-native-stage/service/palette';
import { screenOf, type StageFacts } from '@/components/trtc-native-stage/service/screen';
import { LOCALES } from '@/src/locale';
import { NO_CALL } from '@/src/store/no-call';
import type { CallRecord, CallSnapshot } from '@/src/store/types';
import {
  connected,
  here,
  inviting,
  member,
  ringing,
  snapshot,
} from '../unit-h5/support/fake-calling';

const NOW = 65_000;
const NOBODY: StageFacts = {
  call: snapshot(),
  ended: undefined,
  notice: undefined,
  offerReceiveOnly: false,
  now: NOW,
  swapped: false,
  cameras: [],
  speakers: [],
  known: [],
  locale: 'en',
  dark: false,
  colors: { acceptColor: '', dangerColor: '' },
};
const PHONE = {
  cameras: [
    { deviceId: 'front', label: 'front', inUse: true },
    { deviceId: 'back', label: 'back', inUse: false },
  ],
  speakers: [
    { deviceId: 'speaker', label: 'speaker', inUse: true },
    { deviceId: 'ear', label: 'ear', inUse: false },
  ],
};

const screen = (call: Partial<CallSnapshot>, facts: Partial<StageFacts> = {}) =>
  screenOf({ ...NOBODY, call: snapshot(call), ...facts }, 1);
const names = ({ buttons }: { buttons: { name: string }[] }) => buttons.map(({ name }) => name);
const talk = (type: 1 | 2 = 2, part: Partial<CallSnapshot> = {}) => ({
  ...connected(type),
  startMark: 0,
  ...part,
});
const group = (size: number): Partial<CallSnapshot> => {
  const people = Array.from({ length: size }, (_, index) => `user${index}`);
  return talk(2, {
    isGroup: true,
    members: Object.fromEntries(people.map((userID) => [userID, here(userID)])),
  });
};
const record = (part: Partial<CallRecord> = {}): CallRecord => ({
  userIDs: ['bob'],
  groupID: '',
  isGroup: false,
  type: 2,
  direction: 'outgoing',
  reason: 'remote-hangup',
  seconds: 65,
  at: 0,
  ...part,
});

describe('the screen of an incoming call', () => {
  it('an incoming call shows who calls and how, and takes the answer', () => {
    const { person, buttons, tiles, head } = screen(ringing(1));
    expect(person).toMatchObject({ kind: 'incoming', name: 'bob', status: 'Incoming voice call' });
    expect(buttons.map(({ name, icon }) => `${name} ${icon}`)).toEqual([
      'reject hangup',
      'accept phone',
    ]);
    expect(tiles).toEqual([]);
    expect(head).toBeUndefined();
  });

  it('a call to several names who else is called', () => {
    const members = { bob: member('bob'), carol: member('carol'), dave: member('dave') };
    const { person } = screen({ ...ringing(), isGroup: true, members });
    expect(person).toMatchObject({ status: 'Incoming group video call', detail: 'carol, dave' });
  });

  it('an answer without sending is offered only where sending cannot work', () => {
    expect(screen(ringing()).quiet).toBeUndefined();
    expect(screen(ringing(), { offerReceiveOnly: true }).quiet).toEqual({
      label: 'Join without microphone and camera',
      intent: { kind: 'accept', receiveOnly: true },
    });
  });
});

describe('the screen of a call on its way', () => {
  it.each([
    ['dialing', 'Getting ready…'],
    ['inviting', 'Calling…'],
    ['accepting', 'Connecting…'],
  ] as const)('a voice call that is %s shows who is called and says %s', (phase, status) => {
    const shown = screen({ ...inviting(1), phase });
    expect(shown.person).toMatchObject({ kind: 'outgoing', name: 'bob', status });
    expect(names(shown)).toEqual(['toggle-mic', 'hangup']);
    expect(shown.palette).toEqual(PALETTES.light);
  });

  it('a video call shows the own preview, with the name over it', () => {
    const shown = screen(inviting(), PHONE);
    expect(shown.tiles).toMatchObject([{ local: true, place: 'main', picture: true }]);
    expect(shown.head).toEqual({ large: true, name: 'bob', timer: '', status: 'Calling…' });
    expect(shown.person).toBeUndefined();
    expect(shown.palette).toEqual(PALETTES.picture);
    expect(names(shown)).toEqual(['toggle-mic', 'toggle-camera', 'hangup']);
    expect(shown.buttons.at(-1)?.label).toBe('Cancel');
  });

  it('a call that ends has nothing left to press', () => {
    expect(screen({ ...inviting(1), phase: 'ending' })).toMatchObject({
      buttons: [],
      person: { status: 'Ending…' },
    });
  });
});

describe('the screen of a call of two', () => {
  it('a voice call shows the other in the middle, and counts', () => {
    const shown = screen(talk(1));
    expect(shown.person).toMatchObject({ kind: 'voice', name: '', faces: [{ userID: 'bob' }] });
    expect(shown.head).toEqual({ large: false, name: 'bob', timer: '1:05', status: '' });
    expect(names(shown)).toEqual(['toggle-mic', 'switch-type', 'hangup']);
  });

  it('a video call shows the other large and this user in a corner, or the other way round', () => {
    const places = (swapped: boolean) =>
      screen(talk(), { swapped }).tiles.map(({ face, place }) => `${face.userID} ${place}`);
    expect(places(false)).toEqual(['bob main', 'alice corner']);
    expect(places(true)).toEqual(['bob corner', 'alice main']);
  });

  it('a tile without a picture has the face, and a small one has no words', () => {
    const local = { ...NO_CALL.local, prepared: true, camera: false, microphone: false };
    const members = { bob: here('bob', { video: false }) };
    const { tiles, head } = screen(talk(2, { members, local }));
    expect(tiles).toMatchObject([
      { picture: false, muted: false, name: '', face: { initials: 'B' } },
      { picture: false, muted: true, name: '', note: '', face: { initials: 'A' } },
    ]);
    expect(head?.status).toBe('');
  });

  it.each<[string, Partial<CallSnapshot>]>([
    ['Reconnecting…', { connection: 'reconnecting' }],
    ['Asking to turn on video…', { switchingTo: 2 }],
    ['Weak connection', { quality: { up: 1, down: 4 } }],
    [
      'You can see and hear, but are not sending',
      { local: { ...NO_CALL.local, receiveOnly: true } },
    ],
    ['bob, microphone off', { members: { bob: here('bob', { audio: false }) } }],
    ['Connecting…', { members: { bob: member('bob', { invite: 'accepted' }) } }],
  ])('the head says "%s"', (status, part) => {
    expect(screen(talk(2, part)).head?.status).toBe(status);
  });

  it('one who only receives has no buttons for what is sent', () => {
    const local = { ...NO_CALL.local, receiveOnly: true };
    const shown = screen(talk(2, { local }), PHONE);
    expect(names(shown)).toEqual(['hangup']);
    expect(shown.left).toBeUndefined();
    expect(shown.right?.name).toBe('speaker');
  });

  it('a button says what a press asks for', () => {
    const local = { ...NO_CALL.local, prepared: true, microphone: false };
    expect(screen(talk(2, { local })).buttons.map(({ intent }) => intent)).toEqual([
      { kind: 'microphone', on: true },
      { kind: 'camera', on: false },
      { kind: 'switch-type', type: 1 },
      { kind: 'hangup' },
    ]);
  });

  it('sound that is held back is offered to be turned on', () => {
    expect(screen(talk()).unblock).toBeUndefined();
    expect(screen(talk(2, { playbackBlocked: true })).unblock).toEqual({
      label: 'Turn on sound',
      intent: { kind: 'resume-playback' },
    });
  });
});

describe('the devices of a phone', () => {
  it('the camera is turned and the sound moved by a button each', () => {
    const { left, right } = screen(talk(), PHONE);
    expect(left).toMatchObject({ name: 'flip', intent: { kind: 'flip' } });
    expect(right).toMatchObject({ icon: 'sound', label: 'Use earpiece', intent: { on: false } });
  });

  it('sound from the earpiece is offered from the loudspeaker', () => {
    const speakers = PHONE.speakers.map((each) => ({ ...each, inUse: each.deviceId === 'ear' }));
    expect(screen(talk(1), { speakers }).right).toMatchObject({
      icon: 'ear',
      label: 'Use loudspeaker',
      intent: { kind: 'speaker', on: true },
    });
  });

  it('nothing is offered where there is no other device', () => {
    const cameras = PHONE.cameras.slice(0, 1);
    expect(screen(talk(), { cameras })).not.toHaveProperty('left');
    expect(screen(talk())).not.toHaveProperty('right');
  });

  it('a camera that is off is not turned', () => {
    const local = { ...NO_CALL.local, prepared: true, camera: false };
    expect(screen(talk(2, { local }), PHONE)).not.toHaveProperty('left');
  });
});

describe('the screen of a group call', () => {
  it.each([1, 2, 5, 8])('%i others and this user have a cell each, this user the last', (size) => {
    const { tiles, more } = screen(group(size));
    expect(tiles).toHaveLength(size + 1);
    expect(tiles.every(({ place }) => place === 'cell')).toBe(true);
    expect(tiles.at(-1)).toMatchObject({ local: true, name: 'You' });
    expect(more).toBe('');
  });

  it('more than nine are counted in the last cell', () => {
    const { tiles, more } = screen(group(11));
    expect(tiles).toHaveLength(8);
    expect(more).toBe('4 more');
  });

  it('who is asked has a note, and who will not come stands in the head', () => {
    const members = {
      bob: here('bob'),
      carol: member('carol'),
      dave: member('dave', { invite: 'rejected' }),
    };
    const { tiles, head } = screen(talk(2, { isGroup: true, members }));
    expect(tiles.map(({ note }) => note)).toEqual(['', 'Ringing…', '']);
    expect(head?.status).toBe('dave: Declined');
  });

  it('people of earlier calls who are not in it are offered to be asked', () => {
    const { invite } = screen(group(2), { known: ['user0', 'kate', 'liam'] });
    expect(invite?.offered.map(({ userID }) => userID)).toEqual(['kate', 'liam']);
    expect(invite?.taken).toEqual(['alice', 'user0', 'user1']);
    expect(screen(talk())).not.toHaveProperty('invite');
  });
});

describe('the screen of an end', () => {
  it('an end says how the call ended, and offers it again', () => {
    const shown = screen({ phase: 'idle' }, { ended: record() });
    expect(shown.person).toMatchObject({
      kind: 'end',
      name: 'bob',
      status: 'bob hung up',
      detail: 'You talked for 1:05',
    });
    expect(shown.buttons.map(({ intent }) => intent)).toEqual([
      { kind: 'dismiss-end' },
      { kind: 'call-again', receiveOnly: false },
    ]);
  });

  it('where sending failed, a call without sending is offered', () => {
    const ended = record({ reason: 'permission-denied', seconds: 0 });
    expect(screen({ phase: 'idle' }, { ended }).quiet?.intent).toEqual({
      kind: 'call-again',
      receiveOnly: true,
    });
  });

  it('one who was logged out is offered nothing but to close', () => {
    const ended = record({ reason: 'kicked-out' });
    expect(names(screen({ phase: 'idle' }, { ended }))).toEqual(['end-close']);
  });

  it('the end is shown while the room is still being left', () => {
    const shown = screen({ ...inviting(), phase: 'ending' }, { ended: record() });
    expect(shown.person?.kind).toBe('end');
    expect(shown.tiles).toEqual([]);
  });

  it('a new call takes the place of an end that was not seen', () => {
    expect(screen(ringing(), { ended: record() }).person?.kind).toBe('incoming');
  });
});

describe('any screen', () => {
  it('a failure is told with its cure and its code', () => {
    const notice = { code: 60004, name: 'CAMERA_UNAVAILABLE', reason: 'r', cure: 'c' };
    expect(screen(talk(), { notice }).notice).toMatchObject({
      title: 'No camera can be used',
      code: '60004 CAMERA_UNAVAILABLE',
    });
  });

  it('the colours are those of the theme, and over a picture those of the dark', () => {
    expect(screen(talk(1)).palette).toEqual(PALETTES.light);
    expect(screen(talk(1), { dark: true }).palette).toEqual(PALETTES.dark);
    expect(screen(talk(2)).palette).toEqual(PALETTES.picture);
  });

  it('the screen glows in the colour of the other, and not over a picture', () => {
    const glows = [screen(talk(1)), screen(talk(1), { dark: true })].map(({ glow }) => glow);
    expect(new Set(glows).size).toBe(2);
    for (const glow of glows) expect(glow).toMatch(/^#[0-9a-f]{6}$/);
    expect(screen(talk(2))).not.toHaveProperty('glow');
  });

  it('the colours that the app has chosen are those of the buttons, in each theme', () => {
    const colors = { acceptColor: '#00aa00', dangerColor: '#aa0000' };
    for (const dark of [false, true]) {
      expect(screen(ringing(1), { dark, colors }).palette).toMatchObject({
        ...{ accept: '#00aa00', danger: '#aa0000' },
      });
    }
  });

  it.each([
    ['en', 'bob, microphone off, no picture', 'You, Swap the pictures'],
    ['zh-CN', 'bob，麦克风已关闭，没有画面', '我，交换画面'],
    ['ja', 'bob、マイクはオフ、映像なし', '自分、画面を入れ替える'],
    ['ko', 'bob, 마이크 꺼짐, 영상 없음', '나, 화면 바꾸기'],
  ] as const)('a tile says whose it is and what it lacks, in %s', (locale, other, own) => {
    const members = { bob: here('bob', { audio: false, video: false }) };
    const labels = screen({ ...talk(2), members }, { locale }).tiles.map(({ label }) => label);
    expect(labels).toEqual([other, own]);
  });

  it('the tile of somebody who is not there says why, and no more', () => {
    const members = {
      bob: { ...here('bob'), presence: 'absent' as const, invite: 'invited' as const },
    };
    const { tiles } = screen({ ...talk(2), isGroup: true, members });
    expect(tiles[0]!.label).toBe('bob, Ringing…');
  });

  it('a button that is down says so', () => {
    const local = { ...talk(2).local!, microphone: false };
    const pressed = screen({ ...talk(2), local }).buttons.map(({ name, pressed }) => [
      name,
      pressed,
    ]);
    expect(Object.fromEntries(pressed)).toMatchObject({
      'toggle-mic': true,
      'toggle-camera': false,
    });
  });

  it('without a call there is nothing to see', () => {
    expect(screen({})).toMatchObject({ tiles: [], buttons: [] });
  });

  it.each(LOCALES)('every word is in the language of the user: %s', (locale) => {
    const texts = JSON.stringify([
      screen(ringing(), { locale, offerReceiveOnly: true }),
      screen(talk(2, { isGroup: true }), { ...PHONE, locale }),
      screen({ phase: 'idle' }, { locale, ended: record() }),
    ]);
    const english = /Answer|Decline|Mute|Hang up|Use earpiece|Flip camera|Close|Add people/;
    expect(english.test(texts)).toBe(locale === 'en');
  });

  it('a screen is plain data, and holds no userSig', () => {
    const shown = screen(group(3), { ...PHONE, known: ['kate'] });
    expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  });
});
