import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { createCloudWatchLineUsage } from '../../lib/adapters/cloudwatch/line-usage';
import { createDynamoErasure } from '../../lib/adapters/dynamodb/erasure';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import type { Policy } from '../../lib/core/policy/policy';
import type { Erasure } from '../../lib/ports/erasure';
import type { LineUsage } from '../../lib/ports/line-usage';
import type { Store } from '../../lib/ports/store';
import { askNow } from '../live/ask-now';
import { readLivePlaces } from '../live/live-file';
import { leftAtMs, readState, storeFolder } from '../live/state-folder';
import { TABLE_NAME } from '../run/batch-run';
import { localPolicy } from '../run/local-policy';
import { UsageError } from '../terminal/usage-error';
import { openDeployed, type DeployedTable } from './deployed-source';
import { dynamoClientFor, startEmbeddedDynamo } from './embedded-dynamo';
import { latestCallMs } from './latest-call';
import { openRecorded, recordedAtMs } from './recorded-file';

/** What reports are made from. */
export interface ReportSource {
  readonly store: Store;
  /** The time that counts as now: simulated, unless a deployed table is read. */
  readonly nowMs: number;
  readonly policy: Policy;
  /** Where the figures come from, for the head of a report. */
  readonly what: string;
  /** Tells how lines are used; absent where that is not known. */
  readonly lines?: LineUsage;
  /** Takes away what is kept of one number; absent of a copy. */
  readonly erasure?: Erasure;
  /** Whether what is changed here would be gone with this process. */
  readonly isCopy?: boolean;
  /** Whether it is the store of a run that is over, in which nobody follows changes. */
  readonly hasEnded?: boolean;
  readonly close: () => Promise<void>;
}

/**
 * A deployed table when one is named; else the run that is live in this folder; else what was kept here last, by a live run
 * that has ended or by a log played as recorded. Throws UsageError when there is nothing.
 */
export async function openReportSource({ table, region }: Partial<DeployedTable> = {}): Promise<ReportSource> {
  if (table !== undefined) return openDeployed({ table, region });
  const found = (await live()) ?? (await latestKept());
  if (found !== undefined) return found;
  throw new UsageError(
    'nothing to report on: start a run (npm start), play a log (npm run -s replay -- FILE --as-recorded) or name a --table',
  );
}

async function live(): Promise<ReportSource | undefined> {
  const places = await readLivePlaces();
  if (places?.store === undefined) return undefined;
  const nowMs = await askNow(places.address);
  if (nowMs === undefined) return undefined;
  const client = dynamoClientFor(places.store);
  const metrics = places.lines === undefined ? undefined : localCloudWatch(places.lines);
  const policy = localPolicy();
  const clock = { nowMs: () => nowMs };
  return {
    store: createDynamoStore(client, TABLE_NAME, { keptMs: policy.retention.keptMs }),
    erasure: createDynamoErasure(client, TABLE_NAME),
    nowMs,
    policy,
    what: 'the run that is live here',
    ...(metrics === undefined ? {} : { lines: createCloudWatchLineUsage(metrics, policy.instanceId, clock) }),
    close: async () => {
      client.destroy();
      metrics?.destroy();
    },
  };
}

/** What was left last goes first; the other one where nothing can be read of that. */
async function latestKept(): Promise<ReportSource | undefined> {
  const [leftMs = 0, recordedMs = 0] = await Promise.all([leftAtMs(), recordedAtMs()]);
  return leftMs >= recordedMs ? ((await left()) ?? recorded()) : ((await recorded()) ?? left());
}

/**
 * The store of the last live run. One that was killed has told no time: then it is the end of the latest call that is
 * stored; undefined where there is none.
 */
async function left(): Promise<ReportSource | undefined> {
  if ((await leftAtMs()) === undefined) return undefined;
  const [state, places] = await Promise.all([readState(), readLivePlaces()]);
  const dynamo = await startEmbeddedDynamo(storeFolder);
  try {
    // A run that ends by itself takes the file away in which it says where it listens.
    const isKilled = state === undefined || places !== undefined;
    const latestMs = isKilled ? await latestCallMs(dynamo.client, TABLE_NAME) : undefined;
    const nowMs = Math.max(state?.nowMs ?? 0, latestMs ?? 0);
    if (nowMs > 0) {
      const policy = localPolicy();
      return {
        store: createDynamoStore(dynamo.client, TABLE_NAME, { keptMs: policy.retention.keptMs }),
        erasure: createDynamoErasure(dynamo.client, TABLE_NAME),
        nowMs,
        policy,
        what: isKilled ? 'the last live run, up to its latest call: it did not end by itself' : 'the last live run',
        hasEnded: true,
        close: dynamo.close,
      };
    }
  } catch (error) {
    await dynamo.close();
    throw error;
  }
  await dynamo.close();
  return undefined;
}

async function recorded(): Promise<ReportSource | undefined> {
  const kept = await openRecorded();
  if (kept === undefined) return undefined;
  const { head, store } = kept;
  return { store, nowMs: head.nowMs, policy: head.policy, what: head.what, isCopy: true, close: async () => undefined };
}

function localCloudWatch(endpoint: string): CloudWatchClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new CloudWatchClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
}
