/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['<rootDir>/test/support/jest/setup-env.js'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // middy is published as ES modules only, so it is compiled like our own files.
  transformIgnorePatterns: ['/node_modules/(?!@middy/)'],
  // Only the root package.json counts: copies of it under cdk.out and caches would collide in the module map.
  modulePathIgnorePatterns: ['<rootDir>/cdk.out/', '<rootDir>/.cache/', '<rootDir>/.holdfree/'],
  testTimeout: 60_000,
  // Names are printed for failing tests only, also when a single file runs.
  verbose: false,
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/test/support/jest/count-reporter.js'],
  collectCoverageFrom: ['lib/**/*.ts', 'functions/**/*.ts'],
  coverageProvider: 'v8',
};
