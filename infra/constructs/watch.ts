import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { deadLettersOf } from './dead-letters';
import type { DispatchQueue } from './dispatch-queue';
import { RateSchedule } from './rate-schedule';
import { ServiceFunction } from './service-function';

/** What is looked at. */
export interface WatchProps {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
  readonly table: ITableV2;
  readonly dispatchQueue: DispatchQueue;
}

/** Scheduler takes no age below a minute. Source: RetryPolicy in the EventBridge Scheduler API reference. */
const worthless = { retryAttempts: 0, maxEventAge: Duration.minutes(1) } as const;

/** Somebody who counts each minute what there is, apart from the dispatcher, so that its silence is noticed. */
export class Watch extends Construct {
  readonly look: ServiceFunction;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { config, policy, table, dispatchQueue }: WatchProps) {
    super(scope, id);
    this.deadLetters = deadLettersOf(this);
    this.look = new ServiceFunction(this, 'Look', {
      config,
      name: 'watch',
      description: 'Counts each minute what waits, what is overdue and what nobody has dealt with.',
      timeout: Duration.seconds(30),
      memoryMb: 256,
    });
    const { lambda } = this.look;
    lambda.addEnvironment('TABLE_NAME', table.tableName);
    // Its settings name the queue as every function's do; it sends no wake, and may not.
    lambda.addEnvironment('DISPATCH_QUEUE_URL', dispatchQueue.queue.queueUrl);
    // It only looks.
    this.look.allowOnTable(table, ['GetItem', 'Query']);
    // A look that failed is not made later: the next one says more, and a store that answers nobody is not asked twice as often.
    lambda.configureAsyncInvoke({ onFailure: new SqsDestination(this.deadLetters), ...worthless });
    new RateSchedule(this, 'EachMinute', {
      description: `Has Holdfree look each minute at what there is, for instance ${policy.instanceId}.`,
      every: Duration.minutes(1),
      may: { action: 'lambda:InvokeFunction', resource: lambda.functionArn },
      deadLetters: this.deadLetters,
      target: (means) => new LambdaInvoke(lambda, { ...means, ...worthless }),
    });
  }
}
