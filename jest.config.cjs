/** Jest runs the TypeScript through swc as CommonJS; ES-only libraries load under --experimental-vm-modules. */
require('./test/support/resolve-typescript.cjs');

const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      module: { type: 'commonjs' },
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
    },
  ],
};
const base = {
  testEnvironment: '<rootDir>/test/support/jest/environment.cjs',
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  extensionsToTreatAsEsm: [],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/var/'],
  transform,
};
const project = (displayName, testMatch, extra = {}) => ({
  ...base,
  displayName,
  testMatch: testMatch.map((m) => `<rootDir>/${m}`),
  ...extra,
});
const onPostgres = {
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

module.exports = {
  testTimeout: 60_000,
  // Jest leaves one core free by default: half of a small machine.
  maxWorkers: '100%',
  projects: [
    project('rooms', ['src/**/*.spec.ts', 'test/*.spec.ts'], onPostgres),
    project('contracts', ['test/contracts/**/*.spec.ts'], onPostgres),
    project('journeys', ['test/journeys/**/*.spec.ts'], onPostgres),
  ],
};
