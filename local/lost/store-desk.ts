import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectDialer } from '../../lib/adapters/connect/dialer';
import { createConnectTasks } from '../../lib/adapters/connect/tasks';
import { systemIds } from '../../lib/adapters/system/ids';
import { handleCase } from '../../lib/app/lost/handle-case';
import type { Dialer } from '../../lib/ports/dialer';
import type { Tasks } from '../../lib/ports/tasks';
import type { ReportSource } from '../store/report-source';
import { UsageError } from '../terminal/usage-error';
import type { CaseDesk } from './run-lost';

/** Where nothing runs nobody can be rung or stopped; whatever goes on is settled when it runs again. */
const noDialer: Dialer = {
  dial: async () => ({ kind: 'unknown', reason: 'nothing runs here' }),
  stop: async () => 'unavailable',
};
const noTasks: Tasks = {
  offer: async () => ({ kind: 'unknown', reason: 'nothing runs here' }),
  end: async () => 'unavailable',
  giveTo: async () => 'unknown',
};

/** Notices and tasks follow changes as they are made, and nobody follows those of a run that is over. */
const nobodyTold =
  'the run has ended, so nobody is told: no notice and no event goes out, and a task that is open for the case stays open';

/**
 * Cases of a store, closed from here. On a deployed table a dial that is no longer needed is stopped in Connect. No run of
 * the dispatcher is asked for: ending a callback leaves it nothing to do.
 */
export function storeDesk(source: ReportSource, { isDeployed }: { readonly isDeployed: boolean }): CaseDesk {
  const { store, policy, nowMs, what, isCopy, hasEnded, close } = source;
  if (isCopy === true) {
    throw new UsageError(`${what}: is a copy for reports, in which nothing can be closed; start a run with npm start`);
  }
  const connect = isDeployed ? new ConnectClient({}) : undefined;
  const deps = {
    store,
    policy,
    dialer: connect === undefined ? noDialer : createConnectDialer(connect, policy.instanceId),
    tasks: connect === undefined ? noTasks : createConnectTasks(connect, policy.instanceId),
    wakes: { wake: async () => undefined },
    journal: { note: () => undefined },
    clock: {
      nowMs: () => nowMs,
      sleep: async () => undefined,
      within: <T>(_ms: number, act: () => Promise<T>) => act(),
    },
    ids: systemIds,
  };
  return {
    policy,
    handle: (asked) => handleCase(deps, asked),
    ...(hasEnded === true ? { afterwards: nobodyTold } : {}),
    close: async () => {
      connect?.destroy();
      await close();
    },
  };
}
