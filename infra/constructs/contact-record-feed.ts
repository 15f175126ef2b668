import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnInstanceStorageConfig } from 'aws-cdk-lib/aws-connect';
import { Stream, StreamEncryption, StreamMode, type IStream } from 'aws-cdk-lib/aws-kinesis';
import { StartingPosition, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { explain } from '../nag/explain';
import { deadLettersOf } from './dead-letters';

/** Which instance's contact records go to which function. */
export interface ContactRecordFeedProps {
  readonly instanceArn: string;
  readonly target: IFunction;
  /** A stream that the instance sends its records to already; without it one is made, and the instance told of it. */
  readonly existingStreamArn?: string;
}

/** Contact records of one instance by Kinesis, delivered to a function; what cannot be handled is named in dead letters. */
export class ContactRecordFeed extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { instanceArn, target, existingStreamArn }: ContactRecordFeedProps) {
    super(scope, id);
    this.deadLetters = deadLettersOf(this);
    const stream =
      existingStreamArn === undefined
        ? this.streamOf(instanceArn)
        : Stream.fromStreamArn(this, 'Stream', existingStreamArn);
    target.addEventSource(
      new KinesisEventSource(stream, {
        // What an existing stream holds was before us: its records would become cases, and callers be called back, of days ago.
        startingPosition: existingStreamArn === undefined ? StartingPosition.TRIM_HORIZON : StartingPosition.LATEST,
        batchSize: 100,
        maxBatchingWindow: Duration.seconds(5),
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        // Without a limit one record that nobody can handle would stop its shard for as long as the stream keeps it. A
        // number of tries would be used up within minutes, by a fault that somebody mends within hours.
        maxRecordAge: Duration.hours(12),
        onFailure: new SqsDlq(this.deadLetters),
      }),
    );
  }

  /**
   * Connect may not publish to a stream that is encrypted with a key it does not use itself, and the CDK encrypts by
   * default; so this one is not, and keeps records for a day only. It goes with the stack, since the table has what was read
   * from it: one that a failed deployment left behind would cost, and serve nobody.
   */
  private streamOf(instanceArn: string): IStream {
    const stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.UNENCRYPTED,
      retentionPeriod: Duration.hours(24),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    explain(
      stream,
      'KDS1',
      'Connect may not publish to an encrypted stream unless the key is the one that it uses itself (agent event streams, Amazon Connect administrator guide). A stream with that key can be named as contactRecordStreamArn.',
    );
    new CfnInstanceStorageConfig(this, 'Association', {
      instanceArn,
      resourceType: 'CONTACT_TRACE_RECORDS',
      storageType: 'KINESIS_STREAM',
      kinesisStreamConfig: { streamArn: stream.streamArn },
    });
    return stream;
  }
}
