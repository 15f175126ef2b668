import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ContextAttribute, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { SqsSendMessage } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersOf } from './dead-letters';
import { queueEncryption } from './queue-encryption';
import { RateSchedule } from './rate-schedule';

/** How long one run of the dispatcher may take before Lambda ends it. */
export const dispatchTimeout = Duration.seconds(60);

/** The line before the dispatcher: one message group per Connect instance, so one dispatcher works at a time. */
export class DispatchQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Ticks that the scheduler could not send. */
  readonly tickDeadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      fifo: true,
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
      ...queueEncryption(this),
    });
    this.queue = new Queue(this, 'Queue', {
      fifo: true,
      // The scheduler sends no deduplication id, so the queue derives one from the body; each tick's body is its own.
      contentBasedDeduplication: true,
      visibilityTimeout: Duration.seconds(65),
      retentionPeriod: Duration.minutes(5),
      // Three tries fit in the retention; a fourth would expire before it reached the dead letters.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 3 },
      enforceSSL: true,
      ...queueEncryption(this),
    });
    this.tickDeadLetters = deadLettersOf(this, 'TickDeadLetters');
  }

  /** Hands the messages of the queue to the dispatcher. */
  feeds(dispatcher: IFunction): void {
    dispatcher.addEventSource(new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }));
  }

  /** Sends a tick each minute: the watchdog that starts a run when no wake did. */
  tickEachMinute(instanceId: string): void {
    new RateSchedule(this, 'Tick', {
      description: 'Starts a run of the Holdfree dispatcher each minute.',
      every: Duration.minutes(1),
      may: { action: 'sqs:SendMessage', resource: this.queue.queueArn },
      // A dead tick is worth nothing; that there is one says that the scheduler cannot reach the line.
      deadLetters: this.tickDeadLetters,
      target: (means) =>
        new SqsSendMessage(this.queue, {
          ...means,
          messageGroupId: instanceId,
          // The execution id makes every body unique: a constant one would be swallowed for five minutes at a time.
          input: ScheduleTargetInput.fromObject({ reason: 'tick', id: ContextAttribute.executionId }),
          // A late tick is worth nothing: the next one is a minute away.
          retryAttempts: 1,
          maxEventAge: Duration.minutes(1),
        }),
    });
  }
}
