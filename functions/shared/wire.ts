import type { Logger } from '@aws-lambda-powertools/logger';
import { ConnectClient } from '@aws-sdk/client-connect';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createConnectCapacity } from '../../lib/adapters/connect/capacity';
import { createConnectContacts } from '../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../lib/adapters/connect/dialer';
import { createConnectEffectiveHours } from '../../lib/adapters/connect/effective-hours';
import { createConnectTasks } from '../../lib/adapters/connect/tasks';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import { createSqsWakes } from '../../lib/adapters/sqs/wakes';
import { systemIds } from '../../lib/adapters/system/ids';
import { createLogJournal } from '../../lib/adapters/system/log-journal';
import { systemClock } from '../../lib/adapters/system/system-clock';
import type { Deps } from '../../lib/app/deps';
import { requestLimits } from './request-limits';
import type { Settings } from './settings';
import { createDirectory } from './wire-directory';

/** A caller on the line waits for these calls: a slow one is given up while the flow still has time to go on. */
const requestHandler = requestLimits(2_500);

/** The real clients, made once: their connections outlive a policy. */
export function createClients() {
  return {
    // One send a call: what follows a fault is decided above, where leases and stored requests are known.
    connect: new ConnectClient({ maxAttempts: 1, requestHandler }),
    dynamo: new DynamoDBClient({ maxAttempts: 3, requestHandler }),
    sqs: new SQSClient({ requestHandler }),
  };
}

/** Builds everything a function stands on for one policy. */
export function wire(
  { tableName, dispatchQueueUrl, policy, customersFile }: Settings,
  logger: Logger,
  { connect, dynamo, sqs }: ReturnType<typeof createClients>,
): Deps {
  const { instanceId } = policy;
  const journal = createLogJournal(logger, { instanceId });
  return {
    store: createDynamoStore(dynamo, tableName, { keptMs: policy.retention.keptMs }),
    dialer: createConnectDialer(connect, instanceId),
    contacts: createConnectContacts(connect, instanceId),
    capacity: createConnectCapacity(connect, policy, systemClock, journal),
    tasks: createConnectTasks(connect, instanceId),
    effectiveHours: createConnectEffectiveHours(connect, policy, systemClock, journal),
    directory: createDirectory(policy, { clock: systemClock, journal, customersFile }),
    wakes: createSqsWakes(sqs, { queueUrl: dispatchQueueUrl, instanceId }, systemIds),
    journal,
    clock: systemClock,
    ids: systemIds,
    policy,
  };
}
