import vue from 'eslint-plugin-vue';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import ts from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const uniGlobals = {
  uni: 'readonly',
  wx: 'readonly',
  plus: 'readonly',
  getApp: 'readonly',
  getCurrentPages: 'readonly',
};

/**
 * The import directions of the house: arrows point down only.
 * pages → components → store → trtc-calling → engine → {call, diagnostics, the two port.ts};
 * platform → {signaling, media}.
 *
 * `room`: files the rule covers; `closed`: path patterns they may not import; `why` is shown.
 */
function arrows(room, closed, why, except = []) {
  return {
    files: room,
    ignores: except,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: closed.map((c) => `(${c})`).join('|'), message: why }] },
      ],
    },
  };
}

const outside = '(^|/)(emulator|tests|pages|bench)(/|$)';
const sdks = '^(trtc-js-sdk|tim-js-sdk|tsignaling|vue|pinia|@dcloudio/)';

const house = [
  arrows(['src/**/*.ts'], [outside], 'The library knows neither emulator, tests nor demo pages.'),
  arrows(['src/call/*.ts'], ['^\\.\\./', '^@/', '^[a-z@]'], 'call/ imports only its own files.'),
  arrows(
    ['src/call/phases/*.ts'],
    ['^\\.\\./\\.\\./', '^@/', '^[a-z@]'],
    'call/ imports only its own files.',
  ),
  arrows(
    ['src/errors.ts', 'src/log.ts'],
    ['^\\.', '^@/', '^[a-z@]'],
    'The ground floor imports nothing.',
  ),
  arrows(
    ['src/engine/**/*.ts'],
    [
      outside,
      sdks,
      '/(store|trtc-calling|locale)(/|$)',
      '/(signaling|media)/(?!port$)',
      '/platform/(?!types$)',
    ],
    'The engine knows ports, call/ and diagnostics/; never a driver, an SDK or what lies above.',
    ['src/engine/**/*.test.ts'],
  ),
  arrows(
    ['src/trtc-calling/**/*.ts'],
    [
      outside,
      sdks,
      '/(store|locale)(/|$)',
      // Reading a message is pure; everything else of the drivers is out of reach.
      '/signaling/(?!port$|envelope$)',
      '/media/(?!port$)',
      '/platform/(?!types$)',
    ],
    'TRTCCalling gets its platform by injection and knows no driver.',
  ),
  arrows(
    ['src/signaling/**/*.ts'],
    [outside, '/(engine|store|trtc-calling|media|call)(/|$)', '/platform/(?!types$)'],
    'Signalling knows its port, errors and log only.',
  ),
  arrows(
    ['src/media/**/*.ts'],
    [outside, '/(engine|store|trtc-calling|signaling|call)(/|$)', '/platform/(?!types$)'],
    'Media knows its port, errors and log only.',
  ),
  arrows(
    ['src/diagnostics/**/*.ts'],
    [
      outside,
      sdks,
      '/(engine|store|trtc-calling|signaling|media|call)(/|$)',
      '/platform/(?!types$)',
    ],
    'Diagnostics judge plain facts; the platform gathers them.',
  ),
  arrows(
    ['src/store/**/*.ts'],
    [outside, '/(engine|platform|signaling|media)(/|$)'],
    'The store sees TRTCCalling and its snapshot only.',
  ),
  arrows(
    ['components/**/*.{ts,vue,nvue}'],
    [outside, '/src/(engine|platform|signaling|media|call)(/|$)'],
    'Components take the snapshot; they know nothing below the store.',
  ),
  arrows(['emulator/**/*.ts'], ['/(src|pages|components)/'], 'The emulator stands alone.'),
];

export default ts.config(
  { ignores: ['dist/', 'unpackage/', 'coverage/', 'uni_modules/', 'test-results/'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue,nvue}'],
    languageOptions: {
      ecmaVersion: 'latest',
      sourceType: 'module',
      globals: { ...globals.browser, ...uniGlobals },
    },
    rules: {
      // TypeScript reports undefined names itself.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.vue', '**/*.nvue'],
    plugins: { vue },
    processor: vue.processors.vue,
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue', '.nvue'] },
    },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/attribute-hyphenation': 'off',
      'vue/v-on-event-hyphenation': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}', 'build/**', 'emulator/**', 'tests/**'],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  ...house,
  prettier,
);
