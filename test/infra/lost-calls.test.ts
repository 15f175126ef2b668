import { Match } from 'aws-cdk-lib/assertions';
import { config } from '../../holdfree.config';
import { buildStack, policy, type Properties } from './build-stack';
import { actionsOf as actionsIn, resourcesOf as resourcesIn } from './read-grants';

type Built = ReturnType<typeof buildStack>;

const account = 'eu-west-2:111122223333';
const topicArn = `arn:aws:sns:${account}:lost-calls`;
const identityArn = `arn:aws:sms-voice:${account}:sender-id/HOLDFREE/GB`;
const streamArn = `arn:aws:kinesis:${account}:stream/contact-records`;

const built = buildStack();
const { template, lambda } = built;

/** What the shipped configuration leaves out. */
const other = buildStack({
  config: {
    ...config,
    contactRecordStreamArn: streamArn,
    directory: { kind: 'customer-profiles', domain: 'people' },
    notices: {
      sms: { originationIdentity: identityArn },
      supervisors: [
        { name: 'mail', kind: 'topic', topicArn },
        { name: 'chat', kind: 'webhook', template: 'json', url: 'https://example.com/{secret}', secret: '/team/chat' },
        { name: 'desk', kind: 'webhook', template: 'json', url: 'https://example.org/{secret}', secret: 'desk' },
      ],
    },
  },
});

/** The event sources of a function, by the beginning of its logical id. */
function sourcesOf(name: string, of: Built = built): readonly Properties[] {
  const sources = of.propertiesOf('AWS::Lambda::EventSourceMapping');
  return sources.filter((source) => source['FunctionName'].Ref.startsWith(name));
}

function actionsOf(name: string, service: string): readonly string[] {
  return actionsIn(template, name).filter((action) => action.startsWith(`${service}:`));
}

/** On what a function may do something; nothing where it may not. */
function resourcesOf(name: string, action: string, of: Built = built): readonly unknown[] {
  return resourcesIn(of.template, name, action);
}

describe('contact records', () => {
  test('come by a stream that Connect may publish to, and the instance is told of it', () => {
    template.hasResourceProperties('AWS::Kinesis::Stream', {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: Match.absent(),
    });
    // The table has what was read from it; one that a failed deployment left behind would cost.
    template.hasResource('AWS::Kinesis::Stream', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    template.hasResourceProperties('AWS::Connect::InstanceStorageConfig', {
      InstanceArn: policy.instanceArn,
      ResourceType: 'CONTACT_TRACE_RECORDS',
      StorageType: 'KINESIS_STREAM',
    });
  });

  test('come by the stream that the instance has already, where the configuration names it', () => {
    other.template.resourceCountIs('AWS::Kinesis::Stream', 0);
    other.template.resourceCountIs('AWS::Connect::InstanceStorageConfig', 0);
    // From now on: the records of days ago that it holds would become cases, and their callers be called back.
    expect(sourcesOf('LostCallsContactRecords', other)).toMatchObject([
      { EventSourceArn: streamArn, StartingPosition: 'LATEST' },
    ]);
    expect(resourcesOf('LostCallsContactRecords', 'kinesis:GetRecords', other)).toEqual([streamArn]);
  });

  test('that cannot be handled never stop the others: batches fail in part, are halved, and are given up', () => {
    const [source] = sourcesOf('LostCallsContactRecords');
    expect(source).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 43_200,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
  });
});

describe('the outbox', () => {
  test('hears of callbacks and cases and of nothing else, and gives up nothing in a day', () => {
    const [source] = sourcesOf('LostCallsOutbox');
    const patterns = source?.['FilterCriteria'].Filters.map(({ Pattern }: Properties) => JSON.parse(Pattern));
    expect(patterns.map((pattern: Properties) => pattern['dynamodb'].Keys.sk.S)).toEqual([
      [{ prefix: 'CALLBACK#' }],
      [{ prefix: 'CASE#' }],
    ]);
    expect(patterns.map((pattern: Properties) => pattern['eventName'])).toEqual([
      ['INSERT', 'MODIFY'],
      ['INSERT', 'MODIFY'],
    ]);
    expect(source).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 72_000,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
  });

  test('may read the stream and tell the bus, and has no business with the table or with Connect', () => {
    const [bus] = Object.keys(template.findResources('AWS::Events::EventBus'));
    expect(actionsOf('LostCallsOutbox', 'events')).toEqual(['events:PutEvents']);
    expect(resourcesOf('LostCallsOutbox', 'events:PutEvents')).toEqual([{ 'Fn::GetAtt': [bus, 'Arn'] }]);
    expect(actionsOf('LostCallsOutbox', 'connect')).toEqual([]);
    expect(actionsOf('LostCallsOutbox', 'dynamodb')).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ]);
    const [table] = Object.keys(template.findResources('AWS::DynamoDB::GlobalTable'));
    const stream = { 'Fn::GetAtt': [table, 'StreamArn'] };
    expect(resourcesOf('LostCallsOutbox', 'dynamodb:GetRecords')).toEqual([stream]);
    expect(lambda('LostCallsOutbox')['Environment'].Variables).toMatchObject({
      EVENT_BUS_NAME: { Ref: bus },
      // Its metrics are told of an instance.
      INSTANCE_ID: policy.instanceId,
    });
  });
});

test.each([
  ['contact records', 'LostCallsContactRecords'],
  ['the outbox', 'LostCallsOutbox'],
])('of %s age is the limit, and no number of tries that a fault of minutes would use up', (_name, source) => {
  expect(sourcesOf(source)).toHaveLength(1);
  expect(sourcesOf(source)[0]?.['MaximumRetryAttempts'] ?? -1).toBe(-1);
});

describe('notices', () => {
  test('are made of what the bus tells of cases', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: Match.anyValue(),
      EventPattern: { source: ['holdfree'], 'detail-type': [{ prefix: 'case.' }] },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  test('may do with Connect what a task about a case needs, on contacts of this instance', () => {
    expect(actionsOf('LostCallsNotify', 'connect')).toEqual([
      'connect:DescribeContact',
      'connect:StartTaskContact',
      'connect:StopContact',
      'connect:UpdateContact',
    ]);
    const { instanceArn } = policy;
    for (const action of ['connect:DescribeContact', 'connect:StopContact', 'connect:UpdateContact']) {
      expect(resourcesOf('LostCallsNotify', action)).toEqual([`${instanceArn}/contact/*`]);
    }
    const taskFlow = lambda('LostCallsNotify')['Environment'].Variables.TASK_FLOW_ID;
    expect(resourcesOf('LostCallsNotify', 'connect:StartTaskContact')).toEqual([taskFlow, `${instanceArn}/contact/*`]);
    expect(taskFlow['Fn::GetAtt'][0]).toMatch(/^Flowstask/);
  });

  test('may read the secret that the shipped configuration names, and send as whoever has that name', () => {
    expect(resourcesOf('LostCallsNotify', 'sns:Publish')).toEqual([]);
    expect(resourcesOf('LostCallsNotify', 'ssm:GetParameter')).toEqual([
      `arn:aws:ssm:${account}:parameter/holdfree/telegram`,
    ]);
    expect(resourcesOf('LostCallsNotify', 'sms-voice:SendTextMessage')).toEqual(
      ['phone-number', 'pool', 'sender-id'].map((kind) => `arn:aws:sms-voice:${account}:${kind}/*`),
    );
  });

  test('may publish to the topic, read the secrets and send from the identity that are named, and no others', () => {
    expect(resourcesOf('LostCallsNotify', 'sns:Publish', other)).toEqual([topicArn]);
    expect(resourcesOf('LostCallsNotify', 'ssm:GetParameter', other)).toEqual([
      `arn:aws:ssm:${account}:parameter/team/chat`,
      `arn:aws:ssm:${account}:parameter/desk`,
    ]);
    expect(resourcesOf('LostCallsNotify', 'sms-voice:SendTextMessage', other)).toEqual([identityArn]);
  });
});

test('who has to know a caller may search the one domain that the configuration names, and nobody may without', () => {
  const names = ['Ivr', 'ContactEvents', 'Dispatcher', 'LostCallsContactRecords', 'LostCallsOutbox', 'LostCallsNotify'];
  const mayIn = (of: Built) => names.map((name) => [name, resourcesOf(name, 'profile:SearchProfiles', of)]);
  const domain = [`arn:aws:profile:${account}:domains/people`];
  expect(mayIn(other)).toEqual([
    ['Ivr', domain],
    ['ContactEvents', domain],
    ['Dispatcher', domain],
    ['LostCallsContactRecords', domain],
    ['LostCallsOutbox', []],
    ['LostCallsNotify', domain],
  ]);
  expect(mayIn(built)).toEqual(names.map((name) => [name, []]));
});

test('functions that may ask the directory say where their file of customers is, and no others', () => {
  const names = ['Ivr', 'ContactEvents', 'Dispatcher', 'LostCallsContactRecords', 'LostCallsOutbox', 'LostCallsNotify'];
  const filesOf = (of: Built) => names.map((name) => of.lambda(name)['Environment'].Variables.CUSTOMERS_FILE ?? 'none');
  const file = 'customers.csv';
  expect(filesOf(buildStack({ config: { ...config, directory: { kind: 'csv', file } } }))).toEqual([
    file,
    file,
    file,
    file,
    'none',
    file,
  ]);
  expect(filesOf(built)).toEqual(names.map(() => 'none'));
});
