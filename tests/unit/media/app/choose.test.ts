/** The back end of an App is chosen from the option, the plug-in and what the web view said. */
import { choose, type Known } from '../../../../src/media/app/choose';

const native = { kind: 'native', canEnter: true };
const web = { kind: 'web', canEnter: true };
const complete = { webrtc: true, secure: true, capture: true };

it.each<[string, Known, object]>([
  ['auto with the plug-in is native', { option: 'auto', hasPlugin: true }, native],
  ['auto with both is native', { option: 'auto', hasPlugin: true, web: complete }, native],
  ['auto without the plug-in is web', { option: 'auto', hasPlugin: false }, web],
  [
    'auto with a complete web view is web',
    { option: 'auto', hasPlugin: false, web: complete },
    web,
  ],
  ['native with the plug-in is native', { option: 'native', hasPlugin: true }, native],
  ['web is web though the plug-in is packed', { option: 'web', hasPlugin: true }, web],
])('%s', (_title, known, choice) => {
  expect(choose(known)).toEqual(choice);
});

it('native without the plug-in names the option and enters no room', () => {
  expect(choose({ option: 'native', hasPlugin: false })).toEqual({
    kind: 'web',
    canEnter: false,
    obstacle: expect.stringContaining('appMedia'),
  });
});

it.each([
  ['has no WebRTC', { webrtc: false, secure: false, capture: false }, false, 'no WebRTC'],
  ['is not trusted', { webrtc: true, secure: false, capture: false }, true, 'does not trust'],
  ['may not capture', { ...complete, capture: false }, true, 'microphone and camera'],
])('a web view that %s cannot send, and says why', (_title, facts, canEnter, words) => {
  expect(choose({ option: 'auto', hasPlugin: false, web: facts })).toEqual({
    kind: 'web',
    canEnter,
    obstacle: expect.stringContaining(words),
  });
});
