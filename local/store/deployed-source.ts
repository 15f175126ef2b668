import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, GetItemCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { createCloudWatchLineUsage } from '../../lib/adapters/cloudwatch/line-usage';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import { tableDefinition } from '../../lib/adapters/dynamodb/table';
import { systemClock } from '../../lib/adapters/system/system-clock';
import { localPolicy } from '../run/local-policy';
import { UsageError } from '../terminal/usage-error';
import type { ReportSource } from './report-source';

/** A deployed table. Region and credentials are those of the environment, as for every AWS tool. Throws UsageError. */
export async function openDeployed(tableName: string): Promise<ReportSource> {
  const client = new DynamoDBClient({});
  try {
    await refuseUnreadable(client, tableName);
  } catch (error) {
    client.destroy();
    throw error;
  }
  const policy = localPolicy();
  const metrics = new CloudWatchClient({});
  return {
    store: createDynamoStore(client, tableName),
    nowMs: systemClock.nowMs(),
    policy,
    what: `table ${tableName}`,
    lines: createCloudWatchLineUsage(metrics, policy.instanceId, systemClock),
    close: async () => {
      client.destroy();
      metrics.destroy();
    },
  };
}

/** Says in one line what is missing, before anything is read: region, credentials, or the table. Throws UsageError. */
export async function refuseUnreadable(client: DynamoDBClient, tableName: string): Promise<void> {
  const region = await orRefused(
    () => client.config.region(),
    () => '--table: no region is known; set AWS_REGION, or a region in the AWS profile',
  );
  await orRefused(
    () => client.config.credentials(),
    () => '--table: no AWS credentials are found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  );
  const { partitionKey, sortKey } = tableDefinition;
  // Whoever may read reports may read items, but perhaps not describe the table.
  const nobody = { [partitionKey]: { S: 'NOBODY' }, [sortKey]: { S: 'NOBODY' } };
  await orRefused(
    () => client.send(new GetItemCommand({ TableName: tableName, Key: nobody })),
    (error) => {
      if (error instanceof ResourceNotFoundException) return `--table: there is no table ${tableName} in ${region}`;
      return `--table: ${tableName} in ${region} cannot be read (${error instanceof Error ? error.name : 'no answer'})`;
    },
  );
}

async function orRefused<T>(ask: () => Promise<T>, refusal: (error: unknown) => string): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new UsageError(refusal(error));
  }
}
