/**
 * The types of the public surface, as an app meets them. Nothing runs here: the type check is the test,
 * and every `@ts-expect-error` is an error that an app must get.
 */
import TRTCCalling, {
  EVENT,
  type CallError,
  type CallSnapshot,
  type EndReason,
} from '../../src/index';

declare const calling: TRTCCalling;

calling.on(EVENT.INVITED, ({ sponsor, inviteData }) => {
  const who: string = sponsor;
  const type: 1 | 2 = inviteData.callType;
  return [who, type];
});
calling.on('onCallEnd', ({ callEnd, reason }) => {
  const seconds: number = callEnd;
  const why: EndReason = reason;
  return [seconds, why];
});
calling.on(TRTCCalling.EVENT.ERROR, (error) => {
  const known: CallError = error;
  return known.cure;
});
calling.on('INVITED', ({ data }) => {
  const who: string = data.sponsor;
  return who;
});

// @ts-expect-error there is no such event
calling.on('onInvite', () => undefined);
// @ts-expect-error the payload has no such field
calling.on('onUserEnter', ({ userId }) => userId);

void calling.call({ userID: 'bob', type: TRTCCalling.CALL_TYPE.VIDEO_CALL });
// @ts-expect-error a call needs a type
void calling.call({ userID: 'bob' });
// @ts-expect-error there are two types
void calling.call({ userID: 'bob', type: 3 });
// @ts-expect-error profiles have names
void calling.setVideoQuality('8k');

const snapshot: CallSnapshot = calling.snapshot;
// @ts-expect-error a snapshot is for reading
snapshot.members.bob!.presence = 'present';

export { snapshot };
