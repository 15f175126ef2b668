import type { Policy } from '../../lib/core/policy/policy';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import { createSteppedClock } from '../clock/stepped-clock';
import { createChangeFeed } from '../host/change-feed';
import type { RunReport } from '../observer/report';
import { createTable } from '../store/create-table';
import { startEmbeddedDynamo } from '../store/embedded-dynamo';
import { DEMO_START_MS, startDemo } from './demo';

const PROGRESS_EVERY_MS = 600_000;

/** The table's name on the embedded store. */
export const TABLE_NAME = 'holdfree';

/** Runs the demo centre for some simulated time, from nothing, as fast as it can; nothing is kept. */
export async function runBatch(options: {
  readonly policy: Policy;
  readonly seed: number;
  readonly forMs: number;
  readonly speed: number | undefined;
  readonly agentsOnShift: number;
  readonly hasCallers: boolean;
  readonly progress: (line: string) => void;
}): Promise<RunReport> {
  const { policy, seed, forMs, speed, agentsOnShift, hasCallers, progress } = options;
  const clock = createSteppedClock({ startMs: DEMO_START_MS, ...(speed === undefined ? {} : { speed }) });
  const dynamo = await startEmbeddedDynamo();
  await createTable(dynamo.client, TABLE_NAME);
  const changes = createChangeFeed();
  const store = createDynamoStore(dynamo.client, TABLE_NAME, { ...changes, keptMs: policy.retention.keptMs });
  const simulation = await startDemo({ clock, seed, policy, store, changes, agentsOnShift, hasCallers });
  const endMs = DEMO_START_MS + forMs;
  try {
    while (clock.nowMs() < endMs) {
      await clock.runUntil(Math.min(endMs, clock.nowMs() + PROGRESS_EVERY_MS));
      progress(`${new Date(clock.nowMs()).toISOString().slice(11, 16)} simulated`);
    }
    return await simulation.observer.report(store.callbacks);
  } finally {
    await simulation.close();
    await dynamo.close();
  }
}
