import type { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import { createLogJournal } from '../../lib/adapters/system/log-journal';
import { systemClock } from '../../lib/adapters/system/system-clock';
import type { WatchDeps } from '../../lib/app/watch/take-stock';
import { requestLimits } from './request-limits';
import type { Settings } from './settings';

/** The next look is a minute away: what is not there by then was not there in time. */
const brief = { maxAttempts: 2, requestHandler: requestLimits(5_000) };

/** The real client, made once: its connections outlive a policy. */
export function createWatchClient(): DynamoDBClient {
  return new DynamoDBClient(brief);
}

/** What looking stands on: the table and nothing of Connect. */
export function wireWatch({ tableName, policy }: Settings, logger: Logger, client: DynamoDBClient): WatchDeps {
  return {
    store: createDynamoStore(client, tableName),
    journal: createLogJournal(logger, { instanceId: policy.instanceId }),
    clock: systemClock,
    policy,
  };
}
