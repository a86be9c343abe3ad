/** trtc-calling-js 1.0.6 and this client call each other at the same moment. */
import { bothIdle, NAME, test } from '../support/interop-fixture';

const LATE = {
  neither: 'messages travel at once',
  ours: 'the invite of this client is late',
  theirs: 'the invite of the old client is late',
} as const;

for (const [old, ours] of [
  ['anna', 'bert'],
  ['bert', 'anna'],
] as const) {
  test.describe(`${NAME.old} as ${old} and ${NAME.new} as ${ours} call each other at once`, () => {
    for (const late of ['neither', 'ours', 'theirs'] as const) {
      test(`they meet in one call when ${LATE[late]}`, async ({ site, online }) => {
        const [theirs, our] = await Promise.all([online('old', old), online('new', ours)]);
        const { im } = site.cloud.faults;
        if (late !== 'neither') {
          im.delayPush(2500, { from: late === 'ours' ? ours : old, times: 1 });
        }
        // Where one of them rings all the same, somebody sits in front of it and answers.
        await Promise.all([theirs.answersWhatRings(), our.answersWhatRings()]);
        await Promise.all([
          our.run('call', { userID: old, type: 1 }),
          theirs.run('call', { userID: ours, type: 1 }),
        ]);
        await Promise.all([theirs.told('onUserEnter'), our.told('onUserEnter')]);
        await Promise.all([theirs.becomes('connected'), our.becomes('connected')]);
        await Promise.all([theirs.hears(), our.hears()]);
        await our.does('hangup');
        await bothIdle(theirs, our);
      });
    }
  });
}
