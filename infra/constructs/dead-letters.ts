import { Duration } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { explain } from '../nag/explain';
import { queueEncryption } from './queue-encryption';

/** Where what cannot be handled waits for a person: a fortnight, encrypted. */
export function deadLettersOf(scope: Construct, id = 'DeadLetters'): Queue {
  const queue = new Queue(scope, id, {
    retentionPeriod: Duration.days(14),
    enforceSSL: true,
    ...queueEncryption(scope),
  });
  explain(
    queue,
    'SQS3',
    'This queue is dead letters itself, of a rule, a schedule, a stream or a function; the rule knows only those of queues. test/infra/holdfree-stack.test.ts finds one behind every source.',
  );
  return queue;
}
