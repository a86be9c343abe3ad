import jest from 'eslint-plugin-jest';
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
    files: ['src/**', 'components/**', 'pages/**'],
    ignores: ['src/error-codes.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message:
            'Say clock.now() for deadlines and durations, clock.wall() for what people read.',
        },
        ...['Literal[value>=60001][value<=60006]', 'Literal[value>=61001][value<=61099]'].map(
          (selector) => ({
            selector,
            message: 'Say ErrorCode.RoomEntryFailed and the like: numbers stand in error-codes.ts.',
          }),
        ),
      ],
    },
  },
  {
    files: ['src/**', 'components/**', 'pages/**'],
    ignores: [
      'src/runtime/system-clock.ts',
      // They compare with dates that were stored, across pages that were left.
      'pages/interrupted-call.ts',
      'pages/contacts/interrupted.vue',
      'pages/records/records.vue',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          ['Date', 'now'],
          ['performance', 'now'],
        ].map(([object, property]) => ({
          object,
          property,
          message:
            'Say clock.now() for deadlines and durations, clock.wall() for what people read.',
        })),
      ],
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
    files: ['**/*.nvue'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^(?!vue$|@dcloudio/uni-app$|\\./[^/]+$|\\.\\./shared/(invite-choice|use-drag)$|\\.\\./trtc-icon/icons$|' +
                '\\.\\./\\.\\./src/platform/app-stage$|(@|trtc-calling-uni)/components/trtc-native-stage/[^/]+\\.nvue$)',
              message:
                'A native page of an App has a copy of all that it imports: a store or an engine would be a second one.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.{mjs,cjs}', 'build/**', 'emulator/**', 'tests/**'],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['tests/**/*.test.ts'],
    plugins: { jest },
    rules: {
      'jest/consistent-test-it': ['error', { fn: 'it', withinDescribe: 'it' }],
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-identical-title': 'error',
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['afterEach'] }],
      'jest/valid-title': 'error',
    },
  },
  {
    files: ['tests/**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[property.name='only']",
          message: 'A focused test lets all others go unseen.',
        },
      ],
    },
  },
  prettier,
);
