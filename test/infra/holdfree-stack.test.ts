import { Match } from 'aws-cdk-lib/assertions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib';
import { tableDefinition } from '../../lib/adapters/dynamodb/table';
import { buildStack, policy, synthesize, type Properties } from './build-stack';

const instanceId = policy.instanceArn.slice(policy.instanceArn.indexOf('/') + 1);
const { stack, validation, template, propertiesOf, lambda } = buildStack({ isValidated: true });

describe('a synth', () => {
  test('leaves the template validator and the solutions rules nothing to say, not even a warning', () => {
    expect(validation?.pluginReports).toEqual([]);
  });

  test('ends with an error when the solutions rules find what nobody has explained', () => {
    const planted = () =>
      synthesize((app) => {
        const bare = new Stack(app, 'Bare');
        new Queue(bare, 'Queue', { encryption: QueueEncryption.UNENCRYPTED });
        return bare;
      }, true);
    expect(planted).toThrow('The SQS Queue does not have server-side encryption enabled. (AwsSolutions)');
  });

  test('names what must outlive an update as it was named before', () => {
    const types = ['AWS::DynamoDB::GlobalTable', 'AWS::Kinesis::Stream', 'AWS::Events::EventBus'];
    const ids = types.flatMap((type) => Object.keys(template.findResources(type)));
    expect([...ids, ...queuesOf({ VisibilityTimeout: 65 })]).toEqual([
      'CallbacksTable338901A9',
      'LostCallsContactRecordFeedStreamF2182DE2',
      'LostCallsOutboxFeedBusA4621458',
      'DispatchQueue716BFD35',
    ]);
    const flows = Object.keys(template.findResources('AWS::Connect::ContactFlow'));
    expect(flows).toEqual(expect.arrayContaining(['Flowsentrysupport5252CBF5', 'Flowscallback142D48C0']));
  });
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
    const mappings = propertiesOf('AWS::Lambda::EventSourceMapping');
    const ofDispatcher = mappings.filter(({ FunctionName }) => FunctionName.Ref.startsWith('DispatcherFunction'));
    expect(ofDispatcher).toHaveLength(1);
    expect(ofDispatcher[0]).toMatchObject({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    expect(ofDispatcher[0]).not.toHaveProperty('MaximumBatchingWindowInSeconds');
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
});

test('every queue is encrypted and refuses plain connections', () => {
  const queues = propertiesOf('AWS::SQS::Queue');
  expect(queues.length).toBeGreaterThan(5);
  for (const queue of queues) expect(queue['SqsManagedSseEnabled']).toBe(true);
  const guarded = propertiesOf('AWS::SQS::QueuePolicy').filter((queuePolicy) =>
    queuePolicy['PolicyDocument'].Statement.some(
      (statement: Properties) =>
        statement['Effect'] === 'Deny' && statement['Condition']?.Bool?.['aws:SecureTransport'] === 'false',
    ),
  );
  expect(guarded).toHaveLength(queues.length);
});

describe('dead letters', () => {
  const mappings = propertiesOf('AWS::Lambda::EventSourceMapping');
  const schedules = propertiesOf('AWS::Scheduler::Schedule');
  const ruleTargets: readonly Properties[] = propertiesOf('AWS::Events::Rule').flatMap((rule) => rule['Targets']);
  const caught = propertiesOf('AWS::Lambda::EventInvokeConfig');

  test('are behind every schedule, every rule and every stream', () => {
    const streams = mappings.filter(({ EventSourceArn }) => !isQueue(EventSourceArn));
    expect([schedules.length, ruleTargets.length, streams.length]).toEqual([3, 2, 2]);
    for (const { Target } of schedules) expectLetters(Target.DeadLetterConfig?.Arn);
    for (const { DeadLetterConfig } of ruleTargets) expectLetters(DeadLetterConfig?.Arn);
    for (const { DestinationConfig } of streams) expectLetters(DestinationConfig?.OnFailure?.Destination);
  });

  test('are behind every queue that feeds a function', () => {
    const queues = mappings.filter(({ EventSourceArn }) => isQueue(EventSourceArn));
    expect(queues).toHaveLength(1);
    for (const { EventSourceArn } of queues) {
      const queue = template.findResources('AWS::SQS::Queue')[EventSourceArn['Fn::GetAtt'][0]];
      expectLetters(queue?.['Properties'].RedrivePolicy?.deadLetterTargetArn);
    }
  });

  test('are behind every function that a rule or a schedule calls and does not wait for', () => {
    const called = [...ruleTargets.map(({ Arn }) => Arn), ...schedules.map(({ Target }) => Target.Arn)]
      .filter((arn) => !isQueue(arn))
      .map((arn) => String(arn['Fn::GetAtt'][0]));
    expect(called).toHaveLength(4);
    expect(caught.map(({ FunctionName }) => String(FunctionName.Ref)).toSorted()).toEqual(called.toSorted());
    for (const { DestinationConfig } of caught) expectLetters(DestinationConfig?.OnFailure?.Destination);
  });

  test('are missing only behind functions whose callers wait for the answer', () => {
    const behind = [...mappings, ...caught].map(({ FunctionName }): unknown => FunctionName.Ref);
    const others = Object.keys(template.findResources('AWS::Lambda::Function')).filter((id) => !behind.includes(id));
    // A flow, which goes on without it, and AppConfig, which then delivers nothing.
    expect(others.map((id) => id.replace(/Function.*/, '')).toSorted()).toEqual(['Ivr', 'PolicyCheck']);
  });

  test('are told of by an alarm each', () => {
    const watched = propertiesOf('AWS::CloudWatch::Alarm')
      .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ Dimensions }) => String(Dimensions[0].Value['Fn::GetAtt'][0]));
    expect(watched.toSorted()).toEqual(queuesOf({ MessageRetentionPeriod: 14 * 86_400 }).toSorted());
  });

  function expectLetters(arn: Properties | undefined): void {
    const queue = template.findResources('AWS::SQS::Queue')[arn?.['Fn::GetAtt'][0]];
    expect(queue?.['Properties']).toMatchObject({ MessageRetentionPeriod: 14 * 86_400 });
  }
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

test('the stack goes to the account and region of its instance', () => {
  const [, , , region, account] = policy.instanceArn.split(':');
  expect([stack.region, stack.account]).toEqual([region, account]);
});

function functionArn(name: string): object {
  return { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}Function`), 'Arn'] };
}

function queuesOf(properties: Properties): readonly string[] {
  return Object.keys(template.findResources('AWS::SQS::Queue', { Properties: properties }));
}

function isQueue(arn: Properties): boolean {
  return Object.hasOwn(template.findResources('AWS::SQS::Queue'), arn['Fn::GetAtt'][0]);
}
