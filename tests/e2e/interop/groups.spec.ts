/** Group calls with trtc-calling-js 1.0.6 and this client in one room. */
import { bothIdle, expect, NAME, test } from '../support/interop-fixture';
import type { Caller, DeskWindow, Kind } from '../support/interop';

/** Of three; everybody else is the other client. */
const CASTS: { anna: Kind; bert: Kind; carl: Kind }[] = [
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
            (window as unknown as DeskWindow).desk.events.some(
              ({ name, payload }) => name === 'onUserEnter' && payload?.userID === userID,
            ),
          ),
        others,
      );
      await caller.hears();
    }),
  );
}

for (const cast of CASTS) {
  for (const groupID of ['', 'friends']) {
    const way = groupID ? 'through an IM group' : 'with one message to each';
    test(`${NAME[cast.anna]} calls both clients ${way}: all meet, one leaves, the rest talk on, all end`, async ({
      site,
      online,
    }) => {
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
      await Promise.all([bert.told('onInvited'), carl.told('onInvited'), call]);
      await carl.does('reject');
      expect(await anna.told('onReject')).toMatchObject({ userID: 'carl' });
      await bert.does('accept');
      await everybodyHears(anna, bert);
      await anna.does('hangup');
      await bothIdle(anna, bert, carl);
    });
  }
}
