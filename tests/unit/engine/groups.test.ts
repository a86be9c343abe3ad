/** These tests hold the rules of group calls. */
import { alice, bob, carol, dave, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob', 'carol', 'dave');

const everybody = () => [alice, bob, carol, dave];
const list = ['bob', 'carol', 'dave'];

describe.each([
  ['with an IM group', { groupID: 'team' }],
  ['without an IM group', {}],
])('a group call %s', (_what, group) => {
  const start = () => alice.calling.groupCall({ userIDList: list, type: 2, ...group });

  it('groupCall() rings at everybody, by one message to the group or one to each', async () => {
    const app = [...list];
    const calling = alice.calling.groupCall({ userIDList: app, type: 2, ...group });
    await world.settle();
    for (const user of [bob, carol, dave]) {
      expect(user.phase).toBe('ringing');
      expect(user.payloads('onInvited')).toEqual([
        expect.objectContaining({ sponsor: 'alice', isFromGroup: true }),
      ]);
      const [invited] = user.payloads<{ userIDList: string[] }>('onInvited');
      expect([...invited!.userIDList].sort()).toEqual(list);
    }
    expect(world.network.counters.sent.invite).toBe('groupID' in group ? 1 : 3);
    await calling;
    expect(app).toEqual(list);
  });

  it('the call goes on while one member is in, and everybody hears one end with the right seconds', async () => {
    const calling = start();
    await world.settle();
    await bob.calling.accept();
    await world.seconds(1);
    await carol.calling.accept();
    await dave.calling.reject();
    await calling;
    await world.settle();
    expect(alice.payloads('onReject')).toEqual([expect.objectContaining({ userID: 'dave' })]);
    expect(alice.calling.snapshot.members).toMatchObject({
      bob: { invite: 'accepted', presence: 'present' },
      carol: { invite: 'accepted', presence: 'present' },
      dave: { invite: 'rejected', presence: 'absent' },
    });
    await world.seconds(10);
    await bob.calling.hangup();
    await world.settle();
    expect([alice.phase, carol.phase]).toEqual(['connected', 'connected']);
    await world.seconds(5);
    await alice.calling.hangup();
    await world.settle();
    expect(everybody().map(({ phase }) => phase)).toEqual(['idle', 'idle', 'idle', 'idle']);
    expect(bob.payloads('onCallEnd')).toEqual([expect.objectContaining({ callEnd: 11 })]);
    expect(alice.payloads('onCallEnd')).toEqual([expect.objectContaining({ callEnd: 16 })]);
    expect(carol.payloads('onCallEnd')).toEqual([expect.objectContaining({ callEnd: 15 })]);
    expect(dave.payloads('onCallEnd')).toEqual([]);
  });

  it('a member who rejected hears nothing more', async () => {
    void outcome(start());
    await world.settle();
    await bob.calling.reject();
    await world.settle();
    bob.forgetEvents();
    await world.seconds(60);
    expect(bob.told).toEqual([]);
    expect(alice.phase).toBe('idle');
  });

  it('a member who does not answer is given up, the others talk on', async () => {
    const calling = start();
    await world.settle();
    await bob.calling.accept();
    await calling;
    await world.seconds(60);
    expect(alice.phase).toBe('connected');
    const silent = alice.payloads<{ userIDList: string[] }>('onNoResp');
    expect(silent.flatMap(({ userIDList }) => userIDList).sort()).toEqual(['carol', 'dave']);
    expect([carol.phase, dave.phase]).toEqual(['idle', 'idle']);
  });

  it('the last one in the room waits for those who still ring, and then ends', async () => {
    const calling = start();
    await world.settle();
    await bob.calling.accept();
    await calling;
    await world.settle();
    await bob.calling.hangup();
    await world.settle();
    expect(alice.phase).toBe('connected');
    await carol.calling.accept();
    await world.settle();
    expect(world.rooms.members(alice.calling.snapshot.roomID).map(({ userID }) => userID)).toEqual([
      'alice',
      'carol',
    ]);
    await carol.calling.hangup();
    await world.seconds(40);
    expect(everybody().map(({ phase }) => phase)).toEqual(['idle', 'idle', 'idle', 'idle']);
  });

  it('a hang-up of the inviter before anybody answers stops all the ringing', async () => {
    void outcome(start());
    await world.settle();
    await alice.calling.hangup();
    await world.settle();
    for (const user of [bob, carol, dave]) {
      expect(user.endReason).toBe('cancelled');
      expect(user.payloads('onCallingCancel')).toHaveLength(1);
    }
  });

  it('the list of those who have not answered follows every answer', async () => {
    const calling = start();
    await world.settle();
    await bob.calling.accept();
    await carol.calling.reject();
    await calling;
    await world.settle();
    const lists = alice.payloads<{ userIDList: string[] }>('onGroupCallInviteeListUpdate');
    expect(lists.map(({ userIDList }) => userIDList)).toEqual([['carol', 'dave'], ['dave']]);
  });

  it('a second groupCall() takes more people into the same room', async () => {
    const calling = alice.calling.groupCall({ userIDList: ['bob'], type: 2, ...group });
    await world.settle();
    await bob.calling.accept();
    const first = await calling;
    const more = alice.calling.groupCall({ userIDList: ['bob', 'carol'], type: 2, ...group });
    await world.settle();
    expect(carol.phase).toBe('ringing');
    await carol.calling.accept();
    expect((await more).roomID).toBe(first.roomID);
    await world.settle();
    expect(world.rooms.members(first.roomID)).toHaveLength(3);
    expect(bob.calling.snapshot.members).toMatchObject({ carol: { presence: 'present' } });
  });
});

it('an invite that fails for one leaves the call to the others', async () => {
  alice.signaling.knobs.fail('invite');
  const calling = alice.calling.groupCall({ userIDList: list, type: 1 });
  await world.settle();
  await calling;
  expect(alice.payloads('onError')).toEqual([expect.objectContaining({ code: 61006 })]);
  expect(alice.calling.snapshot.members.bob).toMatchObject({ invite: 'failed' });
  await carol.calling.accept();
  expect(alice.phase).toBe('connected');
});

it('a group call is refused while another call rings', async () => {
  void outcome(bob.calling.call({ userID: 'alice', type: 1 }));
  await world.settle();
  await expect(alice.calling.groupCall({ userIDList: list, type: 1 })).rejects.toMatchObject({
    code: 61003,
  });
  expect(alice.phase).toBe('ringing');
});
