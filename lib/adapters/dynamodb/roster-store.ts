import * as z from 'zod/mini';
import type { RosterStore } from '../../ports/roster-store';
import { agentIdSchema } from './item-schemas';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import type { TableClient } from './table-client';

/** Who was signed in yesterday says nothing of today. */
const ROSTER_KEPT_MS = 86_400_000;

const rosterSchema = z.lazy(() =>
  z.object({
    readAtMs: z.number(),
    agents: z.array(
      z.object({
        agentId: agentIdSchema,
        queues: z.array(z.string()),
        state: z.enum(['available', 'offered', 'on_contact', 'after_contact_work', 'on_task', 'unavailable']),
        sinceMs: z.number(),
        takesTasks: z.optional(z.boolean()),
        proficiencies: z.optional(z.array(z.object({ attribute: z.string(), value: z.string(), level: z.number() }))),
      }),
    ),
  }),
);

/**
 * The last reading of agents on the table, one item of the instance. Its 400 KB hold some 2,000 agents who are signed in and
 * serve eight queues each; what does not fit is refused by the engine, and that is an AdapterError.
 */
export function createDynamoRosterStore(table: TableClient): RosterStore {
  const key = { pk: 'INSTANCE', sk: 'ROSTER' };
  return {
    get: async () => {
      const item = await table.get(key);
      return item === undefined ? undefined : readItem(rosterSchema, item, 'a roster');
    },
    put: async ({ readAtMs, agents }) => {
      await table.putIf(
        { ...key, readAtMs, agents, expiresAtSeconds: expiresAtSeconds(readAtMs + ROSTER_KEPT_MS) },
        { expression: 'attribute_not_exists(pk) OR readAtMs < :readAt', values: { ':readAt': readAtMs } },
      );
    },
  };
}
