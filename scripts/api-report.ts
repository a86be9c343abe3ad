// npm run lint:api compares what the doors of the built package declare with the reports in tests/types/api, and fails
// on a difference. npm run api writes the reports anew, once a new changeset tells users of the change, which is then seen
// by whoever reviews the commit. `npm run tarball` comes first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { version } from '../package.json';
import { announcing, unannounced } from './announced';

const DOORS = {
  index: 'dist/lib/esm/index.d.ts',
  store: 'dist/lib/esm/store.d.ts',
  diagnostics: 'dist/lib/esm/diagnostics.d.ts',
  testing: 'dist/lib/esm/testing.d.ts',
  'sub-package': 'dist/lib/esm/sub-package.d.ts',
  components: 'dist/packed/package/components.d.ts',
};
const REPORTS = resolve('tests/types/api');

/** @returns true if the report says what the door declares */
function compare(door: string, entry: string, write: boolean): boolean {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: resolve('.'),
      mainEntryPointFilePath: resolve(entry),
      compiler: { tsconfigFilePath: resolve('tsconfig.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${door}.api.md`,
        reportFolder: REPORTS,
        reportTempFolder: resolve('dist/api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        // Only what changes matters here, not how the comments are written.
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: resolve('package.json'),
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: write,
    messageCallback: (message) => {
      if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
    },
  });
  if (errorCount > 0) throw new Error(`${entry} cannot be read`);
  return write || !apiReportChanged;
}

/** @returns undefined where git is not there or fails */
function git(...words: string[]): string[] | undefined {
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter(Boolean) : undefined;
}

/** @returns the paths, committed or not, that are new or changed since the last commit of the reports */
function changedSinceReports(): string[] | undefined {
  const [commit] = git('log', '-1', '--format=%H', '--', REPORTS) ?? [];
  const changed = commit && git('diff', '--name-only', '--relative', '--diff-filter=d', commit);
  const untracked = git('ls-files', '--others', '--exclude-standard');
  if (changed && untracked) return [...changed, ...untracked];
  console.warn(
    'git knows no commit of tests/types/api, so that a file in .changeset of any age counts.',
  );
  return undefined;
}

mkdirSync(REPORTS, { recursive: true });
const reports = (doors: [string, string][]) => doors.map(([door]) => `${door}.api.md`);
const changed = Object.entries(DOORS).filter(([door, entry]) => !compare(door, entry, false));
if (process.argv.includes('--write')) {
  const waiting = announcing(
    readdirSync('.changeset'),
    readFileSync('CHANGELOG.md', 'utf8'),
    version,
  );
  const refusal = unannounced(reports(changed), { waiting, changedSince: changedSinceReports() });
  if (refusal === undefined) for (const [door, entry] of changed) compare(door, entry, true);
  else console.error(refusal);
  process.exitCode = refusal === undefined ? 0 : 1;
} else if (changed.length > 0) {
  console.error(
    `The package declares something else than ${reports(changed).join(', ')} in tests/types/api. If that is meant: ` +
      'npx changeset, which asks for the words of the CHANGELOG, then npm run api, and all of it in the same commit. ' +
      'Otherwise an app that compiles today may not tomorrow.',
  );
  process.exitCode = 1;
}
