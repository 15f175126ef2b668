import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import cdkSettings from '../../cdk.json';
import { config as shipped } from '../../holdfree.config';
import { readConfig } from '../../infra/read-config';
import { retentionSchema } from '../../lib/core/policy/operations-schema';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-config-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const [supportQueue, billingQueue] = shipped.queues;
const otherInstance = shipped.instanceArn.replace('7e095a31', '7e095a32');
const token = '1234567890:AAEhBP0av28abcdefghijklmnopqrstuvw';

/** The shipped configuration with something changed in it, as text. */
const changed = (change: string) => `
  import { config as shipped } from ${JSON.stringify(path.resolve('holdfree.config'))};
  const support = (changes: object) => [{ ...shipped.queues[0], ...changes }, shipped.queues[1]];
  const billing = (changes: object) => [shipped.queues[0], { ...shipped.queues[1], ...changes }];
  const webhook = (changes: object) => ({ supervisors: [{ ...shipped.notices.supervisors[0], ...changes }] });
  export const config = { ...shipped, ${change} };
`;

let files = 0;

/** A configuration file of its own, in a folder where there is nothing else. */
function written(text: string): string {
  files += 1;
  const file = path.join(folder, String(files), 'holdfree.config.ts');
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, text);
  return file;
}

function refusedLines(file: string): readonly string[] {
  const read = readConfig(file);
  return read.ok ? [] : read.error;
}

/** What is wrong, the change that makes it so, and the one line that says it. */
const wrong: readonly (readonly [string, string, string])[] = [
  [
    'an ARN of something else',
    `instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/support'`,
    'instanceArn: got "arn:aws:connect:eu-west-2:111122223333:instance/support"; allowed is the ARN of a Connect instance',
  ],
  ['a country that is none', `country: 'UK'`, 'country: got "UK"; allowed is an ISO country code, "GB" say'],
  [
    'a queue that is named twice',
    `queues: billing({ name: 'support' })`,
    'queues[1].name: got "support"; allowed is a name no other queue has',
  ],
  [
    'two queues whose names differ by a dash',
    `queues: billing({ name: 'sup-port' })`,
    'queues[1].name: got "sup-port"; allowed is a name that differs from "support" by more than "-", "_" and capitals',
  ],
  [
    'two queues whose names differ by a capital',
    `queues: billing({ name: 'Support' })`,
    'queues[1].name: got "Support"; allowed is a name that differs from "support" by more than "-", "_" and capitals',
  ],
  [
    'two pools whose names differ by a line beneath',
    `queues: billing({ pool: 'front_line' })`,
    'queues[1].pool: got "front_line"; allowed is a name that differs from "frontline" by more than "-", "_" and capitals',
  ],
  ...['line_441632960', 'line-555-867-5309'].map((name): readonly [string, string, string] => [
    `a name that would be masked as a number: ${name}`,
    `queues: billing({ name: '${name}' })`,
    `queues[1].name: got "${name}"; allowed is a short name: a letter, then letters, digits, "-" or "_", at most 40, ` +
      'and nothing like a phone number, as nine digits in a row',
  ]),
  [
    'two queues of one id',
    `queues: billing({ queueId: '${supportQueue?.queueId}' })`,
    `queues[1].queueId: got "${supportQueue?.queueId}"; allowed is an id no other queue has`,
  ],
  [
    'a queue of another instance',
    `queues: support({ queueId: '${otherInstance}/queue/${supportQueue?.queueId}' })`,
    `queues[0].queueId: got "${otherInstance}/queue/${supportQueue?.queueId}"; ` +
      `allowed is a queue of the instance ${shipped.instanceArn}`,
  ],
  [
    'a flow of another instance',
    `callbackFlowId: '${otherInstance}/contact-flow/${billingQueue?.queueId}'`,
    `callbackFlowId: got "${otherInstance}/contact-flow/${billingQueue?.queueId}"; ` +
      `allowed is a flow of the instance ${shipped.instanceArn}`,
  ],
  [
    'a stream of another region',
    `contactRecordStreamArn: 'arn:aws:kinesis:us-east-1:111122223333:stream/records'`,
    'contactRecordStreamArn: got "arn:aws:kinesis:us-east-1:111122223333:stream/records"; ' +
      'allowed is a stream in eu-west-2 of the account 111122223333, where the instance is',
  ],
  [
    'routing with no way out',
    `queues: support({ routing: { inbound: [{ to: 'last-agent' }] } })`,
    'queues[0].routing.inbound[0].to: got "last-agent"; ' +
      'allowed is "queue", because it is the last step: in the end anybody may have the caller',
  ],
  [
    'a slot that is longer than the day',
    `queues: billing({ hours: [{ days: ['mon'], from: '09:00', to: '10:00' }], slots: { minutes: 90 }, deadlineHours: 336 })`,
    'queues[1].slots.minutes: got 90; allowed is at most 60, the minutes of the longest opening window',
  ],
  [
    'a slot outside the hours of the law',
    `queues: billing({ hours: [{ days: ['mon'], from: '19:30', to: '22:00' }], slots: { minutes: 60 }, deadlineHours: 336 })`,
    'queues[1].slots.minutes: got 60; allowed is a length that fits into the hours of the queue ' +
      'within legalHours (08:00 to 20:00) on the clocks of a country that may be called',
  ],
  [
    'hours in which nobody may be called',
    `queues: billing({ hours: [{ days: ['mon'], from: '20:00', to: '24:00' }], deadlineHours: 336 })`,
    'queues[1].hours: got [{"days":["mon"],"from":"20:00","to":"24:00"}]; allowed is hours that overlap ' +
      'legalHours (08:00 to 20:00) on the clocks of a country that may be called: else nobody ever could be',
  ],
  [
    'a number as it is written at home',
    `queues: support({ phoneNumbers: ['(020) 7946 0123'] })`,
    'queues[0].phoneNumbers[0]: got "(02**********23"; allowed is a number in E.164, "+441632960123" say',
  ],
  [
    'a number of two queues',
    `queues: shipped.queues.map((queue) => ({ ...queue, phoneNumbers: ['+441632960123'] }))`,
    'queues[1].phoneNumbers[0]: got "+44********23"; allowed is a number no other queue has',
  ],
  [
    'a field that is misspelt',
    `dialing: { ...shipped.dialing, perSecnd: 2 }`,
    'dialing.perSecnd: got 2; allowed is nothing: there is no such field (is it misspelt?)',
  ],
  [
    'words for a number',
    `dialing: { ...shipped.dialing, burst: 'five' }`,
    'dialing.burst: got "five"; allowed is a whole number from 1 to 100',
  ],
  [
    'too many dials an hour',
    `dialing: { ...shipped.dialing, perHour: 10_000 }`,
    'dialing.perHour: got 10000; allowed is a whole number from 1 to 7200',
  ],
  [
    'a city for a time zone',
    `queues: support({ timeZone: 'London' })`,
    'queues[0].timeZone: got "London"; allowed is an IANA time zone, "Europe/London" say',
  ],
  [
    'a window over midnight',
    `queues: billing({ hours: [{ days: ['mon'], from: '22:00', to: '06:00' }] })`,
    'queues[1].hours[0].to: got "06:00"; allowed is a time after 22:00 (a window that crosses midnight is written as two)',
  ],
  [
    'an overflow queue that is not there',
    `queues: support({ hold: { atLongest: 'queue', overflowQueue: 'sales' } })`,
    'queues[0].hold.overflowQueue: got "sales"; allowed is the name of another queue of this file',
  ],
  [
    'a secret where its name belongs',
    `notices: webhook({ secret: '${token}' })`,
    'notices.supervisors[0].secret: got something that is not shown here; allowed is the name of the parameter ' +
      'that keeps the secret, one that begins with / where it has any, not the secret itself',
  ],
  [
    'a secret where no field is',
    `alarms: { slackToken: 'xoxb-17653672481-19874698323' }`,
    'alarms.slackToken: got something that is not shown here; allowed is nothing: there is no such field (is it misspelt?)',
  ],
  [
    'an address without its @',
    `alarms: { emails: ['ops.example.com'] }`,
    'alarms.emails[0]: got "ops.example.com"; allowed is an e-mail address',
  ],
  [
    'addresses beside a topic',
    `alarms: { topicArn: 'arn:aws:sns:eu-west-2:111122223333:ops', emails: ['ops@example.com'] }`,
    'alarms.emails: got ["ops@example.com"]; ' +
      'allowed is nothing beside alarms.topicArn: subscribe these addresses to that topic yourself',
  ],
  [
    'a retention that measuring outlasts',
    `retention: { days: 60 }`,
    'retention.days: got 60; allowed is at least 98: ' +
      'fcr.horizonDays, fcr.windowDays and a day, after which a day is counted no more',
  ],
  [
    'a file of customers that is not there',
    `directory: { kind: 'csv', file: 'nobody.csv' }`,
    'directory.file: got "nobody.csv"; allowed is a file, named from the folder of the project',
  ],
  ['no queue at all', 'queues: []', 'queues: got []; allowed is at least one queue'],
];

test.each(wrong)('%s: one line says so', (_name, change, line) => {
  expect(refusedLines(written(changed(change)))).toEqual([`holdfree.config.ts: ${line}`]);
});

test.each<readonly [string, string, string]>([
  [
    'a file that exports nothing of that name',
    'const config = {};\nexport default config;\n',
    'config: got nothing; allowed is a configuration, as in "export const config = defineConfig({ ... });"',
  ],
  ['a file that is empty', '', 'config: got nothing; allowed is a configuration'],
  [
    'a text for a configuration',
    `export const config = 'none';`,
    'the configuration: got "none"; allowed is a value of type object',
  ],
  [
    'a brace that is missing',
    `export const config = {\n  country: 'GB'\n  queues: [],\n};\n`,
    'line 3, column 3: this is not TypeScript: Expected "}" but found "queues"',
  ],
  [
    'a file that throws',
    `throw new Error('no hours for +441632960123\\nand more');\nexport const config = {};\n`,
    'cannot be loaded: no hours for +44********23',
  ],
  ['a file that throws something else', `throw 'no';\nexport const config = {};\n`, 'cannot be loaded: no'],
  [
    'a file that stands on another one, which is not there',
    `import { hours } from './hours';\nexport const config = { hours };\n`,
    `cannot be loaded: Cannot find module './hours'`,
  ],
])('%s: one line says so', (_name, text, line) => {
  const lines = refusedLines(written(text));
  expect(lines).toEqual([expect.stringContaining(`holdfree.config.ts: ${line}`)]);
  expect(lines[0]?.split('\n')).toHaveLength(1);
});

test('a file that is missing is said to be', () => {
  const missing = 'holdfree.config.ts: there is no such file; docs/configuration.md says what it holds';
  expect(refusedLines(path.join(folder, 'none', 'holdfree.config.ts'))).toEqual([missing]);
});

test('what is shipped is read, and everything that is wrong is named at once, a line each', () => {
  expect(readConfig()).toMatchObject({ ok: true, value: { config: shipped } });
  const [first, second, ...others] = refusedLines(written(changed(`country: 'gb', retention: { days: 0 }`)));
  expect(others).toEqual([]);
  expect([first, second].join('\n')).toMatch(
    /^holdfree\.config\.ts: country: .+\nholdfree\.config\.ts: retention\.days: .+$/,
  );
});

test('logs are kept for so long as CloudWatch can keep them, and not for ever', () => {
  const days = Object.values(RetentionDays).filter(
    (value) => typeof value === 'number' && value !== RetentionDays.INFINITE,
  );
  const accepted = Array.from({ length: 10_000 }, (_, day) => day).filter(
    (logDays) => retentionSchema.safeParse({ logDays }).success,
  );
  expect(accepted).toEqual(days);
});

describe('as the CDK starts it, the app', () => {
  const [command = '', ...args] = cdkSettings.app.split(' ');

  /** What the app leaves when it is asked to synthesize that file. */
  function synth(
    file: string,
  ): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
    const child = spawn(command, args, { env: { ...process.env, HOLDFREE_CONFIG: file } });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => void (text.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => void (text.stderr += String(chunk)));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...text }));
    });
  }

  test('prints the line, nothing before or after it, and ends with 1', async () => {
    const [broken, line] = [wrong[2], wrong[2]?.[2]];
    const ends = await Promise.all([
      synth(written(changed(broken?.[1] ?? ''))),
      synth(written(`export const config = {\n  country: 'GB'\n  queues: [],\n};\n`)),
    ]);
    expect(ends).toEqual([
      { code: 1, stdout: '', stderr: `holdfree.config.ts: ${line}\n` },
      {
        code: 1,
        stdout: '',
        stderr: 'holdfree.config.ts: line 3, column 3: this is not TypeScript: Expected "}" but found "queues"\n',
      },
    ]);
  });
});
