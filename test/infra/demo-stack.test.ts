import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdkSettings from '../../cdk.json';
import { DemoStack } from '../../infra/demo-stack';
import { policyOf, queueConfig } from '../support/builders/policies';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** As long as the schema allows, and the second begins like the first. */
const longest = `a${'b'.repeat(39)}`;

const welsh = { to: 'proficiency', attribute: 'Language', value: 'Welsh', level: 3 } as const;
const english = { ...welsh, value: 'English' };

const policy = policyOf({
  queues: [
    queueConfig('support', {
      deadlineHours: 336,
      hours: [
        { days: ['mon'], from: '18:00', to: '24:00' },
        { days: ['mon'], from: '08:30', to: '12:00' },
        { days: ['mon'], from: '11:00', to: '13:00' },
      ],
      routing: { inbound: [welsh, { to: 'queue' }], lost: [english, welsh, { to: 'queue' }] },
    }),
    { ...queueConfig('billing', { timeZone: 'America/New_York', pool: longest }), name: longest },
  ],
});

/** The template of a policy and, where it is asked for, what the template validator says of it. */
function build(of = policy, isValidated = false) {
  process.env['CDK_VALIDATION'] = String(isValidated);
  const outdir = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-demo-'));
  try {
    const app = new App({ outdir, context: cdkSettings.context });
    const stack = new DemoStack(app, 'HoldfreeDemo', { policy: of });
    app.synth();
    const report = path.join(outdir, 'validation-report.json');
    const said: unknown = isValidated ? JSON.parse(fs.readFileSync(report, 'utf8')) : undefined;
    return { stack, said, template: Template.fromStack(stack) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

const { stack, said, template } = build(policy, true);

const propertiesOf = (type: string) =>
  Object.values(template.findResources(`AWS::Connect::${type}`)).map(({ Properties }) => Properties);

const arnOf = (queue: string) => {
  const [id] = Object.entries(template.findResources('AWS::Connect::Queue')).find(
    ([, { Properties }]) => Properties.Name === `Holdfree demo ${queue}`,
  ) ?? ['none'];
  return { 'Fn::GetAtt': [id, 'QueueArn'] };
};

test('neither the template validator nor the rules of AWS Solutions have anything to say', () => {
  expect(said).toMatchObject({ pluginReports: [] });
  expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
});

test('each queue has its hours, in its zone, with midnight as Connect writes it and overlaps made into one', () => {
  const [support, billing] = propertiesOf('HoursOfOperation');
  const at = (hours: number, minutes: number) => ({ Hours: hours, Minutes: minutes });
  expect(support).toMatchObject({
    TimeZone: 'Europe/London',
    Config: [
      { Day: 'MONDAY', StartTime: at(8, 30), EndTime: at(13, 0) },
      { Day: 'MONDAY', StartTime: at(18, 0), EndTime: at(0, 0) },
    ],
  });
  expect(billing?.TimeZone).toBe('America/New_York');
  expect(billing?.Config.map(({ Day }: { Day: string }) => Day.slice(0, 3).toLowerCase())).toEqual([...days]);
});

test('each queue of the configuration is a queue, with a name within the limits of Connect', () => {
  const names = ['HoursOfOperation', 'Queue', 'RoutingProfile'].flatMap((type) =>
    propertiesOf(type).map(({ Name }) => String(Name)),
  );
  expect(names).toHaveLength(6);
  expect(names.filter((name) => name.length > 127 || !name.startsWith('Holdfree demo '))).toEqual([]);
  const instances = ['HoursOfOperation', 'Queue', 'RoutingProfile', 'PredefinedAttribute'].flatMap((type) =>
    propertiesOf(type).map(({ InstanceArn }) => String(InstanceArn)),
  );
  expect(new Set(instances)).toEqual(new Set([policy.instanceArn]));
});

test('the agents of a pool take calls and tasks of its queues, as the three ways of dialing need it', () => {
  const queueArn = arnOf('support');
  const [frontline, other] = propertiesOf('RoutingProfile');
  expect(frontline).toMatchObject({
    Name: 'Holdfree demo frontline',
    DefaultOutboundQueueArn: queueArn,
    MediaConcurrencies: [
      { Channel: 'VOICE', Concurrency: 1, CrossChannelBehavior: { BehaviorType: 'ROUTE_ANY_CHANNEL' } },
      { Channel: 'TASK', Concurrency: 2, CrossChannelBehavior: { BehaviorType: 'ROUTE_CURRENT_CHANNEL_ONLY' } },
    ],
    QueueConfigs: ['VOICE', 'TASK'].map((Channel) => ({
      Delay: 0,
      Priority: 1,
      QueueReference: { Channel, QueueArn: queueArn },
    })),
  });
  expect(other?.QueueConfigs).toHaveLength(2);
});

test('the attributes that steps ask for are predefined, each with the values that are asked for', () => {
  expect(propertiesOf('PredefinedAttribute')).toEqual([
    expect.objectContaining({ Name: 'Language', Values: { StringList: ['Welsh', 'English'] } }),
  ]);
});

test('where no step asks for any, there is one to try it with', () => {
  const attributes = build(policyOf()).template.findResources('AWS::Connect::PredefinedAttribute');
  expect(Object.values(attributes).map(({ Properties }) => Properties.Name)).toEqual(['Holdfree skill']);
});

test('the ids that belong into the configuration are told', () => {
  template.hasOutput('QueueIdsupport', { Value: { 'Fn::Select': [3, { 'Fn::Split': ['/', arnOf('support')] }] } });
  expect(Object.keys(template.findOutputs('*')).toSorted()).toEqual(
    [`QueueId${longest}`, 'QueueIdsupport', `RoutingProfileArn${longest}`, 'RoutingProfileArnfrontline'].toSorted(),
  );
});
