import {
  ResourceNotFoundException,
  ScanCommand,
  type DynamoDBClient,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

const judgedSchema = z.object({ M: z.object({ endedAtMs: z.object({ N: z.string() }) }) });

/** When the call that ended last did so; undefined where none has. Reads the whole table: for one on this machine only. */
export async function latestCallMs(client: DynamoDBClient, tableName: string): Promise<number | undefined> {
  try {
    return await latestIn(client, tableName);
  } catch (error) {
    // The run was killed before it had made its table.
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function latestIn(client: DynamoDBClient, tableName: string): Promise<number | undefined> {
  let latestMs: number | undefined;
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName: tableName,
        FilterExpression: 'sk = :call AND attribute_exists(judged)',
        ExpressionAttributeValues: { ':call': { S: 'CALL' } },
        ProjectionExpression: 'judged',
        ExclusiveStartKey: from,
      }),
    );
    for (const { judged } of page.Items ?? []) {
      const parsed = judgedSchema.safeParse(judged);
      if (parsed.success) latestMs = Math.max(latestMs ?? 0, Number(parsed.data.M.endedAtMs.N));
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return latestMs;
}
