import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { deadLettersOf } from './dead-letters';
import type { DispatchQueue } from './dispatch-queue';
import { RateSchedule } from './rate-schedule';
import { ServiceFunction } from './service-function';

/** Where conversations are found, and counts are kept. */
export interface FcrRefreshProps {
  readonly config: HoldfreeConfig;
  readonly table: ITableV2;
  readonly dispatchQueue: DispatchQueue;
}

/** The measuring of first call resolution: once an hour, though there is something to count once a day. */
export class FcrRefresh extends Construct {
  readonly refresh: ServiceFunction;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { config, table, dispatchQueue }: FcrRefreshProps) {
    super(scope, id);
    this.deadLetters = deadLettersOf(this);
    this.refresh = new ServiceFunction(this, 'Refresh', {
      config,
      name: 'fcr',
      description: 'Counts first call resolution of days that are complete, and ranks the agents.',
      timeout: Duration.minutes(15),
      memoryMb: 512,
    });
    const { lambda } = this.refresh;
    lambda.addEnvironment('TABLE_NAME', table.tableName);
    // Its settings name the queue as every function's do; it sends no wake, and may not.
    lambda.addEnvironment('DISPATCH_QUEUE_URL', dispatchQueue.queue.queueUrl);
    // Less than the other functions: it updates and deletes nothing.
    this.refresh.allowOnTable(table, ['GetItem', 'Query', 'PutItem']);
    // The schedule's dead letters hold only what never reached the function; what the function threw on comes this way.
    lambda.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters),
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
    });
    new RateSchedule(this, 'Hourly', {
      description: 'Has Holdfree count first call resolution each hour.',
      every: Duration.hours(1),
      may: { action: 'lambda:InvokeFunction', resource: lambda.functionArn },
      deadLetters: this.deadLetters,
      // A run that is an hour late is the next one.
      target: (means) => new LambdaInvoke(lambda, { ...means, retryAttempts: 3, maxEventAge: Duration.hours(1) }),
    });
  }
}
