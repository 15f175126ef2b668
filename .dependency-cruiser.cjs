/**
 * The layers, as a build failure. CONTRIBUTING.md says what each of them is for. Circles are oxlint's to find
 * (import/no-cycle): the swc parser cannot tell an import of types, which may be circular, from one of code.
 */
const runtimeCode = '^(functions|local|console)/';
const pureLibraries = '(^|/)node_modules/(zod|libphonenumber-js|luxon|@types/luxon)/';

module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'Decisions know no clock, no input and output and no vendor.',
      severity: 'error',
      from: { path: '^lib/core/' },
      to: { pathNot: ['^lib/core/', pureLibraries] },
    },
    {
      name: 'ports-know-only-core',
      comment: 'A port is an interface in our own words.',
      severity: 'error',
      from: { path: '^lib/ports/' },
      to: { pathNot: '^lib/(core|ports)/' },
    },
    {
      name: 'app-knows-ports-and-core',
      comment: 'Use cases gather, decide and act through ports; what is behind a port is not their business.',
      severity: 'error',
      from: { path: '^lib/app/' },
      to: { pathNot: ['^lib/(app|ports|core)/', pureLibraries] },
    },
    {
      name: 'adapters-know-ports-and-core',
      comment: 'An adapter serves a port; it does not call use cases.',
      severity: 'error',
      from: { path: '^lib/adapters/' },
      to: { path: '^lib/app/' },
    },
    {
      name: 'adapters-never-meet',
      comment: 'Two adapters that know each other can only be replaced together.',
      severity: 'error',
      from: { path: '^lib/adapters/([^/]+)/' },
      to: { path: '^lib/adapters/', pathNot: '^lib/adapters/$1/' },
    },
    {
      name: 'lib-imports-nothing-above',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(functions|infra|local|console|test)/|^holdfree\\.config\\.ts$', pathNot: '^lib/' },
    },
    {
      name: 'only-wiring-knows-adapters',
      comment: 'Handlers take what they need as arguments, so that tests can hand them something else.',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/([^/]+/index|shared/wire[a-z-]*)\\.ts$' },
      to: { path: '^lib/adapters/' },
    },
    {
      name: 'functions-import-nothing-beside',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|local|console|test)/' },
    },
    {
      name: 'infra-imports-only-definitions',
      comment:
        'What is deployed is described by the configuration schema, the table and the file of customers, never by runtime code.',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: [runtimeCode, '^lib/'],
        pathNot: ['^lib/core/', '^lib/adapters/(dynamodb/table|directory/customers)\\.ts$'],
      },
    },
    {
      name: 'local-imports-only-flows-of-infra',
      comment:
        'The laptop runs the flows that are deployed, reads the configuration and bundles as synth does; it has no use for the CDK.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^infra/', pathNot: '^infra/(flows/|(bundling|read-config)\\.ts$)' },
    },
    {
      name: 'flows-know-no-cdk',
      comment:
        'Flows, the configuration and how functions are bundled are plain data, so that the laptop can use them.',
      severity: 'error',
      from: { path: '^infra/(flows/|(bundling|read-config|config-file)\\.ts$)' },
      to: { path: '(^|/)node_modules/(aws-cdk-lib|constructs)/|^infra/', pathNot: '^infra/(flows/|config-file\\.ts$)' },
    },
    {
      name: 'nothing-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|test/samples)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'require', 'import', 'types'] },
  },
};
