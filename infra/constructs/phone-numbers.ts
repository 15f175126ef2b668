import { createHash } from 'node:crypto';
import { CfnWaitConditionHandle, CustomResource, Duration } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { explainResource } from '../nag/explain';
import { arnBeside } from './beside-instance';
import { ServiceFunction } from './service-function';

/** Which numbers are pointed at which flows. */
export interface PhoneNumbersProps {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
  /** Of the flow that the callers of a queue begin with, by the queue's name. */
  readonly entryFlowArn: (queue: string) => string;
}

/** Lambda repeats a request whose answer was lost, after one minute and after two more; then nobody answers any more. */
const ANSWERED_WITHIN = Duration.minutes(10);

const actions = [
  'ListPhoneNumbersV2',
  'ListFlowAssociations',
  'AssociatePhoneNumberContactFlow',
  'DisassociatePhoneNumberContactFlow',
];

/**
 * The numbers of the configuration, pointed at the entry flows of their queues for as long as they stand there; then each gets back the flow
 * it had. CloudFormation makes what a resource names before it and deletes it after it, so flows come first, and numbers go first.
 */
export class PhoneNumbers extends Construct {
  /** Absent where no queue has numbers. */
  readonly pointing?: ServiceFunction;

  private readonly pointed: readonly CustomResource[];

  constructor(scope: Construct, id: string, { config, policy, entryFlowArn }: PhoneNumbersProps) {
    super(scope, id);
    const numbers = policy.queues.flatMap(({ name, phoneNumbers }) => phoneNumbers.map((number) => ({ name, number })));
    if (numbers.length > 0) this.pointing = pointingOf(this, config, policy);
    const serviceToken = this.pointing?.lambda.functionArn ?? '';
    this.pointed = numbers.map(({ name, number }) => {
      const properties = { InstanceArn: policy.instanceArn, PhoneNumber: number, FlowArn: entryFlowArn(name) };
      const resourceType = 'Custom::HoldfreePhoneNumber';
      return new CustomResource(this, idOf(number), {
        resourceType,
        serviceToken,
        serviceTimeout: ANSWERED_WITHIN,
        properties,
      });
    });
  }

  /**
   * Has no caller come while something of this is missing, nor any of it go while they do; the flows are so already. One resource
   * that does nothing stands for all of it: if each number named everything, a hundred numbers would fill a template.
   */
  comeAfter(everything: readonly IConstruct[]): void {
    if (this.pointed.length === 0) return;
    const first = new CfnWaitConditionHandle(this, 'Everything');
    first.node.addDependency(...everything.filter((one) => one !== this));
    for (const pointed of this.pointed) pointed.node.addDependency(first);
  }
}

function pointingOf(scope: Construct, config: HoldfreeConfig, policy: Policy): ServiceFunction {
  const pointing = new ServiceFunction(scope, 'Pointing', {
    config,
    name: 'numbers',
    description: 'Points phone numbers at entry flows when the stack is deployed, and back when it goes.',
    timeout: Duration.seconds(90),
    memoryMb: 256,
  });
  pointing.lambda.addEnvironment('INSTANCE_ID', policy.instanceId);
  allowPointing(pointing, policy);
  return pointing;
}

/**
 * The same for a number in whichever queue it stands: to move it changes a resource, where otherwise one would be made and another deleted
 * after it. No number: ids of resources are told in the events of a stack.
 */
function idOf(number: string): string {
  return `Number${createHash('sha256').update(number).digest('hex').slice(0, 12)}`;
}

/** What the actions are decided on. Source: the resource types of the Service Authorization Reference for Amazon Connect. */
function allowPointing(pointing: ServiceFunction, policy: Policy): void {
  const { instanceArn } = policy;
  const numbers = arnBeside(policy, 'connect', 'phone-number/*');
  const flows = `${instanceArn}/contact-flow/*`;
  for (const action of actions) pointing.allowAction(`connect:${action}`, [instanceArn, numbers, flows]);
  explainResource(
    pointing,
    numbers,
    'Connect gives numbers ids that no instance is part of; they are looked up by the number.',
  );
  explainResource(
    pointing,
    flows,
    'Which flow a number had, and gets back, is not known before it is pointed at ours.',
  );
}
