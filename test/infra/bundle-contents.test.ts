import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { config } from '../../holdfree.config';
import { bundleInto, bundleLaterParts, contentsOfAll } from '../../local/bundle/bundle-function';
import { startOnce } from '../../local/bundle/start-process';

// Goal: nothing heavy creeps into a bundle unseen. Method: each function is bundled as it is deployed; the packages beside the
// SDK's own are listed here, and so are its clients and the KB it may have.

const own = [
  '@aws-lambda-powertools/commons',
  '@aws-lambda-powertools/logger',
  '@aws/lambda-invoke-store',
  '@middy/core',
  'zod',
];
/** What the client of DynamoDB brings along. */
const withTable = [...own, 'mnemonist', 'obliterator'];
const speaking = [...withTable, 'luxon'];
const table = ['client-appconfigdata', 'client-dynamodb', 'lib-dynamodb'];
const calls = [...table, 'client-connect', 'client-customer-profiles', 'client-sqs'];
const telling = [...calls, 'client-pinpoint-sms-voice-v2', 'client-sns', 'client-ssm'];

interface Contents {
  readonly clients: readonly string[];
  readonly others: readonly string[];
  readonly kbMax: number;
}

const expected: Readonly<Record<string, Contents>> = {
  'contact-events': { clients: calls, others: speaking, kbMax: 930 },
  'contact-records': { clients: calls, others: speaking, kbMax: 930 },
  dispatch: { clients: calls, others: speaking, kbMax: 945 },
  fcr: { clients: table, others: withTable, kbMax: 500 },
  ivr: { clients: calls, others: speaking, kbMax: 945 },
  notify: { clients: telling, others: speaking, kbMax: 1010 },
  numbers: { clients: ['client-connect'], others: own, kbMax: 580 },
  outbox: { clients: ['client-eventbridge'], others: own, kbMax: 400 },
  'policy-check': { clients: [], others: ['zod'], kbMax: 30 },
  watch: { clients: table, others: withTable, kbMax: 490 },
};

/** What each function loads when it first needs it. */
const later = {
  'plans-of-all-countries': ['libphonenumber-js'],
  'understand-config': ['luxon', 'zod'],
  'csv-directory': ['csv-parse', 'zod'],
  'en-us': ['luxon'],
  'ru-ru': ['luxon'],
};
const LATER_KB_MAX = 200;

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-contents-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('each function carries the packages that are listed here, and no more bytes', async () => {
  const found = [...(await contentsOfAll(config))].map(([name, contents]) => ({ name, ...contents }));
  const named = found.map(({ name, packages, clients }) => {
    const others = packages.filter((one) => !/^@(aws-sdk|smithy)\//.test(one));
    return [name, { clients: clients.map((one) => one.replace('@aws-sdk/', '')), others }] as const;
  });
  const listed = Object.entries(expected).map(
    ([name, { clients, others }]) => [name, { clients: clients.toSorted(), others: others.toSorted() }] as const,
  );
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(listed));
  expect(found.filter(({ name, bytes }) => bytes / 1024 > (expected[name]?.kbMax ?? 0))).toEqual([]);
  // Asked for in any other way it would not be found where it lies.
  const asked = new Set(found.flatMap((one) => one.later));
  expect(asked).toEqual(new Set(Object.keys(later).map((name) => `./${name}`)));
});

test('what no start needs lies beside it, and is found where another configuration is set by hand, which wins', async () => {
  const parts = bundleLaterParts(folder);
  expect(Object.fromEntries(parts.map(({ name, packages }) => [name, packages]))).toEqual(later);
  expect(parts.filter(({ bytes }) => bytes / 1024 > LATER_KB_MAX)).toEqual([]);
  const file = path.join(folder, 'fcr.js');
  await bundleInto(file, 'fcr', config);
  expect(startOnce(file).wallMs).toBeGreaterThan(0);
  // The schema is in the one part, the countries in the other.
  const byHand = { HOLDFREE_POLICY: JSON.stringify({ ...config, country: 'XX' }) };
  expect(() => startOnce(file, byHand)).toThrow('holdfree.config.ts: country: got "XX"');
});
