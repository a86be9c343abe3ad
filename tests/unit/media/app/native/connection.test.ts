/** These tests hold by which signs a connection counts as broken and as mended, whichever of them a version of the plug-in gives. */
import { stage, type Stage } from './stage';

let s: Stage;
beforeEach(async () => {
  s = stage();
  await s.call();
});
afterEach(() => s.end());

const hear = async (...event: Parameters<Stage['plugin']['emit']>) => {
  s.plugin.emit(...event);
  await s.clock.advance(0);
};
const own = (quality: unknown) => ['onNetworkQuality', { userId: '', quality }, []] as const;

const TROUBLES: Parameters<Stage['plugin']['emit']>[] = [
  ['onWarning', 5101, 'disconnected', ''],
  ['onWarning', 5102, 'reconnecting', ''],
  ['onConnectionLost'],
  ['onTryToReconnect'],
  ...[-3301, -3302, -3303, -3304, -3305, -3306, -3307, -3308].map(
    (code) => ['onError', code, 'no way to the server', ''] as ['onError', ...unknown[]],
  ),
  [...own(6)],
];

it.each(TROUBLES)('%s %s in a call is told as reconnecting, once', async (...event) => {
  await hear(...event);
  await hear(...event);
  expect(s.states()).toEqual(['reconnecting']);
  expect(s.warnings()).toEqual([]);
});

it('onConnectionRecovery and a second onEnterRoom mend the connection', async () => {
  await hear('onConnectionLost');
  await hear('onConnectionRecovery');
  await hear('onWarning', 5102, '', '');
  await hear('onEnterRoom', 80);
  expect(s.states()).toEqual(['reconnecting', 'connected', 'reconnecting', 'connected']);
});

it('where only warnings come, two good levels in a row mend the connection, and one does not', async () => {
  await hear('onWarning', 5101, '', '');
  await hear(...own(1));
  await hear(...own(0));
  await hear('onWarning', 5102, '', '');
  await hear(...own(2));
  expect(s.states()).toEqual(['reconnecting']);
  await hear(...own(2));
  expect(s.states()).toEqual(['reconnecting', 'connected']);
});

it('good levels in a good connection tell nothing', async () => {
  for (let i = 0; i < 5; i++) await hear(...own(1));
  expect(s.states()).toEqual([]);
});

it('network quality is told when it changes: the own uplink, and the worst of the others', async () => {
  const others = (...levels: number[]) =>
    levels.map((quality, index) => ({ userId: `user ${index}`, quality }));
  await hear('onNetworkQuality', { userId: 'me', quality: 2 }, others(1, 4, 3));
  await hear('onNetworkQuality', { userId: 'me', quality: 2 }, others(4));
  await hear('onNetworkQuality', { userId: 'me', quality: '3' }, []);
  await hear('onNetworkQuality', undefined, undefined);
  await hear('onNetworkQuality', { quality: 9 }, 'nobody');
  expect(s.of('quality')).toEqual([
    { kind: 'quality', roomID: 7, up: 2, down: 4 },
    { kind: 'quality', roomID: 7, up: 3, down: 0 },
    { kind: 'quality', roomID: 7, up: 0, down: 0 },
  ]);
});

it('volumes are told per user from 0 to 100, and the user without a name is this one', async () => {
  const users = [{ userId: '', volume: 40.4 }, { userId: 'bob', volume: 170 }, { userId: 'eve' }];
  await hear('onUserVoiceVolume', users, 90);
  await hear('onUserVoiceVolume', [], 0);
  await hear('onUserVoiceVolume');
  expect(s.of('volume')).toEqual([
    {
      kind: 'volume',
      roomID: 7,
      volumes: [
        { userID: 'me', volume: 40 },
        { userID: 'bob', volume: 100 },
        { userID: 'eve', volume: 0 },
      ],
    },
  ]);
});
