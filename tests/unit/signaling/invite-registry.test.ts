/** The registry forgets the oldest invites, so that strangers cannot make it grow. */
import { InviteRegistry } from '@/src/signaling/invite-registry';

it('S-03 the registry remembers only the latest invites, mine and those of others', () => {
  const registry = new InviteRegistry();
  for (let count = 0; count < 1000; count++) {
    const invite = registry.open(`ref-${count}`, 'call', ['bob'], '');
    registry.setInviteID(invite, `mine-${count}`);
    registry.add({
      inviteID: `theirs-${count}`,
      purpose: 'switch',
      inviter: 'bob',
      userIDs: ['alice'],
      groupID: '',
      state: 'open',
    });
  }
  expect(registry.byRef('ref-0')).toBeUndefined();
  expect(registry.outgoing('mine-0')).toBeUndefined();
  expect(registry.incoming('theirs-0')).toBeUndefined();
  expect(registry.byRef('ref-999')).toMatchObject({ inviteID: 'mine-999' });
  expect(registry.incoming('theirs-999')).toBeDefined();
});
