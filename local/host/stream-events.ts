import type { DynamoDBRecord, DynamoDBStreamEvent, KinesisStreamEvent } from 'aws-lambda';
import type { Change } from '../../lib/ports/changes';
import type { StreamItem } from './stream-source';

/** A batch of the Kinesis stream that Connect writes contact records into. */
export function kinesisEvent(items: readonly StreamItem<unknown>[]): KinesisStreamEvent {
  return {
    Records: items.map(({ sequenceNumber, atMs, data }) => ({
      awsRegion: 'local',
      eventID: `shardId-000000000000:${sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN: 'arn:aws:kinesis:local:111122223333:stream/contact-records',
      eventVersion: '1.0',
      invokeIdentityArn: 'arn:aws:iam::111122223333:role/local',
      kinesis: {
        approximateArrivalTimestamp: atMs / 1000,
        data: Buffer.from(JSON.stringify(data)).toString('base64'),
        kinesisSchemaVersion: '1.0',
        partitionKey: '1',
        sequenceNumber,
      },
    })),
  };
}

/** A batch of the table's stream; here a record carries the change itself, which `changeIn` reads again. */
export function tableStreamEvent(items: readonly StreamItem<Change>[]): DynamoDBStreamEvent {
  return {
    Records: items.map(({ sequenceNumber, atMs, data }) => ({
      eventID: sequenceNumber,
      eventName: data.before === undefined ? 'INSERT' : 'MODIFY',
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
      awsRegion: 'local',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(atMs / 1000),
        SequenceNumber: sequenceNumber,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
        NewImage: { change: { S: JSON.stringify(data) } },
      },
    })),
  };
}

/** The change in a record of `tableStreamEvent`. */
export function changeIn(record: DynamoDBRecord): Change | undefined {
  const text = record.dynamodb?.NewImage?.['change']?.S;
  if (text === undefined) return undefined;
  const change: Change = JSON.parse(text);
  return change;
}
