import * as z from 'zod/mini';
import type { PoolStore } from '../../ports/pool-store';
import { agentIdSchema } from './item-schemas';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import type { TableClient } from './table-client';

/** A claim stands for a minute or so; who has left is not read with the others for ever. */
const CLAIM_KEPT_MS = 86_400_000;

const claimSchema = z.lazy(() =>
  z.object({
    agentId: agentIdSchema,
    contactId: z.string(),
    atMs: z.number(),
    untilMs: z.number(),
  }),
);

/** Claims on the table, one item for each agent of a pool: of two contacts that claim at once one is told that it is taken. */
export function claimMembers(table: TableClient): Pick<PoolStore, 'claim' | 'claims'> {
  return {
    claim: async (pool, claim, seenAtMs) => {
      const { agentId, contactId, atMs, untilMs } = claim;
      const expiry = expiresAtSeconds(atMs + CLAIM_KEPT_MS);
      const outcome = await table.putIf(
        { pk: partitionOf(pool), sk: `CLAIM#${agentId}`, agentId, contactId, atMs, untilMs, expiresAtSeconds: expiry },
        {
          expression: 'attribute_not_exists(pk) OR contactId = :contact OR untilMs <= :at OR atMs < :seen',
          values: { ':contact': contactId, ':at': atMs, ':seen': seenAtMs },
        },
      );
      return outcome === 'stored' ? 'claimed' : 'taken';
    },
    claims: async (pool) =>
      (
        await table.query({
          condition: 'pk = :pk AND begins_with(sk, :claim)',
          values: { ':pk': partitionOf(pool), ':claim': 'CLAIM#' },
        })
      ).map((item) => readItem(claimSchema, item, 'a claim')),
  };
}

function partitionOf(pool: string): string {
  return `POOL#${pool}`;
}
