import { noDirectory } from '../../../lib/adapters/memory/no-directory';
import { createConnectTasks } from '../../../lib/adapters/connect/tasks';
import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectCapacity } from '../../../lib/adapters/connect/capacity';
import { createConnectContacts } from '../../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../../lib/adapters/connect/dialer';
import { createConnectEffectiveHours } from '../../../lib/adapters/connect/effective-hours';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { systemIds } from '../../../lib/adapters/system/ids';
import type { Deps } from '../../../lib/app/deps';
import { parsePolicy, type Policy } from '../../../lib/core/policy/policy';
import type { Clock } from '../../../lib/ports/clock';
import type { JournalEntry } from '../../../lib/ports/journal';
import { config } from '../../../holdfree.config';
import { localFlowId } from '../../../local/flows/local-shelf';
import { dynamoClientFor } from '../../../local/store/embedded-dynamo';
import type { RunPlan } from './run-plan';

/** The sample configuration, as the functions see it. */
export function samplePolicy(): Policy {
  const policy = parsePolicy(config, {
    callbackFlowId: localFlowId('callback'),
    taskFlowId: localFlowId('task'),
  });
  if (!policy.ok) throw new Error('holdfree.config.ts is refused');
  return policy.value;
}

/** The real adapters on local endpoints, and the clients to be destroyed in the end. */
export function depsOn(
  endpoints: Pick<RunPlan, 'connectEndpoint' | 'dynamoEndpoint' | 'tableName'>,
  clock: Clock,
  note: (entry: JournalEntry) => void,
): { readonly deps: Deps; readonly destroy: () => void } {
  const policy = samplePolicy();
  const dynamo = dynamoClientFor(endpoints.dynamoEndpoint);
  const connect = new ConnectClient({
    endpoint: endpoints.connectEndpoint,
    region: policy.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const deps = {
    store: createDynamoStore(dynamo, endpoints.tableName),
    dialer: createConnectDialer(connect, policy.instanceId),
    contacts: createConnectContacts(connect, policy.instanceId),
    capacity: createConnectCapacity(connect, policy, clock),
    tasks: createConnectTasks(connect, policy.instanceId),
    effectiveHours: createConnectEffectiveHours(connect, policy, clock, { note }),
    directory: noDirectory,
    wakes: { wake: async () => undefined },
    journal: { note },
    clock,
    ids: systemIds,
    policy,
  };
  return {
    deps,
    destroy: () => {
      dynamo.destroy();
      connect.destroy();
    },
  };
}
