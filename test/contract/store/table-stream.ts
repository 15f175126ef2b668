import { UpdateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { tableDefinition } from '../../../lib/adapters/dynamodb/table';

/** Reads the stream of a table up to the record of one item, which is written last. */
export interface TableStream {
  readonly recordsUpTo: (pk: string) => Promise<readonly DynamoDBRecord[]>;
  readonly close: () => void;
}

/** Turns the stream of a table on, as it is deployed. */
export async function openStream(client: DynamoDBClient, endpoint: string, tableName: string): Promise<TableStream> {
  const specification = { StreamEnabled: true, StreamViewType: tableDefinition.stream };
  const update = new UpdateTableCommand({ TableName: tableName, StreamSpecification: specification });
  const StreamArn = (await client.send(update)).TableDescription?.LatestStreamArn;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const streams = new DynamoDBStreamsClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
  return {
    recordsUpTo: async (pk) => {
      const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
      const shards = StreamDescription?.Shards ?? [];
      const records: DynamoDBRecord[] = [];
      for (const { ShardId } of shards) {
        const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
        let iterator = (await streams.send(new GetShardIteratorCommand(start))).ShardIterator;
        while (iterator !== undefined && records.at(-1)?.dynamodb?.Keys?.['pk']?.S !== pk) {
          const part = await streams.send(new GetRecordsCommand({ ShardIterator: iterator }));
          records.push(...(part.Records ?? []).map(asLambdaHasIt));
          iterator = part.NextShardIterator;
        }
      }
      return records;
    },
    close: () => streams.destroy(),
  };
}

/** What Lambda hands to a function is what the stream says, but for times and bytes, of which nothing is read. */
function asLambdaHasIt({ eventName, dynamodb }: _Record): DynamoDBRecord {
  const { Keys, NewImage, OldImage, SequenceNumber } = dynamodb ?? {};
  const images = { Keys, NewImage, OldImage } as Record<string, Record<string, AttributeValue> | undefined>;
  return { eventName, dynamodb: { ...images, SequenceNumber } };
}
