import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** What the lint says about a file of this name with this text. */
function lint(filePath: string, text: string): string {
  const eslint = resolve(root, 'node_modules/.bin/eslint');
  const run = spawnSync(eslint, ['--stdin', '--stdin-filename', filePath], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  return run.stdout;
}

test.each([
  ['src/call/wrong.ts', "import '../engine/engine';", 'call/ imports only its own files'],
  ['src/engine/wrong.ts', "import '../media/web';", 'never a driver'],
  ['src/signaling/wrong.ts', "import '../../emulator';", 'Signalling knows its port'],
  ['src/trtc-calling/wrong.ts', "import 'tim-js-sdk';", 'by injection'],
])(
  '%s with %s fails the lint',
  (file, text, why) => {
    expect(lint(file, `${text}\n`)).toContain(why);
  },
  60_000,
);

test('an import that points down is fine', () => {
  const text = "import { transition } from '../call/transition';\n\nexport { transition };\n";
  expect(lint('src/engine/right.ts', text)).toBe('');
}, 60_000);
