/** One Jest project per platform: each sees the sources as that platform's build sees them. */
function project(
  displayName,
  { platform = 'h5', environment = 'node', folder = displayName } = {},
) {
  return {
    displayName,
    rootDir: __dirname,
    testEnvironment: environment,
    // Vue's package exports pick a browser build under jsdom otherwise.
    testEnvironmentOptions: environment === 'jsdom' ? { customExportConditions: ['node'] } : {},
    testMatch: [`<rootDir>/tests/${folder}/**/*.test.ts`],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'vue', 'nvue'],
    moduleNameMapper: { '^@/(.*)$': '<rootDir>/$1' },
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/unpackage/'],
    transform: {
      '\\.(ts|vue|nvue)$|/@qiun/.+\\.js$': [
        '<rootDir>/tests/support/uni-transform.cjs',
        { platform },
      ],
    },
    // uCharts is an ES module only.
    transformIgnorePatterns: ['/node_modules/(?!@qiun/)'],
  };
}

module.exports = {
  projects: [
    project('unit'),
    project('model'),
    project('sdk'),
    project('contract'),
    project('h5', { environment: 'jsdom', folder: 'unit-h5' }),
    project('app', { platform: 'app', environment: 'jsdom', folder: 'unit-app' }),
  ],
  // `npm run coverage`: what a call may come to is decided in these folders, and what an App does of it.
  collectCoverageFrom: ['src/{call,engine,signaling,media/app}/**/*.ts'],
  coverageReporters: ['text'],
  coverageThreshold: {
    './src/call/': { branches: 95 },
    './src/engine/': { branches: 95 },
    './src/signaling/': { branches: 95 },
    // Each file of the driver of Apps by itself, so that its many small ones hide none.
    './src/media/app/*.ts': { branches: 95 },
    './src/media/app/native/': { branches: 95 },
  },
};
