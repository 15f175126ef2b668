import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, StartingPosition, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersOf } from './dead-letters';

/** Whose changes are told, and by which function. */
export interface OutboxFeedProps {
  readonly table: ITableV2;
  readonly outbox: LambdaFunction;
}

/** The table's changes on their way to the bus: only those of callbacks and cases, in order for each item. */
export class OutboxFeed extends Construct {
  readonly bus: EventBus;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { table, outbox }: OutboxFeedProps) {
    super(scope, id);
    this.deadLetters = deadLettersOf(this);
    this.bus = new EventBus(this, 'Bus', { description: 'What Holdfree tells of its callbacks and lost calls.' });
    outbox.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        // No number of tries beside it: a fault of an hour would use that up.
        maxRecordAge: Duration.hours(20),
        onFailure: new SqsDlq(this.deadLetters),
        filters: ['CALLBACK#', 'CASE#'].map((prefix) =>
          FilterCriteria.filter({
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(prefix) } } },
          }),
        ),
      }),
    );
    this.bus.grantPutEventsTo(outbox);
    outbox.addEnvironment('EVENT_BUS_NAME', this.bus.eventBusName);
  }
}
