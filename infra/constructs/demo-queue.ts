import { Fn } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import { DemoHours } from './demo-hours';

/** A queue of the configuration, and the instance that it is to be in. */
export interface DemoQueueProps {
  readonly instanceArn: string;
  readonly queue: QueuePolicy;
}

/**
 * A Connect queue with the hours of a queue of the configuration. It has no number to call from: which numbers are claimed is not known
 * here, so that one is given to it by hand before the first dial.
 */
export class DemoQueue extends Construct {
  readonly arn: string;
  /** What stands in the configuration as `queueId`. */
  readonly queueId: string;

  constructor(scope: Construct, id: string, { instanceArn, queue }: DemoQueueProps) {
    super(scope, id);
    const name = demoName(queue.name);
    const { arn } = new DemoHours(this, 'Hours', { instanceArn, name, hours: queue.hours });
    const made = new CfnQueue(this, 'Queue', {
      instanceArn,
      name,
      description: `Made by Holdfree to be tried with, as its queue ${queue.name}.`,
      hoursOfOperationArn: arn,
    });
    this.arn = made.attrQueueArn;
    // arn:aws:connect:region:account:instance/<id>/queue/<id>
    this.queueId = Fn.select(3, Fn.split('/', this.arn));
  }
}

/** Told apart from what is in the instance already; names in Connect have up to 127 characters, ours up to 40. */
export function demoName(name: string): string {
  return `Holdfree demo ${name}`;
}
