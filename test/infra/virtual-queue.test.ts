import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { config as shipped } from '../../holdfree.config';
import { HoldfreeStack } from '../../infra/holdfree-stack';
import { checkSolutions } from '../../infra/nag/solutions-checks';
import { VirtualQueue } from '../../infra/virtual-queue';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { parsePolicy } from '../../lib/core/policy/policy';
import { readText } from '../support/repository-files';
import { policy, synthesize, type Properties } from './build-stack';
import { ContactCentreStack } from './contact-centre-stack';
import { statementsIn } from './read-grants';

const keyArn = 'arn:aws:kms:eu-west-2:111122223333:key/9b6c4d27-30e5-4c1a-8f6b-2d7a51e0c9f3';
const env = { account: '111122223333', region: 'eu-west-2' };

/** Everything of the deployment that is not as it is shipped, but for the key. */
const chosen: HoldfreeConfig = {
  ...shipped,
  deployment: { warmIvr: 2, reserveDispatcher: false },
  retention: { logDays: 90 },
  queues: shipped.queues.map((queue) =>
    queue.name === 'support' ? { ...queue, phoneNumbers: ['+441632960001'] } : queue,
  ),
};

const own = synthesize((app) => {
  checkSolutions(app);
  return new ContactCentreStack(app, 'ContactCentre', { env });
});

const other = synthesize((app) => {
  checkSolutions(app);
  const parsed = parsePolicy(chosen);
  if (!parsed.ok) throw new Error('the configuration is refused');
  return new HoldfreeStack(app, 'Holdfree', { config: chosen, policy: parsed.value });
});

describe('a stack of one’s own', () => {
  test('is the one that the page shows', () => {
    const [, block = ''] = readText('docs/your-own-cdk-app.md').match(/```ts\n(import[^]*?)```/) ?? [];
    const shown = block.replaceAll('./holdfree/', '../../');
    expect(readText('test/infra/contact-centre-stack.ts')).toBe(shown);
  });

  test('hears of callbacks on the bus of the virtual queue', () => {
    const rules = own
      .propertiesOf('AWS::Events::Rule')
      .filter(({ EventPattern }) => EventPattern.source?.[0] === 'holdfree');
    const [bus] = Object.keys(own.template.findResources('AWS::Events::EventBus'));
    expect(rules.map(({ EventBusName }): unknown => EventBusName)).toEqual([{ Ref: bus }, { Ref: bus }]);
  });

  test('is told of alarms where its operators are told already, and makes no topic', () => {
    const alarms = own.propertiesOf('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(20);
    const told = new Set(alarms.flatMap(({ AlarmActions, OKActions }): string[] => [...AlarmActions, ...OKActions]));
    expect([...told]).toEqual(['arn:aws:sns:eu-west-2:111122223333:operators']);
    own.template.resourceCountIs('AWS::SNS::Topic', 0);
  });

  test('reads what is wrong with its configuration, a line for each field', () => {
    const wrong = { ...shipped, dialing: { perSecond: 0, burst: 0 } } as HoldfreeConfig;
    const make = () => new VirtualQueue(new Stack(undefined, 'Wrong', { env }), 'VirtualQueue', { config: wrong });
    expect(make).toThrow(/^The configuration is refused\.\ndialing\.perSecond: got 0; .+\ndialing\.burst: got 0; .+$/);
  });

  test('has to be beside its instance', () => {
    const make = (elsewhere: object) => () =>
      new VirtualQueue(new Stack(undefined, 'Far', { env: { ...env, ...elsewhere } }), 'VirtualQueue', {
        config: shipped,
      });
    expect(make({ region: 'us-east-1' })).toThrow(
      'the instance is in 111122223333, eu-west-2, this stack in 111122223333, us-east-1',
    );
    expect(make({ account: '444455556666' })).toThrow('this stack in 444455556666, eu-west-2');
  });
});

describe('a key of the customer', () => {
  test('is that of the table, of every queue and of every log group', () => {
    const [table] = own.propertiesOf('AWS::DynamoDB::GlobalTable');
    expect(table?.['SSESpecification']).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(table?.['Replicas'][0].SSESpecification).toEqual({ KMSMasterKeyId: keyArn });
    const queues = Object.entries(own.template.findResources('AWS::SQS::Queue')).filter(([id]) =>
      id.startsWith('VirtualQueue'),
    );
    expect(queues.length).toBeGreaterThan(5);
    for (const [, { Properties: queue }] of queues) expect(queue?.KmsMasterKeyId).toBe(keyArn);
    const logs = own.propertiesOf('AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(5);
    for (const group of logs) expect(group['KmsKeyId']).toBe(keyArn);
  });

  test('is not that of the stream of contact records, to which Connect could not publish then', () => {
    const [stream] = own.propertiesOf('AWS::Kinesis::Stream');
    expect(stream).not.toHaveProperty('StreamEncryption');
    expect(policy.contactRecordStreamArn).toBeUndefined();
  });

  test('may be used by every function and every schedule, for what DynamoDB and SQS do in their name', () => {
    const roles = own.template.findResources('AWS::IAM::Policy');
    const named = Object.keys(roles).filter((id) => /Function|Tick|Hourly|EachMinute/.test(id));
    expect(named.length).toBeGreaterThan(10);
    for (const id of named) {
      const allowed = statementsIn(own.template, id).filter(({ resources }) => resources.includes(keyArn));
      expect([id, allowed.flatMap(({ actions }) => actions)]).toEqual([
        id,
        expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']),
      ]);
    }
  });
});

describe('a key that the same app makes', () => {
  const made = synthesize((app) => {
    const stack = new Stack(app, 'Keyed', { env });
    new VirtualQueue(stack, 'VirtualQueue', { config: shipped, encryptionKey: new Key(stack, 'Key') });
    return stack;
  });

  test('may be used by the services that have no role here: logs of this account, and dead letters of rules', () => {
    const [key] = made.propertiesOf('AWS::KMS::Key').filter(({ Description }) => Description === undefined);
    const statements: readonly Properties[] = key?.['KeyPolicy'].Statement;
    const ofServices = statements.filter(({ Principal }) => Principal.Service !== undefined);
    const logs = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-2:111122223333:*']] };
    expect(ofServices).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'logs.eu-west-2.amazonaws.com' },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs } },
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
      },
    ]);
  });

  test('is told to every service that is to put something into a queue of ours, whether it has a role or not', () => {
    const senders = made
      .propertiesOf('AWS::SQS::QueuePolicy')
      .flatMap(({ PolicyDocument }): readonly Properties[] => PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow');
    // Another service that is let in would need a line in the key's policy too.
    expect(new Set(senders.map(({ Principal }): unknown => Principal.Service))).toEqual(
      new Set(['events.amazonaws.com']),
    );
  });
});

describe('without a key of the customer', () => {
  test('DynamoDB, SQS and CloudWatch keep theirs', () => {
    const [table] = other.propertiesOf('AWS::DynamoDB::GlobalTable');
    expect(table).not.toHaveProperty('SSESpecification');
    for (const queue of other.propertiesOf('AWS::SQS::Queue')) expect(queue['SqsManagedSseEnabled']).toBe(true);
    for (const group of other.propertiesOf('AWS::Logs::LogGroup')) expect(group).not.toHaveProperty('KmsKeyId');
    for (const topic of other.propertiesOf('AWS::SNS::Topic')) expect(topic['KmsMasterKeyId']).toBeDefined();
  });
});

describe('copies of ivr that are kept warm', () => {
  const [[warm] = []] = Object.entries(other.template.findResources('AWS::Lambda::Alias'));

  test('are so many, of the version that is deployed', () => {
    const [version] = Object.keys(other.template.findResources('AWS::Lambda::Version'));
    expect(other.propertiesOf('AWS::Lambda::Alias')).toMatchObject([
      {
        Name: 'warm',
        FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
      },
    ]);
  });

  test('are what the instance knows, may call, and what every flow asks', () => {
    const [association] = other.propertiesOf('AWS::Connect::IntegrationAssociation');
    expect(association?.['IntegrationArn']).toEqual({ Ref: warm });
    const allowed = other
      .propertiesOf('AWS::Lambda::Permission')
      .filter(({ Principal }) => Principal === 'connect.amazonaws.com');
    expect(allowed.map(({ FunctionName }): unknown => FunctionName)).toEqual([{ Ref: warm }]);
    const contents = ['AWS::Connect::ContactFlow', 'AWS::Connect::ContactFlowModule'].flatMap((type) =>
      other.propertiesOf(type),
    );
    const asking = contents
      .map(({ Content }) => JSON.stringify(Content))
      .filter((text) => text.includes('LambdaFunctionARN'));
    expect(asking.length).toBeGreaterThan(5);
    for (const text of asking) {
      expect(text).toContain(`{"Ref":"${warm}"}`);
      expect(text).not.toContain('"Fn::GetAtt":["IvrFunction');
    }
  });

  test('are none where nobody asks for them', () => {
    expect(own.propertiesOf('AWS::Lambda::Alias')).toEqual([]);
    expect(own.propertiesOf('AWS::Lambda::Version')).toEqual([]);
  });
});

test('an account with few concurrent runs sets none aside for the dispatcher, which is one at a time all the same', () => {
  expect(other.lambda('Dispatcher')).not.toHaveProperty('ReservedConcurrentExecutions');
  const [tick] = other
    .propertiesOf('AWS::Scheduler::Schedule')
    .filter(({ Target }) => Target.SqsParameters !== undefined);
  expect(tick?.['Target'].SqsParameters).toEqual({ MessageGroupId: policy.instanceId });
});

test('logs are kept as long as the configuration says', () => {
  const kept = other.propertiesOf('AWS::Logs::LogGroup').map((group: Properties): unknown => group['RetentionInDays']);
  expect(new Set(kept)).toEqual(new Set([90]));
});

test('numbers of a queue are pointed at its entry flow', () => {
  const [number] = other.propertiesOf('Custom::HoldfreePhoneNumber');
  expect(number).toMatchObject({
    PhoneNumber: '+441632960001',
    FlowArn: { 'Fn::GetAtt': [expect.stringMatching(/^Flowsentrysupport/), 'ContactFlowArn'] },
  });
});

test('every function of the stack is watched for errors and for throttles, and is on the dashboard', () => {
  const functions = Object.keys(other.template.findResources('AWS::Lambda::Function')).toSorted();
  expect(functions.some((id) => id.startsWith('PhoneNumbersPointing'))).toBe(true);
  const measured = other
    .propertiesOf('AWS::CloudWatch::Alarm')
    .flatMap(({ Metrics }): readonly Properties[] => Metrics ?? [])
    .flatMap(({ MetricStat: of }): readonly Properties[] => (of === undefined ? [] : [of['Metric']]));
  const [dashboard] = other.propertiesOf('AWS::CloudWatch::Dashboard');
  const shown: readonly Properties[] = dashboard?.['DashboardBody']['Fn::Join'][1];
  for (const name of ['Errors', 'Throttles']) {
    const watched = measured.filter(({ Namespace, MetricName }) => Namespace === 'AWS/Lambda' && MetricName === name);
    const ids = watched.map(({ Dimensions: [{ Value }] }): string => Value.Ref);
    expect([...new Set(ids)].toSorted()).toEqual(functions);
  }
  for (const id of functions) expect(shown).toContainEqual({ Ref: id });
});
