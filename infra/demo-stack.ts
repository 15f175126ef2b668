import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Policy } from '../lib/core/policy/policy';
import { accountOf } from './constructs/beside-instance';
import { DemoAttributes } from './constructs/demo-attributes';
import { DemoQueue } from './constructs/demo-queue';
import { DemoRoutingProfile } from './constructs/demo-routing-profile';

/** For which configuration. */
export interface DemoStackProps {
  readonly policy: Policy;
}

/**
 * What an empty Connect instance needs to try Holdfree with, made from its configuration: hours, queues, routing profiles and predefined
 * attributes. A stack of its own: it goes when the trial is over. No agents, who would need passwords, and no number, which costs money.
 */
export class DemoStack extends Stack {
  constructor(scope: Construct, id: string, { policy }: DemoStackProps) {
    const { instanceArn, region } = policy;
    super(scope, id, {
      env: { account: accountOf(policy), region },
      description: 'Hours, queues and profiles to try Holdfree with.',
    });
    const queues = policy.queues.map((queue) => {
      const { arn, queueId } = new DemoQueue(this, `Queue-${queue.name}`, { instanceArn, queue });
      new CfnOutput(this, `QueueId-${queue.name}`, {
        value: queueId,
        description: `Write this as queueId of the queue ${queue.name}.`,
      });
      return { pool: queue.pool, arn };
    });
    for (const pool of new Set(queues.map((queue) => queue.pool))) {
      const queueArns = queues.filter((queue) => queue.pool === pool).map(({ arn }) => arn);
      const { arn } = new DemoRoutingProfile(this, `Pool-${pool}`, { instanceArn, pool, queueArns });
      new CfnOutput(this, `RoutingProfileArn-${pool}`, {
        value: arn,
        description: `Give agents of the pool ${pool} this routing profile.`,
      });
    }
    new DemoAttributes(this, 'Attributes', policy);
  }
}
