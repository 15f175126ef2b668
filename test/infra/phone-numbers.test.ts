import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdkSettings from '../../cdk.json';
import { PhoneNumbers } from '../../infra/constructs/phone-numbers';
import { buildStack } from './build-stack';
import { readText } from '../support/repository-files';
import { config, policyOf, queueConfig } from '../support/builders/policies';

type Numbers = Readonly<Partial<Record<'support' | 'billing', readonly string[]>>>;

const first = '+441632960001';
const second = '+441632960002';

/** A stack with a flow for each queue and the numbers of each. */
function build(numbers: Numbers) {
  process.env['CDK_VALIDATION'] = 'false';
  const app = new App({ context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Numbers', { env: { account: '111122223333', region: 'eu-west-2' } });
  const queues = (['support', 'billing'] as const).map((name) =>
    queueConfig(name, { phoneNumbers: [...(numbers[name] ?? [])] }),
  );
  const flows = new Map(queues.map(({ name }) => [name, new CfnResource(stack, name, { type: 'Test::Flow' })]));
  const made = new PhoneNumbers(stack, 'PhoneNumbers', {
    config: config({ queues }),
    policy: policyOf({ queues }),
    entryFlowArn: (queue) => flows.get(queue)?.getAtt('Arn').toString() ?? 'none',
  });
  const template = Template.fromStack(stack);
  return { app, stack, made, template, resources: template.findResources('Custom::HoldfreePhoneNumber') };
}

/** The number and the flow of each resource, by its logical id. */
function pointedIn({ resources }: ReturnType<typeof build>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(resources).map(([id, { Properties: properties }]) => [
      id,
      [properties['PhoneNumber'], properties['FlowArn']['Fn::GetAtt'][0]],
    ]),
  );
}

const built = build({ support: [first, second] });

test('each number is a resource that names the flow of its queue, so that flows are made before and deleted after', () => {
  expect(Object.values(pointedIn(built))).toEqual([
    [first, 'support'],
    [second, 'support'],
  ]);
  const [one] = Object.values(built.resources);
  expect(one?.['Properties']).toMatchObject({ InstanceArn: policyOf().instanceArn, ServiceTimeout: '600' });
});

test('a number that moves to another queue is the same resource with another flow: nothing is made or deleted', () => {
  const moved = pointedIn(build({ support: [second], billing: [first] }));
  expect(Object.keys(moved).toSorted()).toEqual(Object.keys(pointedIn(built)).toSorted());
  expect(Object.values(moved)).toContainEqual([first, 'billing']);
});

test('in the whole stack numbers come last, so that a deployment that fails before has moved no caller', () => {
  const { template } = buildStack({ config: config({ queues: [queueConfig('support', { phoneNumbers: [first] })] }) });
  const [pointed] = Object.values(template.findResources('Custom::HoldfreePhoneNumber'));
  const flows = template.findResources('AWS::Connect::ContactFlow');
  const flow: string = pointed?.['Properties'].FlowArn['Fn::GetAtt'][0];
  expect(flows[flow]?.['Properties'].Name).toBe('Holdfree entry: support');
  const others = Object.entries(template.toJSON()['Resources'] as Record<string, { Type: string }>).filter(
    ([id, { Type: type }]) => !id.startsWith('PhoneNumbers') && type !== 'AWS::CDK::Metadata',
  );
  const handles = template.findResources('AWS::CloudFormation::WaitConditionHandle');
  const [[standsForAll, all] = []] = Object.entries(handles);
  expect(others.map(([id]) => id).filter((id) => !all?.['DependsOn'].includes(id))).toEqual([]);
  expect(others.length).toBeGreaterThan(50);
  // Naming them all itself, each number would take six kilobytes of the template.
  expect(pointed?.['DependsOn']).toEqual([standsForAll]);
});

test('no logical id holds a number: the events of a stack tell them', () => {
  const digits = [first, second].map((number) => number.slice(-6));
  expect(Object.keys(built.resources).filter((id) => digits.some((part) => id.includes(part)))).toEqual([]);
});

test('without numbers there is neither a function nor anything else', () => {
  const { made, template } = build({});
  expect(made.pointing).toBeUndefined();
  expect(made.node.children).toEqual([]);
  expect(Object.values(template.toJSON()['Resources'])).toEqual([{ Type: 'Test::Flow' }, { Type: 'Test::Flow' }]);
});

test('the function may do what its adapter sends, on numbers of the account and on flows of the instance', () => {
  const source = readText('lib/adapters/connect/phone-numbers.ts');
  const sent = [...source.matchAll(/\bnew ([A-Za-z0-9]+)Command\(/g)].map(([, name]) => `connect:${name}`);
  const statements = Object.values(built.template.findResources('AWS::IAM::Policy')).flatMap(
    (one): readonly { Action: string | string[]; Resource: unknown }[] => one['Properties'].PolicyDocument.Statement,
  );
  const ours = statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('connect:')));
  expect(new Set(ours.flatMap(({ Action }) => Action))).toEqual(new Set(sent));
  const { instanceArn } = policyOf();
  for (const { Resource } of ours) {
    expect(Resource).toEqual([
      instanceArn,
      'arn:aws:connect:eu-west-2:111122223333:phone-number/*',
      `${instanceArn}/contact-flow/*`,
    ]);
  }
  expect(sent.length).toBeGreaterThan(3);
});

test('what is not named in full is explained, as the rules of AWS Solutions ask', () => {
  const { violations } = new AwsSolutionsChecks().validateScope(built.stack);
  expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
});
