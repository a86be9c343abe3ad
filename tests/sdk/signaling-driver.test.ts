/**
 * The signalling driver over the unmodified tsignaling and tim-js-sdk, on the emulator: the strings
 * that old clients were recorded to send, and the faults that a network and a stranger can make.
 */
import { createLogger, LOG_LEVELS } from '../../src/log';
import { systemClock } from '../../src/runtime/system-clock';
import type { InviteRequest, Signal, SignalingPort } from '../../src/signaling/port';
import { createTsignalingDriver } from '../../src/signaling/tim/driver';
import { type Cloud, createCloud, until } from './support/cloud';
import { countListeners } from './support/count-listeners';
import { createRealm, type Realm } from './support/realm';
import type { TimInstance } from './support/sdk-types';
import recorded from './fixtures/trtc-calling-js-1.0.6.json';
import { inviteTo } from '../support/invite-request';

type Kind = Signal['kind'];
type SignalOf<K extends Kind> = Extract<Signal, { kind: K }>;

interface User {
  readonly userID: string;
  readonly port: SignalingPort;
  readonly realm: Realm;
  readonly signals: Signal[];
  login(): Promise<void>;
  /** Waits for the first signal of this kind that `next` has not given yet. */
  next<K extends Kind>(kind: K): Promise<SignalOf<K>>;
  kinds(): string[];
}

/** TIM writes the block always. Neither a flag against it nor an empty text makes a phone ring. */
function isPush(info: { PushFlag: number; Desc: string } | undefined): boolean {
  return info !== undefined && info.PushFlag === 0 && info.Desc !== '';
}

interface Frame {
  from: string;
  to: string;
  data: string;
  push: boolean;
}

let cloud: Cloud;
let frames: Frame[];
const realms: Realm[] = [];
const ports: SignalingPort[] = [];

beforeEach(async () => {
  cloud = await createCloud();
  frames = [];
  cloud.emulator.im.onFrame(({ direction, servcmd, body, userID }) => {
    if (direction !== 'in' || !/\.(sendmsg|send_group_msg)$/.test(servcmd)) return;
    const { To_Account, GroupId, MsgBody, OfflinePushInfo } = body as Record<string, never>;
    const [{ MsgContent }] = MsgBody as unknown as { MsgContent: { Data: string } }[];
    frames.push({
      from: userID,
      to: To_Account ?? GroupId,
      data: MsgContent.Data,
      push: isPush(OfflinePushInfo),
    });
  });
});

afterEach(async () => {
  await Promise.all(cloud.emulator.im.online.map((userID) => cloud.quiet(userID)));
  await Promise.all(ports.splice(0).map((port) => port.dispose()));
  realms.splice(0).forEach((realm) => realm.dispose());
  await cloud.dispose();
});

function open(userID: string, { realm = newRealm(), tim }: { realm?: Realm; tim?: unknown } = {}) {
  const port = createTsignalingDriver({
    TIM: realm.TIM,
    TSignaling: realm.TSignaling,
    tim,
    sdkAppID: cloud.emulator.sdkAppID,
    platformName: 'Web',
    proxy: { im: cloud.urls.im },
    clock: systemClock,
    log: createLogger(LOG_LEVELS.silent),
  });
  ports.push(port);
  const signals: Signal[] = [];
  port.onSignal((signal) => signals.push(signal));
  const given = new Set<Signal>();
  const user: User = {
    userID,
    port,
    realm,
    signals,
    login: () => port.login({ userID, userSig: cloud.emulator.signUserSig(userID) }),
    next: async <K extends Kind>(kind: K) => {
      const signal = await until(
        () => signals.find((each) => each.kind === kind && !given.has(each)),
        `${userID} gets ${kind}; got ${JSON.stringify(signals)}`,
      );
      given.add(signal);
      return signal as SignalOf<K>;
    },
    kinds: () => signals.map((each) => (each.kind === 'dropped' ? each.reason : each.kind)),
  };
  return user;
}

function newRealm(): Realm {
  const realm = createRealm();
  realms.push(realm);
  return realm;
}

async function enter(userID: string, options: { realm?: Realm; tim?: unknown } = {}) {
  const user = open(userID, options);
  await user.login();
  // TIM goes on asking for this and that, and throws at the page when a kick-out stops it.
  await cloud.quiet(userID);
  return user;
}

const soon = (ms = 4000) => systemClock.now() + ms;

const inviteOf = (fields: Partial<InviteRequest> = {}): InviteRequest => inviteTo(soon(), fields);

const envelope = (fields: object) =>
  JSON.stringify({
    businessID: 1,
    inviteID: 'forged-1',
    inviter: 'mallory',
    actionType: 1,
    inviteeList: ['bob'],
    data: '{"version":4,"businessID":"av_call","platform":"Web","call_type":2,"room_id":7,"data":{"cmd":"videoCall","room_id":7}}',
    timeout: 30,
    groupID: '',
    ...fields,
  });

/** Sends as somebody who follows no rules. */
const forge = (from: string, to: string, fields: object) =>
  cloud.emulator.im.sendC2C({ from, to, data: envelope(fields) });

describe('what goes over the wire', () => {
  it.each(recorded.scenarios.map((scenario) => [scenario.name, scenario.wire] as const))(
    'is what trtc-calling-js 1.0.6 was recorded to send: %s',
    async (_name, wire) => {
      const absent = wire.some((row) => row.actionType === 5 && row.from === row.inviter);
      const names = [
        ...new Set(wire.flatMap((row) => [row.from, row.inviter, ...row.inviteeList])),
      ];
      const present = names.filter((name) => !absent || name === wire[0]?.from);
      if (wire.some((row) => row.groupID !== '')) {
        cloud.emulator.im.addGroup({ groupID: 'G1', members: names });
      }
      const users = new Map<string, User>();
      for (const name of present) users.set(name, await enter(name));
      const ids: string[] = [];

      for (const row of wire) {
        const data = JSON.parse(row.data);
        const me = users.get(row.from) as User;
        const inviteID = ids[row.invite - 1] as string;
        const ref = `ref-${row.invite}`;
        const deadline = soon();
        const cmd: string = data.data.cmd;
        if (row.actionType === 1 && cmd === 'hangup') {
          const seconds: number = data.call_end;
          const end = { userID: row.to, groupID: '', type: data.call_type, seconds, deadline };
          await me.port.end(end);
          ids.push('ended');
          await users.get(row.to)?.next('ended');
        } else if (row.actionType === 1 && cmd.startsWith('switch')) {
          const to = cmd === 'switchToAudio' ? 1 : 2;
          const { call_type: from, room_id: roomID } = data;
          const request = { ref, userID: row.to, from, to, roomID, timeout: 30, deadline } as const;
          ids.push((await me.port.switchType(request)).inviteID);
          await users.get(row.to)?.next('switch-requested');
        } else if (row.actionType === 1) {
          const request = inviteOf({
            ref,
            userIDs: row.inviteeList,
            memberIDs: data.data.userIDs ?? row.inviteeList,
            groupID: row.groupID,
            type: data.call_type,
            roomID: data.room_id,
            timeout: row.timeout,
          });
          ids.push((await me.port.invite(request)).inviteID);
          for (const invitee of row.inviteeList) await users.get(invitee)?.next('invited');
        } else if (row.actionType === 2 || row.from === row.inviter) {
          const reason = row.actionType === 2 ? 'cancel' : 'timeout';
          await me.port.cancel({ ref, type: data.call_type, reason, deadline });
          await users.get(row.to)?.next(reason === 'cancel' ? 'cancelled' : 'expired');
        } else {
          const answers = { 3: 'accept', 4: data.line_busy ? 'busy' : 'reject', 5: 'timeout' };
          const answer = answers[row.actionType as 3] as 'accept';
          const switchTo = cmd.startsWith('switch') ? (cmd === 'switchToAudio' ? 1 : 2) : undefined;
          await me.port.answer({ inviteID, answer, type: data.call_type, switchTo, deadline });
          const kind = switchTo ? 'switch-answered' : row.actionType === 5 ? 'expired' : 'answered';
          const told = await (users.get(row.inviter) as User).next(kind);
          expect(told).toMatchObject({ ref, inviteID });
        }
      }

      const sent = frames.map(({ from, to, data }) => ({ from, to, data }));
      const expected = wire.map((row, index) => ({
        from: row.from,
        to: row.to,
        data: JSON.stringify({
          businessID: 1,
          inviteID: JSON.parse(frames[index]?.data ?? '{}').inviteID,
          inviter: row.inviter,
          actionType: row.actionType,
          inviteeList: row.inviteeList,
          data: row.data,
          timeout: row.timeout,
          groupID: row.groupID,
          ...(row.actionType === 1 ? { onlineUserOnly: false } : {}),
        }),
      }));
      expect(sent).toEqual(expected);
      expect(frames.map(({ data }) => JSON.parse(data).inviteID)).toEqual(
        wire.map((row, index) => {
          const id = ids[row.invite - 1];
          return id === 'ended' ? JSON.parse(frames[index]?.data ?? '{}').inviteID : id;
        }),
      );
      // Old clients have a phone ring when a call ends or changes; this one must not.
      expect(frames.map(({ push }) => push)).toEqual(
        wire.map((row) => row.actionType === 1 && /"cmd":"(audio|video)Call"/.test(row.data)),
      );
    },
  );

  it('carries the push that the app asked for', async () => {
    const alice = await enter('alice');
    const pushes: unknown[] = [];
    cloud.emulator.im.onFrame(({ direction, servcmd, body }) => {
      if (direction === 'in' && servcmd.endsWith('.sendmsg')) pushes.push(body.OfflinePushInfo);
    });
    await alice.port.invite(inviteOf({ push: { title: 'Alice', description: 'calls you' } }));
    expect(pushes).toEqual([expect.objectContaining({ Title: 'Alice', Desc: 'calls you' })]);
  });
});

describe('sends that fail', () => {
  it('repeats a send that fails once', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    cloud.emulator.faults.im.failSend(20005, { from: 'alice', times: 1 });
    const { inviteID } = await alice.port.invite(inviteOf());
    const { invitation } = await bob.next('invited');
    expect(invitation.inviteID).toBe(inviteID);
    expect(frames).toHaveLength(2);
  });

  it('rejects with the code of the SDK at the deadline, and the next operation works', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    const fault = cloud.emulator.faults.im.failSend(20005, { from: 'alice', times: Infinity });
    await expect(alice.port.invite(inviteOf({ deadline: soon(700) }))).rejects.toMatchObject({
      code: 61006,
      cause: { code: 20005 },
    });
    fault.times = 0;
    await alice.port.invite(inviteOf({ ref: 'call-2' }));
    expect((await bob.next('invited')).invitation.inviter).toBe('alice');
  });

  it.each(['accept', 'reject'] as const)(
    'can %s after an answer has failed, which locks plain tsignaling for good',
    async (answer) => {
      const alice = await enter('alice');
      const bob = await enter('bob');
      await alice.port.invite(inviteOf());
      const { inviteID } = (await bob.next('invited')).invitation;
      const fault = cloud.emulator.faults.im.failSend(20005, { from: 'bob', times: Infinity });
      await expect(
        bob.port.answer({ inviteID, answer, type: 2, deadline: soon(500) }),
      ).rejects.toMatchObject({ code: 61006 });
      fault.times = 0;
      await bob.port.answer({ inviteID, answer, type: 2, deadline: soon() });
      expect(await alice.next('answered')).toMatchObject({ ref: 'call-1', answer, userID: 'bob' });
    },
  );

  it('can cancel after a cancel has failed', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    await alice.port.invite(inviteOf());
    await bob.next('invited');
    const fault = cloud.emulator.faults.im.failSend(20005, { from: 'alice', times: Infinity });
    const cancel = { ref: 'call-1', type: 2, reason: 'cancel' } as const;
    await expect(alice.port.cancel({ ...cancel, deadline: soon(500) })).rejects.toMatchObject({
      code: 61006,
    });
    fault.times = 0;
    await alice.port.cancel({ ...cancel, deadline: soon() });
    await bob.next('cancelled');
  });

  it('does not repeat what no repetition can mend', async () => {
    const alice = await enter('alice');
    cloud.emulator.faults.im.failSend(20009, { from: 'alice', times: Infinity });
    await expect(alice.port.invite(inviteOf({ deadline: soon(60_000) }))).rejects.toMatchObject({
      cause: { code: 20009 },
    });
    expect(frames).toHaveLength(1);
  });

  it('takes an answer for the acknowledgement that got lost', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    cloud.emulator.faults.im.neverAckSend({ from: 'alice', times: 1 });
    const order: string[] = [];
    alice.port.onSignal(({ kind }) => order.push(kind));
    const invited = alice.port.invite(inviteOf({ deadline: soon(60_000) }));
    const { inviteID } = (await bob.next('invited')).invitation;
    await bob.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    expect((await invited).inviteID).toBe(inviteID);
    order.push('resolved');
    await alice.next('answered');
    expect(order).toEqual(['resolved', 'answered']);
  });

  it('withdraws an invite that got through after it was given up', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    cloud.emulator.faults.im.add({
      at: 'answer',
      action: 'delay',
      delayMs: 600,
      servcmd: 'sendmsg',
      from: 'alice',
      times: 1,
    });
    await expect(alice.port.invite(inviteOf({ deadline: soon(200) }))).rejects.toMatchObject({
      code: 61006,
    });
    await bob.next('invited');
    await bob.next('cancelled');
  });

  it('stops repeating an invite that was cancelled meanwhile', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    cloud.emulator.faults.im.failSend(20005, { from: 'alice', times: Infinity });
    const invited = alice.port.invite(inviteOf({ deadline: soon(60_000) }));
    const outcome = expect(invited).rejects.toMatchObject({ code: 61011 });
    await until(() => frames.length > 0, 'the first attempt is on the wire');
    await alice.port.cancel({ ref: 'call-1', type: 2, reason: 'cancel', deadline: soon() });
    await outcome;
    expect(bob.kinds()).toEqual(['ready']);
  });
});

describe('the driver, doing one operation at a time,', () => {
  it('accepts one and declines another at once, which locks plain tsignaling', async () => {
    const alice = await enter('alice');
    const carol = await enter('carol');
    const bob = await enter('bob');
    await alice.port.invite(inviteOf());
    await carol.port.invite(inviteOf());
    const first = (await bob.next('invited')).invitation;
    const second = (await bob.next('invited')).invitation;
    const answer = { type: 2, deadline: soon() } as const;
    await Promise.all([
      bob.port.answer({ ...answer, inviteID: first.inviteID, answer: 'accept' }),
      bob.port.answer({ ...answer, inviteID: second.inviteID, answer: 'busy' }),
    ]);
    expect((await alice.next('answered')).answer).toBe('accept');
    expect((await carol.next('answered')).answer).toBe('busy');
  });

  it('cancels an invite that is not acknowledged yet, right after it is', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    const invited = alice.port.invite(inviteOf());
    await until(() => frames.length > 0, 'the invite is on the wire');
    await alice.port.cancel({ ref: 'call-1', type: 2, reason: 'cancel', deadline: soon() });
    await invited;
    await bob.next('cancelled');
    expect(bob.kinds()).toEqual(['ready', 'invited', 'cancelled']);
  });

  it('sends nothing for an invite that is cancelled before its turn', async () => {
    const alice = await enter('alice');
    const first = alice.port.invite(inviteOf({ ref: 'first' }));
    const second = alice.port.invite(inviteOf({ ref: 'second', userIDs: ['carol'] }));
    const outcome = expect(second).rejects.toMatchObject({ code: 61011 });
    await alice.port.cancel({ ref: 'second', type: 2, reason: 'cancel', deadline: soon() });
    await Promise.all([first, outcome]);
    expect(frames.map(({ to }) => to)).toEqual(['bob']);
  });

  it('tells a callee of the cancel that crossed its accept', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    await alice.port.invite(inviteOf());
    const { inviteID } = (await bob.next('invited')).invitation;
    await bob.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    await alice.next('answered');
    await alice.port.cancel({ ref: 'call-1', type: 2, reason: 'cancel', deadline: soon() });
    expect(await bob.next('cancelled')).toMatchObject({ inviteID, inviter: 'alice' });
  });
});

describe('messages from strangers', () => {
  it.each([
    ['cancel', 2],
    ['timeout', 5],
    ['accept', 3],
    ['reject', 4],
  ])('a %s by a stranger changes nothing at the callee', async (_name, actionType) => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    await alice.port.invite(inviteOf());
    const { inviteID } = (await bob.next('invited')).invitation;
    forge('mallory', 'bob', { inviteID, inviter: 'alice', actionType });
    expect(await bob.next('dropped')).toMatchObject({ reason: 'forged-sender', from: 'mallory' });
    await bob.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    await alice.next('answered');
    expect(bob.kinds()).toEqual(['ready', 'invited', 'forged-sender']);
  });

  it.each([
    ['cancel', 2],
    ['timeout', 5],
    ['accept', 3],
    ['reject', 4],
  ])('a %s by a stranger changes nothing at the inviter', async (_name, actionType) => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    const { inviteID } = await alice.port.invite(inviteOf());
    forge('mallory', 'alice', { inviteID, inviter: 'alice', actionType });
    expect(await alice.next('dropped')).toMatchObject({ reason: 'forged-sender', from: 'mallory' });
    await alice.port.cancel({ ref: 'call-1', type: 2, reason: 'cancel', deadline: soon() });
    await bob.next('cancelled');
    expect(alice.kinds()).toEqual(['ready', 'forged-sender']);
  });

  it('do not ring in the name of another', async () => {
    const bob = await enter('bob');
    forge('mallory', 'bob', { inviter: 'alice' });
    expect(await bob.next('dropped')).toMatchObject({ reason: 'forged-sender', from: 'mallory' });
    expect(bob.kinds()).toEqual(['ready', 'forged-sender']);
  });

  it('do not ring without end, while other people still ring', async () => {
    const bob = await enter('bob');
    for (let i = 0; i < 15; i++) forge('mallory', 'bob', { inviteID: `flood-${i}` });
    forge('carol', 'bob', { inviteID: 'carol-1', inviter: 'carol' });
    await until(() => bob.signals.length === 17, 'all of them arrive');
    const rung = bob.signals.filter(({ kind }) => kind === 'invited');
    expect(rung).toHaveLength(11);
    expect(bob.kinds().filter((kind) => kind === 'rate-limited')).toHaveLength(5);
  });
});

describe('messages out of the ordinary', () => {
  it('reports an invite once that is delivered twice', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    const twice = { from: 'mallory', to: 'bob', data: envelope({}), seq: 5 };
    cloud.emulator.im.sendC2C({ ...twice, random: 1 });
    cloud.emulator.im.sendC2C({ ...twice, random: 2 });
    await bob.next('dropped');
    expect(bob.kinds()).toEqual(['ready', 'invited', 'duplicate']);
    expect(alice.kinds()).toEqual(['ready']);
  });

  it('rings for the oldest clients, who misspell a key', async () => {
    const bob = await enter('bob');
    forge('mallory', 'bob', { businessID: undefined, bussinessID: 1 });
    const { inviteID } = (await bob.next('invited')).invitation;
    await bob.port.answer({ inviteID, answer: 'reject', type: 2, deadline: soon() });
    expect(frames.at(-1)).toMatchObject({ from: 'bob', to: 'mallory' });
  });

  it.each<[string, string, string]>([
    ['null', 'null', 'malformed'],
    ['no JSON', '{"businessID":1', 'malformed'],
    ['no inviteID', envelope({ inviteID: undefined }), 'malformed'],
    ['no list of invitees', envelope({ inviteeList: null }), 'not-invited'],
    ['data that is null', envelope({ data: 'null' }), 'malformed'],
    ['an unknown action', envelope({ actionType: 9 }), 'malformed'],
    ['another business inside', envelope({ data: '{"businessID":"x"}' }), 'foreign-business'],
    ['another business outside', envelope({ businessID: 7 }), 'foreign-business'],
    ['a side message', '{"businessID":"av_call","data":{"cmd":"sync_info"}}', 'side-message'],
  ])('survives %s', async (_name, data, reason) => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    cloud.emulator.im.sendC2C({ from: 'mallory', to: 'bob', data });
    expect(await bob.next('dropped')).toMatchObject({ reason, from: 'mallory' });
    await alice.port.invite(inviteOf());
    const { inviteID } = (await bob.next('invited')).invitation;
    await bob.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    await alice.next('answered');
  });

  it("says nothing about an app's own custom messages", async () => {
    const bob = await enter('bob');
    cloud.emulator.im.sendC2C({ from: 'mallory', to: 'bob', data: '{"kind":"sticker"}' });
    forge('mallory', 'bob', {});
    await bob.next('invited');
    expect(bob.kinds()).toEqual(['ready', 'invited']);
  });

  it('does not ring for an invite that has no room, but takes it for the end', async () => {
    const bob = await enter('bob');
    forge('mallory', 'bob', {
      data: '{"version":4,"businessID":"av_call","platform":"MiniApp","call_type":1,"data":{"cmd":"audioCall","message":"","userIDs":["bob"]}}',
    });
    expect(await bob.next('ended')).toMatchObject({ userID: 'mallory', seconds: 0 });
  });

  it('hears the end of a group call that names somebody else', async () => {
    cloud.emulator.im.addGroup({ groupID: 'G1', members: ['alice', 'bob', 'carol'] });
    const bob = await enter('bob');
    const alice = await enter('alice');
    const end = { userID: 'carol', groupID: 'G1', type: 1, seconds: 9, deadline: soon() } as const;
    await alice.port.end(end);
    expect(await bob.next('ended')).toEqual({
      kind: 'ended',
      userID: 'alice',
      groupID: 'G1',
      seconds: 9,
    });
  });
});

describe('invites that were missed', () => {
  it('ring after login with the time that is left', async () => {
    const alice = await enter('alice');
    const sentAt = systemClock.now();
    await alice.port.invite(inviteOf());
    const bob = open('bob');
    await bob.login();
    const { expiresAt, inviteID } = (await bob.next('invited')).invitation;
    expect(expiresAt).toBeGreaterThan(sentAt + 28_000);
    expect(expiresAt).toBeLessThanOrEqual(sentAt + 31_000);
    await bob.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    expect(await alice.next('answered')).toMatchObject({ answer: 'accept', ref: 'call-1' });
  });

  it('ring once when they arrive live while the missed ones are looked up', async () => {
    const alice = await enter('alice');
    const bob = open('bob');
    const sending: Promise<unknown>[] = [];
    // From the first frame of bob's login on, so that some arrive before, some amid, some after.
    cloud.emulator.im.onFrame(({ userID, direction }) => {
      if (userID !== 'bob' || direction !== 'in' || sending.length >= 8) return;
      const ref = `call-${sending.length}`;
      sending.push(alice.port.invite(inviteOf({ ref })));
    });
    await bob.login();
    await until(() => sending.length === 8, 'all are sent');
    await Promise.all(sending);
    await cloud.quiet('bob');
    const ids = bob.signals.flatMap((each) =>
      each.kind === 'invited' ? [each.invitation.inviteID] : [],
    );
    expect(ids).toHaveLength(8);
    expect(new Set(ids).size).toBe(8);
  });

  it('ring once in 30 of 30 logins, however late TIM hears of the conversation and of what is unread', async () => {
    const alice = await enter('alice');
    const names = Array.from({ length: 30 }, (_, index) => `bob-${index}`);
    names.forEach((userID, index) => {
      // The list of conversations counts nothing unread, and list and messages come late, in either order.
      cloud.emulator.faults.im.countsNothing.push(userID);
      const late = (servcmd: string, delayMs: number) =>
        cloud.emulator.faults.im.add({ userID, servcmd, at: 'answer', action: 'delay', delayMs });
      late('page_get', (index % 6) * 300);
      late('getmsg', Math.floor(index / 6) * 400);
    });
    const rings = await Promise.all(
      names.map(async (userID) => {
        await alice.port.invite(inviteOf({ ref: userID, userIDs: [userID], memberIDs: [userID] }));
        const bob = open(userID);
        await bob.login();
        await until(() => bob.kinds().includes('invited'), `${userID} rings`, 6000).catch(() => 0);
        await cloud.quiet(userID);
        return bob.kinds().filter((kind) => kind === 'invited').length;
      }),
    );
    expect(rings).toEqual(names.map(() => 1));
  }, 60_000);

  it('are looked for at no cost where there is no conversation', async () => {
    const asked: string[] = [];
    cloud.emulator.im.onFrame(({ direction, servcmd }) => {
      if (direction === 'in') asked.push(servcmd);
    });
    const bob = open('bob');
    await bob.login();
    const later = await cloud.user('carol');
    await later.aged();
    // TIM itself asks for the list at login, and the look for missed invites once more.
    expect(asked.filter((one) => one.endsWith('.page_get'))).toHaveLength(3);
  });

  it('do not ring when they were withdrawn or have expired, but do after a forged withdrawal', async () => {
    const alice = await enter('alice');
    await alice.port.invite(inviteOf({ ref: 'withdrawn' }));
    await alice.port.cancel({ ref: 'withdrawn', type: 2, reason: 'cancel', deadline: soon() });
    await alice.port.invite(inviteOf({ ref: 'short', timeout: 0.001 }));
    const { inviteID } = await alice.port.invite(inviteOf({ ref: 'good' }));
    // In the same conversation, where only alice and bob can write: the callee's side forges.
    cloud.emulator.im.sendC2C({
      from: 'alice',
      to: 'bob',
      data: envelope({ inviteID: 'other', inviter: 'alice', actionType: 2 }),
    });
    const bob = open('bob');
    await bob.login();
    expect((await bob.next('invited')).invitation.inviteID).toBe(inviteID);
    expect(bob.kinds()).toEqual(['ready', 'expired', 'invited']);
  });
});

describe('several devices of one account', () => {
  beforeEach(async () => {
    await cloud.dispose();
    cloud = await createCloud({ maxInstances: 2 });
  });

  it('stop ringing when one of them answers, and ignore what they send themselves', async () => {
    const alice = await enter('alice');
    const tablet = await enter('alice');
    const phone = await enter('bob');
    const laptop = await enter('bob');
    const { inviteID } = await alice.port.invite(inviteOf());
    await laptop.next('invited');
    await phone.next('invited');
    await phone.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    expect(await laptop.next('answered-elsewhere')).toMatchObject({ inviteID, answer: 'accept' });
    await alice.next('answered');
    await until(() => tablet.signals.length === 3, 'the other device of the inviter hears it all');
    expect(tablet.kinds()).toEqual(['ready', 'own-echo', 'unknown-invite']);
    expect(phone.kinds()).toEqual(['ready', 'invited']);
  });

  it('that come back do not ring for a call that another one has answered meanwhile', async () => {
    const alice = await enter('alice');
    const phone = await enter('bob');
    const realm = newRealm();
    const laptop = await enter('bob', { realm });
    realm.sockets.at(-1)?.terminate();
    const { inviteID } = await alice.port.invite(inviteOf());
    await phone.next('invited');
    await phone.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    await until(() => laptop.kinds().includes('expired'), 'the laptop hears of the call');
    expect(laptop.kinds()).not.toContain('invited');
  });

  it('that come back ring for a call that nobody has answered meanwhile', async () => {
    const alice = await enter('alice');
    const realm = newRealm();
    const laptop = await enter('bob', { realm });
    realm.sockets.at(-1)?.terminate();
    const { inviteID } = await alice.port.invite(inviteOf());
    expect((await laptop.next('invited')).invitation.inviteID).toBe(inviteID);
    await laptop.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    await alice.next('answered');
  });
});

describe('logging in and out', () => {
  it('surfaces what TIM said when the login is refused, and a second login works', async () => {
    const bob = open('bob');
    const refused = bob.port.login({ userID: 'bob', userSig: 'forged' });
    await expect(refused).rejects.toMatchObject({
      code: 61005,
      cause: { code: expect.any(Number) },
    });
    await bob.login();
    expect(bob.kinds()).toEqual(['ready']);
  });

  it('reports a kick-out, and can log in again', async () => {
    const alice = await enter('alice');
    const bob = await enter('bob');
    cloud.emulator.im.kick('bob');
    expect(await bob.next('login-ended')).toMatchObject({
      ...{ why: 'kicked-out', reason: 'multipleAccount' },
    });
    await expect(
      bob.port.invite(inviteOf({ userIDs: ['alice'], deadline: soon(300) })),
    ).rejects.toMatchObject({ code: 61002 });
    await bob.login();
    await bob.port.invite(inviteOf({ ref: 'again', userIDs: ['alice'], memberIDs: ['alice'] }));
    expect((await alice.next('invited')).invitation.inviter).toBe('bob');
  });

  it('tells of a lost line and of its return', async () => {
    const bob = await enter('bob');
    cloud.emulator.im.cutSocket('bob');
    const { state } = await bob.next('network');
    expect(['connecting', 'disconnected']).toContain(state);
    await until(
      () => bob.signals.some((each) => each.kind === 'network' && each.state === 'connected'),
      'the line is back',
      15_000,
    );
  }, 20_000);

  it('is back within seconds of an outage that the first reconnect does not survive', async () => {
    const [alice, bob] = [await enter('alice'), await enter('bob')];
    // TIM does not come back by itself from a socket that breaks in its first second.
    await cloud.quiet('bob');
    cloud.emulator.im.cutSocket('bob', { refuseReconnectMs: 4_000 });
    await bob.next('network');
    await until(
      () => bob.signals.some((each) => each.kind === 'network' && each.state === 'connected'),
      'the line is back',
      12_000,
    );
    await alice.port.invite(inviteOf());
    expect((await bob.next('invited')).invitation.inviter).toBe('alice');
  }, 40_000);

  it('logs out of TIM, and sends nothing afterwards', async () => {
    const bob = await enter('bob');
    await bob.port.logout();
    await until(() => !cloud.emulator.im.online.includes('bob'), 'bob is offline');
    await expect(bob.port.invite(inviteOf())).rejects.toMatchObject({ code: 61002 });
  });
});

describe('a TIM of the app', () => {
  const shared = async (userID: string) => {
    const page = await cloud.user(userID);
    return { page, user: await enter(userID, { realm: page.realm, tim: page.tim }) };
  };

  it('works though the app has logged in, and stays logged in', async () => {
    const alice = await enter('alice');
    const { user: bob } = await shared('bob');
    await alice.port.invite(inviteOf());
    const { inviteID } = (await bob.next('invited')).invitation;
    await bob.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    await alice.next('answered');
    await bob.port.logout();
    await bob.port.dispose();
    expect(cloud.emulator.im.online).toContain('bob');
  });

  it('rings for what was missed before the app logged in', async () => {
    const alice = await enter('alice');
    await alice.port.invite(inviteOf());
    const { user: bob } = await shared('bob');
    expect((await bob.next('invited')).invitation.inviter).toBe('alice');
  });

  it('refuses to be somebody else than the app', async () => {
    const page = await cloud.user('bob');
    const port = open('carol', { realm: page.realm, tim: page.tim });
    await expect(port.login()).rejects.toMatchObject({ code: 61005 });
    expect(cloud.emulator.im.online).toContain('bob');
  });

  it('is left without a listener of ours', async () => {
    const realm = newRealm();
    const tim = realm.TIM.create({
      SDKAppID: cloud.emulator.sdkAppID,
      proxyServer: cloud.urls.im,
    }) as TimInstance;
    tim.setLogLevel(4);
    const listeners = countListeners(tim);
    const bob = open('bob', { realm, tim });
    await bob.login();
    expect(listeners.size).toBeGreaterThan(0);
    await bob.port.dispose();
    expect([...listeners]).toEqual([]);
  });

  it('is shared by two drivers: both ring, one answers, the other is told', async () => {
    const alice = await enter('alice');
    const { page, user: first } = await shared('bob');
    const second = await enter('bob', { realm: page.realm, tim: page.tim });
    await alice.port.invite(inviteOf());
    const { inviteID } = (await first.next('invited')).invitation;
    await second.next('invited');
    await second.port.answer({ inviteID, answer: 'accept', type: 2, deadline: soon() });
    expect(await first.next('answered-elsewhere')).toMatchObject({ inviteID, answer: 'accept' });
    await second.port.dispose();
    const invited = first.port.invite(inviteOf({ userIDs: ['alice'], memberIDs: ['alice'] }));
    await invited;
    expect((await alice.next('invited')).invitation.inviter).toBe('bob');
  });
});
