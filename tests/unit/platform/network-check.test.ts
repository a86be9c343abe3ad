/** Where two clients cannot be in a room, the check of the network says so, and what helps. */
jest.mock('tim-js-sdk', () => ({}));
jest.mock('tsignaling', () => ({}));

import { platform as app } from '../../../src/platform/app';
import { platform as weixin } from '../../../src/platform/weixin';

it.each([
  ['a mini-program', weixin, /live-pusher/],
  ['an App', app, /page of a call/],
])(
  'checkNetwork() in %s rejects with 60006 and names what works there',
  async (_name, platform, why) => {
    await expect(platform.loadNetworkCheck()).rejects.toMatchObject({
      code: 60006,
      reason: expect.stringMatching(why),
      cure: expect.stringMatching(/checkEnvironment.*snapshot\.quality.*H5/),
    });
  },
);
