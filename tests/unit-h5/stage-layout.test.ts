import { missingOf, tilesOf } from '@/components/trtc-call-stage/layout';
import { hueOf, initialsOf, nameOf } from '@/components/shared/participants';
import { NO_CALL } from '@/src/store/no-call';
import { connected, here, inviting, member, snapshot } from './support/fake-calling';

const places = (...args: Parameters<typeof tilesOf>) =>
  tilesOf(...args).map(({ userID, place }) => `${userID} ${place}`);

describe('the tiles of a 1v1 call', () => {
  test('are the caller alone before anybody answers', () => {
    expect(places(snapshot(inviting()), false, 'en')).toEqual(['alice main']);
  });

  test('are the other large and me in a corner, or the other way round', () => {
    const call = snapshot(connected());
    expect(places(call, false, 'en')).toEqual(['bob main', 'alice corner']);
    expect(places(call, true, 'en')).toEqual(['bob corner', 'alice main']);
  });

  test('are none in a voice call', () => {
    expect(tilesOf(snapshot(connected(1)), false, 'en')).toEqual([]);
  });

  test('are the other alone if I only receive', () => {
    const call = snapshot({ ...connected(), local: { ...NO_CALL.local, receiveOnly: true } });
    expect(places(call, true, 'en')).toEqual(['bob main']);
  });

  test('show a picture only where there is one', () => {
    const camera = { ...NO_CALL.local, prepared: true, camera: false };
    const call = snapshot({
      ...connected(),
      members: { bob: here('bob', { video: false }) },
      local: camera,
    });
    expect(tilesOf(call, false, 'en').map(({ picture }) => picture)).toEqual([false, false]);
  });
});

describe('the tiles of a group call', () => {
  const call = snapshot({
    ...connected(),
    isGroup: true,
    members: {
      bob: here('bob', { audio: false }),
      carol: member('carol'),
      dave: member('dave', { invite: 'rejected' }),
      erin: here('erin', { presence: 'left' }),
    },
  });

  test('are all who are there or may still come, and me at the end', () => {
    expect(places(call, false, 'en')).toEqual(['bob cell', 'carol cell', 'alice cell']);
  });

  test('say what is going on instead of a picture', () => {
    const [bob, carol] = tilesOf(call, false, 'en');
    expect(bob).toMatchObject({ picture: true, muted: true, note: '' });
    expect(carol).toMatchObject({ picture: false, muted: false, note: 'Ringing…' });
  });

  test('leave out who will not come, and name them', () => {
    expect(missingOf(call, 'en')).toEqual([
      { userID: 'dave', note: 'Declined' },
      { userID: 'erin', note: 'Left' },
    ]);
  });
});

describe('people', () => {
  test.each([
    ['alice', 'A'],
    ['ann-lee', 'AL'],
    ['小明', '小'],
    ['user_42_x', 'U4'],
    ['--', '?'],
    ['', '?'],
  ])('%s has the initials %s', (userID, initials) => {
    expect(initialsOf(userID)).toBe(initials);
  });

  test('keep their colour, and it differs between people', () => {
    expect(hueOf('alice')).toBe(hueOf('alice'));
    expect(new Set(['alice', 'bob', 'carol', 'dave', 'erin'].map(hueOf)).size).toBe(5);
  });

  test('are named alone or with how many more there are', () => {
    expect(nameOf(['bob'], 'en')).toBe('bob');
    expect(nameOf(['bob', 'carol', 'dave'], 'en')).toBe('bob and 2 more');
    expect(nameOf([], 'en')).toBe('');
  });
});
