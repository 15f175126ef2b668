import * as z from 'zod/mini';
import type { AgentTally } from '../../core/routing/agent-tally';
import type { PoolStore } from '../../ports/pool-store';
import type { Stored } from '../../ports/stored';
import { agentIdSchema } from './item-schemas';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import type { Item, ItemKey, TableClient } from './table-client';

/** A tally is of use on its day; who has left is not read with the others for ever. */
const TALLY_KEPT_MS = 3 * 86_400_000;

const tallySchema = z.lazy(() =>
  z.object({
    agentId: agentIdSchema,
    day: z.string(),
    calls: z.number(),
    talkMs: z.number(),
    recent: z.array(z.string()),
    version: z.number(),
  }),
);

/** Tallies on the table, one item for each agent of a pool, beside where events show the agent. */
export function tallyMembers(table: TableClient): Pick<PoolStore, 'tallies' | 'tally' | 'putTally'> {
  return {
    tallies: async (pool) =>
      (
        await table.query({
          condition: 'pk = :pk AND begins_with(sk, :tally)',
          values: { ':pk': `POOL#${pool}`, ':tally': 'TALLY#' },
        })
      ).map(tallyFrom),
    tally: async (pool, agentId) => {
      const item = await table.get(keyOf(pool, agentId));
      return item === undefined ? undefined : tallyFrom(item);
    },
    putTally: (pool, tally, expectedVersion) => {
      const expiry = expiresAtSeconds(Date.parse(tally.day) + TALLY_KEPT_MS);
      return table.putVersion({ ...tally, ...keyOf(pool, tally.agentId), expiresAtSeconds: expiry }, expectedVersion);
    },
  };
}

function tallyFrom(item: Item): Stored<AgentTally> {
  const { version, ...value } = readItem(tallySchema, item, 'a tally');
  return { value, version };
}

function keyOf(pool: string, agentId: string): ItemKey {
  return { pk: `POOL#${pool}`, sk: `TALLY#${agentId}` };
}
