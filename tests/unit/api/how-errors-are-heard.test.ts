/** docs/errors.md says by what an app hears of an error; each of these is heard so. */
import { CallError, ERROR_KINDS, ErrorCode } from '../../../src/errors';
import { outcome, World, type TestUser } from '../../support/world';

type Way = (world: World, alice: TestUser) => Promise<unknown>;

const call = (alice: TestUser) => alice.calling.call({ userID: 'bob', type: 2 });

const WAYS: [code: ErrorCode, way: Way][] = [
  [ErrorCode.SwitchToVideoFailed, (_world, alice) => alice.calling.switchToVideoCall()],
  [
    ErrorCode.PermissionDenied,
    (_world, alice) => {
      alice.media.knobs.permission = 'denied';
      return call(alice);
    },
  ],
  [ErrorCode.InvalidParameter, (_world, alice) => alice.calling.call({} as never)],
  [ErrorCode.NotLoggedIn, (world) => world.user('carol').calling.getCameras()],
  [
    ErrorCode.CallInProgress,
    async (world, alice) => {
      void outcome(call(alice));
      await world.settle();
      return call(alice);
    },
  ],
  [ErrorCode.NoInvitation, (_world, alice) => alice.calling.accept()],
  [
    ErrorCode.SignallingFailed,
    (_world, alice) => {
      alice.signaling.knobs.fail('invite');
      return call(alice);
    },
  ],
  [
    ErrorCode.RoomEntryFailed,
    (_world, alice) => {
      alice.media.knobs.fail('enter', CallError.roomEntryFailed());
      return call(alice);
    },
  ],
  [
    ErrorCode.UserSigExpired,
    (_world, alice) => {
      alice.media.knobs.fail('enter', CallError.userSigExpired());
      return call(alice);
    },
  ],
  [
    ErrorCode.PublishFailed,
    (_world, alice) => {
      alice.media.knobs.fail('publish', CallError.publishFailed());
      return call(alice);
    },
  ],
  [
    ErrorCode.Cancelled,
    async (_world, alice) => {
      const calling = call(alice);
      await alice.calling.hangup();
      return calling;
    },
  ],
  [
    ErrorCode.DeviceSwitchFailed,
    (_world, alice) => {
      alice.media.knobs.fail('switchDevice', CallError.deviceSwitchFailed());
      return alice.calling.switchDevice({ deviceType: 'video', deviceId: 'camera-2' });
    },
  ],
];

it.each(WAYS)('error %i reaches the app as the table says', async (code, way) => {
  const world = new World();
  const [alice] = await world.online('alice', 'bob');
  const error = await outcome(way(world, alice));
  await world.settle();
  expect(error).toMatchObject({ code });
  expect(alice.payloads('onError')).toEqual(ERROR_KINDS[code].heard === 'both' ? [error] : []);
});
