import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Alarms } from '../../infra/constructs/alarms';
import { OperationsDashboard } from '../../infra/constructs/dashboard';
import type { AlarmPolicy } from '../../lib/core/policy/operations-policy';
import { policyOf } from '../support/builders/policies';

/** What a template says of one resource. */
export type Properties = ReturnType<Template['findResources']>[string];

/** The functions of a deployment, and one more than an alarm on a sum has room for. */
const functionNames = `
  ivr dispatch contact-events contact-records outbox notify fcr watch numbers
  policy-check another one-more
`
  .trim()
  .split(/\s+/);

/** Names of flows as they are deployed; more than one alarm has room for. */
export const flowNames = Array.from({ length: 12 }, (_, index) => `Holdfree entry: q${index}`);

export const policy = policyOf();

/** Alarms and dashboard alone, on stand-ins for what they watch. */
export function buildWatched(alarms: Partial<AlarmPolicy> = {}) {
  process.env['CDK_VALIDATION'] = 'false';
  const stack = new Stack(new App(), 'Watched', { env: { account: '111122223333', region: 'eu-west-2' } });
  const functions = Object.fromEntries(
    functionNames.map((name) => {
      const runtime = Runtime.NODEJS_24_X;
      return [name, new LambdaFunction(stack, name, { runtime, handler: 'i.h', code: Code.fromInline('0') })];
    }),
  );
  const [contactRecords, outbox] = [functions['contact-records'], functions['outbox']];
  if (contactRecords === undefined || outbox === undefined) throw new Error('both read a stream');
  const watched = {
    policy: { ...policy, alarms: { ...policy.alarms, ...alarms } },
    functions,
    deadLetters: { dispatch: new Queue(stack, 'DispatchLetters'), outbox: new Queue(stack, 'OutboxLetters') },
    table: new TableV2(stack, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } }),
    line: new Queue(stack, 'Line', { fifo: true }),
    flowNames,
  };
  const made = new Alarms(stack, 'Alarms', {
    ...watched,
    instanceId: policy.instanceId,
    streams: { contactRecords, outbox },
  });
  const { dashboard } = new OperationsDashboard(stack, 'Dashboard', { ...watched, alarms: made.all });
  const template = Template.fromStack(stack);
  return {
    made,
    dashboard,
    template,
    /** What a logical id was before it got its number: of a function, a queue or a table. */
    nameOf: (reference: unknown): unknown => named(stack, reference),
    alarms: Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties as Properties,
    ),
  };
}

function named(stack: Stack, reference: unknown): unknown {
  const { Ref, 'Fn::GetAtt': attribute } = Object(reference) as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  const id = Ref ?? attribute?.[0];
  if (id === undefined) return reference;
  const owner = stack.node.children.find(
    ({ node: { defaultChild } }) =>
      defaultChild !== undefined && stack.resolve((defaultChild as { logicalId?: string }).logicalId) === id,
  );
  return owner?.node.id ?? id;
}
