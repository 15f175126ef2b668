import { runInNewContext } from 'node:vm';
import { config } from '../../holdfree.config';
import { policyBanner } from '../../infra/bundling';
import { parsePolicy } from '../../lib/core/policy/policy';
import { readText, repositoryFiles } from '../support/repository-files';
import { buildStack, policy } from './build-stack';
import { actionsOf, resourcesOf, statementsIn } from './read-grants';

const { template, propertiesOf, lambda } = buildStack();

const connect = (...actions: readonly string[]) => actions.map((action) => `connect:${action}`);
const items = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'].map((action) => `dynamodb:${action}`);
/** Sending to a queue as the CDK grants it: wakes, and what a function could not handle. */
const sends = ['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes'];
const receives = ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'];
/** Reading a stream of Kinesis as the CDK grants it. */
const records = `
  DescribeStream DescribeStreamConsumer DescribeStreamSummary GetRecords GetShardIterator ListShards ListStreams SubscribeToShard
`;
const changes = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
const served = connect('AssociateContactWithUser', 'DescribeContact', 'StopContact');
const looked = connect('DescribeQueue', 'GetCurrentMetricData', 'GetEffectiveHoursOfOperations');

/** Everything that each function may do, beside logging and tracing. */
const grants: Readonly<Record<string, readonly string[]>> = {
  Ivr: [...served, ...looked, ...connect('UpdateContactRoutingData'), ...items, ...sends],
  ContactEvents: [...served, ...items, ...sends],
  Dispatcher: [
    ...served,
    ...looked,
    ...connect('StartOutboundVoiceContact', 'StartTaskContact'),
    ...connect('GetCurrentUserData', 'ListRoutingProfileQueues', 'ListUserProficiencies'),
    ...items,
    ...sends,
    ...receives,
  ],
  LostCallsContactRecords: [
    ...served,
    ...items,
    ...sends,
    ...records
      .trim()
      .split(' ')
      .map((action) => `kinesis:${action}`),
  ],
  LostCallsOutbox: [...changes.map((action) => `dynamodb:${action}`), 'events:PutEvents', ...sends],
  LostCallsNotify: [
    ...connect('DescribeContact', 'StopContact', 'StartTaskContact', 'UpdateContact'),
    ...items,
    ...sends,
    'sms-voice:SendTextMessage',
    'ssm:GetParameter',
  ],
  FcrRefresh: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', ...sends],
  WatchLook: ['dynamodb:GetItem', 'dynamodb:Query', ...sends],
  PolicyCheck: [],
};

/** Every resource that is not named in full, and why; docs/operations.md has them too. */
const whyWide: Readonly<Record<string, string>> = {
  '*': 'X-Ray takes no resource; an alarm on other alarms is shown only to who may look at all of them',
  'instance/*': 'StartOutboundVoiceContact: the reference names no resource for it',
  'instance/contact/*': 'contacts have no id before they begin',
  'instance/agent/*': 'agents are read from Connect',
  'instance/agent-group/*': 'GetCurrentUserData asks for hierarchy groups',
  'instance/queue/*': 'GetCurrentMetricData and GetCurrentUserData: on which queues is not documented',
  'instance/routing-profile/*': 'routing profiles are read from Connect',
  'instance/operating-hours/*': 'hours are read from Connect',
  'arn:aws:sms-voice:eu-west-2:111122223333:phone-number/*': 'an identity that is not written as an ARN',
  'arn:aws:sms-voice:eu-west-2:111122223333:pool/*': 'the same',
  'arn:aws:sms-voice:eu-west-2:111122223333:sender-id/*': 'the same',
};

describe('the functions', () => {
  test('run on the same runtime and architecture, traced, with the table in their environment', () => {
    for (const name of ['Ivr', 'ContactEvents', 'Dispatcher']) {
      expect(lambda(name)).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        Environment: {
          Variables: { TABLE_NAME: { Ref: expect.any(String) }, DISPATCH_QUEUE_URL: { Ref: expect.any(String) } },
        },
      });
    }
  });

  test('find the configuration in their environment, and read the same policy from it as the synth did', () => {
    const env: Record<string, string> = {};
    runInNewContext(policyBanner(config), { process: { env } });
    expect(parsePolicy(JSON.parse(env['HOLDFREE_POLICY'] ?? ''))).toEqual({ ok: true, value: policy });
  });

  test('carry a configuration longer than the 4 KB of a Lambda environment, but one set by hand wins', () => {
    const large = { ...config, queues: Array.from({ length: 50 }, () => config.queues).flat() };
    const env: Record<string, string> = {};
    runInNewContext(policyBanner(large), { process: { env } });
    expect(env['HOLDFREE_POLICY']).toBe(JSON.stringify(large));
    expect(JSON.stringify(large).length).toBeGreaterThan(4096);
    const byHand = { HOLDFREE_POLICY: 'by hand' };
    runInNewContext(policyBanner(large), { process: { env: byHand } });
    expect(byHand.HOLDFREE_POLICY).toBe('by hand');
  });

  test('keep their logs as long as the configuration has it, each in a group of its own', () => {
    const groups = propertiesOf('AWS::Logs::LogGroup');
    expect(new Set(groups.map((group) => group['RetentionInDays']))).toEqual(new Set([policy.retention.logDays]));
    const used = propertiesOf('AWS::Lambda::Function').map(({ LoggingConfig }) => String(LoggingConfig.LogGroup.Ref));
    expect(used.toSorted()).toEqual(Object.keys(template.findResources('AWS::Logs::LogGroup')).toSorted());
  });

  test('may write to no other log group, and have no policy of AWS, which would let them', () => {
    for (const { ManagedPolicyArns } of propertiesOf('AWS::IAM::Role')) expect(ManagedPolicyArns).toBeUndefined();
    for (const name of Object.keys(grants)) {
      const [logs, ...others] = resourcesOf(template, `${name}Function`, 'logs:PutLogEvents');
      expect(others).toEqual([]);
      expect(logs).toEqual({ 'Fn::GetAtt': [lambda(name)['LoggingConfig'].LogGroup.Ref, 'Arn'] });
    }
  });

  test('have no run set aside but for the dispatcher, of which there is never more than one', () => {
    const reserved = Object.keys(grants).map((name) => [name, lambda(name)['ReservedConcurrentExecutions']]);
    expect(reserved.filter(([, runs]) => runs !== undefined)).toEqual([['Dispatcher', 1]]);
  });

  test.each(Object.entries(grants))('%s may do exactly what it needs, beside logging and tracing', (name, actions) => {
    expect(actionsOf(template, name)).toEqual(actions.toSorted());
  });

  test('are all in the table of what they may do', () => {
    const ids = Object.keys(template.findResources('AWS::Lambda::Function'));
    expect(ids.map((id) => id.replace(/Function.*/, '')).toSorted()).toEqual(Object.keys(grants).toSorted());
  });

  test('have no resource in a grant that is not named in full, but for these', () => {
    const found = statementsIn(template).flatMap(({ actions, resources }) =>
      resources.filter((resource) => JSON.stringify(resource).includes('*')).map((resource) => [resource, actions]),
    );
    const within = (resource: unknown) => String(resource).replace(policy.instanceArn, 'instance');
    const wide = new Set(found.map(([resource]) => within(resource)));
    expect([...wide].toSorted()).toEqual(Object.keys(whyWide).toSorted());
    const everywhere = found.filter(([resource]) => resource === '*').flatMap(([, actions]) => actions);
    const unnamed = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'cloudwatch:DescribeAlarms'];
    expect(new Set(everywhere)).toEqual(new Set(unnamed));
    expect(statementsIn(template).flatMap(({ actions }) => actions.filter((action) => action.includes('*')))).toEqual(
      [],
    );
  });

  test('may act on this Connect instance only, and describe only the queues of the configuration', () => {
    const resources = statementsIn(template)
      .filter(({ actions }) => actions.some((action) => /^connect:(?!StartTaskContact)/.test(action)))
      .flatMap((statement) => statement.resources);
    expect(resources.length).toBeGreaterThan(20);
    expect(resources.filter((resource) => !String(resource).startsWith(policy.instanceArn))).toEqual([]);
    const ours = policy.queues.map(({ queueId }) => `${policy.instanceArn}/queue/${queueId}`);
    for (const name of ['Ivr', 'Dispatcher']) {
      expect(resourcesOf(template, name, 'connect:DescribeQueue')).toEqual(ours);
    }
  });

  test('may begin tasks by the flow of tasks only', () => {
    for (const name of ['Dispatcher', 'LostCallsNotify']) {
      const [flow, contacts] = resourcesOf(template, name, 'connect:StartTaskContact');
      expect(flow).toEqual(lambda(name)['Environment'].Variables.TASK_FLOW_ID);
      expect(contacts).toBe(`${policy.instanceArn}/contact/*`);
    }
  });

  test('may do with the table what its adapter sends, and nothing else, by its own four indexes', () => {
    const operations: Readonly<Record<string, string>> = {
      Get: 'GetItem',
      Put: 'PutItem',
      Update: 'UpdateItem',
      Delete: 'DeleteItem',
      BatchGet: 'BatchGetItem',
    };
    const sent = commandsOf('lib/adapters/dynamodb').map((command) => `dynamodb:${operations[command] ?? command}`);
    for (const name of ['Ivr', 'ContactEvents', 'Dispatcher']) {
      const allowed = actionsOf(template, name).filter((action) => action.startsWith('dynamodb:'));
      expect(allowed).toEqual(sent);
    }
    const queried = resourcesOf(template, 'Ivr', 'dynamodb:Query').map((resource) => JSON.stringify(resource));
    expect(queried.slice(1).map((arn) => arn.match(/index\/([^"]*)/)?.[1])).toEqual(['line', 'flight', 'due', 'month']);
  });

  test('may delete from the table whom they kept as holding, and nothing of a callback', () => {
    const deletes = statementsIn(template).filter(({ actions }) => actions.includes('dynamodb:DeleteItem'));
    const allowed = Object.values(grants).filter((actions) => actions.includes('dynamodb:DeleteItem'));
    expect(deletes).toHaveLength(allowed.length);
    for (const { actions, condition } of deletes) {
      expect(actions).toEqual(['dynamodb:DeleteItem']);
      expect(condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['HOLDERS#*'] } });
    }
  });

  test('together may do with Connect what its adapter sends, and nothing else', () => {
    const allowed = Object.values(grants).flat();
    const ofConnect = allowed.filter((action) => action.startsWith('connect:'));
    const sent = commandsOf('lib/adapters/connect').map((command) => `connect:${command}`);
    // Numbers are pointed at flows only where a queue has some, by a function that this stack has not.
    const ofNumbers = commandsIn('lib/adapters/connect/phone-numbers.ts').map((command) => `connect:${command}`);
    expect([...new Set(ofConnect)].toSorted()).toEqual(sent.filter((action) => !ofNumbers.includes(action)));
  });

  test('may send wakes where they have any', () => {
    for (const name of ['Ivr', 'ContactEvents', 'Dispatcher', 'LostCallsContactRecords']) {
      const [line] = Object.keys(template.findResources('AWS::SQS::Queue', { Properties: { VisibilityTimeout: 65 } }));
      expect(resourcesOf(template, name, 'sqs:SendMessage')).toContainEqual({ 'Fn::GetAtt': [line, 'Arn'] });
    }
  });
});

describe('the measuring of first call resolution', () => {
  test('is called each hour, for up to a quarter of an hour', () => {
    expect(lambda('FcrRefresh')).toMatchObject({ Timeout: 900, MemorySize: 512 });
    const schedules = propertiesOf('AWS::Scheduler::Schedule');
    const hourly = schedules.filter(({ ScheduleExpression }) => ScheduleExpression === 'rate(1 hour)');
    expect(hourly.map(({ Target }) => JSON.stringify(Target.Arn))).toEqual([
      expect.stringContaining('FcrRefreshFunction'),
    ]);
    expect(hourly[0]?.['Target'].DeadLetterConfig.Arn['Fn::GetAtt'][0]).toMatch(/^FcrDeadLetters/);
  });

  test('is tried again when it threw, and then kept in the same dead letters', () => {
    const configs = propertiesOf('AWS::Lambda::EventInvokeConfig');
    const [ours] = configs.filter(({ FunctionName }) => FunctionName.Ref.startsWith('FcrRefreshFunction'));
    expect(ours?.['MaximumRetryAttempts']).toBe(2);
    expect(ours?.['DestinationConfig'].OnFailure.Destination['Fn::GetAtt'][0]).toMatch(/^FcrDeadLetters/);
  });
});

/** The commands that the sources of a folder send, in order. */
function commandsOf(folder: string): readonly string[] {
  return commandsIn(...repositoryFiles().filter((file) => file.startsWith(`${folder}/`)));
}

function commandsIn(...sources: readonly string[]): readonly string[] {
  const sent = sources.flatMap((file) => [...readText(file).matchAll(/\bnew ([A-Za-z]+)Command\(/g)]);
  return [...new Set(sent.map(([, command = '']) => command))].toSorted();
}
