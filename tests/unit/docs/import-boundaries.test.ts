import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** A file that breaks a rule, what it imports, and the rule that must name it. */
const WRONG = [
  ['src/runtime/wrong.ts', 'src/call/state.ts', 'ground-floor'],
  ['src/call/wrong.ts', 'src/engine/engine.ts', 'call'],
  ['src/call/phases/wrong.ts', 'src/errors.ts', 'call'],
  ['src/locale/wrong.ts', 'src/store/call.ts', 'locale'],
  ['src/diagnostics/wrong.ts', 'src/media/port.ts', 'diagnostics'],
  ['src/signaling/wrong.ts', 'emulator/index.ts', 'signaling'],
  ['src/signaling/wrong-wing.ts', 'src/signaling/tim/driver.ts', 'signaling-neutral'],
  ['src/signaling/wire/wrong.ts', 'src/signaling/tim/driver.ts', 'signaling-wire'],
  ['src/signaling/fake/wrong.ts', 'src/signaling/wire/codec.ts', 'signaling-fake'],
  ['src/media/wrong.ts', 'src/media/web/driver.ts', 'media-port'],
  ['src/media/weixin/wrong.ts', 'src/media/web/driver.ts', 'media-driver'],
  ['src/media/next/wrong.ts', 'src/media/web/driver.ts', 'media-driver'],
  ['src/platform/platform.ts', 'src/media/web/index.ts', 'platform-contract'],
  ['src/platform/wrong.ts', 'src/media/web/devices.ts', 'platform'],
  ['src/platform/wrong-fake.ts', 'src/signaling/fake/fake-device.ts', 'platform'],
  ['src/engine/wrong.ts', 'src/media/web/index.ts', 'engine'],
  ['src/trtc-calling/wrong.ts', 'src/signaling/tim/driver.ts', 'trtc-calling'],
  ['src/store/wrong.ts', 'src/engine/engine.ts', 'store'],
  ['components/wrong/wrong.vue', 'src/engine/engine.ts', 'components'],
  ['components/trtc-native-stage/wrong.ts', 'src/store/call.ts', 'native-pages'],
  ['src/platform/app-stage.ts', 'src/trtc-calling/wrong.ts', 'native-pages'],
  ['pages/wrong/wrong.vue', 'src/media/device-error.ts', 'pages'],
  ['entry/wrong.vue', 'src/index.ts', 'entry'],
  ['emulator/wrong.ts', 'src/errors.ts', 'emulator'],
  ['src/store/wrong-page.ts', 'pages/session.ts', 'library-alone'],
  ['build/wrong.ts', 'tests/support/world.ts', 'product-without-tests'],
  ['scripts/one.ts', 'scripts/two.ts', 'no-circles'],
  ['src/trtc-calling/wrong-package.ts', 'tim-js-sdk', 'no-packages-below'],
  ['src/engine/missing.ts', 'src/engine/nowhere.ts', 'no-unresolved'],
] as const;

/** An import that points down, in a `.vue` file and in a `.ts` file. */
const RIGHT = [
  ['src/engine/right.ts', 'src/call/state.ts'],
  ['components/right/right.vue', 'src/store/call.ts'],
] as const;

interface Violation {
  from: string;
  rule: { name: string };
}

/** Lints a tree that has these files only, with the rules of this repository. */
function violations(files: readonly (readonly [file: string, target: string])[]): Violation[] {
  const folder = mkdtempSync(join(tmpdir(), 'import-boundaries-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  try {
    for (const [, target] of files) {
      if (target.endsWith('.ts') && !target.includes('nowhere')) {
        write(target, 'export const value = 1;\n');
      }
    }
    symlinkSync(resolve(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, target] of files) {
      const up = target.endsWith('.ts') ? '../'.repeat(file.split('/').length - 1) : '';
      const from = `${up}${target.replace(/\.ts$/, '')}`;
      const line = `import * as value from '${from}';\nexport { value };\n`;
      write(file, file.endsWith('.vue') ? `<script lang="ts">\n${line}</script>\n` : line);
    }
    const run = spawnSync(
      resolve(root, 'node_modules/.bin/depcruise'),
      ['--config', resolve(root, '.dependency-cruiser.cjs'), '--output-type', 'json', '.'],
      { cwd: folder, encoding: 'utf8' },
    );
    return (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the lint of imports', () => {
  let found: Violation[];

  beforeAll(() => {
    found = violations([
      ...WRONG.map(([file, target]) => [file, target] as const),
      // The other half of the circle, which is told once.
      ['scripts/two.ts', 'scripts/one.ts'],
      ...RIGHT,
    ]);
  }, 60_000);

  it.each(WRONG)('the lint refuses %s that imports %s', (file, _target, rule) => {
    expect(found.filter(({ from }) => from === file).map((each) => each.rule.name)).toContain(rule);
  });

  it.each(RIGHT)('the lint lets %s import %s', (file) => {
    expect(found.filter(({ from }) => from === file)).toEqual([]);
  });
});
