/** Defects that the published web client 1.0.6 is known for: group calls and several devices. */
import { alice, bob, carol, useOnline, world } from '../../support/online';
import { outcome, type TestUser } from '../../support/world';

useOnline('alice', 'bob', 'carol');

const userIDList = ['bob', 'carol'];

async function ringAll(group: { groupID?: string } = {}): Promise<Promise<unknown>> {
  const calling = outcome(alice.calling.groupCall({ userIDList, type: 1, ...group }));
  await world.settle();
  expect([bob.phase, carol.phase]).toEqual(['ringing', 'ringing']);
  return calling;
}

const lists = (user: TestUser) =>
  user
    .payloads<{ userIDList: string[] }>('onGroupCallInviteeListUpdate')
    .map((one) => one.userIDList);

it('W-09 the end of a call of an IM group is told to the group', async () => {
  await ringAll({ groupID: 'team' });
  await bob.calling.accept();
  await carol.calling.reject();
  await bob.calling.hangup();
  await world.settle();
  const ends = world.network.log.filter(({ content }) => content.kind === 'end');
  expect(ends).toMatchObject([{ sender: 'alice', groupID: 'team', invitees: ['bob'] }]);
});

it('W-10 the list of the awaited never names who has come or declined, nor anybody twice', async () => {
  await ringAll({ groupID: 'team' });
  await bob.calling.accept();
  await world.settle();
  await carol.calling.reject();
  await world.settle();
  expect(lists(alice)).toEqual([['carol'], []]);
});

it('W-11 USER_ACCEPT names who accepted, and only the inviter hears it', async () => {
  await ringAll({ groupID: 'team' });
  await bob.calling.accept();
  await world.settle();
  expect(alice.payloads('onUserAccept')).toEqual([{ userID: 'bob' }]);
  expect(carol.names).not.toContain('onUserAccept');
  expect(bob.names).not.toContain('onUserAccept');
});

it('W-18 a group call while a call rings is refused, and the ringing goes on', async () => {
  void outcome(carol.calling.call({ userID: 'alice', type: 1 }));
  await world.settle();
  await expect(alice.calling.groupCall({ userIDList, type: 1 })).rejects.toMatchObject({
    code: 61003,
  });
  await alice.calling.accept();
  expect([alice.phase, carol.phase]).toEqual(['connected', 'connected']);
});

it('W-19 one invite that fails leaves the call to those who got theirs', async () => {
  alice.signaling.knobs.fail('invite');
  const calling = alice.calling.groupCall({ userIDList, type: 1 });
  await world.settle();
  await calling;
  await carol.calling.accept();
  await world.settle();
  expect([alice.phase, carol.phase]).toEqual(['connected', 'connected']);
  await carol.calling.hangup();
  await world.settle();
  expect(alice.phase).toBe('idle');
});

it('W-24 the list of INVITED belongs to the app', async () => {
  await ringAll({ groupID: 'team' });
  const [invited] = bob.payloads<{ userIDList: string[]; inviteeList: string[] }>('onInvited');
  invited!.userIDList.length = 0;
  await carol.calling.reject();
  await world.settle();
  expect(invited!.userIDList).toEqual([]);
  expect(Object.keys(bob.calling.snapshot.members)).toEqual(['alice', 'carol']);
  await bob.calling.accept();
  expect(alice.phase).toBe('connected');
});

it('W-26 who still rings when the last one leaves is waited for', async () => {
  await ringAll();
  await bob.calling.accept();
  await bob.calling.hangup();
  await world.settle();
  expect(alice.phase).toBe('connected');
  await carol.calling.accept();
  await world.settle();
  const { roomID } = carol.calling.snapshot;
  expect(world.rooms.members(roomID).map(({ userID }) => userID)).toEqual(['alice', 'carol']);
});

it('W-26 who still rings is cancelled when the inviter leaves', async () => {
  await ringAll();
  await bob.calling.accept();
  await world.settle();
  await alice.calling.hangup();
  await world.settle();
  expect(carol.endReason).toBe('cancelled');
  expect(bob.phase).toBe('idle');
});

it('W-27 who has rejected hears nothing of the others', async () => {
  await ringAll({ groupID: 'team' });
  await bob.calling.reject();
  bob.forgetEvents();
  await world.seconds(60);
  expect(bob.told).toEqual([]);
  expect(alice.phase).toBe('idle');
});

it('W-28 the second device stops ringing when the first accepts, and can be called again', async () => {
  const tablet = world.user('bob');
  await tablet.login();
  void outcome(alice.calling.call({ userID: 'bob', type: 1 }));
  await world.settle();
  await bob.calling.accept();
  await world.settle();
  expect(tablet.phase).toBe('idle');
  expect(tablet.endReason).toBe('answered-elsewhere');
  await bob.calling.hangup();
  await world.settle();
  void outcome(carol.calling.call({ userID: 'bob', type: 1 }));
  await world.settle();
  expect(tablet.phase).toBe('ringing');
});
