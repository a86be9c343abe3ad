/** These tests hold that what goes wrong on one side does not leave the other one alone. */
import { answer, bothIdle, connect, expect, ring, test } from '../support/interop-fixture';

/** Devices that may be used without asking: then it rings before they are opened. */
const granted = { context: { permissions: ['camera', 'microphone'] } };

test('this client calls and its microphone turns out to be in use after the old client has answered', async ({
  online,
}) => {
  const [anna, bert] = await Promise.all([online('new', 'anna', granted), online('old', 'bert')]);
  await anna.devicesFail('NotReadableError', 'when told');
  const call = anna.run('call', { userID: 'bert', type: 1 });
  await bert.told('onInvited');
  await bert.does('accept');
  await anna.told('onUserAccept');
  await anna.devicesFailNow();
  expect(await call).toMatchObject({ ok: false, error: { code: 60003 } });
  expect(await anna.told('onError')).toMatchObject({ code: 60003 });
  await bothIdle(anna, bert);
});

for (const role of ['caller', 'callee'] as const) {
  test(`this client as the ${role} cannot publish after both have agreed`, async ({
    site,
    online,
  }) => {
    const [ours, theirs] = await Promise.all([
      online('new', 'anna', granted),
      online('old', 'bert'),
    ]);
    const { points } = site.cloud.faults.trtc;
    points.publish = { refuse: { code: 1 }, delayMs: 1500, users: ['anna'] };
    if (role === 'caller') {
      const call = ours.run('call', { userID: 'bert', type: 1 });
      await theirs.told('onInvited');
      await theirs.does('accept');
      expect(await call).toMatchObject({ ok: false, error: { code: 61008 } });
    } else {
      const call = theirs.run('call', { userID: 'anna', type: 1 });
      await ours.told('onInvited');
      expect(await ours.run('accept')).toMatchObject({ ok: false, error: { code: 61008 } });
      await call;
    }
    await bothIdle(ours, theirs);

    delete points.publish;
    await ours.forget();
    await theirs.forget();
    await ring(ours, theirs, 1);
    await answer(ours, theirs);
    await Promise.all([ours.hears(), theirs.hears()]);
  });
}

test('this client cannot accept because it has no microphone: the old caller is told and free', async ({
  online,
}) => {
  const [anna, bert] = await Promise.all([online('old', 'anna'), online('new', 'bert')]);
  await ring(anna, bert, 1);
  await bert.unplug('audioinput');
  expect(await bert.run('accept')).toMatchObject({ ok: false, error: { code: 60003 } });
  expect(await anna.told('onReject')).toMatchObject({ userID: 'bert' });
  await bothIdle(anna, bert);
});

test('an acceptance that the IM service refuses at first still connects the old caller', async ({
  site,
  online,
}) => {
  const [anna, bert] = await Promise.all([online('old', 'anna'), online('new', 'bert')]);
  await ring(anna, bert, 1);
  site.cloud.faults.im.failSend(undefined, { from: 'bert', times: 1 });
  await answer(anna, bert);
  await Promise.all([anna.hears(), bert.hears()]);
});

for (const [gone, stays] of [
  ['new', 'old'],
  ['old', 'new'],
] as const) {
  test(`a page of the ${gone} client that is closed ends the call of the ${stays} client`, async ({
    online,
  }) => {
    const [anna, bert] = await connect(online, { from: gone, to: stays }, 1);
    await anna.page.close();
    await bothIdle(bert);
    await bert.told('onCallEnd');
  });
}
