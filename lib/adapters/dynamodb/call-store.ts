import * as z from 'zod/mini';
import { placeKey } from '../../core/callback/line-order';
import type { JudgedCall } from '../../core/lost/judged-call';
import { AdapterError } from '../../ports/adapter-error';
import type { CallFacts } from '../../core/lost/call-facts';
import type { CallEntry, CallStore } from '../../ports/call-store';
import { callEntrySchema, judgedCallSchema } from './call-schema';
import { monthPage } from './month-pages';
import { readItem } from './read-item';
import { CONTACT_KEPT_MS, expiresAtSeconds } from './retention';
import type { Item, ItemKey, TableClient } from './table-client';

const judgedItemSchema = z.lazy(() => z.object({ judged: judgedCallSchema }));

/** Calls on the table, one item each; those that are over are read by the day on which they began. */
export function createDynamoCallStore(table: TableClient, keptMs: number): CallStore {
  return {
    get: async (callId) => {
      const item = await table.get(keyOf(callId));
      if (item === undefined) return undefined;
      const { version, ...value } = readItem(callEntrySchema, item, 'a call');
      return { value, version };
    },
    put: (entry, expectedVersion) => table.putVersion(callItem(entry, keptMs), expectedVersion),
    ofDay: async (day, ask) => {
      const page = await monthPage(table, `CALL#${day}`, ask, { isLastFirst: false });
      const read = page.items.map(judgedIn);
      const unreadable = read.filter((one) => one instanceof AdapterError);
      const items = read.flatMap((one) => (one instanceof AdapterError ? [] : [one]));
      return { ...page, items, ...(unreadable.length === 0 ? {} : { unreadable }) };
    },
  };
}

/** A call, or why nobody can read it: the others of its page are read all the same. */
function judgedIn(item: Item): JudgedCall | AdapterError {
  try {
    return readItem(judgedItemSchema, item, 'a judged call').judged;
  } catch (fault) {
    if (fault instanceof AdapterError && fault.isUnreadable) return fault;
    throw fault;
  }
}

function callItem({ facts, judged }: CallEntry, keptMs: number): ItemKey & Item {
  const startedAtMs = judged?.startedAtMs ?? earliestOf(facts);
  // One whose end nobody has told of says nothing to reports, and nothing leads to it once its contacts are forgotten.
  const callKeptMs = judged === undefined ? Math.min(CONTACT_KEPT_MS, keptMs) : keptMs;
  return {
    ...keyOf(facts.callId),
    facts,
    ...(judged === undefined
      ? {}
      : {
          judged,
          monthPk: `CALL#${new Date(judged.startedAtMs).toISOString().slice(0, 10)}`,
          monthSk: placeKey({ placeMs: judged.startedAtMs, id: judged.callId }),
        }),
    ...(startedAtMs === undefined ? {} : { expiresAtSeconds: expiresAtSeconds(startedAtMs + callKeptMs) }),
  };
}

/** The earliest time that is known of a call; undefined while none is. */
function earliestOf({ segments }: CallFacts): number | undefined {
  const times = segments
    .flatMap(({ told, record }) => [told, record])
    .flatMap((one) => [one?.initiatedAtMs, one?.enqueuedAtMs, one?.connectedToAgentAtMs, one?.disconnectedAtMs])
    .filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

function keyOf(callId: string): ItemKey {
  return { pk: `CALL#${callId}`, sk: 'CALL' };
}
