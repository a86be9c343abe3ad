/** Alice's driver meets other drivers, other people and an unusual TIM. */
import { createLogger, LOG_LEVELS } from '@/src/log';
import type { TimMessage } from '@/src/signaling/tim/sdk-types';
import { createTsignalingDriver } from '@/src/signaling/tim/driver';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { inviteFrom, realmOfTests, SECOND, stageOf } from './support/driver-stage';
import { TimDouble } from './support/tim-double';

const realm = realmOfTests();
const { TIM } = realm;
const setUp = stageOf(realm);
afterAll(() => realm.dispose());

describe('a login', () => {
  it('as somebody else than the other driver on this TIM is refused, and that one goes on', async () => {
    const { tim, open, kinds, invite, login } = setUp();
    await login();
    const second = open();
    await expect(second.port.login({ userID: 'carol', userSig: 'sig' })).rejects.toMatchObject({
      code: 61005,
      message: expect.stringContaining('alice'),
    });
    tim.receive(inviteFrom('bob'), 'bob');
    await invite();
    expect(kinds()).toEqual(['ready', 'invited']);
    expect(second.signals).toEqual([]);
    expect(tim.calls).toEqual(['login alice']);
  });

  it('that TIM acknowledges but never gets ready for is ended again', async () => {
    const { clock, tim, login } = setUp();
    tim.loginBehaviour = async () => ({ code: 0, data: {} });
    const outcome = expect(login()).rejects.toMatchObject({ code: 61005 });
    await clock.advance(30 * SECOND);
    await outcome;
    expect(tim.calls).toEqual(['login alice', 'logout']);
  });

  it('needs no more from TIM than its word', async () => {
    const { tim, login } = setUp();
    tim.loginBehaviour = async () => {
      tim.becomeReady();
      return { code: 0, data: undefined };
    };
    await login();
    tim.isReady = false;
    const refused = setUp();
    refused.tim.loginBehaviour = () => Promise.reject(undefined);
    await expect(refused.login()).rejects.toMatchObject({ code: 61005, cause: undefined });
  });
});

describe('a change of the network', () => {
  it('is reported to who is logged in, and starts nothing where nobody is', async () => {
    const { clock, tim, kinds, port, login } = setUp();
    tim.emit(TIM.EVENT.NET_STATE_CHANGE, { state: 'disconnected' });
    expect([kinds(), clock.pending]).toEqual([[], 0]);
    await login();
    tim.emit(TIM.EVENT.NET_STATE_CHANGE, { state: 'asleep' });
    tim.emit(TIM.EVENT.NET_STATE_CHANGE, { state: 'connected' });
    expect(kinds()).toEqual(['ready', 'network']);
    await port.dispose();
  });
});

describe('a login that ends without logout()', () => {
  const ends = (why: string, reason: unknown) => ({ kind: 'login-ended', why, reason });

  it('by a userSig that ran out is told apart from a login somewhere else', async () => {
    const { tim, signals, login } = setUp();
    await login();
    tim.emit(TIM.EVENT.KICKED_OUT, { type: TIM.TYPES.KICKED_OUT_USERSIG_EXPIRED });
    expect(signals.at(-1)).toEqual(ends('user-sig-expired', 'userSigExpired'));
  });

  it('by the app, which logs out its IM instance, is reported to every driver on it', async () => {
    const { clock, tim, open, signals, kinds, invite, login } = setUp();
    const second = open();
    await login();
    await second.port.login({ userID: 'alice', userSig: 'sig' });
    await tim.logout();
    await clock.settle();
    expect(kinds()).toEqual(['ready', 'not-ready', 'login-ended']);
    const told = ends('logged-out', expect.stringContaining('logged out'));
    expect([signals.at(-1), second.signals.at(-1)]).toEqual([told, told]);
    await expect(invite()).rejects.toMatchObject({ code: 61002 });
    tim.userID = 'alice';
    tim.becomeReady();
    await login();
    await invite();
    expect(tim.envelopes).toHaveLength(1);
  });

  it('by the app, which logs in somebody else, is reported before anything goes out', async () => {
    const { tim, signals, invite, login } = setUp();
    await login();
    tim.userID = 'carol';
    tim.becomeReady();
    expect(signals.at(-1)).toEqual(ends('logged-out', expect.stringContaining('carol')));
    await expect(invite()).rejects.toMatchObject({ code: 61002 });
    expect(tim.sent).toEqual([]);
  });

  it('ends what is being sent as well, so that the next login need not wait for it', async () => {
    const { clock, tim, invite, login } = setUp();
    await login();
    tim.sendBehaviour = () => Promise.reject({ code: 20002 });
    const outcome = expect(invite()).rejects.toMatchObject({ code: 61006 });
    await clock.settle();
    tim.emit(TIM.EVENT.KICKED_OUT, { type: TIM.TYPES.KICKED_OUT_USERSIG_EXPIRED });
    await outcome;
    expect(clock.pending).toBe(0);
  });

  it('is not what a connection that is being rebuilt looks like', async () => {
    const { clock, tim, kinds, login } = setUp();
    await login();
    tim.isReady = false;
    tim.notReadyCode = 2999;
    tim.emit(TIM.EVENT.SDK_NOT_READY);
    await clock.settle();
    tim.becomeReady();
    expect(kinds()).toEqual(['ready', 'not-ready', 'ready']);
  });
});

describe('an invite that arrives late', () => {
  const lateInvite = async (history: () => Promise<unknown>) => {
    const { clock, tim, kinds, login } = setUp();
    await login();
    await clock.advance(10 * SECOND);
    tim.messages = history;
    tim.receive(inviteFrom('bob'), 'bob', Math.floor(clock.now() / 1000) - 5);
    tim.receive(inviteFrom('bob', { actionType: 2 }), 'bob');
    await clock.settle();
    return kinds();
  };

  it('rings, and what follows it comes after, when its conversation cannot be read', async () => {
    const kinds = await lateInvite(() => Promise.reject(new Error('no network')));
    expect(kinds).toEqual(['ready', 'invited', 'cancelled']);
  });

  it('rings when its conversation does not know it yet', async () => {
    expect(await lateInvite(async () => [])).toEqual(['ready', 'invited', 'cancelled']);
  });
});

describe('a newer userSig', () => {
  const renewal = { userID: 'alice', userSig: 'newer' };

  it('makes a login of this driver a new one, and an invite meanwhile goes out after it', async () => {
    const { tim, port, kinds, invite, login } = setUp();
    await login();
    const renewed = port.renew(renewal);
    const invited = invite();
    await Promise.all([renewed, invited]);
    expect(tim.calls).toEqual(['login alice', 'logout', 'login alice']);
    expect(kinds()).toEqual(['ready', 'not-ready', 'ready']);
    expect(tim.envelopes).toMatchObject([{ inviter: 'alice', actionType: 1 }]);
  });

  it("leaves a login that is the app's own alone", async () => {
    const { tim, port, login } = setUp();
    tim.userID = 'alice';
    tim.becomeReady();
    await login();
    await port.renew(renewal);
    expect(tim.calls).toEqual(['login alice']);
  });

  it('that the service refuses ends the login, and says so', async () => {
    const { tim, port, kinds, login } = setUp();
    await login();
    tim.loginBehaviour = () => Promise.reject({ code: 70001, message: 'expired' });
    await expect(port.renew(renewal)).rejects.toMatchObject({ code: 61018 });
    expect(kinds()).toEqual(['ready', 'not-ready', 'login-ended']);
  });
});

describe('an invite of mine', () => {
  it('that waits for the other driver on this TIM can be taken back, and is never sent', async () => {
    const { clock, tim, open, invite, login } = setUp();
    await login();
    const second = open();
    await second.port.login({ userID: 'alice', userSig: 'sig' });
    let acknowledge = (): void => undefined;
    tim.sendBehaviour = ({ message }) =>
      new Promise((resolve) => (acknowledge = () => resolve({ code: 0, data: { message } })));
    const first = invite();
    await clock.settle();
    const deadline = clock.now() + 10 * SECOND;
    const waiting = second.port.invite({
      ...{ ref: 'mine', userIDs: ['carol'], memberIDs: ['carol'], groupID: '' },
      ...{ type: 1, roomID: 5, timeout: 30, deadline },
    });
    const outcome = expect(waiting).rejects.toMatchObject({ code: 61011 });
    await clock.settle();
    const taken = second.port.cancel({ ref: 'mine', type: 1, reason: 'cancel', deadline });
    acknowledge();
    await Promise.all([first, outcome, taken]);
    expect(tim.sent.map(({ message }) => message.to)).toEqual(['bob']);
  });

  it('is still ended at its time after a flood of other invites', async () => {
    const { clock, tim, port, invite, login } = setUp();
    await login();
    await invite();
    for (let count = 0; count < 300; count++) tim.receive(inviteFrom(`x${count}`), `x${count}`);
    const deadline = clock.now() + SECOND;
    await port.cancel({ ref: 'call-1', type: 2, reason: 'timeout', deadline });
    expect(tim.envelopes.at(-1)).toMatchObject({ actionType: 5, data: '{}' });
  });
});

it('a group invite goes on for me when its inviter gives up on another member', async () => {
  const { clock, tim, port, kinds, login } = setUp();
  await login();
  const inGroup = (data: string): TimMessage => ({
    ...tim.message(data, 'bob'),
    conversationType: TIM.TYPES.CONV_GROUP,
    to: 'g',
  });
  const all = { groupID: 'g', inviteeList: ['alice', 'carol'] };
  tim.emit(TIM.EVENT.MESSAGE_RECEIVED, [inGroup(inviteFrom('bob', all))]);
  const others = { groupID: 'g', actionType: 5, inviteeList: ['carol'] };
  tim.emit(TIM.EVENT.MESSAGE_RECEIVED, [inGroup(inviteFrom('bob', others))]);
  expect(kinds()).toEqual(['ready', 'invited', 'expired']);
  const deadline = clock.now() + SECOND;
  await port.answer({ inviteID: 'bob-1', answer: 'accept', type: 2, deadline });
  expect(tim.envelopes).toMatchObject([{ actionType: 3, groupID: 'g' }]);
});

describe('a login after messages were missed', () => {
  /** Logs alice in with this in a conversation that has unread messages, and gives what she hears. */
  async function loginWith(
    history: [data: string, from: string][] | undefined,
    later?: (stage: ReturnType<typeof setUp>) => Promise<unknown>,
  ) {
    const stage = setUp();
    const { clock, tim, kinds, login } = stage;
    if (later) tim.isSyncCompleted = false;
    const lastTime = Math.floor(clock.now() / 1000);
    // The history is judged by tsignaling against the real time.
    jest.spyOn(Date.prototype, 'getTime').mockReturnValue(clock.now());
    tim.conversations = async () => [
      { conversationID: 'C2Cbob', unreadCount: 3, lastMessage: { lastTime } },
    ];
    tim.messages = async () => history?.map(([data, from]) => tim.message(data, from, lastTime));
    await login();
    await clock.settle();
    await later?.(stage);
    await clock.settle();
    jest.restoreAllMocks();
    expect(clock.pending).toBe(0);
    return kinds();
  }

  it('an open invite rings', async () => {
    expect(await loginWith([[inviteFrom('bob'), 'bob']])).toEqual(['ready', 'invited']);
  });

  it('an invite that its inviter gave up on does not ring', async () => {
    const over = inviteFrom('bob', { actionType: 5 });
    expect(
      await loginWith([
        [inviteFrom('bob'), 'bob'],
        [over, 'bob'],
      ]),
    ).toEqual(['ready']);
  });

  it('an invite that another device of mine has answered in the same second does not ring', async () => {
    const mine = inviteFrom('bob', { actionType: 3 });
    const history = [mine, inviteFrom('bob')].map((data, place): [string, string] => [
      data,
      place === 0 ? 'alice' : 'bob',
    ]);
    expect(await loginWith(history)).toEqual(['ready']);
  });

  it('an invite in the name of another does not ring', async () => {
    expect(await loginWith([[inviteFrom('bob'), 'mallory']])).toEqual(['ready']);
  });

  it('the end of a call is not reported', async () => {
    const data = JSON.stringify({ version: 4, call_type: 1, call_end: 7 });
    expect(await loginWith([[inviteFrom('bob', { data }), 'bob']])).toEqual(['ready']);
  });

  it('an invite rings when a list that TIM has not got yet is complete', async () => {
    const kinds = await loginWith([[inviteFrom('bob'), 'bob']], async ({ clock, tim, kinds }) => {
      tim.emit(TIM.EVENT.CONVERSATION_LIST_UPDATED, []);
      await clock.settle();
      expect(kinds()).toEqual(['ready']);
      tim.isSyncCompleted = true;
      tim.emit(TIM.EVENT.CONVERSATION_LIST_UPDATED, []);
    });
    expect(kinds).toEqual(['ready', 'invited']);
  });

  it('an invite rings from a list that is never complete, after five seconds', async () => {
    const kinds = await loginWith([[inviteFrom('bob'), 'bob']], async ({ clock, kinds }) => {
      await clock.advance(4 * SECOND);
      expect(kinds()).toEqual(['ready']);
      await clock.advance(SECOND);
    });
    expect(kinds).toEqual(['ready', 'invited']);
  });

  it('an invite rings once though TIM counts nothing unread, or hears of it after it is ready', async () => {
    const stage = setUp();
    const { clock, tim, kinds, login } = stage;
    const lastTime = Math.floor(clock.now() / 1000);
    jest.spyOn(Date.prototype, 'getTime').mockReturnValue(clock.now());
    const conversation = { conversationID: 'C2Cbob', unreadCount: 0, lastMessage: { lastTime } };
    tim.messages = async () => [tim.message(inviteFrom('bob'), 'bob', lastTime)];
    await login();
    await clock.settle();
    expect(kinds()).toEqual(['ready']);
    tim.conversations = async () => [conversation];
    for (let times = 0; times < 3; times++) {
      tim.emit(TIM.EVENT.CONVERSATION_LIST_UPDATED, [conversation]);
      await clock.settle();
    }
    jest.restoreAllMocks();
    expect(kinds()).toEqual(['ready', 'invited']);
  });

  it('an answer or a hang-up that TIM has listed before it arrived is heard, once', async () => {
    const stage = setUp();
    const { clock, tim, kinds, invite, login } = stage;
    await login();
    await invite();
    await clock.advance(2 * SECOND);
    const [mine] = tim.envelopes;
    const rejected = JSON.stringify({ ...mine, actionType: 4, inviteeList: ['bob'], data: '{}' });
    const data = JSON.stringify({ version: 4, call_type: 1, call_end: 7 });
    const ended = inviteFrom('bob', { inviteID: 'bob-end', data });
    const lastTime = Math.floor(clock.now() / 1000);
    jest.spyOn(Date.prototype, 'getTime').mockReturnValue(clock.now());
    const listed = [rejected, ended].map((text) => tim.message(text, 'bob', lastTime));
    const conversation = { conversationID: 'C2Cbob', unreadCount: 1, lastMessage: { lastTime } };
    tim.conversations = async () => [conversation];
    tim.messages = async () => listed;
    tim.emit(TIM.EVENT.CONVERSATION_LIST_UPDATED, [conversation]);
    await clock.settle();
    expect(kinds()).toEqual(['ready', 'answered', 'ended']);
    tim.emit(TIM.EVENT.MESSAGE_RECEIVED, listed);
    jest.restoreAllMocks();
    expect(kinds()).toEqual(['ready', 'answered', 'ended', 'duplicate', 'duplicate']);
  });

  it('nobody waits for the list once the driver is disposed of', async () => {
    const kinds = await loginWith([[inviteFrom('bob'), 'bob']], ({ port }) => port.dispose());
    expect(kinds).toEqual(['ready']);
  });

  it('nothing rings where TIM has no list', async () => {
    expect(await loginWith(undefined)).toEqual(['ready']);
  });
});

describe('a tim-js-sdk that is older than tested', () => {
  const BOTH = /tim-js-sdk 2\.9\.3 .*2\.27\.6/;

  it('is named with both versions, in one warning and in the error of the login that fails', async () => {
    const lines: unknown[][] = [];
    const clock = new VirtualClock();
    const old = { ...TIM, VERSION: '2.9.3' };
    const tim = new TimDouble(old, clock);
    const open = () =>
      createTsignalingDriver({
        TIM: old,
        tim,
        TSignaling: realm.TSignaling,
        ...{ sdkAppID: 1400000000, platformName: 'Web', proxy: {} },
        clock,
        log: createLogger(LOG_LEVELS.warn, (...line) => lines.push(line)),
      });
    open().dispose();
    tim.loginBehaviour = () => Promise.reject({ code: 60012, message: 'version too old' });
    await expect(open().login({ userID: 'alice', userSig: 'sig' })).rejects.toMatchObject({
      code: 61005,
      reason: expect.stringMatching(BOTH),
      message: expect.stringContaining('version too old'),
    });
    expect(lines).toEqual([['warn', expect.stringMatching(BOTH), undefined]]);
  });
});

describe('an instance of its own', () => {
  const driver = (create: jest.Mock) =>
    createTsignalingDriver({
      TIM: { ...TIM, create },
      TSignaling: realm.TSignaling,
      ...{ sdkAppID: 1400000000, platformName: 'Web', proxy: {} },
      clock: new VirtualClock(),
      log: createLogger(LOG_LEVELS.silent),
    });

  it("is made for Tencent's own addresses unless there is a proxy", () => {
    const create = jest.fn(() => ({ setLogLevel: jest.fn(), on: jest.fn() }));
    driver(create);
    expect(create.mock.calls).toStrictEqual([[{ SDKAppID: 1400000000 }]]);
  });

  it('that TIM does not make is reported with the likely cause', () => {
    expect(() => driver(jest.fn())).toThrow(
      expect.objectContaining({ code: 61012, message: expect.stringContaining('SDKAppID') }),
    );
  });
});
