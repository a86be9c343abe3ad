/** Rules of the driver that need time, or a fault that the real TIM cannot be made to show. */
import { createLogger, LOG_LEVELS } from '@/src/log';
import type { TsignalingConstructor } from '@/src/signaling/tim/sdk-types';
import { createTsignalingDriver } from '@/src/signaling/tim/driver';
import { VirtualClock } from '../../../src/runtime/virtual-clock';
import { inviteFrom, MINUTE, realmOfTests, SECOND, stageOf } from './support/driver-stage';

const realm = realmOfTests();
const { TIM } = realm;
const setUp = stageOf(realm);
afterAll(() => realm.dispose());

/** A tsignaling that shows what it is given, and says nothing itself. */
function spyOnTsignaling() {
  const received: Record<string, unknown>[] = [];
  const Real = realm.TSignaling as TsignalingConstructor;
  class Spy extends Real {
    override invite(options: Parameters<InstanceType<typeof Real>['invite']>[0]) {
      received.push({ ...options });
      return super.invite(options);
    }
  }
  return { received, Spy };
}

describe('a login of the tsignaling driver', () => {
  it('settles when TIM is ready, not when it has logged in', async () => {
    const { clock, tim, kinds, login } = setUp();
    tim.loginBehaviour = async () => ({ code: 0, data: {} });
    let isDone = false;
    const done = login().then(() => (isDone = true));
    await clock.settle();
    expect(isDone).toBe(false);
    tim.becomeReady();
    await done;
    expect(kinds()).toEqual(['ready']);
  });

  it('rejects with 61005 when it takes more than half a minute, and logs out if it comes late', async () => {
    const { clock, tim, kinds, login } = setUp();
    let answer = (): void => undefined;
    tim.loginBehaviour = () =>
      new Promise((resolve) => (answer = () => resolve({ code: 0, data: {} })));
    const outcome = expect(login()).rejects.toMatchObject({ code: 61005 });
    await clock.advance(30 * SECOND);
    await outcome;
    answer();
    await clock.settle();
    expect(tim.calls.at(-1)).toBe('logout');
    expect(kinds()).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it("waits for the app's own login if that is on its way", async () => {
    const { clock, tim, login } = setUp();
    tim.loginBehaviour = () => Promise.reject({ code: 2025 });
    const done = login();
    await clock.settle();
    tim.becomeReady();
    await done;
  });

  it('does not touch the log level of a TIM that is not its own', async () => {
    const { tim, login } = setUp();
    await login();
    expect(tim.calls.filter((call) => call.startsWith('setLogLevel'))).toEqual([]);
  });

  it('ends at once when the driver is disposed of meanwhile', async () => {
    const { clock, tim, port, login } = setUp();
    tim.loginBehaviour = () => new Promise(() => undefined);
    const outcome = expect(login()).rejects.toMatchObject({ code: 61015 });
    await clock.settle();
    await port.dispose();
    await outcome;
    expect(clock.pending).toBe(0);
    expect(tim.listenerCount).toBe(0);
  });

  it('says not-ready and ready again when the connection is rebuilt, but not twice', async () => {
    const { tim, kinds, login } = setUp();
    await login();
    tim.emit(TIM.EVENT.SDK_READY);
    tim.emit(TIM.EVENT.SDK_NOT_READY);
    tim.emit(TIM.EVENT.SDK_READY);
    tim.emit(TIM.EVENT.SDK_READY);
    expect(kinds()).toEqual(['ready', 'not-ready', 'ready']);
  });

  it('gives up on a logout that TIM never answers', async () => {
    const { clock, tim, port, login } = setUp();
    await login();
    tim.logout = () => new Promise(() => undefined);
    const done = port.logout();
    await clock.advance(5 * SECOND);
    await done;
  });
});

describe('the tsignaling driver, sending,', () => {
  it('repeats the same message with growing pauses up to the deadline', async () => {
    const { clock, tim, invite, login } = setUp();
    await login();
    const times: number[] = [];
    tim.sendBehaviour = () => {
      times.push(clock.now());
      return Promise.reject({ code: 20005, message: 'busy' });
    };
    const start = clock.now();
    const outcome = expect(invite()).rejects.toMatchObject({
      code: 61006,
      cause: { code: 20005 },
    });
    await clock.advance(10 * SECOND);
    await outcome;
    expect(times.map((time) => time - start)).toEqual([0, 300, 900, 2100, 4100, 6100, 8100]);
    expect(new Set(tim.sent.map(({ message }) => message)).size).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it('gives up at the deadline on a send that TIM never answers, and the next one works', async () => {
    const { clock, tim, invite, login } = setUp();
    await login();
    tim.sendBehaviour = () => new Promise(() => undefined);
    const outcome = expect(invite()).rejects.toMatchObject({ code: 61006 });
    await clock.advance(10 * SECOND);
    await outcome;
    tim.sendBehaviour = async ({ message }) => ({ code: 0, data: { message } });
    await expect(invite({ ref: 'call-2' })).resolves.toMatchObject({
      inviteID: expect.any(String),
    });
  });

  it('survives a TIM that throws, resolves with a code, or is not ready', async () => {
    const { clock, tim, invite, login } = setUp();
    await login();
    const behaviours = [
      () => {
        throw new Error('from inside');
      },
      async () => ({ code: 7, data: { message: undefined } }),
    ];
    tim.sendBehaviour = (sent) =>
      behaviours.shift()?.() ?? Promise.resolve({ code: 0, data: { message: sent.message } });
    const first = invite();
    await clock.advance(SECOND);
    await first;

    tim.isReady = false;
    const second = invite({ ref: 'call-2' });
    await clock.advance(SECOND);
    tim.isReady = true;
    await clock.advance(2 * SECOND);
    await second;
  });

  it('tells tsignaling no timeout, so that it starts no timer, and the callee the real one', async () => {
    const { received, Spy } = spyOnTsignaling();
    const { tim, invite, login } = setUp(Spy);
    await login();
    await invite({ timeout: 45 });
    expect(received).toMatchObject([{ timeout: 0 }]);
    expect(tim.envelopes).toMatchObject([{ timeout: 45 }]);
  });

  it("sends nothing that nobody asked for, such as tsignaling's own timeout notice", async () => {
    const seen: unknown[] = [];
    const Real = realm.TSignaling as TsignalingConstructor;
    class Talkative extends Real {
      constructor(options: ConstructorParameters<typeof Real>[0]) {
        super(options);
        const { tim } = options;
        this.on('ts_im_ready', () => {
          const payload = { data: '{"businessID":1,"inviteID":"x","actionType":5}' };
          const draft = tim.createCustomMessage({ to: 'bob', conversationType: 'C2C', payload });
          void tim.sendMessage(draft).then((result) => seen.push(result.code));
        });
      }
    }
    const { clock, tim, login } = setUp(Talkative);
    await login();
    await clock.settle();
    expect(seen).toEqual([0]);
    expect(tim.sent).toEqual([]);
  });

  it('holds an answer back until the send of its invite has settled', async () => {
    const { clock, tim, port, invite, login } = setUp();
    await login();
    const order: string[] = [];
    port.onSignal(({ kind }) => order.push(kind));
    tim.sendBehaviour = async ({ message }) => {
      const { inviteID } = JSON.parse(message.payload.data);
      const fields = { inviteID, inviter: 'alice', actionType: 3, inviteeList: ['bob'] };
      await Promise.resolve();
      tim.receive(inviteFrom('alice', fields), 'bob');
      return { code: 0, data: { message } };
    };
    await invite().then(() => order.push('resolved'));
    await clock.settle();
    expect(order).toEqual(['resolved', 'answered']);
  });

  it('holds no answers back for the message that ends a call, since nobody answers it', async () => {
    const { clock, tim, port, kinds, login } = setUp();
    await login();
    const deadline = clock.now() + SECOND;
    await port.end({ userID: 'bob', groupID: '', type: 2, seconds: 3, deadline });
    const { inviteID } = tim.envelopes.at(-1)!;
    const fields = { inviteID, inviter: 'alice', actionType: 3, inviteeList: ['bob'] };
    tim.receive(inviteFrom('alice', fields), 'bob');
    await clock.settle();
    // Judged at once, instead of waiting for a release that never comes.
    expect(kinds()).toEqual(['ready', 'unknown-invite']);
  });

  it("does not take a stranger's answer for an acknowledgement", async () => {
    const { clock, tim, kinds, invite, login } = setUp();
    await login();
    tim.sendBehaviour = ({ message }) => {
      const { inviteID } = JSON.parse(message.payload.data);
      const fields = { inviteID, inviter: 'alice', actionType: 3, inviteeList: ['bob'] };
      void Promise.resolve().then(() => tim.receive(inviteFrom('alice', fields), 'mallory'));
      return new Promise(() => undefined);
    };
    const outcome = expect(invite()).rejects.toMatchObject({ code: 61006 });
    await clock.advance(10 * SECOND);
    await outcome;
    expect(kinds()).toEqual(['ready', 'forged-sender']);
  });

  it('repeats the original data to the byte in a timeout notice', async () => {
    const { clock, tim, port, invite, login } = setUp();
    await login();
    const deadline = clock.now() + SECOND;
    await invite();
    await port.cancel({ ref: 'call-1', type: 2, reason: 'timeout', deadline });
    const data = '{"version":0,"call_type":1,"room_id":"5"}';
    tim.receive(inviteFrom('bob', { data }), 'bob');
    // Neither the data of a stranger's invite under the same name…
    tim.receive(inviteFrom('bob', { data: data.replace('5', '6') }), 'mallory');
    await port.answer({ inviteID: 'bob-1', answer: 'timeout', type: 1, deadline });
    const [invited, mine, theirs] = tim.envelopes;
    expect(mine).toEqual({
      businessID: 1,
      inviteID: invited?.inviteID,
      inviter: 'alice',
      actionType: 5,
      inviteeList: ['bob'],
      data: invited?.data,
      timeout: 0,
      groupID: '',
    });
    expect(theirs).toMatchObject({ actionType: 5, inviter: 'bob', inviteeList: ['alice'], data });
  });

  it('forbids the push of what must not make a phone ring', async () => {
    const { clock, tim, port, invite, login } = setUp();
    await login();
    const deadline = clock.now() + SECOND;
    await invite();
    await port.end({ userID: 'bob', groupID: '', type: 2, seconds: 3, deadline });
    const request = { ref: 's', userID: 'bob', from: 2, to: 1, roomID: 1, timeout: 30 } as const;
    await port.switchType({ ...request, deadline });
    expect(tim.sent.map(({ options }) => options?.offlinePushInfo)).toEqual([
      expect.objectContaining({ description: expect.any(String) }),
      { disablePush: true },
      { disablePush: true },
    ]);
  });

  it('changes nothing in the request that it is given', async () => {
    const { clock, invite, port, login } = setUp();
    await login();
    const userIDs = ['bob', 'carol'];
    const invited = invite({ userIDs, memberIDs: userIDs, groupID: 'g' });
    userIDs.length = 0;
    await invited;
    await port.cancel({ ref: 'call-1', type: 2, reason: 'cancel', deadline: clock.now() + SECOND });
    expect(userIDs).toEqual([]);
  });

  it('refuses an invite to several people without a group', async () => {
    const { invite, login } = setUp();
    await login();
    await expect(invite({ userIDs: ['bob', 'carol'] })).rejects.toMatchObject({ code: 61001 });
  });
});

describe('the tsignaling driver, receiving,', () => {
  it("counts from the server's time where this device's clock is wrong", async () => {
    const { clock, tim, signals, login } = setUp();
    // The server is ten minutes ahead.
    const ahead = () => Math.floor((clock.now() + 10 * MINUTE) / 1000);
    const create = tim.createCustomMessage.bind(tim);
    tim.createCustomMessage = (options) => Object.assign(create(options), { clientTime: ahead() });
    await login();
    tim.receive(inviteFrom('bob'), 'bob', ahead() - 10);
    tim.receive(inviteFrom('carol'), 'carol', ahead() - 40);
    await clock.settle();
    const [, rings, expired] = signals;
    expect(rings).toMatchObject({ kind: 'invited' });
    const left = rings?.kind === 'invited' ? (rings.invitation.expiresAt ?? 0) - clock.now() : 0;
    expect(left).toBeGreaterThan(18 * SECOND);
    expect(left).toBeLessThan(22 * SECOND);
    expect(expired).toMatchObject({ reason: 'expired', from: 'carol' });
  });

  it('replays nothing, and rejects nowhere, when TIM cannot list what was missed', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      for (const fail of [() => Promise.reject({ code: 1 }), async () => undefined]) {
        const { clock, tim, kinds, login } = setUp();
        tim.conversations = fail;
        await login();
        await clock.settle();
        expect(kinds()).toEqual(['ready']);
      }
      const { clock, tim, kinds, login } = setUp();
      const lastTime = Date.now() / 1000;
      tim.conversations = async () => [
        { conversationID: 'C2Cbob', unreadCount: 1, lastMessage: { lastTime } },
        { conversationID: 'C2Ccarol', unreadCount: 1, lastMessage: undefined },
        null,
      ];
      tim.messages = () => Promise.reject({ code: 1 });
      await login();
      await clock.settle();
      expect(kinds()).toEqual(['ready']);
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });

  it('replays past a conversation that cannot be read', async () => {
    const { clock, tim, kinds, login } = setUp();
    const lastTime = Math.floor(clock.now() / 1000);
    jest.spyOn(Date.prototype, 'getTime').mockReturnValue(clock.now());
    tim.conversations = async () => [
      null,
      { conversationID: 'C2Ccarol', unreadCount: 1, lastMessage: undefined },
      { conversationID: 'C2Cbob', unreadCount: 1, lastMessage: { lastTime } },
    ];
    tim.messages = async () => [null, tim.message(inviteFrom('bob'), 'bob', lastTime)];
    await login();
    await clock.settle();
    jest.restoreAllMocks();
    expect(kinds()).toEqual(['ready', 'invited']);
  });

  it('rings though a stranger forged a withdrawal into the history', async () => {
    const { clock, tim, kinds, login } = setUp();
    // The history is judged by tsignaling against the real time.
    const time = Math.floor(clock.now() / 1000);
    jest.spyOn(Date.prototype, 'getTime').mockReturnValue(clock.now());
    tim.conversations = async () => [
      { conversationID: 'GROUPg', unreadCount: 3, lastMessage: { lastTime: time } },
    ];
    const group = (data: object, from: string) => ({
      ...tim.message(inviteFrom('bob', { groupID: 'g', ...data }), from, time),
      conversationType: TIM.TYPES.CONV_GROUP,
      to: 'g',
    });
    tim.messages = async () => [
      group({}, 'bob'),
      group({ actionType: 2 }, 'mallory'),
      group({ actionType: 4, inviteeList: ['alice'] }, 'mallory'),
      group({ inviteID: 'gone' }, 'bob'),
      group({ inviteID: 'gone', actionType: 2 }, 'bob'),
      group({ inviteID: 'done' }, 'bob'),
      group({ inviteID: 'done', actionType: 3, inviteeList: ['alice'] }, 'alice'),
    ];
    await login();
    await clock.settle();
    await clock.settle();
    jest.restoreAllMocks();
    expect(kinds()).toEqual(['ready', 'invited']);
  });

  it('rejects for the user an invite to a room that it cannot enter', async () => {
    const { clock, tim, kinds, login } = setUp();
    await login();
    const data = inviteFrom('bob').replace(/77/g, '0');
    tim.receive(data, 'bob');
    await clock.settle();
    expect(kinds()).toEqual(['ready', 'unjoinable-room']);
    expect(tim.envelopes).toMatchObject([{ actionType: 4, inviteID: 'bob-1' }]);
    expect(JSON.parse(String(tim.envelopes[0]?.data))).not.toHaveProperty('line_busy');
  });

  it.each([undefined, null, 'text', [null], [undefined], [{}], [{ type: 'TIMCustomElem' }]])(
    'survives an event of TIM that holds %p',
    async (data) => {
      const { tim, port, signals, login } = setUp();
      await login();
      for (const name of Object.values(TIM.EVENT)) {
        if (name !== TIM.EVENT.SDK_NOT_READY && name !== TIM.EVENT.KICKED_OUT) tim.emit(name, data);
      }
      tim.receive(inviteFrom('bob'), 'bob');
      expect(signals.at(-1)?.kind).toBe('invited');
      tim.emit(TIM.EVENT.KICKED_OUT, data);
      expect(signals.at(-1)).toEqual({
        ...{ kind: 'login-ended', why: 'kicked-out', reason: 'unknown' },
      });
      await port.dispose();
    },
  );

  it("survives an app's listener that throws", async () => {
    const { tim, port, signals, login } = setUp();
    port.onSignal(() => {
      throw new Error('in the app');
    });
    await login();
    tim.receive(inviteFrom('bob'), 'bob');
    expect(signals.map(({ kind }) => kind)).toEqual(['ready', 'invited']);
  });
});

describe('dispose() of the tsignaling driver', () => {
  it('ends the sends on their way, and leaves no listener and no timer', async () => {
    const { clock, tim, port, signals, invite, login } = setUp();
    await login();
    tim.sendBehaviour = () => Promise.reject({ code: 20005 });
    const outcome = expect(invite()).rejects.toBeDefined();
    await clock.settle();
    await port.dispose();
    await outcome;
    expect(clock.pending).toBe(0);
    expect(tim.listenerCount).toBe(0);
    const before = signals.length;
    tim.receive(inviteFrom('bob'), 'bob');
    expect(signals).toHaveLength(before);
    await expect(invite({ ref: 'call-2' })).rejects.toMatchObject({ code: 61015 });
  });

  it('ends a send that nobody can withdraw', async () => {
    const { clock, tim, port, login } = setUp();
    await login();
    tim.sendBehaviour = () => new Promise(() => undefined);
    const deadline = clock.now() + MINUTE;
    const ended = port.end({ userID: 'bob', groupID: '', type: 1, seconds: 1, deadline });
    const outcome = expect(ended).rejects.toMatchObject({ code: 61006 });
    await clock.settle();
    await port.dispose();
    await outcome;
    expect(clock.pending).toBe(0);
  });

  it('logs out only with the last driver on a TIM', async () => {
    const { tim, open, port, login } = setUp();
    await login();
    const second = open();
    await second.port.login({ userID: 'alice', userSig: 'sig' });
    await port.dispose();
    expect(tim.calls).not.toContain('logout');
    expect(tim.listenerCount).toBeGreaterThan(0);
    await second.port.dispose();
    expect(tim.calls).toContain('logout');
    expect(tim.listenerCount).toBe(0);
  });
});

describe('SDKs that are missing', () => {
  it.each([[{ TIM: undefined }], [{ TIM: {} }], [{ TSignaling: undefined }]])(
    'are reported as such: %p',
    (fields) => {
      const options = {
        TIM,
        TSignaling: realm.TSignaling,
        sdkAppID: 1,
        platformName: 'Web',
        proxy: {},
        clock: new VirtualClock(),
        log: createLogger(LOG_LEVELS.silent),
      };
      expect(() => createTsignalingDriver({ ...options, ...fields })).toThrow(
        expect.objectContaining({ code: 61012 }),
      );
    },
  );
});

it('nothing goes out in the name of somebody else whom the app has logged in', async () => {
  const { tim, login, invite } = setUp();
  await login();
  tim.userID = 'mallory';
  await expect(invite()).rejects.toMatchObject({ code: 61002 });
  expect(tim.sent).toEqual([]);
});
