/** The classifier decides what a message means; these tests go through every refusal. */
import * as fc from 'fast-check';
import { MessageClassifier } from '@/src/signaling/classifier';
import { InviteRegistry } from '@/src/signaling/invite-registry';
import type { SignalAction, SignalContent, SignalMessage } from '@/src/signaling/message';
import { INVITES_PER_WINDOW, WINDOW_MS } from '@/src/signaling/rate-limit';

const CALL: SignalContent = { kind: 'call', type: 2, roomID: 9, userIDs: [], version: 4 };
const PLAIN: SignalContent = { kind: 'plain', busy: false };

/** The classifier of alice. */
function setUp() {
  let now = 1_700_000_000_000;
  const registry = new InviteRegistry();
  const classifier = new MessageClassifier(
    () => 'alice',
    registry,
    () => now,
  );
  const receive = (fields: Partial<SignalMessage>) => {
    const action = fields.action ?? 'invite';
    const sender = fields.sender ?? 'bob';
    return classifier.receive({
      action,
      inviteID: 'i',
      sender,
      inviter: sender,
      invitees: ['alice'],
      groupID: '',
      sentAt: now,
      timeout: 30,
      content: action === 'invite' ? CALL : PLAIN,
      ...fields,
    });
  };
  const sent = (userIDs: string[], groupID = '', purpose: 'call' | 'switch' = 'call') => {
    const invite = registry.open('my-ref', purpose, userIDs, groupID);
    registry.setInviteID(invite, 'mine');
    invite.state = 'out';
    return invite;
  };
  const why = (fields: Partial<SignalMessage>) => {
    const signal = receive(fields);
    return signal.kind === 'dropped' ? signal.reason : signal.kind;
  };
  return { receive, why, sent, registry, wait: (ms: number) => (now += ms) };
}

describe('an invite', () => {
  it('rings with everybody that envelope or data name', () => {
    const { receive } = setUp();
    const content: SignalContent = { ...CALL, userIDs: ['carol', 'alice'] };
    expect(receive({ content })).toMatchObject({
      invitation: { userIDs: ['alice', 'carol'], isGroup: true, inviter: 'bob' },
    });
  });

  it('is a group call by its group alone', () => {
    const { receive } = setUp();
    expect(receive({ groupID: 'g' })).toMatchObject({ invitation: { isGroup: true } });
    expect(receive({ inviteID: 'j' })).toMatchObject({ invitation: { isGroup: false } });
  });

  it('without a timeout never expires', () => {
    const { receive } = setUp();
    expect(receive({ timeout: 0, sentAt: 1 })).toMatchObject({
      invitation: { expiresAt: undefined },
    });
  });

  it('is dropped when it is forged, an echo, for others, too old or already known', () => {
    const { why, wait } = setUp();
    expect(why({ inviteID: 'a', inviter: 'carol' })).toBe('forged-sender');
    expect(why({ inviteID: 'b', sender: 'alice' })).toBe('own-echo');
    expect(why({ inviteID: 'c', invitees: ['carol'] })).toBe('not-invited');
    expect(why({ inviteID: 'new' })).toBe('invited');
    expect(why({ inviteID: 'new' })).toBe('duplicate');
    expect(why({ inviteID: 'new', sender: 'mallory' })).toBe('forged-sender');
    const sentAt = wait(0);
    wait(30_000);
    expect(why({ inviteID: 'old', sentAt })).toBe('expired');
  });

  it('is dropped when it says nothing about a call', () => {
    expect(setUp().why({ content: PLAIN })).toBe('malformed');
  });

  it('is silenced by a cancel that overtook it, but not by that of a stranger', () => {
    const { why } = setUp();
    expect(why({ action: 'cancel' })).toBe('unknown-invite');
    expect(why({})).toBe('expired');
    expect(why({ inviteID: 'other', action: 'cancel', sender: 'mallory' })).toBe('unknown-invite');
    expect(why({ inviteID: 'other' })).toBe('invited');
  });

  it('is silenced by an own answer on another device that overtook it', () => {
    const { why } = setUp();
    expect(why({ action: 'accept', sender: 'alice' })).toBe('unknown-invite');
    expect(why({})).toBe('expired');
  });

  it('counts again against the limit only after the window', () => {
    const { why, wait } = setUp();
    const ring = (n: number) => why({ inviteID: `n-${n}` });
    for (let n = 0; n < INVITES_PER_WINDOW; n++) expect(ring(n)).toBe('invited');
    expect(ring(100)).toBe('rate-limited');
    expect(why({ inviteID: 'c', sender: 'carol' })).toBe('invited');
    wait(WINDOW_MS);
    expect(ring(101)).toBe('invited');
  });
});

describe('an answer to my invite', () => {
  it('counts only from those I invited', () => {
    const { why, sent } = setUp();
    sent(['bob', 'carol'], 'g');
    const mine = { inviteID: 'mine' } as const;
    expect(why({ ...mine, action: 'accept', sender: 'mallory' })).toBe('forged-sender');
    expect(why({ ...mine, action: 'cancel', sender: 'bob' })).toBe('forged-sender');
    expect(why({ ...mine, action: 'accept', sender: 'alice' })).toBe('own-echo');
    expect(why({ ...mine, action: 'accept', sender: 'bob' })).toBe('answered');
    expect(why({ ...mine, action: 'accept', sender: 'bob' })).toBe('duplicate');
    expect(why({ ...mine, action: 'timeout', sender: 'carol' })).toBe('expired');
  });

  it('says busy where the data says so', () => {
    const { receive, sent } = setUp();
    sent(['bob']);
    const content: SignalContent = { kind: 'plain', busy: true };
    expect(receive({ inviteID: 'mine', action: 'reject', content })).toMatchObject({
      answer: 'busy',
      ref: 'my-ref',
    });
  });

  it.each<[SignalAction, boolean]>([
    ['accept', true],
    ['reject', false],
  ])('answers a switch request by its inviteID, whatever the data says: %s', (action, accepted) => {
    const { receive, sent } = setUp();
    sent(['bob'], '', 'switch');
    expect(receive({ inviteID: 'mine', action })).toEqual({
      kind: 'switch-answered',
      ref: 'my-ref',
      inviteID: 'mine',
      userID: 'bob',
      accepted,
    });
  });

  it('leaves those to be cancelled who have not answered, and the only one who accepted', () => {
    const { receive, sent } = setUp();
    const group = sent(['bob', 'carol', 'dave'], 'g');
    receive({ inviteID: 'mine', action: 'accept', sender: 'bob' });
    receive({ inviteID: 'mine', action: 'reject', sender: 'carol' });
    expect(group.pending).toEqual(['dave']);
    const single = setUp();
    const invite = single.sent(['bob']);
    single.receive({ inviteID: 'mine', action: 'accept' });
    expect(invite.pending).toEqual(['bob']);
    single.receive({ inviteID: 'mine', action: 'reject' });
    expect(invite.pending).toEqual([]);
  });
});

describe('a message after an invite to me', () => {
  it('is a cancel only from the inviter, and only if it concerns me', () => {
    const { why, receive } = setUp();
    receive({ groupID: 'g', invitees: ['alice', 'carol'] });
    expect(why({ action: 'cancel', sender: 'carol' })).toBe('forged-sender');
    expect(why({ action: 'cancel', invitees: ['carol'] })).toBe('not-invited');
    const second = setUp();
    second.receive({});
    expect(second.why({ action: 'cancel', invitees: [] })).toBe('cancelled');
  });

  it("is another member's answer only in a group", () => {
    const { why, receive } = setUp();
    receive({ groupID: 'g', invitees: ['alice', 'carol'] });
    expect(why({ action: 'reject', sender: 'carol', groupID: 'g' })).toBe('answered');
    expect(why({ action: 'reject', sender: 'mallory', groupID: 'g' })).toBe('forged-sender');
    const single = setUp();
    single.receive({});
    expect(single.why({ action: 'accept', sender: 'bob' })).toBe('forged-sender');
  });

  it('is an answer of my own on another device, unless this one gave it', () => {
    const { why, receive, registry } = setUp();
    receive({});
    receive({ inviteID: 'j' });
    expect(receive({ action: 'reject', sender: 'alice' })).toEqual({
      kind: 'answered-elsewhere',
      inviteID: 'i',
      answer: 'reject',
    });
    const invite = registry.incoming('j');
    if (invite) invite.state = 'answered';
    expect(why({ inviteID: 'j', action: 'accept', sender: 'alice' })).toBe('own-echo');
  });

  it("is the inviter's timeout for those it names and who were asked", () => {
    const { receive } = setUp();
    receive({ groupID: 'g', invitees: ['alice', 'carol'] });
    expect(receive({ action: 'timeout', invitees: ['alice', 'mallory'] })).toMatchObject({
      kind: 'expired',
      userIDs: ['alice'],
    });
  });
});

it('never lets one who is not part of an invite change what becomes of it', () => {
  const action = fc.constantFrom<SignalAction>('invite', 'cancel', 'accept', 'reject', 'timeout');
  const forged = fc.record({
    action,
    inviteID: fc.constantFrom('mine', 'theirs', 'x'),
    inviter: fc.constantFrom('alice', 'bob'),
    invitees: fc.subarray(['alice', 'bob', 'carol', 'mallory']),
    groupID: fc.constantFrom('', 'g'),
  });
  fc.assert(
    fc.property(fc.array(forged, { maxLength: 20 }), (messages) => {
      const { receive, sent } = setUp();
      const mine = sent(['bob', 'carol'], 'g');
      receive({ inviteID: 'theirs', groupID: 'g', invitees: ['alice', 'carol'] });
      messages.forEach((message) => {
        expect(receive({ ...message, sender: 'mallory' }).kind).toBe('dropped');
      });
      expect(mine).toMatchObject({ pending: ['bob', 'carol'], state: 'out' });
      expect(receive({ inviteID: 'mine', action: 'accept' }).kind).toBe('answered');
      expect(receive({ inviteID: 'theirs', action: 'cancel' }).kind).toBe('cancelled');
    }),
  );
});
