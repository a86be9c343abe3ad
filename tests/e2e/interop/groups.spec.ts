/** Group calls with trtc-calling-js 1.0.6 and this client in one room. */
import { bothIdle, expect, NAME, test, type Online } from '../support/interop-fixture';
import type { App } from '../support/serve';
import type { Caller, ClientWindow, Kind } from '../support/interop';

type Cast = Record<'anna' | 'bert' | 'carl', Kind>;

/** One of three is this client; everybody else is the other client. */
const CASTS: Cast[] = [
  { anna: 'old', bert: 'new', carl: 'old' },
  { anna: 'new', bert: 'old', carl: 'new' },
];

async function everybodyHears(...callers: Caller[]): Promise<void> {
  await Promise.all(
    callers.map(async (caller) => {
      const others = callers.filter((other) => other !== caller).map(({ userID }) => userID);
      await caller.until(
        `${others.join(', ')} enter`,
        (userIDs) =>
          userIDs.every((userID) =>
            (window as unknown as ClientWindow).clientUnderTest.events.some(
              ({ name, payload }) => name === 'onUserEnter' && payload?.userID === userID,
            ),
          ),
        others,
      );
      await caller.hears();
    }),
  );
}

/** Anna calls Bert and Carl, through their IM group or with one message to each. */
async function groupCall(site: App, online: Online, cast: Cast, groupID: string) {
  site.cloud.im.addGroup({ groupID: 'friends', members: ['anna', 'bert', 'carl'] });
  const [anna, bert, carl] = await Promise.all([
    online(cast.anna, 'anna'),
    online(cast.bert, 'bert'),
    online(cast.carl, 'carl'),
  ]);
  const call = anna.does('groupCall', {
    userIDList: ['bert', 'carl'],
    type: 1,
    ...(groupID ? { groupID } : {}),
  });
  return { call, anna, bert, carl };
}

for (const cast of CASTS) {
  for (const groupID of ['', 'friends']) {
    const way = groupID ? 'through an IM group' : 'with one message to each';
    test(`${NAME[cast.anna]} calls both clients ${way}: all meet, one leaves, the rest talk on, all end`, async ({
      site,
      online,
    }) => {
      const { call, anna, bert, carl } = await groupCall(site, online, cast, groupID);
      const invited = await Promise.all([bert.told('onInvited'), carl.told('onInvited')]);
      for (const payload of invited) {
        expect(payload).toMatchObject({ sponsor: 'anna', isFromGroup: true });
      }
      await call;
      await Promise.all([bert.does('accept'), carl.does('accept')]);
      await everybodyHears(anna, bert, carl);

      await bert.does('hangup');
      await bert.becomes('idle');
      for (const stays of [anna, carl]) {
        await stays.told('onUserLeave');
        expect(await stays.status()).toBe('connected');
      }
      await anna.hears();
      await carl.does('hangup');
      await bothIdle(anna, bert, carl);
      await anna.told('onCallEnd');
    });

    test(`${NAME[cast.anna]} calls both clients ${way}: one declines, the other is in`, async ({
      site,
      online,
    }) => {
      const { call, anna, bert, carl } = await groupCall(site, online, cast, groupID);
      await Promise.all([bert.told('onInvited'), carl.told('onInvited'), call]);
      await carl.does('reject');
      expect(await anna.told('onReject')).toMatchObject({ userID: 'carl' });
      await bert.does('accept');
      await everybodyHears(anna, bert);
      await anna.does('hangup');
      await bothIdle(anna, bert, carl);
    });

    test(`${NAME[cast.anna]} calls both clients ${way}: this client declines as busy, the other is in`, async ({
      site,
      online,
    }) => {
      const { call, anna, bert, carl } = await groupCall(site, online, cast, groupID);
      const [busy, free] = cast.bert === 'new' ? [bert, carl] : [carl, bert];
      const [{ inviteID }] = await Promise.all([busy.told('onInvited'), free.told('onInvited')]);
      await call;
      await busy.does('reject', { inviteID, isBusy: true });
      expect(await anna.told('onLineBusy')).toMatchObject({ userID: busy.userID });
      expect(await anna.events('onReject')).toEqual([]);
      await free.does('accept');
      await everybodyHears(anna, free);
      await anna.does('hangup');
      await bothIdle(anna, bert, carl);
    });
  }
}
