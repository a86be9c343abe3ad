/**
 * Imports point down only, and no files import each other in a circle.
 *
 * pages → components → store → trtc-calling → engine → { call, diagnostics, the two port.ts };
 * platform → { signaling, media }. `runtime/`, `errors.ts` and `log.ts` are the ground floor.
 * `npm run lint` runs these rules; each folder's rule lists all that it may import.
 */

/** What every folder of the library may use. */
const CODES = 'src/error-codes\\.ts$';
const GROUND = ['src/runtime/', CODES, 'src/errors\\.ts$', 'src/log\\.ts$'];
const PORTS = ['src/signaling/port\\.ts$', 'src/media/port\\.ts$'];

const any = (paths) => `^(${paths.join('|')})`;

/**
 * Forbids every import of `files` that is not listed in `allows`.
 *
 * @param files paths that the rule covers, as regular expressions
 * @param allows what they may import besides each other
 * @param message what the lint says to whoever breaks the rule
 */
function boundary({ name, files, allows, message }) {
  return {
    name,
    severity: 'error',
    comment: message,
    from: { path: any(files) },
    to: {
      pathNot: any([...files, ...allows]),
      // SDKs, Vue and Node are told by their own rules below.
      dependencyTypesNot: ['npm', 'npm-dev', 'npm-peer', 'core', 'npm-no-pkg', 'npm-unknown'],
    },
  };
}

/** Forbids packages of `files`. */
function noPackages({ name, files, except = [], message }) {
  return {
    name,
    severity: 'error',
    comment: message,
    from: { path: any(files), ...(except.length ? { pathNot: any(except) } : {}) },
    to: { path: '(^|/)node_modules/', dependencyTypesNot: ['type-only'] },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Files that import each other cannot be read alone: move what they share below both.',
      // A chunk of its own has to be two modules that cannot do without each other.
      from: { pathNot: '^src/platform/(trtc|network)-chunk/' },
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'The imported file or package does not exist.',
      from: {},
      to: { couldNotResolve: true },
    },
    boundary({
      name: 'ground-floor',
      files: GROUND,
      allows: [],
      message: 'The ground floor imports nothing of the rest.',
    }),
    boundary({
      name: 'call',
      files: ['src/call/'],
      allows: [CODES],
      message: 'call/ imports only its own files and the error codes: it is pure.',
    }),
    boundary({
      name: 'locale',
      files: ['src/locale/'],
      // A reason or an error that has no words does not compile.
      allows: ['src/call/state\\.ts$', CODES],
      message: 'Texts know the reasons and errors that they name, and nothing of what shows them.',
    }),
    boundary({
      name: 'diagnostics',
      files: ['src/diagnostics/(?!report/)'],
      allows: [...GROUND, 'src/diagnostics/report/', 'src/locale/languages\\.ts$'],
      message: 'Diagnostics judge plain facts; the platform gathers them.',
    }),
    boundary({
      name: 'call-report',
      files: ['src/diagnostics/report/'],
      allows: [...GROUND, ...PORTS, 'src/call/', 'src/locale/(languages|duration)\\.ts$'],
      message: 'A report is told in the terms of the call and of what its ports measure.',
    }),
    boundary({
      name: 'signaling',
      files: ['src/signaling/'],
      allows: GROUND,
      message: 'Signalling knows its port and the ground floor only.',
    }),
    boundary({
      name: 'signaling-neutral',
      files: ['src/signaling/[^/]+\\.ts$'],
      allows: GROUND,
      message: 'The neutral half of signalling knows neither the wire nor a driver.',
    }),
    boundary({
      name: 'signaling-wire',
      files: ['src/signaling/wire/'],
      allows: [...GROUND, 'src/signaling/[^/]+\\.ts$'],
      message: 'The wire knows no driver.',
    }),
    boundary({
      name: 'signaling-fake',
      files: ['src/signaling/fake/'],
      allows: [...GROUND, 'src/signaling/[^/]+\\.ts$'],
      message: 'A driver knows no other driver.',
    }),
    boundary({
      name: 'media-port',
      files: ['src/media/[^/]+\\.ts$'],
      allows: GROUND,
      message: 'The media port knows no driver.',
    }),
    {
      name: 'media-driver',
      severity: 'error',
      comment: 'A media driver knows its port and the ground floor, and no other driver.',
      from: { path: '^src/media/([^/]+)/' },
      to: {
        path: '^(src|components|pages|entry|emulator|tests)/',
        pathNot: ['^src/media/$1/', '^src/media/[^/]+\\.ts$', any(GROUND)],
      },
    },
    boundary({
      name: 'platform-contract',
      files: ['src/platform/platform\\.ts$'],
      allows: [...GROUND, ...PORTS, 'src/diagnostics/(report|network)/index\\.ts$'],
      message: 'What a platform is says nothing about a certain one.',
    }),
    boundary({
      name: 'platform',
      files: ['src/platform/'],
      allows: [
        ...GROUND,
        'src/media/[^/]+\\.ts$',
        'src/media/[^/]+/index\\.ts$',
        // What serves the media of an App's page, without the driver.
        'src/media/app/(serve|messages|native/(index|line|plugin|plugin-page))\\.ts$',
        'src/signaling/[^/]+\\.ts$',
        'src/signaling/tim/driver\\.ts$',
        'src/signaling/fake/fake-signaling\\.ts$',
        'src/diagnostics/(report|network)/index\\.ts$',
      ],
      message: 'A platform composes drivers by what they export, not by their inner files.',
    }),
    boundary({
      name: 'engine',
      files: ['src/engine/'],
      allows: [...GROUND, ...PORTS, 'src/call/', 'src/diagnostics/'],
      message: 'The engine knows ports, call/ and diagnostics/; never a driver or what lies above.',
    }),
    boundary({
      name: 'trtc-calling',
      files: ['src/trtc-calling/'],
      allows: [
        ...GROUND,
        ...PORTS,
        'src/call/',
        'src/diagnostics/',
        'src/engine/',
        'src/platform/platform\\.ts$',
        'src/media/device-error\\.ts$',
        'src/locale/languages\\.ts$',
        // Reading a message is pure; everything else of the drivers is out of reach.
        'src/signaling/wire/envelope\\.ts$',
      ],
      message: 'TRTCCalling gets its platform by injection and knows no driver.',
    }),
    boundary({
      name: 'store',
      files: ['src/store/'],
      allows: [CODES, 'src/errors\\.ts$', 'src/log\\.ts$', 'src/locale/', 'src/trtc-calling/'],
      message: 'The store sees TRTCCalling and its snapshot, and writes to the log.',
    }),
    boundary({
      name: 'components',
      files: ['components/'],
      allows: [
        'src/index\\.ts$',
        'src/store/',
        'src/locale/',
        CODES,
        'src/errors\\.ts$',
        'src/trtc-calling/',
        // What words for reports come from; published components load the built one.
        'src/diagnostics/door\\.ts$',
        // Two run in pages of an App, where there is no store; the third joins a stage page to the driver of the store.
        'src/platform/app-(view|stage|stage-media)\\.ts$',
        'static/',
      ],
      message: 'Components take the snapshot; they know nothing below the store.',
    }),
    {
      name: 'native-pages',
      severity: 'error',
      comment:
        'A native page of an App runs in a context of its own, with a copy of all that it imports, types included: ' +
        'a store or an engine would be a second one.',
      // The linter of sources holds what the native components import themselves: these are no files that this one reads.
      from: {
        path: [
          '^components/trtc-native-stage/[^/]+\\.ts$',
          ...['^src/platform/app-stage\\.ts$', '^src/media/app/native/plugin-page\\.ts$'],
        ],
      },
      to: {
        path: [
          ...[
            '^src/(index|esm|umd|testing)\\.ts$',
            '^src/(store|trtc-calling|engine|call|signaling)/',
            // The page lends the plug-in; what it means is known in app-service.
            '^src/media/app/(?!native/(plugin-page|line|plugin)\\.ts$)',
          ],
          ...['^src/(locale|diagnostics)/', '^src/media/(web|weixin|fake)/'],
          ...['^components/.+\\.vue$', '^components/trtc-native-stage/service/'],
          '(^|/)node_modules/(pinia|tim-js-sdk|trtc-js-sdk|tsignaling)/',
        ],
        reachable: true,
      },
    },
    boundary({
      name: 'pages',
      files: ['pages/', 'App\\.vue$', 'main\\.ts$'],
      allows: [
        'components/',
        'entry/',
        'src/index\\.ts$',
        'src/diagnostics/door\\.ts$',
        CODES,
        'src/store/',
        'src/locale/',
        'static/',
        'package\\.json$',
      ],
      message: "The demo's pages use the public surface, as any app does.",
    }),
    boundary({
      name: 'entry',
      files: ['entry/'],
      allows: ['src/locale/', 'src/store/preferences\\.ts$', 'static/'],
      message: "The mini-program's first page pulls nothing of the calls into the main package.",
    }),
    boundary({
      name: 'emulator',
      files: ['emulator/'],
      // The monitor has words for what the SDKs report.
      allows: ['src/diagnostics/events/'],
      message: 'The emulator stands alone.',
    }),
    {
      name: 'library-alone',
      severity: 'error',
      comment: 'The library knows neither emulator, tests, demo pages nor tools.',
      from: { path: '^(src|components)/' },
      to: { path: '^(emulator|tests|pages|entry|bench|scripts|build)/' },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      comment: 'Nothing that is shipped or started imports from the tests.',
      from: { path: '^(src|components|pages|entry|emulator|build)/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    noPackages({
      name: 'no-packages-below',
      files: ['src/'],
      except: ['src/platform/', 'src/store/', 'src/types/', 'src/(index|esm|umd|testing)\\.ts$'],
      message: 'Only a platform loads SDKs, and only the store knows Vue and Pinia.',
    }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: require.resolve('./tsconfig.json') },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|unpackage|coverage|test-results|tests/apps|\\.git)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.nvue', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
