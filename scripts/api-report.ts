// npm run lint:api compares what the doors of the built package declare with the reports in tests/types/api, and fails
// on a difference. npm run api writes the reports anew: the change is then seen by whoever reviews the commit.
// `npm run tarball` comes first.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const DOORS = {
  index: 'dist/lib/esm/index.d.ts',
  store: 'dist/lib/esm/store.d.ts',
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

const write = process.argv.includes('--write');
mkdirSync(REPORTS, { recursive: true });
const changed = Object.entries(DOORS).filter(([door, entry]) => !compare(door, entry, write));
if (changed.length > 0) {
  const names = changed.map(([door]) => `${door}.api.md`).join(', ');
  console.error(
    `The package declares something else than ${names} in tests/types/api. If that is meant: npm run api, a changeset, ` +
      'and both in the same commit. Otherwise an app that compiles today may not tomorrow.',
  );
  process.exitCode = 1;
}
