import { InviteRegistry } from '@/src/signaling/invite-registry';

test('S-03 only the latest invites are remembered, mine and those of others', () => {
  const ledger = new InviteRegistry();
  for (let count = 0; count < 1000; count++) {
    const invite = ledger.open(`ref-${count}`, 'call', ['bob'], '');
    ledger.named(invite, `mine-${count}`);
    ledger.add({
      inviteID: `theirs-${count}`,
      purpose: 'switch',
      inviter: 'bob',
      userIDs: ['alice'],
      groupID: '',
      state: 'open',
    });
  }
  expect(ledger.byRef('ref-0')).toBeUndefined();
  expect(ledger.outgoing('mine-0')).toBeUndefined();
  expect(ledger.incoming('theirs-0')).toBeUndefined();
  expect(ledger.byRef('ref-999')).toMatchObject({ inviteID: 'mine-999' });
  expect(ledger.incoming('theirs-999')).toBeDefined();
});
