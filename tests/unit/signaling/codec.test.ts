/** The codec writes data that six generations of clients read, and reads what they write. */
import * as fc from 'fast-check';
import {
  decode,
  encodeAnswer,
  encodeBusy,
  encodeCancel,
  encodeEnd,
  encodeInvite,
  encodeSwitch,
  encodeSwitchAnswer,
  MAX_DATA_LENGTH,
} from '@/src/signaling/wire/codec';
import type { SignalAction, SignalContent } from '@/src/signaling/message';
import type { SignalCallType } from '@/src/signaling/port';
import golden from './fixtures/wire-golden.json';

const ROOM = 12345;
const SECONDS = 42;
const ACTIONS: SignalAction[] = ['invite', 'cancel', 'accept', 'reject', 'timeout'];
const Web = 'Web';

/** Recorded data with a room and seconds put in for the placeholders. */
const fill = (data: string) =>
  data.replace(/"<roomID>"/g, `${ROOM}`).replace(/"<seconds>"/g, `${SECONDS}`);

function recorded(name: string, client = 'Web 1.0.6'): string {
  const row = golden.recorded.find((each) => each.name === name && each.client === client);
  if (!row) throw new Error(`nothing recorded as ${name}`);
  return fill(row.data);
}

const read = (data: unknown, action: SignalAction = 'invite', groupID = '') =>
  decode(data, { action, groupID });

const invite = (fields: object, nested: object = {}) =>
  read(
    JSON.stringify({
      version: 4,
      call_type: 2,
      room_id: ROOM,
      businessID: 'av_call',
      platform: 'X',
      ...fields,
      data: { cmd: 'videoCall', room_id: ROOM, message: '', ...nested },
    }),
  );

describe('writing invite data', () => {
  const type = 2;
  const roomID = ROOM;
  const seconds = SECONDS;
  it.each<[string, string]>([
    ['invite C2C audio', encodeInvite({ platform: Web, type: 1, roomID, userIDs: ['B'] })],
    ['invite C2C video', encodeInvite({ platform: Web, type, roomID, userIDs: ['B'] })],
    [
      'invite group without groupID (one C2C per invitee)',
      encodeInvite({ platform: Web, type: 1, roomID, userIDs: ['B', 'C'] }),
    ],
    [
      'invite group with groupID',
      encodeInvite({ platform: Web, type, roomID, userIDs: undefined }),
    ],
    ['cancel audio', encodeCancel({ platform: Web, type: 1 })],
    ['cancel video', encodeCancel({ platform: Web, type })],
    ['accept video', encodeAnswer({ platform: Web, type })],
    ['accept in group', encodeAnswer({ platform: Web, type })],
    ['reject audio', encodeAnswer({ platform: Web, type: 1 })],
    ['reject line busy', encodeBusy({ platform: Web, type: 1 })],
    [
      'hangup C2C (sent by the LAST user in the room)',
      encodeEnd({ platform: Web, type: 1, seconds }),
    ],
    ['switch video->audio request', encodeSwitch({ platform: Web, type, to: 1, roomID })],
    ['switch video->audio accepted', encodeSwitchAnswer({ platform: Web, to: 1 })],
    ['switch audio->video request', encodeSwitch({ platform: Web, type: 1, to: 2, roomID })],
    ['switch audio->video accepted', encodeSwitchAnswer({ platform: Web, to: 2 })],
  ])('writes %s to the byte as recorded', (name, written) => {
    expect(written).toBe(recorded(name));
  });

  it('writes the platform that it is given', () => {
    expect(JSON.parse(encodeCancel({ platform: 'MiniApp', type: 1 })).platform).toBe('MiniApp');
  });
});

describe('reading recorded invite data', () => {
  it.each(golden.recorded.map((row) => [row.client, row.name, row] as const))(
    'understands %s: %s',
    (_client, name, row) => {
      const action = ACTIONS[row.action - 1];
      const result = read(fill(row.data), action, row.groupID);
      expect(result).toEqual({ content: expected(name, action, row.groupID) });
    },
  );

  function expected(name: string, action: SignalAction, groupID: string): unknown {
    if (action !== 'invite') return { kind: 'plain', busy: name.includes('busy') };
    if (name.includes('plain invite without room_id')) return { kind: 'end', seconds: 0 };
    if (/hangup|end/.test(name)) return { kind: 'end', seconds: SECONDS };
    if (name.includes('switch')) return { kind: 'switch', to: name.includes('->audio') ? 1 : 2 };
    return {
      kind: 'call',
      type: expect.any(Number),
      roomID: ROOM,
      version: 4,
      userIDs: groupID === '' ? expect.any(Array) : [],
    };
  }

  it('an end says that no device opened in a field that others do not read, and is else the same', () => {
    const fields = { platform: 'Web', type: 1, seconds: 0 } as const;
    const plain = encodeEnd(fields);
    const withReason = encodeEnd({ ...fields, noDevice: true });
    expect(withReason).toBe(plain.replace('"message":""', '"message":"noDevice"'));
    expect(read(withReason, 'invite')).toEqual({
      content: { kind: 'end', seconds: 0, noDevice: true },
    });
    expect(read(plain, 'invite')).toEqual({ content: { kind: 'end', seconds: 0 } });
  });

  it.each(golden.legacy.map((row) => [row.name, row.data] as const))(
    'understands the oldest web clients: %s',
    (name, data) => {
      const text = fill(data).replace('"<1|2>"', '2');
      const actions: Record<string, SignalAction> = {
        accept: 'accept',
        reject: 'reject',
        'reject busy': 'reject',
        cancel: 'cancel',
      };
      const result = read(text, actions[name] ?? 'invite');
      const contents: Record<string, SignalContent> = {
        invite: { kind: 'call', type: 2, roomID: ROOM, userIDs: [], version: 0 },
        hangup: { kind: 'end', seconds: SECONDS },
        'reject busy': { kind: 'plain', busy: true },
      };
      expect(result).toEqual({ content: contents[name] ?? { kind: 'plain', busy: false } });
    },
  );
});

describe('reading invite data liberally', () => {
  const room = (result: unknown) => (result as { content: { roomID: number } }).content?.roomID;

  it('takes the type from the nested command, else from call_type', () => {
    expect(invite({ call_type: 2 }, { cmd: 'audioCall' })).toMatchObject({ content: { type: 1 } });
    expect(invite({ call_type: 1 }, { cmd: '' })).toMatchObject({ content: { type: 1 } });
    expect(invite({ call_type: '2' }, { cmd: '' })).toMatchObject({ content: { type: 2 } });
    expect(invite({ call_type: 3 }, { cmd: '' })).toMatchObject({ drop: 'malformed' });
  });

  it('takes a room as number or decimal text, from either level, up to 4294967294', () => {
    expect(room(invite({ room_id: '77' }))).toBe(77);
    expect(room(invite({ room_id: undefined }, { room_id: 78 }))).toBe(78);
    expect(room(invite({ room_id: 4294967294 }))).toBe(4294967294);
    expect(room(invite({ room_id: 0 }, { room_id: '79' }))).toBe(79);
  });

  it.each([0, -1, 1.5, 4294967295, '0', '1e3', 'room', true, {}])(
    'reads room %p as one that nobody can enter, not as a missing one',
    (room_id) => {
      expect(invite({ room_id, str_room_id: 'a' }, { room_id })).toEqual({
        content: { kind: 'unjoinable', type: 2 },
      });
    },
  );

  it('reads a number that overflows as no number', () => {
    const text = '{"call_type":1,"call_end":1e400,"data":{"cmd":"hangup"}}';
    expect(decode(text, { action: 'invite', groupID: '' })).toEqual({
      content: { kind: 'end', seconds: 0 },
    });
  });

  it('reads an invite without a room as the end notice it is meant to be', () => {
    const result = invite({ room_id: undefined }, { room_id: undefined });
    expect(result).toEqual({ content: { kind: 'end', seconds: 0 } });
  });

  it('reads the length of a call from call_end, or from the text that native clients write', () => {
    expect(invite({ call_end: 0 }, { cmd: 'hangup' })).toEqual({
      content: { kind: 'end', seconds: 0 },
    });
    expect(invite({}, { cmd: 'hangup', cmdInfo: '12' })).toEqual({
      content: { kind: 'end', seconds: 12 },
    });
    expect(invite({ call_end: 7.9 }, { cmd: 'hangup' })).toEqual({
      content: { kind: 'end', seconds: 7 },
    });
  });

  it.each(['switch_to_audio_call', 'switchToAudio', 1])('knows the switch mark %p', (mark) => {
    expect(invite({ switch_to_audio_call: mark })).toEqual({ content: { kind: 'switch', to: 1 } });
  });

  it('reads a reject as busy by any of the three marks', () => {
    const reject = (fields: object) =>
      read(JSON.stringify({ businessID: 'av_call', version: 4, ...fields }), 'reject');
    const busy = { content: { kind: 'plain', busy: true } };
    expect(reject({ line_busy: 'line_busy' })).toEqual(busy);
    expect(reject({ line_busy: '' })).toEqual(busy);
    expect(reject({ data: { message: 'lineBusy' } })).toEqual(busy);
    expect(reject({ data: { cmd: '', userIDs: [] }, extInfo: '' })).toEqual({
      content: { kind: 'plain', busy: false },
    });
  });

  it('reads a cancel and a timeout notice without any data', () => {
    for (const action of ['cancel', 'timeout'] as const) {
      expect(read(undefined, action)).toEqual({ content: { kind: 'plain', busy: false } });
      expect(read('', action)).toEqual({ content: { kind: 'plain', busy: false } });
    }
    expect(read('', 'accept')).toMatchObject({ drop: 'malformed' });
  });

  it('drops signalling of other businesses', () => {
    expect(invite({ businessID: 'live_room' })).toEqual({ drop: 'foreign-business' });
    expect(invite({ businessID: 1 })).toEqual({ drop: 'foreign-business' });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object', { call_type: 2 }],
    ['null', 'null'],
    ['an array', '[]'],
    ['a number', '4'],
    ['broken JSON', '{"call_type":2'],
    ['empty', '{}'],
    ['too long', JSON.stringify({ call_type: 2, room_id: 1, extra: 'x'.repeat(MAX_DATA_LENGTH) })],
    ['too deep', `{"call_type":2,"room_id":1,"x":${'['.repeat(2000)}${']'.repeat(2000)}}`],
  ])('drops what is no call message: %s', (_name, data) => {
    expect(read(data)).toMatchObject({ drop: 'malformed' });
  });

  it('is not fooled by brackets inside text', () => {
    const extraInfo = `"\\${'{'.repeat(100)}`;
    expect(invite({ extraInfo })).toMatchObject({ content: { kind: 'call' } });
  });
});

describe('the codec under random input', () => {
  const type = fc.constantFrom<SignalCallType>(1, 2);
  const roomID = fc.integer({ min: 1, max: 2147483647 });
  const action = fc.constantFrom(...ACTIONS);
  const userID = fc.string({ minLength: 1, maxLength: 32 });

  it('reads back what it wrote', () => {
    const platform = fc.string({ minLength: 1 });
    const userIDs = fc.uniqueArray(userID, { maxLength: 20 });
    fc.assert(
      fc.property(platform, type, roomID, userIDs, (platform, type, roomID, userIDs) => {
        expect(read(encodeInvite({ platform, type, roomID, userIDs }))).toEqual({
          content: { kind: 'call', type, roomID, userIDs, version: 4 },
        });
        const to = type;
        expect(read(encodeSwitch({ platform, type, to, roomID }))).toEqual({
          content: { kind: 'switch', to },
        });
        expect(read(encodeEnd({ platform, type, seconds: roomID }))).toEqual({
          content: { kind: 'end', seconds: roomID },
        });
        expect(read(encodeBusy({ platform, type }), 'reject')).toEqual({
          content: { kind: 'plain', busy: true },
        });
        for (const text of [
          encodeAnswer({ platform, type }),
          encodeSwitchAnswer({ platform, to }),
        ]) {
          expect(read(text, 'reject')).toEqual({ content: { kind: 'plain', busy: false } });
        }
        expect(read(encodeCancel({ platform, type }), 'cancel')).toEqual({
          content: { kind: 'plain', busy: false },
        });
      }),
    );
  });

  it('never throws, and never rings without a type and a room', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('hangup', 'lineBusy', 1, 2, 0, null));
    const key = fc.constantFrom(
      ...['call_type', 'room_id', 'call_end', 'businessID', 'line_busy', 'version', 'data'],
      ...['switch_to_audio_call', 'platform', 'extraInfo', 'cmd', 'userIDs', 'message', 'cmdInfo'],
    );
    const shaped = fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value)));
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      shaped.map((object) => JSON.stringify(object)),
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.anything()), action, fc.string(), (data, action, groupID) => {
        const result = read(data, action, groupID);
        if ('content' in result && result.content.kind === 'call') {
          expect([1, 2]).toContain(result.content.type);
          expect(Number.isInteger(result.content.roomID)).toBe(true);
          expect(result.content.roomID).toBeGreaterThan(0);
          expect(result.content.roomID).toBeLessThan(4294967295);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
