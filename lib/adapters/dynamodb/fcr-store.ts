import * as z from 'zod/mini';
import type { FcrRanking } from '../../core/fcr/fcr-ranking';
import type { FcrStore, NotedShares, ShareNote } from '../../ports/fcr-store';
import { agentIdSchema } from './item-schemas';
import { readItem } from './read-item';
import { expiresAtSeconds, KEPT_MS } from './retention';
import type { ItemKey, TableClient } from './table-client';

/** Shares are asked for on their day only; whoever asks what went wrong comes soon after it. */
const SHARES_KEPT_MS = 5 * 86_400_000;

/** The table takes no number that is nearer to 0 than 1e-130, and the end of an interval may be. */
const SMALLEST = 1e-100;

const count = { handled: z.number(), repeats: z.number() };
const daySchema = z.object({ day: z.string(), agents: z.record(agentIdSchema, z.object(count)) });
const rankingSchema = z.object({
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
});

/** `<callback id>#<attempt>`, then when it was promised or who took it; neither of those has a `#`. */
const promisedPattern = /^(.+)#(\d+)#(\d+)$/;
const takenPattern = /^(.+)#(\d+)#([^#]+)$/;
const sharesSchema = z.object({
  promised: z.optional(z.set(z.string().check(z.regex(promisedPattern)))),
  taken: z.optional(z.set(z.string().check(z.regex(takenPattern)))),
});

/**
 * First call resolution on the table: under each queue an item for each day, the ranking, and the shares of each day. An
 * item has 400 KB, which hold some 6,000 agents of a day, 2,500 of a ranking, and 3,500 lost-call callbacks of a queue and
 * day, promised and taken; what does not fit is refused by the engine, and that is an AdapterError.
 */
export function createDynamoFcrStore(table: TableClient): FcrStore {
  async function note(queue: string, day: string, set: 'promised' | 'taken', text: string): Promise<void> {
    const values = { ':one': new Set([text]), ':expires': expiryOf(day, SHARES_KEPT_MS) };
    await table.update(keyOf(queue, `SHARE#${day}`), {
      expression: `ADD ${set} :one SET expiresAtSeconds = :expires`,
      values,
    });
  }

  return {
    days: async (queue, fromDay, toDay) =>
      (
        await table.query({
          condition: 'pk = :pk AND sk BETWEEN :from AND :to',
          values: { ':pk': partitionOf(queue), ':from': `DAY#${fromDay}`, ':to': `DAY#${toDay}` },
        })
      ).map((item) => readItem(daySchema, item, 'a counted day')),
    putDay: (queue, { day, agents }) =>
      table.put({ ...keyOf(queue, `DAY#${day}`), day, agents, expiresAtSeconds: expiryOf(day, KEPT_MS) }),
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
          expiresAtSeconds: expiresAtSeconds(computedAtMs + KEPT_MS),
        },
        {
          expression: 'attribute_not_exists(pk) OR computedAtMs <= :computedAt',
          values: { ':computedAt': computedAtMs },
        },
      );
    },
    promise: (queue, day, { atMs, ...attempt }) => note(queue, day, 'promised', `${attemptKey(attempt)}#${atMs}`),
    take: (queue, day, { agentId, ...attempt }) => note(queue, day, 'taken', `${attemptKey(attempt)}#${agentId}`),
    shares: async (queue, day) => {
      const item = await table.get(keyOf(queue, `SHARE#${day}`));
      return sharesFrom(item === undefined ? {} : readItem(sharesSchema, item, 'shares of a day'));
    },
  };
}

/** Each attempt once: with the latest time, and with one agent, the same for every reader, should two be told of. */
function sharesFrom({ promised, taken }: z.infer<typeof sharesSchema>): NotedShares {
  const promises = partsOf(promised, promisedPattern).map(({ last, ...attempt }) => ({
    ...attempt,
    atMs: Number(last),
  }));
  const takes = partsOf(taken, takenPattern).map(({ last, ...attempt }) => ({ ...attempt, agentId: last }));
  return {
    promised: lastOfEach(promises.toSorted((a, b) => a.atMs - b.atMs)),
    taken: lastOfEach(takes.toSorted((a, b) => (a.agentId < b.agentId ? 1 : -1))),
  };
}

function partsOf(set: ReadonlySet<string> | undefined, pattern: RegExp): (ShareNote & { readonly last: string })[] {
  return [...(set ?? [])].map((text) => {
    const [, callbackId = '', attempt, last = ''] = pattern.exec(text) ?? [];
    return { callbackId, attempt: Number(attempt), last };
  });
}

function lastOfEach<T extends ShareNote>(notes: readonly T[]): readonly T[] {
  return [...new Map(notes.map((one) => [attemptKey(one), one])).values()];
}

function attemptKey({ callbackId, attempt }: ShareNote): string {
  return `${callbackId}#${attempt}`;
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

function expiryOf(day: string, keptMs: number): number {
  return expiresAtSeconds(Date.parse(day) + keptMs);
}
