import * as z from 'zod/mini';
import { placeKey } from '../../core/callback/line-order';
import type { HandledCall } from '../../core/lost/judged-call';
import type { HistoryStore } from '../../ports/history-store';
import { handledCallSchema, lostCallSchema } from './call-schema';
import { readItem } from './read-item';
import { expiresAtSeconds } from './retention';
import type { Item, ItemKey, TableClient } from './table-client';

/** Without `lost` it was not lost after all; the row stays, so that no older version says otherwise. */
const lostRowSchema = z.lazy(() => z.object({ basis: z.number(), lost: z.optional(lostCallSchema) }));

/** Lost calls and conversations on the table, beside the callbacks of the same number. */
export function createDynamoHistoryStore(table: TableClient, keptMs: number): HistoryStore {
  const since = (number: string, kind: 'LOST' | 'HANDLED', fromMs: number): Promise<readonly Item[]> =>
    table.query({
      condition: 'pk = :pk AND sk BETWEEN :from AND :to',
      values: {
        ':pk': `CALLER#${number}`,
        ':from': `${kind}#${placeKey({ placeMs: fromMs, id: '' })}`,
        ':to': `${kind}#~`,
      },
    });
  return {
    keepLost: async (lost, basis) => {
      const expiry = expiresAtSeconds(lost.startedAtMs + keptMs);
      await table.putIf(
        { ...lostKey(lost), basis, lost, expiresAtSeconds: expiry },
        { expression: 'attribute_not_exists(pk) OR basis < :basis', values: { ':basis': basis } },
      );
    },
    dropLost: async (lost, basis) => {
      const change = { expression: 'SET basis = :basis REMOVE lost', values: { ':basis': basis } };
      // An update makes the item it does not find, and one made here would never expire.
      await table.update(lostKey(lost), change, 'attribute_exists(pk) AND basis < :basis');
    },
    keepHandled: async (handled) => {
      const expiry = expiresAtSeconds(handled.connectedAtMs + keptMs);
      const isNew = 'attribute_not_exists(pk)';
      await table.putIf(
        { ...handled, ...handledKey(handled), expiresAtSeconds: expiry },
        {
          expression:
            handled.afterContactWorkMs === undefined ? isNew : `${isNew} OR attribute_not_exists(afterContactWorkMs)`,
        },
      );
    },
    dropHandled: (handled) => table.remove(handledKey(handled)),
    lostSince: async (number, fromMs) =>
      (await since(number, 'LOST', fromMs))
        .map((item) => readItem(lostRowSchema, item, 'a lost call').lost)
        .filter((lost) => lost !== undefined),
    handledSince: async (number, fromMs) =>
      (await since(number, 'HANDLED', fromMs)).map((item) => readItem(handledCallSchema, item, 'a handled call')),
    lastHandled: async (number, limit) =>
      (
        await table.query({
          condition: 'pk = :pk AND begins_with(sk, :handled)',
          values: { ':pk': `CALLER#${number}`, ':handled': 'HANDLED#' },
          isLastFirst: true,
          limit,
        })
      ).map((item) => readItem(handledCallSchema, item, 'a handled call')),
  };
}

function lostKey(call: { readonly number: string; readonly startedAtMs: number; readonly callId: string }): ItemKey {
  return {
    pk: `CALLER#${call.number}`,
    sk: `LOST#${placeKey({ placeMs: call.startedAtMs, id: call.callId })}`,
  };
}

function handledKey(call: Pick<HandledCall, 'contactId' | 'number' | 'connectedAtMs'>): ItemKey {
  return {
    pk: `CALLER#${call.number}`,
    sk: `HANDLED#${placeKey({ placeMs: call.connectedAtMs, id: call.contactId })}`,
  };
}
