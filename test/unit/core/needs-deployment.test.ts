import { shippedFlows } from '../../../infra/flows/shipped/shipped-flows';
import { deployedDifferences } from '../../../lib/core/policy/needs-deployment';
import { parsePolicy, type Policy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { changesOf } from '../../support/builders/config-changes';
import { fullConfig } from '../../support/builders/full-config';
import { readText } from '../../support/repository-files';
import { recordReads, valuesAt } from '../../support/recorded-reads';

type Change = (config: HoldfreeConfig) => Partial<HoldfreeConfig>;
type Queue = HoldfreeConfig['queues'][number];

/** What a change by delivery cannot do, as the page on the configuration has it in its table. */
const [, section = ''] = readText('docs/configuration.md').split('## What needs a deployment');
const deployed: ReadonlySet<string> = new Set(
  section.split('\n').flatMap((line) => {
    const [, fields = ''] = line.split(' | ');
    return [...fields.matchAll(/`([^`]+)`/g)].map(([, field = '']) => field);
  }),
);

const before = policyOf(fullConfig());
const changes = changesOf(fullConfig());

function policyOf(config: unknown): Policy {
  const parsed = parsePolicy(config);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function flowsOf(policy: Policy): string {
  return JSON.stringify(
    shippedFlows({
      policy,
      ivrArn: 'arn:aws:lambda:eu-west-2:111122223333:function:ivr',
      flowId: (key) => key,
      queueArn: (queueId) => `${policy.instanceArn}/queue/${queueId}`,
    }),
  );
}

/** A place in a list is no part of a field's name here. */
function named(policy: Policy): readonly string[] {
  return deployedDifferences(before, policy).map((field) => field.replaceAll(/\[\d+\]/g, '[]'));
}

/** Without the place in a list of single values: the list is one field. */
function listOf(field: string): string {
  return field.replace(/\[\]$/, '');
}

test('nothing needs a deployment where nothing has changed', () => {
  expect(deployedDifferences(before, policyOf(fullConfig()))).toEqual([]);
  expect(changes.length).toBeGreaterThan(150);
});

test('the page names fields that there are', () => {
  const fields = ['country', 'alarms.emails', 'directory.file', ...changes.map(({ field }) => listOf(field))];
  const more = ['directory.kind', 'queues[].languages', 'queues[].hold.overflowQueue'];
  expect(deployed.size).toBeGreaterThan(30);
  expect([...deployed].filter((field) => ![...fields, ...more].includes(field))).toEqual([]);
});

test('a change of one field is named where it is deployed, and nothing is where it is not', () => {
  const wrong = changes.flatMap(({ field, policy }) => {
    // How long callers may hold is asked for; whether there is an end to it is in the flow.
    const isAsked = field === 'queues[].hold.longestSeconds' && policy.queues[0]?.hold.longestMs !== undefined;
    const isNamed = deployed.has(listOf(field)) && !isAsked && field !== 'country';
    const expected = isNamed ? [listOf(field)] : [];
    const got = named(policy);
    return JSON.stringify(got) === JSON.stringify(expected) ? [] : [{ field, got, expected }];
  });
  expect(wrong).toEqual([]);
});

test('whatever changes a flow needs a deployment', () => {
  const { recorded, read } = recordReads(before);
  const flowsBefore = flowsOf(recorded);
  // What no flow reads changes none: compiling for each change would take ten times as long.
  const inFlows = changes.filter(({ policy }) =>
    [...read].some((path) => valuesAt(policy, path) !== valuesAt(before, path)),
  );
  const changing = inFlows.filter(({ policy }) => flowsOf(policy) !== flowsBefore);
  expect(changing.filter(({ policy }) => named(policy).length === 0).map(({ field }) => field)).toEqual([]);
  // The comparison sees a change where there is one.
  expect(new Set(changing.map(({ field }) => field))).toContain('queues[].hold.interruptSeconds');
});

describe('what is more than one field', () => {
  const queues = (change: (queue: Queue, index: number) => Queue): Change => {
    return (config) => ({ queues: config.queues.map(change) });
  };
  const csv: Change = () => ({ directory: { kind: 'csv', file: 'customers.csv' } });
  const cases: readonly (readonly [string, Change, readonly string[]])[] = [
    [
      'another queue',
      ({ queues: [first, second] }) => ({ queues: [first!, second!, { ...second!, ...other }] }),
      ['queues'],
    ],
    ['a queue less', ({ queues: [first] }) => ({ queues: [{ ...first!, ...alone }], vipClass: 'vip' }), ['queues']],
    [
      'a queue of another name',
      queues((queue, index) => (index === 1 ? { ...queue, ...renamed } : { ...queue, ...alone })),
      ['queues'],
    ],
    ['queues in another order', (config) => ({ queues: config.queues.toReversed() }), ['queues']],
    [
      'a language less',
      queues((queue) => ({ ...queue, languages: ['en-US'] })),
      ['queues[].languages', 'queues[].languages'],
    ],
    ['another directory', csv, ['directory.kind', 'directory.domain', 'directory.file', 'country']],
    ['no directory', () => ({ directory: undefined }), ['directory.kind', 'directory.domain']],
    ['nobody who is told', () => ({ notices: { sms: { originationIdentity: 'HOLDFREE' } } }), []],
    ['a second secret', ({ notices }) => withSecret(notices), ['notices.supervisors[].secret']],
    ['other hours and steps', queues((queue) => ({ ...queue, timeZone: 'Europe/Paris', routing: {} })), []],
  ];

  test.each(cases)('%s', (_, change, fields) => {
    const config = fullConfig();
    expect(named(policyOf(JSON.parse(JSON.stringify({ ...config, ...change(config) }))))).toEqual(fields);
  });

  test('a file of customers was read by the country of the configuration', () => {
    const config = { ...fullConfig(), ...csv(fullConfig()) };
    const french = policyOf({ ...config, country: 'FR' });
    expect(deployedDifferences(policyOf(config), french)).toEqual(['country']);
    expect(deployedDifferences(before, policyOf({ ...fullConfig(), country: 'FR' }))).toEqual([]);
  });

  test('who sends SMS has to be granted, and may go', () => {
    const { sms, ...notices } = fullConfig().notices ?? {};
    const without = policyOf({
      ...fullConfig(),
      notices,
      queues: fullConfig().queues.map((queue) => ({ ...queue, lost: {} })),
    });
    expect(sms).toBeDefined();
    expect(deployedDifferences(before, without)).toEqual([]);
    expect(deployedDifferences(without, before)).toEqual(['notices.sms.originationIdentity']);
  });
});

const other = { name: 'sales', queueId: '2f7b1c90-5d3e-4a86-b1f4-93c6d0e8a753' } as const;
const renamed = { name: 'invoices' } as const;
const alone = { hold: {}, lost: {} } as const;

function withSecret(notices: HoldfreeConfig['notices'] = {}): Partial<HoldfreeConfig> {
  const chat = { name: 'chat', kind: 'webhook', template: 'telegram', secret: '/holdfree/chat', chatId: '1' } as const;
  return { notices: { ...notices, supervisors: [...(notices.supervisors ?? []), chat] } };
}
