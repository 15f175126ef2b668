import { runInNewContext } from 'node:vm';
import { config } from '../../holdfree.config';
import { policyBanner } from '../../infra/constructs/service-function';
import { parsePolicy } from '../../lib/core/policy/policy';
import { readText, repositoryFiles } from '../support/repository-files';
import { buildStack, policy, type Properties } from './build-stack';

const { template, propertiesOf, lambda } = buildStack();

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
    expect(groups.map((group) => group['RetentionInDays'])).toEqual([30, 30, 30, 30, 30, 30, 30]);
  });

  test('may do with Connect what they need and nothing else', () => {
    expect(connectActions('Ivr')).toEqual([
      'AssociateContactWithUser',
      'DescribeContact',
      'DescribeQueue',
      'GetCurrentMetricData',
      'GetEffectiveHoursOfOperations',
      'StopContact',
      'UpdateContactRoutingData',
    ]);
    expect(connectActions('ContactEvents')).toEqual(['AssociateContactWithUser', 'DescribeContact', 'StopContact']);
    expect(connectActions('Dispatcher')).toEqual([
      'AssociateContactWithUser',
      'DescribeContact',
      'DescribeQueue',
      'GetCurrentMetricData',
      'GetCurrentUserData',
      'GetEffectiveHoursOfOperations',
      'ListRoutingProfileQueues',
      'ListUserProficiencies',
      'StartOutboundVoiceContact',
      'StartTaskContact',
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

  test('may delete from the table whom they kept as holding, and nothing of a callback', () => {
    const deletes = Object.values(template.findResources('AWS::IAM::Policy'))
      .flatMap((resource): readonly Properties[] => resource['Properties'].PolicyDocument.Statement)
      .filter((statement) => [statement['Action']].flat().includes('dynamodb:DeleteItem'));
    // Every function but the outbox, which has no business with the table, and the measuring, which deletes nothing.
    expect(deletes).toHaveLength(5);
    for (const statement of deletes) {
      expect(statement['Action']).toBe('dynamodb:DeleteItem');
      expect(statement['Condition']).toEqual({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['HOLDERS#*'] },
      });
    }
  });

  test('together may do with Connect what its adapter sends, and nothing else', () => {
    const names = ['Ivr', 'ContactEvents', 'Dispatcher', 'LostCallsContactRecords', 'LostCallsNotify'];
    const allowed = names.flatMap(connectActions);
    expect([...new Set(allowed)].toSorted()).toEqual(commandsOf('lib/adapters/connect'));
  });

  test('may all send wakes', () => {
    for (const name of ['Ivr', 'ContactEvents', 'Dispatcher']) {
      expect(statements(name).flatMap(({ actions }) => actions)).toContain('sqs:SendMessage');
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

  test('may read and write items of the table, and do nothing else but trace and leave dead letters', () => {
    const actions = statements('FcrRefreshFunction').flatMap((statement) => statement.actions);
    expect(actions.filter((action) => !action.startsWith('xray:')).toSorted()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ]);
  });
});

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
