/** The IM half of the emulator, with the unmodified tim-js-sdk and with clients that misbehave. */
import { createUserSigService } from '../../emulator';
import { type Cloud, createCloud, namesOf, type Page, until } from './support/cloud';
import { connectRaw, type RawClient } from './support/raw-client';

jest.setTimeout(60_000);

let cloud: Cloud;
const raws: RawClient[] = [];

beforeEach(async () => {
  cloud = await createCloud();
});

afterEach(async () => {
  for (const raw of raws.splice(0)) raw.close();
  await cloud.dispose();
});

async function raw(): Promise<RawClient> {
  const client = await connectRaw(cloud.urls.im, cloud.emulator.sdkAppID);
  raws.push(client);
  return client;
}

const im = () => cloud.emulator.im;
const faults = () => cloud.emulator.faults.im;
const kicked = (page: Page) =>
  until(() => page.events.find(({ name }) => name === 'kickedOut'), 'KICKED_OUT', 30_000);
const has = (page: Page, data: string) => () => page.received().includes(data);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 0,
    (error: { code?: number }) => error.code,
  );

describe('login', () => {
  it('with a good UserSig makes the SDK ready and the user present', async () => {
    const alice = await cloud.user('alice');
    expect(namesOf(alice.events)).toContain('sdkStateReady');
    expect(im().online).toEqual(['alice']);
  });

  it('is refused with 70001 when the UserSig has expired', async () => {
    const userSig = cloud.emulator.signUserSig('alice', { expireSeconds: -1 });
    await expect(cloud.page().login('alice', userSig)).rejects.toMatchObject({ code: 70001 });
    expect(im().online).toEqual([]);
  });

  it('is refused with 70003 when the UserSig was signed with another key, altered or cut', async () => {
    const { sdkAppID } = cloud.emulator;
    const forged = createUserSigService({ sdkAppID, secretKey: 'guessed' }).sign('alice');
    const good = cloud.emulator.signUserSig('alice');
    for (const userSig of [forged, good.slice(0, 60), 'nonsense']) {
      expect(await codeOf(cloud.page().login('alice', userSig))).toBe(70003);
    }
  });

  it("is refused with 70013 when the UserSig is somebody else's", async () => {
    const userSig = cloud.emulator.signUserSig('bob');
    await expect(cloud.page().login('alice', userSig)).rejects.toMatchObject({ code: 70013 });
  });

  it('is refused with 70014 when the UserSig is for another application', async () => {
    const foreign = createUserSigService({ sdkAppID: 1400999999, secretKey: 'k' }).sign('alice');
    expect(await codeOf(cloud.page().login('alice', foreign))).toBe(70014);
    const page = cloud.page({ sdkAppID: 1400999999 });
    expect(await codeOf(page.login('alice', foreign))).toBe(70020);
  });

  it('works after a refusal, and again after a logout', async () => {
    const page = cloud.page();
    await expect(page.login('alice', 'nonsense')).rejects.toMatchObject({ code: 70003 });
    await page.login('alice');
    await page.ready();
    await page.tim.logout();
    expect(im().online).toEqual([]);
    await page.login('alice');
    await page.ready();
    expect(im().online).toEqual(['alice']);
  });
});

describe('messages', () => {
  it('arrive in order, with the ID that the sender has', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    const texts = Array.from({ length: 20 }, (_, n) => `m${n}`);
    const sent = await Promise.all(texts.map((text) => alice.send('bob', text)));
    await until(() => bob.messages.length === texts.length, 'all arrived');
    expect(bob.received()).toEqual(texts);
    expect(bob.messages.map(({ ID }) => ID)).toEqual(sent.map(({ ID }) => ID));
    expect(bob.messages[0]).toMatchObject({ from: 'alice', to: 'bob', flow: 'in' });
    expect(alice.messages).toEqual([]);
  });

  it('that are for online users only are neither kept nor counted', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    await alice.send('bob', 'now', { onlineUserOnly: true });
    await until(has(bob, 'now'), 'it arrives live');
    await alice.send('carol', 'now or never', { onlineUserOnly: true });
    await alice.send('carol', 'later');
    const carol = await cloud.user('carol');
    const { messageList } = (await carol.tim.getMessageList({ conversationID: 'C2Calice' })).data;
    expect(messageList.map(({ payload }) => payload.data)).toEqual(['later']);
    expect(im().snapshot().conversations).toContainEqual(
      expect.objectContaining({ userID: 'carol', peer: 'alice', messages: 1, unread: 1 }),
    );
  });

  it('that were missed are listed, counted, replayable, and read once read', async () => {
    const alice = await cloud.user('alice');
    await alice.send('bob', 'one');
    await alice.send('bob', 'two');
    const bob = await cloud.user('bob');
    const conversationOf = async () =>
      (await bob.tim.getConversationList()).data.conversationList.find(
        ({ conversationID }) => conversationID === 'C2Calice',
      );
    expect(await conversationOf()).toMatchObject({
      unreadCount: 2,
      lastMessage: { payload: { data: 'two' } },
    });
    const { messageList, isCompleted } = (
      await bob.tim.getMessageList({ conversationID: 'C2Calice', count: 15 })
    ).data;
    expect(messageList.map(({ payload }) => payload.data)).toEqual(['one', 'two']);
    expect(isCompleted).toBe(true);
    await bob.tim.setMessageRead({ conversationID: 'C2Calice' });
    expect(await conversationOf()).toMatchObject({ unreadCount: 0 });
    expect(im().snapshot().conversations).toContainEqual(
      expect.objectContaining({ userID: 'bob', unread: 0 }),
    );
  });

  it('page through a long history', async () => {
    for (let n = 0; n < 40; n++) im().sendC2C({ from: 'alice', to: 'bob', data: `m${n}` });
    const bob = await cloud.user('bob');
    const seen: string[] = [];
    let nextReqMessageID: string | undefined;
    for (let page = 0; page < 5; page++) {
      const { data } = await bob.tim.getMessageList({
        conversationID: 'C2Calice',
        count: 15,
        ...(nextReqMessageID ? { nextReqMessageID } : {}),
      });
      seen.unshift(...data.messageList.map(({ payload }) => payload.data));
      nextReqMessageID = (data as { nextReqMessageID?: string }).nextReqMessageID;
      if (data.isCompleted) break;
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => `m${n}`));
  });

  it('reach the members of a group, and only them', async () => {
    im().addGroup({ groupID: 'G1', members: ['alice', 'bob', 'dave'] });
    const [alice, bob, eve] = [
      await cloud.user('alice'),
      await cloud.user('bob'),
      await cloud.user('eve'),
    ];
    await alice.sendToGroup('G1', 'all');
    await until(has(bob, 'all'), 'a member gets it');
    expect(bob.messages[0]).toMatchObject({ from: 'alice', to: 'G1', conversationID: 'GROUPG1' });
    expect(await codeOf(eve.sendToGroup('G1', 'me too'))).toBe(10007);
    expect(await codeOf(eve.sendToGroup('G9', 'hello?'))).toBe(10010);
    expect([...eve.received(), ...alice.received()]).toEqual([]);
    const dave = await cloud.user('dave');
    const list = await dave.tim.getMessageList({ conversationID: 'GROUPG1', count: 15 });
    expect(list.data.messageList.map(({ payload }) => payload.data)).toEqual(['all']);
  });

  it('work in a group that a client made', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    const { group } = (
      await alice.tim.createGroup({
        type: 'Public',
        name: 'Team',
        groupID: 'team',
        memberList: [{ userID: 'bob' }],
      })
    ).data;
    expect(group.groupID).toBe('team');
    await alice.sendToGroup('team', 'hi');
    await until(has(bob, 'hi'), 'bob hears of it');
    const eve = await cloud.user('eve');
    await eve.tim.joinGroup({ groupID: 'team' });
    await bob.sendToGroup('team', 'welcome');
    await until(has(eve, 'welcome'), 'the new member gets it');
    await eve.tim.quitGroup('team');
    expect(im().snapshot().groups[0]).toMatchObject({ members: ['alice', 'bob'] });
  });

  it('of any sender can be delivered, for tests with forged ones', async () => {
    const bob = await cloud.user('bob');
    im().sendC2C({ from: 'mallory', to: 'bob', data: 'x', seq: 1, random: 2 });
    im().sendC2C({
      from: 'mallory',
      to: 'bob',
      body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 't' } }],
    });
    await until(() => bob.messages.length === 2, 'both arrive');
    expect(bob.messages.map(({ from, type }) => [from, type])).toEqual([
      ['mallory', 'TIMCustomElem'],
      ['mallory', 'TIMTextElem'],
    ]);
  });

  it('cannot be sent in the name of somebody else, nor too long', async () => {
    const client = await raw();
    await client.login('alice', cloud.emulator.signUserSig('alice'));
    const message = (fields: object) => ({
      From_Account: 'alice',
      To_Account: 'bob',
      MsgSeq: 1,
      MsgRandom: 1,
      MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: 'd' } }],
      ...fields,
    });
    const send = async (fields: object) =>
      (await client.request('openim.sendmsg', message(fields))).body.ErrorCode;
    expect(await send({ From_Account: 'bob' })).toBe(20003);
    expect(await send({ To_Account: '' })).toBe(20003);
    expect(await send({ MsgBody: [] })).toBe(60003);
    const long = [{ MsgType: 'TIMCustomElem', MsgContent: { Data: 'd'.repeat(13_000) } }];
    expect(await send({ MsgBody: long })).toBe(80002);
    expect(await send({})).toBe(0);
  });

  it('that are sent again arrive once and get the same answer', async () => {
    const bob = await cloud.user('bob');
    const client = await raw();
    await client.login('alice', cloud.emulator.signUserSig('alice'));
    const message = {
      From_Account: 'alice',
      To_Account: 'bob',
      MsgSeq: 7,
      MsgRandom: 77,
      MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: 'once' } }],
    };
    const first = await client.request('openim.sendmsg', message);
    const second = await client.request('openim.sendmsg', message);
    expect(second.body.MsgKey).toBe(first.body.MsgKey);
    im().sendC2C({ from: 'alice', to: 'bob', data: 'after' });
    await until(has(bob, 'after'), 'what came later arrived');
    expect(bob.received()).toEqual(['once', 'after']);
  });

  it('carry profiles that users set', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    const { tim } = alice as unknown as { tim: { updateMyProfile(o: object): Promise<unknown> } };
    await tim.updateMyProfile({ nick: 'Alice A.', avatar: 'https://example.org/a.png' });
    const { data } = await bob.tim.getUserProfile({ userIDList: ['alice'] });
    expect(data[0]).toMatchObject({ nick: 'Alice A.', avatar: 'https://example.org/a.png' });
  });
});

describe('a second login', () => {
  it('kicks the first page out, which may log in again', async () => {
    const first = await cloud.user('alice');
    const second = await cloud.user('alice');
    expect((await kicked(first)).data).toEqual({ type: 'multipleAccount' });
    await until(() => namesOf(first.events).includes('sdkStateNotReady'), 'SDK_NOT_READY');
    expect(namesOf(second.events)).not.toContain('kickedOut');
    im().sendC2C({ from: 'bob', to: 'alice', data: 'for the second' });
    await until(has(second, 'for the second'), 'the second page gets messages');
    expect(first.received()).toEqual([]);
    await first.login('alice');
    await kicked(second);
    expect(im().online).toEqual(['alice']);
  });

  it('kicks a page that is away, as soon as it comes back', async () => {
    const first = await cloud.user('alice', { tolerateRejections: true });
    await first.aged();
    const returning = Date.now() + 500;
    im().cutSocket('alice', { refuseReconnectMs: 500 });
    await cloud.user('alice');
    await until(() => Date.now() > returning, 'the first page may return');
    // TIM tries once and then waits for the browser's word, or until it has something to send.
    first.realm.dispatchNetwork('offline');
    first.realm.dispatchNetwork('online');
    expect((await kicked(first)).data).toEqual({ type: 'multipleAccount' });
  });

  it('happens as often as one likes and leaves no pages behind', async () => {
    const userSig = cloud.emulator.signUserSig('alice');
    for (let n = 0; n < 30; n++) {
      const client = await raw();
      await client.login('alice', userSig);
      client.close();
    }
    await until(() => im().snapshot().connections === 0, 'all are gone');
    expect(im().snapshot().instances.length).toBeLessThan(15);
  });

  it('kicks nobody when several instances are allowed; they see what each other sends', async () => {
    const other = await createCloud({ maxInstances: 2 });
    try {
      const [laptop, phone] = [await other.user('alice'), await other.user('alice')];
      const bob = await other.user('bob');
      await laptop.send('bob', 'from the laptop');
      await until(has(phone, 'from the laptop'), 'the other instance is told');
      expect(phone.messages[0]).toMatchObject({ from: 'alice', to: 'bob', flow: 'out' });
      expect(laptop.received()).toEqual([]);
      await bob.send('alice', 'to both');
      await until(has(laptop, 'to both'), 'the laptop gets it');
      await until(has(phone, 'to both'), 'the phone gets it');
      const third = await other.user('alice');
      await kicked(laptop);
      expect(namesOf([...phone.events, ...third.events])).not.toContain('kickedOut');
    } finally {
      await other.dispose();
    }
  });
});

describe('a broken connection', () => {
  it.each([
    { worker: false, where: 'where there is no Worker' },
    { worker: true, where: 'where TIM uses a Worker, as in browsers' },
  ])(
    'heals without a kick and brings what was sent meanwhile, $where',
    async ({ worker }) => {
      const bob = await cloud.user('bob', { worker });
      im().sendC2C({ from: 'alice', to: 'bob', data: 'before' });
      await until(has(bob, 'before'), 'the first message arrives');
      const { instances } = im().snapshot();
      im().cutSocket('bob', { refuseReconnectMs: 200 });
      await until(() => im().online.length === 0, 'bob is gone');
      im().sendC2C({ from: 'alice', to: 'bob', data: 'meanwhile' });
      await until(has(bob, 'meanwhile'), 'bob is back and has what was missed', 25_000);
      im().sendC2C({ from: 'alice', to: 'bob', data: 'after' });
      await until(has(bob, 'after'), 'and what came later');
      expect(bob.received()).toEqual(['before', 'meanwhile', 'after']);
      expect(im().snapshot().instances).toEqual(instances);
      expect(namesOf(bob.events)).toContain('netStateChange');
      expect(namesOf(bob.events)).not.toContain('kickedOut');
    },
    40_000,
  );

  it('delays what was being sent, once, instead of losing it', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    await alice.aged();
    const lost = faults().loseSend({ times: 1 });
    const sent = alice.send('bob', 'through the gap');
    await until(() => lost.hits, 'the frame is lost');
    im().cutSocket('alice');
    expect((await sent).status).toBe('success');
    await until(has(bob, 'through the gap'), 'it arrives');
    // And when only the answer was lost:
    await alice.aged();
    faults().neverAckSend({ times: 1 });
    const again = alice.send('bob', 'answer lost');
    await until(has(bob, 'answer lost'), 'it arrives');
    im().cutSocket('alice');
    expect((await again).status).toBe('success');
    await alice.send('bob', 'end');
    await until(has(bob, 'end'), 'the end arrives');
    expect(bob.received()).toEqual(['through the gap', 'answer lost', 'end']);
  });

  it('ends the session if the UserSig has expired meanwhile', async () => {
    const page = cloud.page({ tolerateRejections: true });
    await page.login('alice', cloud.emulator.signUserSig('alice', { expireSeconds: 2 }));
    await page.ready();
    const expiry = Date.now() + 2000;
    await until(() => Date.now() > expiry, 'the UserSig expires');
    im().cutSocket('alice');
    expect((await kicked(page)).data).toEqual({ type: 'userSigExpired' });
  });

  it('of a page that never returns leaves the user offline and nothing else', async () => {
    const alice = await cloud.user('alice');
    const changes: string[][] = [];
    im().onPresence((online) => changes.push([...online]));
    alice.realm.dispose();
    await until(() => im().online.length === 0, 'alice is offline');
    expect(im().snapshot().connections).toBe(0);
    expect(changes).toEqual([[]]);
  });

  it('that only went silent is noticed by its silence', async () => {
    const strict = await createCloud({ idleTimeoutMs: 100 });
    try {
      const client = await connectRaw(strict.urls.im, strict.emulator.sdkAppID);
      await client.login('alice', strict.emulator.signUserSig('alice'));
      await until(() => strict.emulator.im.online.length === 0, 'alice is given up');
      client.close();
    } finally {
      await strict.dispose();
    }
  });
});

describe('kick', () => {
  it.each(['multipleAccount', 'multipleDevice', 'REST_API'] as const)(
    'as %s reaches the SDK as such',
    async (type) => {
      const alice = await cloud.user('alice');
      expect(im().kick('alice', type)).toBe(true);
      const types = {
        multipleAccount: 'multipleAccount',
        multipleDevice: 'multipleDevice',
        REST_API: 'REST_API_Kick',
      };
      expect((await kicked(alice)).data).toEqual({ type: types[type] });
      expect(im().online).toEqual([]);
      expect(im().kick('alice', type)).toBe(false);
    },
  );

  it('as userSigExpired reaches the SDK with its next request', async () => {
    const alice = await cloud.user('alice');
    await cloud.quiet('alice');
    im().kick('alice', 'userSigExpired');
    await expect(alice.send('bob', 'hi')).rejects.toMatchObject({ code: 20002 });
    expect((await kicked(alice)).data).toEqual({ type: 'userSigExpired' });
  });
});

describe('a client that misbehaves', () => {
  it.each([
    ['no JSON', '{"head":', 60003],
    ['no object', '[1,2]', 60003],
    ['no head', '{"body":{}}', 60003],
    ['no seq', '{"head":{"servcmd":"openim.sendmsg"}}', 60003],
    ['binary rubbish', Buffer.from([0, 255, 254, 1]), 60003],
  ])('gets an error for %s and the server goes on', async (_what, data, code) => {
    const client = await raw();
    client.sendRaw(data);
    await client.frame(({ body }) => body.ErrorCode === code, 'the refusal');
    expect((await client.request('heartbeat.alive')).body.ErrorCode).toBe(0);
  });

  it('gets an error for an unknown command, also one named like a built-in', async () => {
    const client = await raw();
    await client.login('alice', cloud.emulator.signUserSig('alice'));
    for (const servcmd of ['openim.nonsense', 'constructor', '__proto__']) {
      const answer = await client.request(servcmd);
      expect(answer).toMatchObject({ head: { servcmd }, body: { ErrorCode: 60002 } });
    }
  });

  it('gets an error for anything but a login when not logged in', async () => {
    const client = await raw();
    const answer = await client.request('openim.sendmsg', {});
    expect(answer.body.ErrorCode).toBe(60004);
    const stolen = await client.request('recentcontact.page_get', {}, { a2: 'guessed' });
    expect(stolen.body.ErrorCode).toBe(60004);
  });

  it('gets an error for an oversized frame, and is cut off for an absurd one', async () => {
    const client = await raw();
    await client.login('alice', cloud.emulator.signUserSig('alice'));
    const answer = await client.request('openim.sendmsg', { junk: 'x'.repeat(300_000) });
    expect(answer.body.ErrorCode).toBe(80002);
    client.sendRaw(Buffer.alloc(5 * 1024 * 1024, 'x'));
    await until(() => client.socket.readyState === client.socket.CLOSED, 'it is cut off');
    await until(() => im().snapshot().connections === 0, 'and cleaned up');
    await cloud.user('bob');
  });
});

describe('a fault', () => {
  it('refuses a login with the given code, as often as told', async () => {
    const rule = faults().refuseLogin(70346, { userID: 'alice', times: 1 });
    expect(await codeOf(cloud.page().login('alice'))).toBe(70346);
    expect(rule.hits).toBe(1);
    await cloud.user('bob');
    await cloud.user('alice');
  });

  it('never answers a login', async () => {
    const rule = faults().neverAnswerLogin();
    const page = cloud.page();
    let settled = false;
    void page
      .login('alice')
      .finally(() => (settled = true))
      .catch(() => {});
    await until(() => rule.hits, 'the login was swallowed');
    expect([settled, im().online]).toEqual([false, []]);
  });

  it('fails a send once, twice, or always', async () => {
    const alice = await cloud.user('alice');
    faults().failSend(20006);
    expect(await codeOf(alice.send('bob', 'a'))).toBe(20006);
    expect(await codeOf(alice.send('bob', 'b'))).toBe(0);
    faults().failSend(20006, { times: 2, to: 'carol' });
    expect(await codeOf(alice.send('bob', 'c'))).toBe(0);
    expect(await codeOf(alice.send('carol', 'd'))).toBe(20006);
    expect(await codeOf(alice.send('carol', 'e'))).toBe(20006);
    expect(await codeOf(alice.send('carol', 'f'))).toBe(0);
    faults().failSend(20006, { times: Infinity, from: 'alice' });
    for (const data of ['g', 'h', 'i']) expect(await codeOf(alice.send('bob', data))).toBe(20006);
    faults().reset();
    expect(await codeOf(alice.send('bob', 'j'))).toBe(0);
  });

  it('delivers a message and never says so, or loses it altogether', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    const settled: string[] = [];
    const send = (data: string) =>
      void alice.send('bob', data).then(
        () => settled.push(data),
        () => {},
      );
    faults().neverAckSend({ times: 1 });
    send('delivered');
    await until(has(bob, 'delivered'), 'it arrives');
    const lost = faults().loseSend({ times: 1 });
    send('lost');
    await until(() => lost.hits, 'it was swallowed');
    await alice.send('bob', 'good');
    await until(has(bob, 'good'), 'the next one arrives');
    expect(settled).toEqual([]);
    expect(bob.received()).toEqual(['delivered', 'good']);
  });

  it('drops a delivery, which the receiver finds later', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    faults().dropPush({ userID: 'bob', times: 1 });
    await alice.send('bob', 'dropped');
    await alice.send('bob', 'next');
    await until(has(bob, 'next'), 'the next one arrives');
    expect(bob.received()).toEqual(['next']);
    const again = await cloud.user('bob');
    const list = await again.tim.getMessageList({ conversationID: 'C2Calice', count: 15 });
    expect(list.data.messageList.map(({ payload }) => payload.data)).toEqual(['dropped', 'next']);
  });

  it('delays, swaps and duplicates deliveries', async () => {
    const client = await raw();
    await client.login('bob', cloud.emulator.signUserSig('bob'));
    const delivered = () =>
      client.frames
        .flatMap(
          ({ body }) =>
            (body.EventArray ?? []) as {
              C2cMsgArray?: { MsgBody: { MsgContent: { Data: string } }[] }[];
            }[],
        )
        .flatMap(({ C2cMsgArray }) => C2cMsgArray ?? [])
        .map(({ MsgBody }) => MsgBody[0]!.MsgContent.Data);
    const deliver = (...texts: string[]) => {
      for (const data of texts) im().sendC2C({ from: 'alice', to: 'bob', data });
    };
    faults().delayPush(50, { times: 1 });
    deliver('slow', 'fast');
    await until(() => delivered().length === 2, 'both arrive');
    faults().swapPushes();
    deliver('second', 'first');
    await until(() => delivered().length === 4, 'both arrive');
    faults().duplicatePush({ times: 1 });
    deliver('twice');
    await until(() => delivered().length === 6, 'it arrives twice');
    expect(delivered()).toEqual(['fast', 'slow', 'first', 'second', 'twice', 'twice']);
    // TIM itself shows a duplicate once.
    const carol = await cloud.user('carol');
    faults().duplicatePush({ times: 1 });
    im().sendC2C({ from: 'alice', to: 'carol', data: 'twice' });
    im().sendC2C({ from: 'alice', to: 'carol', data: 'end' });
    await until(has(carol, 'end'), 'the end arrives');
    expect(carol.received()).toEqual(['twice', 'end']);
  });

  it('slows everything down without changing the order', async () => {
    const [alice, bob] = [await cloud.user('alice'), await cloud.user('bob')];
    faults().latencyMs = 80;
    const start = Date.now();
    await alice.send('bob', 'a');
    expect(Date.now() - start).toBeGreaterThanOrEqual(75);
    faults().latencyMs = 0;
    await alice.send('bob', 'b');
    await until(() => bob.messages.length === 2, 'both arrive');
    expect(bob.received()).toEqual(['a', 'b']);
  });

  it('makes a connection carry nothing, or lets none be made', async () => {
    const alice = await cloud.user('alice');
    const rule = faults().blackout('alice');
    const send = codeOf(alice.send('bob', 'into the dark'));
    await until(() => rule.hits, 'the frame is lost');
    faults().reset();
    await alice.send('bob', 'light');
    expect(im().snapshot().conversations[0]).toMatchObject({ messages: 1 });
    faults().refuseConnections = true;
    await expect(raw()).rejects.toThrow('turned the socket away');
    void send;
  });
});

describe('the log', () => {
  it('tells who did what and never holds a UserSig or a ticket', async () => {
    const alice = await cloud.user('alice');
    await cloud
      .page()
      .login('mallory', 'nonsense')
      .catch(() => {});
    await alice.send('bob', 'hi');
    await alice.tim.logout();
    const events = cloud.emulator.events.filter(({ scope }) => scope === 'im');
    const names = events.map(({ event, userID }) => `${event} ${userID ?? ''}`.trim());
    expect(names).toEqual(
      expect.arrayContaining([
        'login alice',
        'login-refused mallory',
        'send alice',
        'logout alice',
      ]),
    );
    const text = JSON.stringify(cloud.emulator.events);
    expect(text).not.toContain(cloud.emulator.signUserSig('alice').slice(0, 20));
    expect(text).not.toMatch(/eJw/); // what every UserSig starts with: a zlib header in base64
  });
});
