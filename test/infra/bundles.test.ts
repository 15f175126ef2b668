import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Template } from 'aws-cdk-lib/assertions';
import { config } from '../../holdfree.config';
import { ServiceFunction } from '../../infra/constructs/service-function';

// Looked at here is a bundle; what the template validator says, another file asks.
process.env['CDK_VALIDATION'] = 'false';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-bundles-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** What every function loads when it first needs it. */
const laterNames = ['plans-of-all-countries', 'understand-config', 'csv-directory', 'en-us', 'ru-ru'];
const later = laterNames.flatMap((name) => [`${name}.js`, `${name}.js.map`]);

/** Our own files in the bundle of a function. */
function filesIn(name: string): readonly string[] {
  const metafile = path.join(folder, `${name}.json`);
  const entry = `functions/${name}/index.ts`;
  const options = ['--bundle', '--platform=node', '--packages=external', `--metafile=${metafile}`];
  execFileSync('node_modules/.bin/esbuild', [entry, ...options, `--outfile=${path.join(folder, name)}.js`], {
    stdio: 'pipe',
  });
  const { inputs } = JSON.parse(fs.readFileSync(metafile, 'utf8')) as { readonly inputs: object };
  return Object.keys(inputs);
}

test('the outbox carries what tells the bus, and neither Connect, nor a store, nor the use cases of others', () => {
  const files = filesIn('outbox');
  expect(files).toContain('lib/core/events/events-of.ts');
  const strange = files.filter((file) =>
    /^lib\/(app\/(?!outbox\/)|adapters\/(appconfig|connect|memory|messaging|ssm)\/)/.test(file),
  );
  expect(strange).toEqual([]);
});

test('the measuring carries the table and the counting, and nothing of Connect, callers or messages', () => {
  const files = filesIn('fcr');
  expect(files).toContain('lib/app/fcr/refresh-fcr.ts');
  const strange = files.filter((file) =>
    /^lib\/(app\/(?!fcr\/|reports\/)|adapters\/(?!appconfig\/|dynamodb\/|system\/))/.test(file),
  );
  expect(strange).toEqual([]);
});

test('what judges a policy carries the configuration and its rules, and nothing that it could act by', () => {
  const files = filesIn('policy-check');
  expect(files).toContain('lib/core/policy/needs-deployment.ts');
  expect(files.filter((file) => /^lib\/(app|adapters)\//.test(file))).toEqual([]);
});

test('a function that asks the directory carries the file of customers, and its environment says where', () => {
  const customers = path.join(folder, 'people of ours.csv');
  fs.writeFileSync(customers, 'number,name,agent,language,vip\n+441632960123,Jo,,,\n');
  const outdir = path.join(folder, 'cdk');
  const stack = new Stack(new App({ outdir }), 'Bundled');
  const { lambda } = new ServiceFunction(stack, 'Carrying', {
    config: { ...config, directory: { kind: 'csv', file: customers } },
    table: new TableV2(stack, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } }),
    // The smallest: it is the one way of bundling that is looked at.
    name: 'outbox',
    description: 'Carries a file.',
    timeout: Duration.seconds(1),
    memoryMb: 128,
  });
  const { Ref: id }: { Ref: string } = stack.resolve(lambda.functionName);
  const carrying = Template.fromStack(stack).findResources('AWS::Lambda::Function')[id];
  const file = String(carrying?.['Properties'].Environment.Variables.CUSTOMERS_FILE);
  const bundles = fs.readdirSync(outdir).filter((name) => name.startsWith('asset.'));
  expect(bundles.map((name) => fs.readdirSync(path.join(outdir, name)).toSorted())).toEqual([
    [file, 'index.js', 'index.js.map', ...later].toSorted(),
  ]);
  expect(fs.readFileSync(path.join(outdir, bundles[0] ?? '', file), 'utf8')).toContain('Jo');
});
