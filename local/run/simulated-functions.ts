import { ConnectClient } from '@aws-sdk/client-connect';
import { createDirectory } from '../../functions/shared/wire-directory';
import { createConnectCapacity } from '../../lib/adapters/connect/capacity';
import { createConnectCaseTasks } from '../../lib/adapters/connect/case-tasks';
import { createConnectContacts } from '../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../lib/adapters/connect/dialer';
import { createConnectEffectiveHours } from '../../lib/adapters/connect/effective-hours';
import { createConnectTasks } from '../../lib/adapters/connect/tasks';
import { noDirectory } from '../../lib/adapters/memory/no-directory';
import { createSeededIds } from '../../lib/adapters/system/ids';
import type { Policy } from '../../lib/core/policy/policy';
import { createRng } from '../../lib/core/rng';
import type { Directory } from '../../lib/ports/directory';
import type { Journal } from '../../lib/ports/journal';
import type { Store } from '../../lib/ports/store';
import type { SteppedClock } from '../clock/stepped-clock';
import type { InvokeLambda } from '../flows/runner/types';
import { createFunctionHost, type FunctionHost } from '../host/function-host';
import type { LocalNotices } from '../notices/notices';
import type { RunObserver } from '../observer/run-observer';
import { plain, unsigned } from '../plain-requests';
import type { SimulationOptions } from './simulation';

/** The functions, on the real adapters and the real SDK client. */
export function createSimulatedFunctions(
  options: Pick<SimulationOptions, 'clock' | 'seed' | 'policy' | 'directory' | 'onJournal' | 'meter'>,
  around: {
    readonly connect: ConnectClient;
    readonly store: Store;
    readonly observer: RunObserver;
    readonly notices: LocalNotices;
  },
): FunctionHost {
  const { clock, seed, policy } = options;
  const { connect, store, observer, notices } = around;
  const journal: Journal = {
    note: (entry) => {
      observer.onJournal(entry);
      options.onJournal?.(entry);
    },
  };
  const functionIds = createSeededIds(createRng(seed * 4 + 2));
  return createFunctionHost(
    clock,
    functionIds.uuid,
    {
      store,
      dialer: createConnectDialer(connect, policy.instanceId),
      contacts: createConnectContacts(connect, policy.instanceId),
      capacity: createConnectCapacity(connect, policy, clock, journal),
      tasks: createConnectTasks(connect, policy.instanceId),
      effectiveHours: createConnectEffectiveHours(connect, policy, clock, journal),
      directory: options.directory ?? localDirectory(policy, clock, journal),
      caseTasks: createConnectCaseTasks(connect, policy.instanceId),
      callerMessages: notices.callerMessages,
      supervisorMessages: notices.supervisorMessages,
      journal,
      clock,
      ids: functionIds,
      policy,
    },
    options.meter,
  );
}

/** A file of customers is read as it is where functions run; Customer Profiles are not here. */
function localDirectory(policy: Policy, clock: SteppedClock, journal: Journal): Directory {
  return policy.directory?.kind === 'csv' ? createDirectory(policy, { clock, journal }) : noDirectory;
}

/** The one function that flows call. */
export function lambdaOf(host: FunctionHost): InvokeLambda {
  return async (_arn, event) => {
    const answer = await host.ivr(event);
    return answer === undefined ? { kind: 'failed' } : { kind: 'answered', payload: JSON.stringify(answer) };
  };
}

/** The real SDK client, pointed at the emulator. Repeats are decided by Holdfree, on the simulation's clock. */
export function localConnectClient(endpoint: string, region: string): ConnectClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return plain(
    new ConnectClient({ endpoint, region, credentials, signer: unsigned, maxAttempts: 1, cacheMiddleware: true }),
  );
}
