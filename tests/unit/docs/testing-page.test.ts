/** The examples of docs/testing.md, run by Jest as a reader would run them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** The blocks that name their file in the first line. */
function filesOf(page: string): Map<string, string> {
  const blocks = page.matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g);
  return new Map([...blocks].map(([, name = '', code = '']) => [name, code]));
}

it.each(['node', 'jsdom'])(
  'every example of docs/testing.md passes in Jest, in %s',
  (environment) => {
    const files = filesOf(readFileSync(join(root, 'docs/testing.md'), 'utf8'));
    expect([...files.keys()].filter((name) => name.endsWith('.test.js'))).toHaveLength(4);
    const app = mkdtempSync(join(tmpdir(), 'own-tests-'));
    try {
      for (const [name, code] of files) writeFileSync(join(app, name), code);
      const config = {
        rootDir: app,
        roots: [app],
        testEnvironment: require.resolve(`jest-environment-${environment}`),
        transform: {
          '\\.[jt]s$': [
            require.resolve('ts-jest'),
            {
              diagnostics: false,
              tsconfig: {
                module: 'commonjs',
                target: 'es2020',
                allowJs: true,
                isolatedModules: true,
              },
            },
          ],
        },
        moduleNameMapper: {
          '^trtc-calling-uni/testing$': join(root, 'src/testing.ts'),
          '^trtc-calling-uni$': join(root, 'src/esm.ts'),
        },
      };
      writeFileSync(join(app, 'jest.config.json'), JSON.stringify(config));
      const jest = join(root, 'node_modules/.bin/jest');
      const args = ['-c', join(app, 'jest.config.json'), '--runInBand'];
      const { stderr, status } = spawnSync(jest, args, { cwd: app, encoding: 'utf8' });
      expect(stderr).toContain('Tests:       4 passed, 4 total');
      expect(status).toBe(0);
    } finally {
      rmSync(app, { recursive: true, force: true });
    }
  },
  120_000,
);
