/** What TRTC's cloud answers about a call is read into plain data, or refused with the place that is wrong. */
import { describeEvent, importCloudAnswer, type CloudAnswer } from '../../../src/diagnostics/door';
import { rowsOf } from '../../../src/diagnostics/events/vocabulary';
import { METRICS } from '../../../src/diagnostics/import/metrics';
import { LOCALES } from '../../../src/locale/languages';
import { CALL_DETAIL, USER_EVENTS } from './support/cloud-answers';

function eventsIn(answer: unknown, language?: (typeof LOCALES)[number]) {
  const found = importCloudAnswer(answer, { language });
  if (found.kind !== 'events') throw new Error(`read as ${found.kind}`);
  return found.events;
}

function detailIn(
  answer: unknown,
  language?: (typeof LOCALES)[number],
): Extract<CloudAnswer, { kind: 'call-detail' }> {
  const found = importCloudAnswer(answer, { language });
  if (found.kind !== 'call-detail') throw new Error(`read as ${found.kind}`);
  return found;
}

/** An answer with one event. */
const told = (EventId: number, ParamOne = -1, ParamTwo = -1, Type = 0) => ({
  Response: {
    Data: [{ Content: [{ Type, Time: 1589975272790, EventId, ParamOne, ParamTwo }], PeerId: 'a' }],
  },
});

/** An answer with one series. */
const measured = (DataType: string, PeerId: string | null = '') => ({
  Response: {
    Total: 0,
    UserList: null,
    Data: [
      {
        Content: [
          { Time: 2, Value: 7 },
          { Time: 1, Value: 5 },
        ],
        PeerId,
        UserId: 'a',
        DataType,
      },
    ],
  },
});

describe('events', () => {
  it('the documented answer of DescribeUserEvent is a list of events, the earliest first', () => {
    const events = eventsIn(USER_EVENTS);
    expect(events.map(({ at, userID, id }) => [at, userID, id])).toEqual([
      [1589975202782, 'user_66319581', 32769],
      [1589975202782, 'user_66319581', 32791],
      [1589975202782, 'user_66319581', 32768],
      [1589975202782, 'user_66319581', 32788],
      [1589975202782, 'user_66319581', 32793],
      [1589975212877, 'user_20453511', 32793],
      [1589975272790, 'hyder11', 32793],
    ]);
    expect(events[3]).toEqual({
      at: 1589975202782,
      userID: 'user_66319581',
      group: 'webrtc',
      id: 32788,
      params: [-1, -1],
      text: 'The page is in the room',
      description: describeEvent({ group: 'webrtc', id: 32788 }),
    });
  });

  it.each(LOCALES)('events are told in %s', (language) => {
    const [event] = eventsIn(told(1003, 1), language);
    expect(event!.text).toBe(
      describeEvent({ group: 'sdk', id: 1003, params: [1] }, { language })!.text,
    );
  });

  it.each(['sdk', 'webrtc'] as const)(
    'every event of the group %s is found by its id alone',
    (group) => {
      for (const [name, { id, params }] of rowsOf(group)) {
        const [one, two] = params.map((value) => (typeof value === 'number' ? value : 7));
        expect(eventsIn(told(id, one, two))[0]!.description?.name).toBe(`${group}.${name}`);
      }
    },
  );

  it('an event that no table has is shown by its numbers in each language', () => {
    for (const language of LOCALES) {
      const [event] = eventsIn(told(9999, 3, 4), language);
      expect(event).toMatchObject({ group: 'sdk', id: 9999, params: [3, 4] });
      expect(event!.text).toMatch(/9999.*3, 4/);
      expect(event).not.toHaveProperty('description');
    }
  });

  it('the picture that an event is about is named, and a kind that is not documented is not', () => {
    const pictures = [0, 2, 3, 7, 9].map((type) => eventsIn(told(32768, -1, -1, type))[0]!.picture);
    expect(pictures).toEqual([undefined, 'main', 'small', 'relayed', undefined]);
  });

  it('parameters that an answer leaves out count as not used', () => {
    const answer = {
      Data: [{ Content: [{ Time: 1, EventId: 32788, ParamOne: null }], PeerId: 'a' }],
    };
    expect(eventsIn(answer)[0]!.params).toEqual([-1, -1]);
  });

  it('a call without events has none', () => {
    expect(eventsIn({ Response: { Data: [], RequestId: 'x' } })).toEqual([]);
  });
});

describe('users and series', () => {
  it('the documented answer of DescribeCallDetailInfo is users and series, in ms, without addresses', () => {
    expect(importCloudAnswer(CALL_DETAIL)).toEqual({
      kind: 'call-detail',
      total: 1,
      users: [
        {
          userID: '1716',
          roomID: '218695',
          joinedAt: 1590065777000,
          leftAt: 1590067658000,
          device: '',
          sdkVersion: '4.3.14',
        },
      ],
      series: [
        {
          name: 'bigvCapFps',
          text: 'Captured frames',
          unit: 'fps',
          userID: '1716',
          direction: 'up',
          points: [
            { at: 1590065779000, value: 0 },
            { at: 1590065781000, value: 0 },
            { at: 1590065783000, value: 0 },
          ],
        },
      ],
    });
  });

  it('a user who is still in the room has not left', () => {
    const { UserList } = CALL_DETAIL.Response;
    const answer = { UserList: [{ ...UserList[0], Finished: false }], Total: 1, Data: null };
    expect(detailIn(answer).users[0]).not.toHaveProperty('leftAt');
    expect(detailIn(answer).series).toEqual([]);
  });

  it('what was received is told with the user who sent it, what was sent without', () => {
    expect(detailIn(measured('aBit', 'b')).series[0]).toMatchObject({
      direction: 'down',
      peerID: 'b',
    });
    for (const nobody of ['', null]) {
      const [sent] = detailIn(measured('aBit', nobody)).series;
      expect(sent).toMatchObject({ direction: 'up' });
      expect(sent).not.toHaveProperty('peerID');
    }
  });

  it('points are in the order of time', () => {
    expect(detailIn(measured('rtt')).series[0]!.points).toEqual([
      { at: 1000, value: 5 },
      { at: 2000, value: 7 },
    ]);
  });

  it.each(LOCALES)('every metric of the documents has words of its own in %s', (language) => {
    const texts = Object.keys(METRICS).map(
      (name) => detailIn(measured(name), language).series[0]!.text,
    );
    expect(new Set(texts).size).toBe(16);
    for (const [at, name] of Object.keys(METRICS).entries()) expect(texts[at]).not.toBe(name);
  });

  it.each(['newMetric', 'constructor'])(
    'the metric %s, which no document has, keeps its name and has no unit',
    (name) => {
      expect(detailIn(measured(name)).series[0]).toMatchObject({ name, text: name, unit: '' });
    },
  );
});

describe('what is read', () => {
  it.each([
    ['the answer as text', JSON.stringify(USER_EVENTS)],
    ['the parsed answer', USER_EVENTS],
    ['the answer without its envelope, as the SDKs of the API give it', USER_EVENTS.Response],
  ])('importCloudAnswer() reads %s', (_name, answer) => {
    expect(eventsIn(answer)).toHaveLength(7);
  });

  it('what is read is plain JSON', () => {
    for (const answer of [USER_EVENTS, CALL_DETAIL]) {
      const read = importCloudAnswer(answer);
      expect(JSON.parse(JSON.stringify(read))).toEqual(read);
    }
  });

  it.each([
    ['text that is no JSON', '{', /not JSON/],
    ['a number', 5, /the answer is not an object/],
    ['nothing', undefined, /the answer is not an object/],
    ['a list', [USER_EVENTS], /the answer is not an object/],
    ['an empty object', {}, /the answer has nothing/],
    ['the answer of another API', { Total: 1, RoomList: [] }, /the answer has Total, RoomList/],
    [
      'an event without a time',
      { Data: [{ Content: [{ Type: 0, EventId: 1 }] }] },
      /Data\[0\]\.Content\[0\]\.Time is not a number/,
    ],
    ['a list that is none', { Response: { Data: {} } }, /Data is not a list/],
    [
      'a user without a stay',
      { UserList: [{ UserId: 'a' }] },
      /UserList\[0\]\.JoinTs is not a number/,
    ],
    [
      'a name that is a number',
      { Data: [{ PeerId: 5, Content: [] }] },
      /Data\[0\]\.PeerId is not a text/,
    ],
    [
      'an entry that is no object',
      { Data: [{ Content: [null] }] },
      /Data\[0\]\.Content\[0\] is not an object/,
    ],
    [
      'a stay that may have ended',
      { UserList: [{ JoinTs: 1, Finished: 1 }] },
      /UserList\[0\]\.Finished is neither/,
    ],
  ])(
    'importCloudAnswer() refuses %s with the place that is wrong, and with what to take',
    (_name, answer, message) => {
      expect(() => importCloudAnswer(answer)).toThrow(
        expect.objectContaining({
          code: 61001,
          message: expect.stringMatching(message),
          cure: expect.stringContaining('DescribeCallDetailInfo'),
        }),
      );
    },
  );

  it('text that is no JSON is told with what the parser said', () => {
    expect(() => importCloudAnswer('{')).toThrow(
      expect.objectContaining({ cause: expect.any(SyntaxError) }),
    );
  });

  it('a refusal of the API is told with its code and its text', () => {
    const Error = { Code: 'AuthFailure.SignatureFailure', Message: 'The signature is wrong' };
    expect(() => importCloudAnswer({ Response: { Error, RequestId: 'x' } })).toThrow(
      expect.objectContaining({
        code: 61001,
        message: expect.stringContaining('AuthFailure.SignatureFailure'),
        cure: expect.stringContaining('The signature is wrong'),
        cause: { code: Error.Code, message: Error.Message },
      }),
    );
  });
});
