import { Stack, type Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, type IScheduleTarget } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { safekeepingOf } from './safekeeping';

/** What is done how often, and where is kept that it could not be done. */
export interface RateScheduleProps {
  readonly description: string;
  readonly every: Duration;
  /** All that the schedule may do, beside leaving dead letters. */
  readonly may: { readonly action: string; readonly resource: string };
  readonly deadLetters: IQueue;
  /** Makes the target, which is to use these two. */
  readonly target: (means: { readonly role: IRole; readonly deadLetterQueue: IQueue }) => IScheduleTarget;
}

/** A schedule with a role of its own: the one that the CDK makes for a target may call every version of a function. */
export class RateSchedule extends Construct {
  constructor(scope: Construct, id: string, { description, every, may, deadLetters, target }: RateScheduleProps) {
    super(scope, id);
    const role = this.roleOf(may, deadLetters);
    const schedule = new Schedule(this, 'Default', {
      description,
      schedule: ScheduleExpression.rate(every),
      target: target({ role: role.withoutPolicyUpdates(), deadLetterQueue: deadLetters }),
    });
    // Before its policy is attached a role may do nothing.
    schedule.node.addDependency(role);
  }

  private roleOf(may: RateScheduleProps['may'], deadLetters: IQueue): Role {
    const { account } = Stack.of(this);
    const group = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: 'default',
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': group } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: [may.action], resources: [may.resource] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
    // Both the line and dead letters are encrypted with it.
    safekeepingOf(this).key?.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');
    return role;
  }
}
