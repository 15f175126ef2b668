import * as z from 'zod/mini';
import type { FcrRanking } from '../../core/fcr/fcr-ranking';
import type { FcrStore } from '../../ports/fcr-store';
import { agentIdSchema } from './item-schemas';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import { shareMembers } from './share-rows';
import type { ItemKey, TableClient } from './table-client';

/** The table takes no number that is nearer to 0 than 1e-130, and the end of an interval may be. */
const SMALLEST = 1e-100;

const count = { handled: z.number(), repeats: z.number() };
const daySchema = z.lazy(() => z.object({ day: z.string(), agents: z.record(agentIdSchema, z.object(count)) }));
const rankingSchema = z.lazy(() =>
  z.object({
    asOfMs: z.number(),
    computedAtMs: z.number(),
    mean: z.number(),
    agents: z.array(
      z.object({
        agentId: agentIdSchema,
        ...count,
        fcr: z.number(),
        shrunken: z.number(),
        low: z.number(),
        high: z.number(),
        isRanked: z.boolean(),
      }),
    ),
    progress: z.optional(
      z.object({ untilMs: z.number(), isDone: z.boolean(), windowMs: z.number(), talkMinMs: z.number() }),
    ),
  }),
);

/**
 * First call resolution on the table: under each queue an item for each day, the ranking, and a row for each attempt that is
 * shared out. An item has 400 KB, which hold some 6,000 agents of a day and 2,500 of a ranking; what does not fit is refused
 * by the engine, and that is an AdapterError.
 */
export function createDynamoFcrStore(table: TableClient, keptMs: number): FcrStore {
  return {
    days: async (queue, fromDay, toDay) =>
      (
        await table.query({
          condition: 'pk = :pk AND sk BETWEEN :from AND :to',
          values: { ':pk': partitionOf(queue), ':from': `DAY#${fromDay}`, ':to': `DAY#${toDay}` },
        })
      ).map((item) => readItem(daySchema, item, 'a counted day')),
    putDay: (queue, { day, agents }) =>
      table.put({
        ...keyOf(queue, `DAY#${day}`),
        day,
        agents,
        expiresAtSeconds: expiresAtSeconds(Date.parse(day) + keptMs),
      }),
    ranking: async (queue) => {
      const item = await table.get(keyOf(queue, 'RANK'));
      return item === undefined ? undefined : readItem(rankingSchema, item, 'a ranking');
    },
    putRanking: async (queue, ranking) => {
      const { computedAtMs } = ranking;
      await table.putIf(
        {
          ...writable(ranking),
          ...keyOf(queue, 'RANK'),
          expiresAtSeconds: expiresAtSeconds(computedAtMs + keptMs),
        },
        {
          expression: 'attribute_not_exists(pk) OR computedAtMs <= :computedAt',
          values: { ':computedAt': computedAtMs },
        },
      );
    },
    ...shareMembers(table),
  };
}

function writable({ agents, ...ranking }: FcrRanking): FcrRanking {
  const agentsOf = agents.map((agent) => ({
    ...agent,
    shrunken: noSmaller(agent.shrunken),
    low: noSmaller(agent.low),
    high: noSmaller(agent.high),
  }));
  return { ...ranking, mean: noSmaller(ranking.mean), agents: agentsOf };
}

function noSmaller(share: number): number {
  return share < SMALLEST ? 0 : share;
}

function keyOf(queue: string, sk: string): ItemKey {
  return { pk: partitionOf(queue), sk };
}

function partitionOf(queue: string): string {
  return `FCR#${queue}`;
}
