import { Match } from 'aws-cdk-lib/assertions';
import { alarmEntries } from '../../infra/alarms/all-alarms';
import { metrics } from '../../lib/core/watch/metrics';
import { readText } from '../support/repository-files';
import { expectations } from './alarm-expectations';
import { buildWatched, type Properties } from './watched-stack';

const built = buildWatched();
const { alarms, made, template, nameOf } = built;

const signs: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
};

const keyOf = (alarm: Properties) => String(alarm['AlarmDescription']).split('docs/alarms.md#')[1];
const keyOfId = (id: string) => keyOf(template.findResources('AWS::CloudWatch::Alarm')[id]?.['Properties']);
const ofKey = (key: string) => alarms.filter((alarm) => keyOf(alarm) === key);

/** An alarm in the words of the expectations, whether it looks at one metric or at an expression. */
function told(alarm: Properties): Properties {
  const queries: readonly Properties[] = alarm['Metrics'] ?? [];
  const expression = queries.find((query) => 'Expression' in query);
  const plain = { ...alarm, Stat: alarm['Statistic'] ?? alarm['ExtendedStatistic'] };
  const stats =
    expression === undefined
      ? [{ metric: plain, stat: plain }]
      : queries.flatMap(({ MetricStat: of }) => (of === undefined ? [] : [{ metric: of['Metric'], stat: of }]));
  return {
    metrics: stats.map(({ metric, stat }) => ({
      is: `${metric['Namespace']} ${metric['MetricName']}`,
      by: Object.fromEntries(metric['Dimensions'].map(({ Name, Value }: Properties) => [String(Name), nameOf(Value)])),
      stat: stat['Stat'],
      period: stat['Period'],
    })),
    ...(expression === undefined ? {} : { expression: expression['Expression'] }),
    rings: `${signs[alarm['ComparisonOperator']]} ${alarm['Threshold']}`,
    periods: `${alarm['DatapointsToAlarm']} of ${alarm['EvaluationPeriods']}`,
    missing: alarm['TreatMissingData'],
  };
}

test.each(Object.entries(expectations))('%s rings when it should, and at nothing else', (key, expected) => {
  expect(ofKey(key).map(told)).toEqual(expected);
});

test('there are no alarms beside these, and none of them is on more metrics than CloudWatch takes', () => {
  expect(alarmEntries.map(({ key }) => key)).toEqual(Object.keys(expectations));
  expect(new Set(alarms.map(keyOf))).toEqual(new Set(Object.keys(expectations)));
  for (const alarm of alarms) expect(told(alarm)['metrics'].length).toBeLessThanOrEqual(10);
});

test('every metric of ours is one that is told', () => {
  const own = alarms.flatMap((alarm) => told(alarm)['metrics']).filter(({ is }) => is.startsWith('Holdfree '));
  expect(own.length).toBeGreaterThan(8);
  for (const { is } of own) expect(metrics).toHaveProperty(is.replace('Holdfree ', ''));
});

test('every alarm tells the topic when it rings and when it is over, in words that fit', () => {
  const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
  for (const alarm of alarms) {
    expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] });
    expect(alarm['ActionsEnabled']).not.toBe(false);
    // What PutMetricAlarm takes.
    expect(alarm['AlarmDescription'].length).toBeLessThanOrEqual(1024);
    expect(alarm['AlarmDescription']).toMatch(/^[A-Z].*\. First: [a-z].*\. More: docs\/alarms\.md#[a-z-]+$/);
  }
});

test('each alarm has its section in the runbook, in the same order, and each section its alarm', () => {
  const headings = [...readText('docs/alarms.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(alarmEntries.map(({ key }) => key));
});

test('each section says where to look and what to do', () => {
  const [, ...sections] = readText('docs/alarms.md').split(/^## /m);
  for (const section of sections) expect(section).toMatch(/\n- \*\*Look at\*\* [^]+\n- \*\*Do\*\* /);
});

test('a policy is taken back by alarms that a policy can cause, and by one alarm on them, which a first deployment has no less', () => {
  const [found, ...others] = Object.entries(template.findResources('AWS::CloudWatch::CompositeAlarm'));
  if (found === undefined) throw new Error('no alarm stands on others');
  const [id, { Properties: one }] = found;
  const [, parts]: readonly [string, readonly (string | { 'Fn::GetAtt': readonly string[] })[]] =
    one.AlarmRule['Fn::Join'];
  const keys = parts.map((part) => (typeof part === 'string' ? part : keyOfId(part['Fn::GetAtt'][0] ?? '')));
  // None that rings while nothing runs yet, nor at a single fault, and ALARM is the only state that counts.
  const expected = ['ivr-failing', 'dispatcher-failing', 'function-errors', 'function-errors'];
  expect(keys.join('')).toBe(`(${expected.map((key) => `ALARM("${key}")`).join(' OR ')})`);
  expect(others).toEqual([]);
  // AppConfig passes over an alarm whose actions are disabled.
  expect(one.ActionsEnabled).not.toBe(false);
  const { stack, alarmArn } = made.rollback;
  expect(stack.resolve(alarmArn)).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
});

test('one fault takes no policy back: more than four in five minutes do, or three minutes with faults', () => {
  for (const { takesPolicyBack, threshold, datapoints = 1 } of alarmEntries) {
    if (takesPolicyBack !== true) continue;
    expect(threshold === 0 ? datapoints >= 3 : Number(threshold) >= 4).toBe(true);
  }
});

test('nothing takes a policy back because there is no data yet: a first deployment has none', () => {
  const silent = alarmEntries.filter(({ missing }) => missing !== 'good');
  expect(silent.length).toBeGreaterThan(2);
  expect(silent.filter(({ takesPolicyBack }) => takesPolicyBack === true)).toEqual([]);
});

describe('the topic', () => {
  test('is encrypted with a key that alarms of this account may use, and no others', () => {
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    const Principal = { Service: 'cloudwatch.amazonaws.com' };
    template.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Principal,
            Condition: ofThisAccount,
          }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Effect: 'Allow', Action: 'sns:Publish', Principal, Condition: ofThisAccount }),
        ]),
      },
    });
  });

  test('writes to every address of the configuration, or is the one that is there already', () => {
    const mailed = buildWatched({ emails: ['a@example.com', 'b@example.com'] });
    mailed.template.resourceCountIs('AWS::SNS::Subscription', 2);
    mailed.template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'a@example.com' });
    const topicArn = 'arn:aws:sns:eu-west-2:111122223333:on-call';
    const theirs = buildWatched({ topicArn });
    theirs.template.resourceCountIs('AWS::SNS::Topic', 0);
    theirs.template.resourceCountIs('AWS::KMS::Key', 0);
    for (const alarm of theirs.alarms) expect(alarm['AlarmActions']).toEqual([topicArn]);
  });
});

test('bounds are those of the configuration', () => {
  const { alarms: ringing } = buildWatched({
    oldestDueMs: 120_000,
    readyWaitMs: 30_000,
    openCases: 7,
    concurrentCallsShare: 0.5,
  });
  const bound = (key: string) => ringing.find((alarm) => keyOf(alarm) === key)?.['Threshold'];
  expect(['oldest-due', 'ready-wait', 'open-cases', 'concurrent-calls'].map(bound)).toEqual([120, 30, 7, 0.5]);
});
