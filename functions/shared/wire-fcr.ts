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

/** What measuring stands on: the table and nothing of Connect. */
export function wireFcr({ tableName, policy }: Settings, logger: Logger): FcrDeps {
  return {
    store: createDynamoStore(new DynamoDBClient(patient), tableName),
    journal: createLogJournal(logger),
    clock: systemClock,
    policy,
  };
}
