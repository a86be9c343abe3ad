/** These tests hold where the tiles of a call stand. */
import { tilesOf } from '@/components/trtc-call-stage/layout';
import { hueOf, initialsOf, missingOf, nameOf } from '@/components/shared/participants';
import { NO_CALL } from '@/src/store/no-call';
import { connected, here, inviting, member, snapshot } from './support/fake-calling';

const places = (...args: Parameters<typeof tilesOf>) =>
  tilesOf(...args).map(({ userID, place }) => `${userID} ${place}`);

describe('the tiles of a 1v1 call', () => {
  it('before anybody answers, the caller alone has a tile', () => {
    expect(places(snapshot(inviting()), false, 'en')).toEqual(['alice main']);
  });

  it('the other is large and I am in a corner, or the other way round', () => {
    const call = snapshot(connected());
    expect(places(call, false, 'en')).toEqual(['bob main', 'alice corner']);
    expect(places(call, true, 'en')).toEqual(['bob corner', 'alice main']);
  });

  it('a voice call has no tiles', () => {
    expect(tilesOf(snapshot(connected(1)), false, 'en')).toEqual([]);
  });

  it('a call that I only receive shows the other alone', () => {
    const call = snapshot({ ...connected(), local: { ...NO_CALL.local, receiveOnly: true } });
    expect(places(call, true, 'en')).toEqual(['bob main']);
  });

  it('a tile shows a picture only where there is one', () => {
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

  it('everybody who is there or may still come has a tile, and mine is the last', () => {
    expect(places(call, false, 'en')).toEqual(['bob cell', 'carol cell', 'alice cell']);
  });

  it('a tile without a picture says what is going on', () => {
    const [bob, carol] = tilesOf(call, false, 'en');
    expect(bob).toMatchObject({ picture: true, muted: true, note: '' });
    expect(carol).toMatchObject({ picture: false, muted: false, note: 'Ringing…' });
  });

  it('users who will not come have no tile, and are named', () => {
    expect(missingOf(call, 'en')).toEqual([
      { userID: 'dave', note: 'Declined' },
      { userID: 'erin', note: 'Left' },
    ]);
  });
});

describe('people', () => {
  it.each([
    ['alice', 'A'],
    ['ann-lee', 'AL'],
    ['小明', '小'],
    ['user_42_x', 'U4'],
    ['--', '?'],
    ['', '?'],
  ])('the user %s has the initials %s', (userID, initials) => {
    expect(initialsOf(userID)).toBe(initials);
  });

  it('users keep their colour, and it differs between them', () => {
    expect(hueOf('alice')).toBe(hueOf('alice'));
    expect(new Set(['alice', 'bob', 'carol', 'dave', 'erin'].map(hueOf)).size).toBe(5);
  });

  it('one user is named alone, several by the first and how many more there are', () => {
    expect(nameOf(['bob'], 'en')).toBe('bob');
    expect(nameOf(['bob', 'carol', 'dave'], 'en')).toBe('bob and 2 more');
    expect(nameOf([], 'en')).toBe('');
  });
});
