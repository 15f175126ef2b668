import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, GetItemCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { createCloudWatchLineUsage } from '../../lib/adapters/cloudwatch/line-usage';
import { createDynamoErasure } from '../../lib/adapters/dynamodb/erasure';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import { tableDefinition } from '../../lib/adapters/dynamodb/table';
import { systemClock } from '../../lib/adapters/system/system-clock';
import { localPolicy } from '../run/local-policy';
import { UsageError } from '../terminal/usage-error';
import type { ReportSource } from './report-source';

/** A table in an account, by name. */
export interface DeployedTable {
  readonly table: string;
  /** Absent: that of the environment. */
  readonly region?: string | undefined;
}

/** A deployed table. Credentials are those of the environment, as for every AWS tool. Throws UsageError. */
export async function openDeployed({ table: tableName, region }: DeployedTable): Promise<ReportSource> {
  const where = region === undefined ? {} : { region };
  const client = new DynamoDBClient(where);
  try {
    await refuseUnreadable(client, tableName);
  } catch (error) {
    client.destroy();
    throw error;
  }
  const policy = localPolicy();
  const metrics = new CloudWatchClient(where);
  return {
    store: createDynamoStore(client, tableName, { keptMs: policy.retention.keptMs }),
    erasure: createDynamoErasure(client, tableName),
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
export async function refuseUnreadable(client: DynamoDBClient, tableName: string, option = '--table'): Promise<void> {
  const region = await orRefused(
    () => client.config.region(),
    () => `${option}: no region is known; set AWS_REGION, or a region in the AWS profile`,
  );
  await orRefused(
    () => client.config.credentials(),
    () => `${option}: no AWS credentials are found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
  );
  const { partitionKey, sortKey } = tableDefinition;
  // Whoever may read reports may read items, but perhaps not describe the table.
  const nobody = { [partitionKey]: { S: 'NOBODY' }, [sortKey]: { S: 'NOBODY' } };
  await orRefused(
    () => client.send(new GetItemCommand({ TableName: tableName, Key: nobody })),
    (error) => {
      if (error instanceof ResourceNotFoundException) return `${option}: there is no table ${tableName} in ${region}`;
      return `${option}: ${tableName} in ${region} cannot be read (${error instanceof Error ? error.name : 'no answer'})`;
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
