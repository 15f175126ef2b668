import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import cdkSettings from '../../cdk.json';
import { config } from '../../holdfree.config';
import { policyBanner } from '../../infra/constructs/service-function';
import { HoldfreeStack } from '../../infra/holdfree-stack';
import { tableDefinition } from '../../lib/adapters/dynamodb/table';
import { parsePolicy, type Policy } from '../../lib/core/policy/policy';
import { readText, repositoryFiles } from '../support/repository-files';

type Properties = ReturnType<Template['findResources']>[string];

const policy = acceptedPolicy();
const instanceId = policy.instanceArn.slice(policy.instanceArn.indexOf('/') + 1);
let stack: HoldfreeStack;
let template: Template;
let validation: { readonly pluginReports: readonly unknown[] };

const outdir = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-stack-'));

beforeAll(() => {
  // The same settings as a deployment, but no bundling: these tests read the template, not the code.
  const app = new App({ outdir, context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } });
  stack = new HoldfreeStack(app, 'Holdfree', { config, policy });
  app.synth();
  validation = JSON.parse(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'));
  template = Template.fromStack(stack);
});

afterAll(() => fs.rmSync(outdir, { recursive: true }));

test('the template validator has nothing to say, not even a warning', () => {
  expect(validation.pluginReports).toEqual([]);
});

describe('the table', () => {
  test('is kept when the stack is deleted, and cannot be deleted by mistake', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })],
    });
  });

  test('can be restored to any second of the last days', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } })],
    });
  });

  test('has the keys, the clock of expiry and the stream that its adapter reads', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: tableDefinition.timeToLive, Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  test('has exactly the four indexes of the definition, each with what its readers need', () => {
    const [table] = propertiesOf('AWS::DynamoDB::GlobalTable');
    const deployed = table?.['GlobalSecondaryIndexes'].map((index: Properties) => ({
      name: index['IndexName'],
      keys: index['KeySchema'].map((key: Properties) => key['AttributeName']),
      projection: index['Projection'],
    }));
    expect(deployed).toEqual(
      tableDefinition.indexes.map(({ name, partitionKey, sortKey, include }) => ({
        name,
        keys: [partitionKey, sortKey.name],
        projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...include] },
      })),
    );
    expect(deployed.map(({ name }: { name: string }) => name)).toEqual(['line', 'flight', 'due', 'month']);
  });

  test('sorts the earliest timer as a number and every other key as text', () => {
    const [table] = propertiesOf('AWS::DynamoDB::GlobalTable');
    const numeric = table?.['AttributeDefinitions'].filter(
      (attribute: Properties) => attribute['AttributeType'] === 'N',
    );
    expect(numeric).toEqual([{ AttributeName: 'timerMs', AttributeType: 'N' }]);
  });
});

describe('the line before the dispatcher', () => {
  test('is a FIFO queue that hides a message longer than a run lasts and forgets it after five minutes', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      VisibilityTimeout: 65,
      MessageRetentionPeriod: 300,
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 3 }),
    });
    expect(lambda('Dispatcher')['Timeout']).toBe(60);
  });

  test('moves a poison message to FIFO dead letters before its retention ends', () => {
    const [line] = propertiesOf('AWS::SQS::Queue').filter((queue) => queue['VisibilityTimeout'] === 65);
    const { deadLetterTargetArn, maxReceiveCount } = line?.['RedrivePolicy'] ?? {};
    expect(maxReceiveCount * 65).toBeLessThan(300);
    const deadLetters = template.findResources('AWS::SQS::Queue')[deadLetterTargetArn['Fn::GetAtt'][0]];
    expect(deadLetters?.['Properties']).toMatchObject({ FifoQueue: true, MessageRetentionPeriod: 14 * 86_400 });
  });

  test('feeds the dispatcher up to ten messages, each of which can fail alone', () => {
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumBatchingWindowInSeconds: Match.absent(),
    });
  });

  test('gets a tick each minute in the group of its instance', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: Match.objectLike({ SqsParameters: { MessageGroupId: instanceId } }),
    });
  });

  test('does not swallow a tick: deduplication is by body, and each body carries the execution id', () => {
    const [schedule] = propertiesOf('AWS::Scheduler::Schedule');
    expect(schedule?.['Target'].Input).toContain('<aws.scheduler.execution-id>');
    template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 65, ContentBasedDeduplication: true });
  });

  test('every queue is encrypted and refuses plain connections', () => {
    const queues = propertiesOf('AWS::SQS::Queue');
    expect(queues).toHaveLength(3);
    for (const queue of queues) expect(queue['SqsManagedSseEnabled']).toBe(true);
    const guarded = propertiesOf('AWS::SQS::QueuePolicy').filter((queuePolicy) =>
      queuePolicy['PolicyDocument'].Statement.some(
        (statement: Properties) =>
          statement['Effect'] === 'Deny' && statement['Condition']?.Bool?.['aws:SecureTransport'] === 'false',
      ),
    );
    expect(guarded).toHaveLength(queues.length);
  });
});

describe('contact events', () => {
  test('only those of this instance that change what we know reach the function', () => {
    const [rule] = propertiesOf('AWS::Events::Rule');
    const eventType = ['INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED', 'COMPLETED'];
    expect(rule?.['EventPattern']).toEqual({
      source: ['aws.connect'],
      'detail-type': ['Amazon Connect Contact Event'],
      detail: {
        $or: [
          { instanceArn: [policy.instanceArn], eventType },
          { InstanceArn: [policy.instanceArn], EventType: eventType },
        ],
      },
    });
  });

  test('are tried for a day and then kept in dead letters', () => {
    const [rule] = propertiesOf('AWS::Events::Rule');
    expect(rule?.['Targets']).toHaveLength(1);
    expect(rule?.['Targets'][0]).toMatchObject({
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringContaining('DeadLetters'), 'Arn'] } },
    });
  });

  test('that the function threw on are kept in the same dead letters', () => {
    const [rule] = propertiesOf('AWS::Events::Rule');
    const [invoke] = propertiesOf('AWS::Lambda::EventInvokeConfig');
    expect(invoke?.['MaximumRetryAttempts']).toBe(2);
    expect(invoke?.['DestinationConfig'].OnFailure.Destination).toEqual(rule?.['Targets'][0].DeadLetterConfig.Arn);
  });
});

describe('the flows of the instance', () => {
  test('may call ivr, and flows of another instance or account may not', () => {
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: functionArn('Ivr'),
      Principal: 'connect.amazonaws.com',
      SourceArn: policy.instanceArn,
      SourceAccount: policy.instanceArn.split(':')[4],
    });
  });

  test('find ivr in the list of their functions', () => {
    template.hasResourceProperties('AWS::Connect::IntegrationAssociation', {
      InstanceId: policy.instanceArn,
      IntegrationArn: functionArn('Ivr'),
      IntegrationType: 'LAMBDA_FUNCTION',
    });
  });

  test('get an answer or an error of ours before their own eight seconds are over', () => {
    expect(lambda('Ivr')['Timeout']).toBe(7);
  });
});

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

  test('keep their logs for a month', () => {
    const groups = propertiesOf('AWS::Logs::LogGroup');
    expect(groups.map((group) => group['RetentionInDays'])).toEqual([30, 30, 30]);
  });

  test('may do with Connect what they need and nothing else', () => {
    expect(connectActions('Ivr')).toEqual(['GetCurrentMetricData', 'StopContact', 'UpdateContactRoutingData']);
    expect(connectActions('ContactEvents')).toEqual(['DescribeContact', 'StopContact']);
    expect(connectActions('Dispatcher')).toEqual([
      'DescribeContact',
      'GetCurrentMetricData',
      'GetCurrentUserData',
      'ListRoutingProfileQueues',
      'StartOutboundVoiceContact',
      'StopContact',
    ]);
  });

  test('may act on this Connect instance only', () => {
    const resources = statements()
      .filter(({ actions }) => actions.some((action) => action.startsWith('connect:')))
      .flatMap((statement) => statement.resources);
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.filter((resource) => !String(resource).startsWith(policy.instanceArn))).toEqual([]);
  });

  test('name every resource and action they may use, but for tracing, which has no resources', () => {
    const everywhere = statements().filter(({ resources }) => resources.includes('*'));
    const untraced = everywhere.flatMap(({ actions }) => actions).filter((action) => !action.startsWith('xray:'));
    expect(untraced).toEqual([]);
    expect(statements().flatMap(({ actions }) => actions.filter((action) => action.includes('*')))).toEqual([]);
  });

  test('may do with the table what its adapter sends, and nothing else', () => {
    const items: Readonly<Record<string, string>> = {
      Get: 'GetItem',
      Put: 'PutItem',
      Update: 'UpdateItem',
      Delete: 'DeleteItem',
      BatchGet: 'BatchGetItem',
    };
    const sent = commandsOf('lib/adapters/dynamodb').map((command) => `dynamodb:${items[command] ?? command}`);
    for (const name of ['Ivr', 'ContactEvents', 'Dispatcher']) {
      const allowed = statements(`${name}Function`).flatMap(({ actions }) => actions);
      expect(allowed.filter((action) => action.startsWith('dynamodb:')).toSorted()).toEqual(sent);
    }
  });

  test('together may do with Connect what its adapter sends, and nothing else', () => {
    const allowed = ['Ivr', 'ContactEvents', 'Dispatcher'].flatMap(connectActions);
    expect([...new Set(allowed)].toSorted()).toEqual(commandsOf('lib/adapters/connect'));
  });

  test('may all send wakes', () => {
    for (const name of ['Ivr', 'ContactEvents', 'Dispatcher']) {
      expect(statements(name).flatMap(({ actions }) => actions)).toContain('sqs:SendMessage');
    }
  });
});

test('the stack goes to the account and region of its instance', () => {
  const [, , , region, account] = policy.instanceArn.split(':');
  expect([stack.region, stack.account]).toEqual([region, account]);
});

function acceptedPolicy(): Policy {
  const parsed = parsePolicy(config);
  if (!parsed.ok) throw new Error(`holdfree.config.ts is refused: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

function propertiesOf(type: string): readonly Properties[] {
  return Object.values(template.findResources(type)).map((resource) => resource['Properties'] ?? {});
}

function lambda(name: string): Properties {
  const [, found] =
    Object.entries(template.findResources('AWS::Lambda::Function')).find(([id]) => id.startsWith(`${name}Function`)) ??
    [];
  if (found === undefined) throw new Error(`no function ${name} in the template`);
  return found['Properties'];
}

function functionArn(name: string): object {
  return { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}Function`), 'Arn'] };
}

/** The statements of our roles, or of one function's role, with single values made into lists. */
function statements(
  name = '',
): readonly { readonly actions: readonly string[]; readonly resources: readonly unknown[] }[] {
  return Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(name))
    .flatMap(([, resource]) => resource['Properties'].PolicyDocument.Statement)
    .map((statement: Properties) => ({
      actions: [statement['Action']].flat(),
      resources: [statement['Resource']].flat(),
    }));
}

function connectActions(name: string): readonly string[] {
  return statements(`${name}Function`)
    .flatMap(({ actions }) => actions)
    .filter((action) => action.startsWith('connect:'))
    .map((action) => action.slice('connect:'.length))
    .toSorted();
}

/** The commands that an adapter's source sends, in order. */
function commandsOf(folder: string): readonly string[] {
  const sources = repositoryFiles().filter((file) => file.startsWith(`${folder}/`));
  const sent = sources.flatMap((file) => [...readText(file).matchAll(/\bnew ([A-Za-z]+)Command\(/g)]);
  return [...new Set(sent.map(([, command = '']) => command))].toSorted();
}
