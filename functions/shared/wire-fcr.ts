import type { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import { createLogJournal } from '../../lib/adapters/system/log-journal';
import { systemClock } from '../../lib/adapters/system/system-clock';
import type { FcrDeps } from '../../lib/app/fcr/refresh-fcr';
import { requestLimits } from './request-limits';
import type { Settings } from './settings';

/** Nobody waits for it, and it reads whole days: throttled, it waits rather than begins anew. */
const patient = { maxAttempts: 6, requestHandler: requestLimits(10_000) };

/** The real client, made once: its connections outlive a policy. */
export function createFcrClient(): DynamoDBClient {
  return new DynamoDBClient(patient);
}

/** What measuring stands on: the table and nothing of Connect. */
export function wireFcr({ tableName, policy }: Settings, logger: Logger, client: DynamoDBClient): FcrDeps {
  return {
    store: createDynamoStore(client, tableName, { keptMs: policy.retention.keptMs }),
    journal: createLogJournal(logger, { instanceId: policy.instanceId }),
    clock: systemClock,
    policy,
  };
}
