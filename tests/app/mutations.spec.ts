/** These tests break the build in one place each, to show that the host and the other tests would notice. */
import { AppUser } from './support/app-user';
import { expect, test as base } from './support/fixture';
import { withMutant, type Change } from './support/mutant';
import { callsAgain, goesBack, leavesNothing, previews, type Play } from './support/plays';
import { secondEngine } from './support/second-engine';

interface Fixtures {
  /** Alice has the App with the plug-in, of this folder; what is wrong in it is left to the test. */
  nativeApp(use: (alice: AppUser) => Promise<void>, folder?: string): Promise<void>;
}

const test = base.extend<Fixtures>({
  nativeApp: ({ chrome, phoneBase, app }, use) =>
    use(async (play, folder) => {
      const start = { backEnd: 'native', ...(folder && { folder }) } as const;
      const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice', start);
      try {
        await alice.logIn();
        await play(alice);
      } finally {
        await alice.leave();
      }
    }),
});

const LOGIC = [
  {
    title: 'a global of a browser in the logic',
    to: 'window.location.reload();',
    says: "reading 'location'",
  },
  {
    title: 'a name that no base offers',
    to: 'plus.runtime.restartTheWorld();',
    says: 'the test host offers no plus.runtime.restartTheWorld',
  },
  {
    title: 'code made of text',
    to: 'new Function("return 1")();',
    says: 'Code generation from strings disallowed',
  },
];

for (const { title, to, says } of LOGIC) {
  test(`${title} is noticed`, async ({ chrome, phoneBase, app }) => {
    await withMutant({ file: 'app-service.js', from: /^/, to }, async (folder) => {
      const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice', { folder });
      expect(alice.errors()).toContainEqual(expect.stringContaining(says));
      await alice.leave();
    });
  });
}

test('two sockets of the same millisecond are noticed, since the framework loses one', async ({
  chrome,
  phoneBase,
  app,
}) => {
  const alice = await AppUser.arrive(chrome, phoneBase, app, 'alice');
  const url = app.origin.replace('http', 'ws');
  const complete = () => undefined;
  // Twenty in a row do not all fall into milliseconds of their own.
  for (let n = 0; n < 20; n++) alice.host.uni.connectSocket({ url, complete });
  expect(alice.errors()).toContainEqual(expect.stringContaining('same millisecond'));
  await alice.leave();
});

test('a ringtone that is not let go is noticed by the calls in a row', async ({ appUser, bob }) => {
  const change = {
    file: 'app-service.js',
    from: /(\w+)\.stop\(\),\1\.destroy\(\)/,
    to: '$1.stop()',
  };
  await withMutant(change, async (folder) => {
    const alice = await appUser('alice', { folder });
    const before = alice.host.resourceCounts();
    await bob.call('alice', 'audio');
    await alice.see('reject').click();
    await expect(bob.see('end-reason')).toBeVisible();
    expect(alice.host.resourceCounts().sounds).toBe(before.sounds + 1);
  });
});

const STAGE = 'pages/call/stage.js';
const LOGIC_FILE = 'app-service.js';

interface Mutation extends Change {
  title: string;
  /** What the play says as it fails. */
  says: RegExp;
}

/** Each play passes on the build as it is, and fails for its own reason on each of these. */
const PLAYS: { play: Play; title: string; mutations: Mutation[] }[] = [
  {
    title: 'two calls leave the same',
    play: leavesNothing,
    mutations: [
      {
        title: 'a listener of the stage page left with the logic',
        file: STAGE,
        from: /this\.deps\.bus\.\$off\(\w+,this\.hear\),/,
        to: '',
        says: /what a call has left[^]*"listeners": 1\b/,
      },
    ],
  },
  {
    title: 'the own picture while it rings',
    play: previews,
    mutations: [
      {
        title: 'the camera opened before its view is in the page',
        file: LOGIC_FILE,
        from: 'this.isWanted?this.deps.view():void 0',
        to: 'this.isWanted?this.deps.view()||{view:"early"}:void 0',
        says: /startLocalPreview before the view early is in the page/,
      },
      {
        title: 'two arguments of the plug-in swapped',
        file: LOGIC_FILE,
        from: /isFrontCamera:(this\.deps\.isFront\(\)),userId:(\w+\.view)/,
        to: 'isFrontCamera:$2,userId:$1',
        says: /startLocalPreview: isFrontCamera: .* is no boolean; userId: true is no filled string/,
      },
      {
        title: 'a message of the stage page that is no JSON',
        file: STAGE,
        from: 'kind:"ready",',
        to: 'kind:"ready",at:new Date,',
        says: /no way for an object of the class Date at \[0\]\.at in a message trtc-calling:from-stage/,
      },
    ],
  },
  {
    title: 'back from a call',
    play: goesBack,
    mutations: [
      {
        title: 'the teardown forgotten on back',
        file: LOGIC_FILE,
        from: /(this\.goesBack=!0),\w+\.hangup\(\)/,
        to: '$1',
        says: /the call goes on/,
      },
    ],
  },
  {
    title: 'a call right after another',
    play: callsAgain,
    mutations: [
      {
        title: 'the next room entered before the last is left',
        file: LOGIC_FILE,
        from: /await\(\((\w+)=this\.joined\)==null\?void 0:\1\.room\.exit\(\)\)/,
        to: '(($1=this.joined)==null?void 0:$1.room.exit())',
        says: /destroySharedInstance before onExitRoom[^]*enterRoom while the room before is exiting/,
      },
    ],
  },
];

for (const { play, title, mutations } of PLAYS) {
  test(`${title}: nothing is wrong in the build as it is`, async ({ nativeApp, bob }) => {
    await nativeApp((alice) => play(alice, bob));
  });
  for (const mutation of mutations) {
    test(`${title}: ${mutation.title} is noticed`, async ({ nativeApp, bob }) => {
      await withMutant(mutation, (folder) =>
        nativeApp((alice) => expect(play(alice, bob)).rejects.toThrow(mutation.says), folder),
      );
    });
  }
}

test('a second engine in the stage page is noticed', async ({ nativeApp, bob, app }) => {
  const from = '"use weex:vue"';
  const to = `${from};${await secondEngine(app.origin, 'alice')}`;
  await withMutant({ file: STAGE, from, to }, (folder) =>
    nativeApp(async (alice) => {
      const play = previews(alice, bob);
      await expect(play).rejects.toThrow('opens a socket beside those of the logic');
    }, folder),
  );
});
