/** The envelope is read from anybody, and written as tsignaling writes it. */
import * as fc from 'fast-check';
import { encodeInvite } from '@/src/signaling/wire/codec';
import { openEnvelope, withTimeout, writeEnvelope } from '@/src/signaling/wire/envelope';

const DATA = encodeInvite({ platform: 'Web', type: 1, roomID: 5, userIDs: ['bob'] });
const FIELDS = {
  businessID: 1,
  inviteID: 'i',
  inviter: 'alice',
  actionType: 1,
  inviteeList: ['bob'],
  data: DATA,
  timeout: 30,
  groupID: '',
};

const read = (fields: object, post: object = {}) =>
  openEnvelope({
    text: JSON.stringify({ ...FIELDS, ...fields }),
    from: 'alice',
    groupID: '',
    sentAt: 1,
    ...post,
  });

describe('reading an envelope', () => {
  it('gives message and data', () => {
    expect(read({})).toEqual({
      data: DATA,
      message: {
        action: 'invite',
        inviteID: 'i',
        sender: 'alice',
        inviter: 'alice',
        invitees: ['bob'],
        groupID: '',
        sentAt: 1,
        timeout: 30,
        content: { kind: 'call', type: 1, roomID: 5, userIDs: ['bob'], version: 4 },
      },
    });
  });

  it("believes TIM about the sender, not the message's word", () => {
    expect(read({ inviter: 'bob' }, { from: 'mallory' })).toMatchObject({
      message: { sender: 'mallory', inviter: 'bob' },
    });
  });

  it('believes in a group only if the message came through it', () => {
    expect(read({ groupID: 'g' })).toMatchObject({ message: { groupID: '' } });
    expect(read({ groupID: 'g' }, { groupID: 'g' })).toMatchObject({ message: { groupID: 'g' } });
    expect(read({ groupID: 'h' }, { groupID: 'g' })).toMatchObject({ message: { groupID: '' } });
  });

  it('takes the misspelt key of the oldest clients', () => {
    expect(read({ businessID: undefined, bussinessID: 1 })).toHaveProperty('message');
  });

  it('keeps silent about custom messages that are no signalling', () => {
    expect(openEnvelope({ text: '{"a":1}', from: 'x', groupID: '', sentAt: 1 })).toBeUndefined();
  });

  it.each([-1, Number.NaN, '30', null, {}, 1e400])('takes %p for no timeout', (timeout) => {
    expect(read({ timeout })).toMatchObject({ message: { timeout: 0 } });
  });

  it.each<[string, object, string]>([
    ['no inviteID', { inviteID: '' }, 'inviteID'],
    ['an endless inviteID', { inviteID: 'x'.repeat(129) }, 'inviteID'],
    ['no inviter', { inviter: null }, 'inviter'],
    ['no action', { actionType: 0 }, 'actionType'],
    ['an action between two', { actionType: 1.5 }, 'actionType'],
    ['an action as text', { actionType: '1' }, 'actionType'],
    ['data as an object', { data: {} }, 'data'],
    ['data without a type', { data: '{}' }, 'call_type'],
  ])('drops %s, and says why', (_name, fields, field) => {
    const why = expect.stringContaining(field);
    expect(read(fields)).toEqual({ drop: 'malformed', from: 'alice', why });
  });

  it('needs neither data nor an inviter to know a cancel or a timeout', () => {
    for (const [actionType, action] of [
      [2, 'cancel'],
      [5, 'timeout'],
    ]) {
      expect(read({ actionType, data: undefined, inviter: undefined })).toMatchObject({
        data: '',
        message: { action, inviter: '', content: { kind: 'plain', busy: false } },
      });
    }
  });

  it('drops what has no sender', () => {
    expect(read({}, { from: undefined })).toEqual({
      ...{ drop: 'malformed', from: '', why: 'it has no sender' },
    });
  });

  it('never throws', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom(1, 2, 3, 4, 5, DATA));
    const keys = fc.constantFrom(...Object.keys(FIELDS));
    const text = fc.oneof(
      fc.anything(),
      fc.json(),
      fc.dictionary(keys, field).map((fields) => JSON.stringify({ ...FIELDS, ...fields })),
    );
    fc.assert(
      fc.property(text, fc.anything(), (text, from) => {
        openEnvelope({ text, from, groupID: '', sentAt: 1 });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('writing an envelope', () => {
  it('keeps the key order of tsignaling', () => {
    const { inviteID, inviter, groupID } = FIELDS;
    const written = writeEnvelope({
      ...{ inviteID, inviter, groupID },
      action: 'timeout',
      invitees: ['bob'],
      data: '{}',
    });
    expect(written).toBe(
      '{"businessID":1,"inviteID":"i","inviter":"alice","actionType":5,"inviteeList":["bob"],"data":"{}","timeout":0,"groupID":""}',
    );
  });

  it('changes nothing but the timeout', () => {
    const text = JSON.stringify({ ...FIELDS, timeout: 0, onlineUserOnly: false });
    expect(withTimeout(text, 30)).toBe(JSON.stringify({ ...FIELDS, onlineUserOnly: false }));
  });
});
