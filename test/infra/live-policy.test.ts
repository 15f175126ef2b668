import { App, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmRule, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Template } from 'aws-cdk-lib/assertions';
import cdkSettings from '../../cdk.json';
import { config } from '../../holdfree.config';
import { LivePolicy } from '../../infra/constructs/live-policy';
import { PolicyCheck } from '../../infra/constructs/policy-check';
import { ServiceFunction } from '../../infra/constructs/service-function';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { policy, type Properties } from './build-stack';

// Looked at here is one construct; what the template validator says of the stack, another file asks.
process.env['CDK_VALIDATION'] = 'false';

/** Two readers, and an alarm about one of them: what would go round in a circle if it could. */
function build(bakeMinutes = policy.deployment.bakeMinutes, delivered: HoldfreeConfig = config) {
  const app = new App({ context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Small', { env: { account: '111122223333', region: 'eu-west-2' } });
  const shared = { config, description: 'Reads.', timeout: Duration.seconds(7), memoryMb: 128 };
  const readers = ['ivr', 'dispatch'].map((name) => new ServiceFunction(stack, name, { ...shared, name }));
  const alarms = readers.map(
    ({ lambda }, index) =>
      new Alarm(stack, `Alarm${index}`, { metric: lambda.metricErrors(), threshold: 1, evaluationPeriods: 1 }),
  );
  const rollbackOn = new CompositeAlarm(stack, 'Rollback', { alarmRule: AlarmRule.anyOf(...alarms) });
  const check = new PolicyCheck(stack, 'Check', config);
  const watched = { ...policy, deployment: { ...policy.deployment, bakeMinutes } };
  new LivePolicy(stack, 'Policy', { config: delivered, policy: watched, readers, check, rollbackOn });
  return { template: Template.fromStack(stack), check, stack, rollbackOn };
}

const { template, check, stack, rollbackOn } = build();

function only(type: string, within = template): Properties {
  const [found, ...others] = Object.entries(within.findResources(type));
  if (found === undefined || others.length > 0) throw new Error(`not one ${type}`);
  const [id, resource] = found;
  return { id, ...resource, properties: resource['Properties'] };
}

const ref = (type: string) => ({ Ref: only(type)['id'] });

describe('the live policy', () => {
  test('is the configuration as the bundles carry it, word for word', () => {
    const { properties } = only('AWS::AppConfig::HostedConfigurationVersion');
    expect(properties).toMatchObject({ ContentType: 'application/json', Content: JSON.stringify(config) });
  });

  test('leaves every version where it is, to go back to, and what it is in, which could not be deleted', () => {
    const types = ['Application', 'ConfigurationProfile', 'HostedConfigurationVersion'];
    for (const type of types) {
      expect(only(`AWS::AppConfig::${type}`)).toMatchObject({
        UpdateReplacePolicy: 'Retain',
        DeletionPolicy: 'Retain',
      });
    }
  });

  test('is another resource where it is another text, since of a replacement that is gone back from nothing is kept', () => {
    const ids = [config, { ...config, country: 'IE' as const }].map((each) => {
      const other = build(10, each).template;
      return only('AWS::AppConfig::HostedConfigurationVersion', other)['id'];
    });
    expect(ids[0]).toBe(only('AWS::AppConfig::HostedConfigurationVersion')['id']);
    expect(ids[1]).not.toBe(ids[0]);
  });

  test('is judged by the function that AppConfig may invoke', () => {
    const checkArn = stack.resolve(check.lambda.functionArn);
    expect(only('AWS::AppConfig::ConfigurationProfile')['properties']).toMatchObject({
      LocationUri: 'hosted',
      Validators: [{ Type: 'LAMBDA', Content: checkArn }],
    });
    const permission = only('AWS::Lambda::Permission');
    expect(permission['properties']).toEqual({
      Action: 'lambda:InvokeFunction',
      Principal: 'appconfig.amazonaws.com',
      FunctionName: checkArn,
    });
    expect(only('AWS::AppConfig::ConfigurationProfile')).toMatchObject({ DependsOn: [permission['id']] });
  });

  test('goes to all at once and is watched as long as the configuration says, by alarms that may be read and no others', () => {
    expect(only('AWS::AppConfig::DeploymentStrategy')['properties']).toMatchObject({
      DeploymentDurationInMinutes: 0,
      GrowthFactor: 100,
      FinalBakeTimeInMinutes: policy.deployment.bakeMinutes,
    });
    const { Monitors: monitors } = only('AWS::AppConfig::Environment')['properties'];
    expect(monitors.map(({ AlarmArn }: { AlarmArn: unknown }) => AlarmArn)).toEqual([
      stack.resolve(rollbackOn.alarmArn),
    ]);
    // Only who may look at all alarms is told of one that stands on others.
    const reads = statements().filter(({ Action }) => Action === 'cloudwatch:DescribeAlarms');
    expect(reads).toEqual([{ Action: 'cloudwatch:DescribeAlarms', Effect: 'Allow', Resource: '*' }]);
  });

  test('is not delivered before its alarm may be read', () => {
    const environment = only('AWS::AppConfig::Environment');
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const [reads] = policies.filter(([, one]) => JSON.stringify(one).includes('cloudwatch:DescribeAlarms'));
    expect(environment['DependsOn']).toContain(reads?.[0]);
    expect(only('AWS::AppConfig::Deployment')['properties'].EnvironmentId).toEqual({ Ref: environment['id'] });
  });

  test('is watched by nothing where the configuration gives it no time: a delivery that an alarm is in the way of', () => {
    const unwatched = build(0).template;
    expect(only('AWS::AppConfig::Environment', unwatched)['properties']).not.toHaveProperty('Monitors');
    expect(JSON.stringify(unwatched.toJSON())).not.toContain('cloudwatch:DescribeAlarms');
  });

  test('may be read by its readers, and nothing else of AppConfig', () => {
    const ours = statements().filter(({ Action }) => JSON.stringify(Action).includes('appconfig:'));
    expect(ours).toHaveLength(1);
    const [, parts] = ours[0]?.['Resource']['Fn::Join'] ?? [];
    const resource = parts.map((part: unknown) => (typeof part === 'string' ? part : JSON.stringify(part))).join('');
    const place = [
      ['application', 'Application'],
      ['environment', 'Environment'],
      ['configuration', 'ConfigurationProfile'],
    ].map(([word, type]) => `${word}/${JSON.stringify(ref(`AWS::AppConfig::${type}`))}`);
    expect(resource.endsWith(`:appconfig:eu-west-2:111122223333:${place.join('/')}`)).toBe(true);
    expect(ours[0]?.['Action']).toEqual(['appconfig:StartConfigurationSession', 'appconfig:GetLatestConfiguration']);
  });

  test('is named in the environment of its readers, and not of the function that judges it', () => {
    const named = Object.values(template.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) => {
      const { POLICY_APPLICATION, POLICY_ENVIRONMENT, POLICY_PROFILE } = Properties.Environment.Variables;
      return POLICY_APPLICATION === undefined ? [] : [{ POLICY_APPLICATION, POLICY_ENVIRONMENT, POLICY_PROFILE }];
    });
    const { Name: name } = only('AWS::AppConfig::Environment')['properties'];
    const one = {
      POLICY_APPLICATION: ref('AWS::AppConfig::Application'),
      POLICY_ENVIRONMENT: name,
      POLICY_PROFILE: ref('AWS::AppConfig::ConfigurationProfile'),
    };
    expect(named).toEqual([one, one]);
  });

  test('is delivered after the code of its readers and their permission are there', () => {
    const { DependsOn: before } = only('AWS::AppConfig::Deployment');
    const readers = Object.keys(template.findResources('AWS::Lambda::Function')).filter((id) => !id.includes('Check'));
    expect(readers).toHaveLength(2);
    expect(before).toEqual(expect.arrayContaining(readers));
    expect(before.some((id: string) => id.startsWith('PolicyRead'))).toBe(true);
  });
});

function statements(): readonly Properties[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (resource): readonly Properties[] => resource['Properties'].PolicyDocument.Statement,
  );
}
