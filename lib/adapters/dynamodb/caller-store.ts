import * as z from 'zod/mini';
import type { CallerStore, ProfileChange } from '../../ports/caller-store';
import { profileSchema } from './item-schemas';
import { expiresAtSeconds } from './retention';
import type { Expression, TableClient } from './table-client';

/** Twice as many fit into one write unit with all else. */
const LATEST_MAX = 12;

const callSchema = z.lazy(() => z.object({ contactId: z.string(), atMs: z.number() }));

/**
 * Profiles on the table, beside the callbacks of the same number; they never expire. The last call is an item of its own, which
 * also keeps as what the latest calls came, as long as contacts are kept: what is known of those is found by it.
 */
export function createDynamoCallerStore(table: TableClient, contactKeptMs: number): CallerStore {
  const keyOf = (number: string) => ({ pk: `CALLER#${number}`, sk: 'PROFILE' });
  const callKeyOf = (number: string) => ({ pk: `CALLER#${number}`, sk: 'RANG' });
  return {
    get: async (number) => {
      const item = await table.get(keyOf(number));
      return item === undefined ? undefined : profileSchema.parse(item);
    },
    remember: async (number, change) => {
      const expression = expressionOf(change);
      if (expression !== undefined) await table.update(keyOf(number), expression);
    },
    noteCall: async (number, { contactId, atMs }) => {
      const expiry = expiresAtSeconds(atMs + contactKeptMs);
      const set = 'SET contactId = :id, atMs = :at, expiresAtSeconds = :expiry';
      const values = { ':id': contactId, ':at': atMs, ':expiry': expiry, ':one': new Set([contactId]) };
      const added = await table.update(
        callKeyOf(number),
        { expression: `${set} ADD latestIds :one`, values: { ...values, ':most': LATEST_MAX } },
        'attribute_not_exists(latestIds) OR size(latestIds) < :most OR contains(latestIds, :id)',
      );
      if (added === 'stored') return;
      await table.update(callKeyOf(number), {
        expression: `${set}, earlierIds = latestIds, latestIds = :one`,
        values,
      });
    },
    lastCall: async (number) => {
      const item = await table.get(callKeyOf(number));
      return item === undefined ? undefined : callSchema.parse(item);
    },
  };
}

/** Only what is named is written, so that two who remember different things at once both do. */
function expressionOf({ language, optedOutAtMs, blockedAtMs }: ProfileChange): Expression | undefined {
  const changes = Object.entries({ language, optedOutAtMs, blockedAtMs }).filter(([, value]) => value !== undefined);
  const set = changes.filter(([, value]) => value !== 'lifted');
  const lifted = changes.filter(([, value]) => value === 'lifted').map(([field]) => `#${field}`);
  const parts = [
    ...(set.length === 0 ? [] : [`SET ${set.map(([field]) => `#${field} = :${field}`).join(', ')}`]),
    ...(lifted.length === 0 ? [] : [`REMOVE ${lifted.join(', ')}`]),
  ];
  if (parts.length === 0) return undefined;
  return {
    expression: parts.join(' '),
    // `language` is a reserved word of the table's expressions.
    names: Object.fromEntries(changes.map(([field]) => [`#${field}`, field])),
    ...(set.length === 0 ? {} : { values: Object.fromEntries(set.map(([field, value]) => [`:${field}`, value])) }),
  };
}
