import * as z from 'zod/mini';
import type { FcrStore, ShareNote } from '../../ports/fcr-store';
import { agentIdSchema } from './item-schemas';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import type { TableClient } from './table-client';

/** Shares are asked for on their day only; whoever asks what went wrong comes soon after it. */
const SHARES_KEPT_MS = 5 * 86_400_000;

const shareSchema = z.lazy(() =>
  z.object({
    callbackId: z.string(),
    attempt: z.number(),
    promisedAtMs: z.optional(z.number()),
    agentId: z.optional(agentIdSchema),
  }),
);

/**
 * How lost-call callbacks are shared out, on the table: a row for each attempt, with when it was promised last and who took
 * it, so that a day may have any number of them and a repeat makes none longer.
 */
export function shareMembers(table: TableClient): Pick<FcrStore, 'promise' | 'take' | 'shares'> {
  async function note(
    { queue, day, callbackId, attempt }: ShareNote & { readonly queue: string; readonly day: string },
    { field, value, isNews }: { readonly field: string; readonly value: string | number; readonly isNews: '<' | '>' },
  ): Promise<void> {
    const expiry = expiresAtSeconds(Date.parse(day) + SHARES_KEPT_MS);
    await table.update(
      { pk: partitionOf(queue), sk: `${dayPrefix(day)}${callbackId}#${attempt}` },
      {
        expression: `SET ${field} = :value, callbackId = :id, attempt = :attempt, expiresAtSeconds = :expires`,
        values: { ':value': value, ':id': callbackId, ':attempt': attempt, ':expires': expiry },
      },
      `attribute_not_exists(${field}) OR ${field} ${isNews} :value`,
    );
  }

  return {
    promise: (queue, day, { atMs, ...attempt }) =>
      note({ queue, day, ...attempt }, { field: 'promisedAtMs', value: atMs, isNews: '<' }),
    // Should two agents be told of, the same one stands whoever is told of first.
    take: (queue, day, { agentId, ...attempt }) =>
      note({ queue, day, ...attempt }, { field: 'agentId', value: agentId, isNews: '>' }),
    shares: async (queue, day) => {
      const items = await table.query({
        condition: 'pk = :pk AND begins_with(sk, :day)',
        values: { ':pk': partitionOf(queue), ':day': dayPrefix(day) },
      });
      const rows = items.map((item) => readItem(shareSchema, item, 'a share'));
      return {
        promised: rows.flatMap(({ callbackId, attempt, promisedAtMs: atMs }) =>
          atMs === undefined ? [] : [{ callbackId, attempt, atMs }],
        ),
        taken: rows.flatMap(({ callbackId, attempt, agentId }) =>
          agentId === undefined ? [] : [{ callbackId, attempt, agentId }],
        ),
      };
    },
  };
}

function dayPrefix(day: string): string {
  return `SHARE#${day}#`;
}

function partitionOf(queue: string): string {
  return `FCR#${queue}`;
}
