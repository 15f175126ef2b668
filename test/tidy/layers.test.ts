import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../support/repository-files';

// Goal: each layer rule fires on a planted breach, and on nothing else.
// Method: a small tree with one breach a file is cruised once with the repository's own configuration.

const bystanders: Readonly<Record<string, string>> = {
  'lib/core/plan.ts': "import * as z from 'zod/mini';\nexport const plan = z.string();",
  'lib/ports/store.ts': "import { plan } from '../core/plan';\nexport type Store = typeof plan;",
  'lib/app/dispatch.ts': "import type { Store } from '../ports/store';\nexport const run = (store: Store) => store;",
  'lib/adapters/memory/store.ts': "import type { Store } from '../../ports/store';\nexport const store: Store[] = [];",
  'lib/adapters/dynamodb/table.ts': 'export const table = 1;',
  'lib/adapters/dynamodb/client.ts': 'export const client = 1;',
  'functions/ivr/handler.ts': "import { run } from '../../lib/app/dispatch';\nexport const handler = run;",
  'functions/ivr/index.ts': "import { store } from '../../lib/adapters/memory/store';\nexport const wired = store;",
  'functions/shared/wire.ts':
    "import { client } from '../../lib/adapters/dynamodb/client';\nexport const wire = client;",
  'functions/shared/wire-part.ts':
    "import { store } from '../../lib/adapters/memory/store';\nexport const part = store;",
  'lib/adapters/directory/customers.ts': 'export const customers = 1;',
  'infra/flows/inbound.ts': 'export const flow = 1;',
  'infra/stack.ts': "import { table } from '../lib/adapters/dynamodb/table';\nexport const stack = table;",
  'infra/customers.ts':
    "import { customers } from '../lib/adapters/directory/customers';\nexport const file = customers;",
  'local/main.ts': "import { flow } from '../infra/flows/inbound';\nexport const main = flow;",
  'test/support/builders.ts': 'export const builder = 1;',
  // Types may refer to each other in a circle.
  'lib/core/left.ts': "import type { Right } from './right';\nexport type Left = Right | 1;",
  'lib/core/right.ts': "import type { Left } from './left';\nexport type Right = Left[];",
};

const breaches: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['core-is-pure', 'lib/core/leaky.ts', "import { store } from '../adapters/memory/store';\nexport const a = store;"],
  ['core-is-pure', 'lib/core/random.ts', "import { randomUUID } from 'node:crypto';\nexport const a = randomUUID;"],
  ['core-is-pure', 'lib/core/vendor.ts', "import * as sdk from '@aws-sdk/client-sqs';\nexport const a = sdk;"],
  ['ports-know-only-core', 'lib/ports/eager.ts', "import { run } from '../app/dispatch';\nexport const a = run;"],
  [
    'app-knows-ports-and-core',
    'lib/app/direct.ts',
    "import { store } from '../adapters/memory/store';\nexport const a = store;",
  ],
  [
    'adapters-know-ports-and-core',
    'lib/adapters/memory/busy.ts',
    "import { run } from '../../app/dispatch';\nexport const a = run;",
  ],
  [
    'adapters-never-meet',
    'lib/adapters/memory/friend.ts',
    "import { table } from '../dynamodb/table';\nexport const a = table;",
  ],
  [
    'lib-imports-nothing-above',
    'lib/adapters/memory/up.ts',
    "import { flow } from '../../../infra/flows/inbound';\nexport const a = flow;",
  ],
  [
    'only-wiring-knows-adapters',
    'functions/ivr/sneaky.ts',
    "import { store } from '../../lib/adapters/memory/store';\nexport const a = store;",
  ],
  [
    'functions-import-nothing-beside',
    'functions/ivr/beside.ts',
    "import { flow } from '../../infra/flows/inbound';\nexport const a = flow;",
  ],
  [
    'infra-imports-only-definitions',
    'infra/runtime.ts',
    "import { client } from '../lib/adapters/dynamodb/client';\nexport const a = client;",
  ],
  [
    'infra-imports-only-definitions',
    'infra/handler.ts',
    "import { handler } from '../functions/ivr/handler';\nexport const a = handler;",
  ],
  [
    'local-imports-only-flows-of-infra',
    'local/cloud.ts',
    "import { stack } from '../infra/stack';\nexport const a = stack;",
  ],
  ['flows-know-no-cdk', 'infra/flows/cloud.ts', "import { App } from 'aws-cdk-lib';\nexport const a = App;"],
  ['flows-know-no-cdk', 'infra/flows/up.ts', "import { stack } from '../stack';\nexport const a = stack;"],
  [
    'nothing-imports-test',
    'local/fake.ts',
    "import { builder } from '../test/support/builders';\nexport const a = builder;",
  ],
  ['not-to-unresolvable', 'local/lost.ts', "import { gone } from './gone';\nexport const a = gone;"],
];

/** Code in a circle; oxlint finds these, see .dependency-cruiser.cjs. */
const circle: Readonly<Record<string, string>> = {
  'lib/core/egg.ts': "import { hen } from './hen';\nexport const egg = () => hen;",
  'lib/core/hen.ts': "import { egg } from './egg';\nexport const hen = () => egg;",
};

let circles: readonly string[] = [];
let violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] = [];

beforeAll(() => {
  const root = fs.mkdtempSync(path.join(tmpdir(), 'layers-'));
  try {
    fs.symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(root, 'node_modules'));
    fs.copyFileSync(path.join(repositoryRoot, 'package.json'), path.join(root, 'package.json'));
    for (const [file, text] of Object.entries(circle)) write(root, file, text);
    for (const [file, text] of Object.entries(bystanders)) write(root, file, text);
    for (const [, file, text] of breaches) write(root, file, text);
    violations = cruise(root);
    circles = filesInCircles(root);
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
});

test.each(breaches)('rule %s fires on %s', (rule, file) => {
  expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
});

test('every rule of the configuration is planted here once', () => {
  const {
    forbidden,
  }: { readonly forbidden: readonly { readonly name: string }[] } = require('../../.dependency-cruiser.cjs');
  expect(forbidden.map(({ name }) => name).toSorted()).toEqual([...new Set(breaches.map(([rule]) => rule))].toSorted());
});

test('files that keep the layers are left alone, also when their types refer to each other', () => {
  expect(violations.filter(({ from }) => from in bystanders)).toEqual([]);
});

test('files whose code is in a circle are found, those whose types are in one are not', () => {
  expect(circles.toSorted()).toEqual(Object.keys(circle).toSorted());
});

function write(root: string, file: string, text: string): void {
  fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), `${text}\n`);
}

function cruise(root: string): typeof violations {
  const command = path.join(repositoryRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = path.join(repositoryRoot, '.dependency-cruiser.cjs');
  const folders = ['infra', 'functions', 'lib', 'local', 'test'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [command, '--config', config, '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).summary.violations;
}

function filesInCircles(root: string): readonly string[] {
  const command = path.join(repositoryRoot, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const config = path.join(repositoryRoot, '.oxlintrc.json');
  const { stdout, stderr } = spawnSync(process.execPath, [command, '--config', config, '--format', 'json', 'lib'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (stdout === '') throw new Error(stderr);
  const { diagnostics }: { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] } =
    JSON.parse(stdout);
  return diagnostics.filter(({ code }) => code === 'import(no-cycle)').map(({ filename }) => filename);
}
