const { availableParallelism } = require('node:os');

// Two projects by what they touch: *.spec.ts is pure and runs in seconds; *.test.ts uses real disks,
// servers, processes and a browser.

// Nest 12 and what it brings are ES modules; everything here is CommonJS, so these are transformed.
const esModules = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  '@tokenizer',
  'uint8array-extras',
  '@borewit',
  'cookie',
];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleNameMapper: { '^@tramo/([^/]+)$': '<rootDir>/libs/$1/src' },
  transform: {
    '^.+\\.[jt]s$': ['@swc/jest', require('./scripts/swc-options.cjs')],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
};

module.exports = {
  // For those that start threads, processes and servers on cores that others use too: what hangs is cut off here.
  testTimeout: 30_000,
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  reporters: ['default', '<rootDir>/scripts/tally-reporter.cjs'],
  projects: [
    { ...shared, displayName: 'pure', testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'stores',
      testMatch: ['<rootDir>/{apps,libs,test}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/setup/postgres.mjs',
      globalTeardown: '<rootDir>/test/setup/postgres-teardown.mjs',
    },
  ],
};
