import { CallError } from '../../../src/errors';
import { alice, bob, carol, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob', 'carol');

/** The room of the call that alice has fallen out of. */
let roomID: number;

/** All three talk; then alice leaves, and the others go on. */
beforeEach(async () => {
  void alice.calling.groupCall({ userIDList: ['bob', 'carol'], type: 2 });
  await world.settle();
  await Promise.all([bob.calling.accept(), carol.calling.accept()]);
  ({ roomID } = alice.calling.snapshot);
  await alice.calling.hangup();
  await world.settle();
  for (const user of [alice, bob, carol]) user.forgetEvents();
});

it('joinInGroupCall() brings who fell out of a group call back into its room, and nobody is rung', async () => {
  const sent = { ...world.network.counters.sent };
  const result = await alice.calling.joinInGroupCall({ roomID, type: 2 });
  expect(result).toMatchObject({ code: 0, roomID, callType: 2, audio: true, video: true });
  await world.settle();
  expect(alice.calling.snapshot).toMatchObject({
    phase: 'connected',
    isGroup: true,
    members: { bob: { presence: 'present' }, carol: { presence: 'present' } },
  });
  expect(world.network.counters.sent).toEqual(sent);
  expect(bob.payloads('onUserEnter')).toEqual([expect.objectContaining({ userID: 'alice' })]);
  // The clock of who came back runs from the return.
  await world.seconds(3);
  await Promise.all([bob.calling.hangup(), carol.calling.hangup()]);
  await world.settle();
  expect(alice.endReason).toBe('remote-hangup');
  expect(alice.payloads('onCallEnd')).toEqual([expect.objectContaining({ callEnd: 3 })]);
});

it('groupCall() after the return invites more people', async () => {
  const dave = world.user('dave');
  await dave.login();
  await alice.calling.joinInGroupCall({ roomID, type: 2 });
  const inviting = alice.calling.groupCall({ userIDList: ['dave'], type: 2 });
  await world.settle();
  expect(dave.phase).toBe('ringing');
  expect(dave.calling.snapshot.roomID).toBe(roomID);
  await dave.calling.accept();
  await inviting;
});

it('a call that everybody has left meanwhile is over after a moment', async () => {
  await Promise.all([bob.calling.hangup(), carol.calling.hangup()]);
  await world.settle();
  await alice.calling.joinInGroupCall({ roomID, type: 1 });
  await world.seconds(4);
  expect(alice.phase).toBe('connected');
  await world.seconds(2);
  expect([alice.phase, alice.endReason]).toEqual(['idle', 'remote-hangup']);
  expect(alice.payloads('onError')).toEqual([]);
  expect(alice.payloads('onCallEnd')).toEqual([expect.objectContaining({ callEnd: 0 })]);
});

it('the others may leave while the way into the room is still going', async () => {
  const dave = world.user('dave');
  await dave.login();
  await dave.calling.joinInGroupCall({ roomID, type: 2 });
  alice.media.knobs.delay('enter', 1000);
  const joining = alice.calling.joinInGroupCall({ roomID, type: 2 });
  await world.settle();
  await bob.calling.hangup();
  await world.seconds(2);
  await joining;
  expect(alice.phase).toBe('connected');
  expect(alice.calling.snapshot.members).toMatchObject({
    carol: { presence: 'present' },
    dave: { presence: 'present' },
  });
});

it('a hang-up on the way back takes it back and leaves nothing', async () => {
  const joining = outcome(alice.calling.joinInGroupCall({ roomID, type: 2 }));
  await alice.calling.hangup();
  expect(await joining).toMatchObject({ code: 61011 });
  expect([alice.phase, alice.endReason]).toEqual(['idle', 'cancelled']);
  expect([bob.phase, carol.phase]).toEqual(['connected', 'connected']);
});

it('a return without a permission does not disturb the others', async () => {
  alice.media.knobs.fail('prepare', CallError.permissionDenied('no'));
  expect(await outcome(alice.calling.joinInGroupCall({ roomID, type: 2 }))).toMatchObject({
    code: 60005,
  });
  await world.settle();
  expect(alice.endReason).toBe('permission-denied');
  expect([bob.phase, carol.phase]).toEqual(['connected', 'connected']);
});

it('a return that only receives needs no device', async () => {
  alice.media.knobs.fail('prepare', CallError.permissionDenied('no'));
  await alice.calling.joinInGroupCall({ roomID, type: 2, receiveOnly: true });
  expect(alice.calling.snapshot.local).toMatchObject({ receiveOnly: true, published: false });
});

it('a caller who rings meanwhile is told that the line is busy', async () => {
  const dave = world.user('dave');
  await dave.login();
  void alice.calling.joinInGroupCall({ roomID, type: 2 });
  const calling = outcome(dave.calling.call({ userID: 'alice', type: 1 }));
  await world.settle();
  await calling;
  expect(dave.endReason).toBe('busy');
  expect(alice.phase).toBe('connected');
});

it.each([
  [undefined],
  [{ type: 2 }],
  [{ roomID: 0, type: 2 }],
  [{ roomID: 2 ** 31, type: 2 }],
  [{ roomID: 'five', type: 2 }],
  [{ roomID: '', type: 2 }],
  [{ roomID: 5, type: 3 }],
  [{ roomID: 5, type: 1, groupID: 7 }],
])('joinInGroupCall() refuses %j', async (params) => {
  const asked = alice.calling.joinInGroupCall(params as never);
  expect(await outcome(asked)).toMatchObject({ code: 61001 });
  expect(alice.phase).toBe('idle');
});

it('joinInGroupCall() takes the digits of a room', async () => {
  const { roomID: room } = await alice.calling.joinInGroupCall({ roomID: String(roomID), type: 2 });
  expect(room).toBe(roomID);
  expect(alice.phase).toBe('connected');
});

it('who is in a call already stays there', async () => {
  expect(await outcome(bob.calling.joinInGroupCall({ roomID: 7, type: 1 }))).toMatchObject({
    code: 61003,
  });
  expect(bob.calling.snapshot).toMatchObject({ phase: 'connected', roomID });
});
