import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { ClosedOutcome } from '../../core/callback/callback';
import type { ClosedNaming, Erasure, KeptThing, Span } from '../../ports/erasure';
import { closedIn } from './callback-item';
import { keptUnder, keyOfKept } from './kept-keys';
import { readItem, unreadable } from './read-item';
import { createTableClient, type Expression, type Item, type TableClient, type TableQuery } from './table-client';

const DAY_MS = 86_400_000;

/** Partitions of an index that are looked through at once. */
const AT_ONCE = 8;

/** In these states a dial is under way, agents are asked for one, or the caller is on the line. */
const LIVE = ['offered', 'dialing', 'answered', 'talking', 'held'] as const;

const isOutcome: Readonly<Record<ClosedOutcome, true>> = {
  completed: true,
  exhausted: true,
  cancelled: true,
  withdrawn: true,
  handled_by_supervisor: true,
  expired: true,
  refused: true,
};

/** Every way in which a callback closes: each has partitions of its own. */
const outcomes = Object.keys(isOutcome).filter((name): name is ClosedOutcome => name in isOutcome);

const copySchema = z.object({ copy: z.object({ number: z.string(), queue: z.string(), id: z.string() }) });
const idsSchema = z.optional(z.set(z.string()));
const latestSchema = z.object({ contactId: z.string(), latestIds: idsSchema, earlierIds: idsSchema });
const judgedSchema = z.object({ judged: z.object({ callId: z.string() }) });

/** What is kept of one number, found and taken away on one DynamoDB table: by key, or in the partitions of an index. */
export function createDynamoErasure(client: DynamoDBClient, tableName: string): Erasure {
  const table = createTableClient(DynamoDBDocumentClient.from(client), tableName);
  return {
    under: async (number) => {
      const items = await table.query({ condition: 'pk = :pk', values: { ':pk': `CALLER#${number}` } });
      return items.map((item) => thingOf(number, item));
    },
    closedNaming: async (number, span) =>
      (
        await inPartitions(
          table,
          months(span).flatMap((month) => outcomes.map((outcome) => closedIn(outcome, month))),
          {
            filter: '#copy.#number = :number OR #copy.#cli = :number OR #copy.#callNumber = :number',
            names: { '#copy': 'copy', '#number': 'number', '#cli': 'cli', '#callNumber': 'callNumber' },
            values: { ':number': number },
          },
        )
      ).map((item): ClosedNaming => readItem(copySchema, item, 'a closed callback').copy),
    callsOf: async (number, span) =>
      (
        await inPartitions(
          table,
          days(span).map((day) => `CALL#${day}`),
          {
            filter: '#judged.#number = :number',
            names: { '#judged': 'judged', '#number': 'number' },
            values: { ':number': number },
          },
        )
      ).map((item) => readItem(judgedSchema, item, 'a judged call').judged.callId),
    latestOf: async (number) => {
      const item = await table.get(keyOfKept({ kind: 'last_call', number }));
      if (item === undefined) return [];
      const { contactId, latestIds = [], earlierIds = [] } = readItem(latestSchema, item, 'a last call');
      return [...new Set([contactId, ...latestIds, ...earlierIds])];
    },
    isThere: async (thing) => {
      const item = await table.get(keyOfKept(thing));
      if (item === undefined) return false;
      if (thing.kind === 'language') return item['language'] !== undefined;
      return thing.kind !== 'alias' || item['number'] === thing.to.number;
    },
    remove: (thing) => remove(table, thing),
  };
}

async function remove(table: TableClient, thing: KeptThing): Promise<'removed' | 'absent' | 'live'> {
  const key = keyOfKept(thing);
  if (thing.kind === 'language') {
    const change = { expression: 'REMOVE #language', names: { '#language': 'language' } };
    return (await table.update(key, change, 'attribute_exists(#language)')) === 'stored' ? 'removed' : 'absent';
  }
  const outcome = await table.removeIf(key, conditionOf(thing));
  if (outcome !== 'conflict') return outcome;
  return thing.kind === 'callback' ? 'live' : 'absent';
}

/** An alias may lead elsewhere by now, and a callback may be dialed at this very moment. */
function conditionOf(thing: KeptThing): Expression | undefined {
  if (thing.kind === 'alias') {
    return { expression: '#number = :number', names: { '#number': 'number' }, values: { ':number': thing.to.number } };
  }
  if (thing.kind !== 'callback') return undefined;
  return {
    expression: `attribute_not_exists(pk) OR NOT (#state IN (${LIVE.map((state) => `:${state}`).join(', ')}))`,
    names: { '#state': 'state' },
    values: Object.fromEntries(LIVE.map((state) => [`:${state}`, state])),
  };
}

function thingOf(number: string, { sk, number: leadsTo }: Item): KeptThing {
  const thing = keptUnder(number, String(sk), typeof leadsTo === 'string' ? leadsTo : undefined);
  if (thing === undefined) throw unreadable('an item under a number is of no known kind');
  return thing;
}

/** What a filter lets through in each of these partitions of the `month` index. */
async function inPartitions(
  table: TableClient,
  partitions: readonly string[],
  filter: Pick<TableQuery, 'filter' | 'names' | 'values'>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let from = 0; from < partitions.length; from += AT_ONCE) {
    const pages = await Promise.all(
      partitions.slice(from, from + AT_ONCE).map((partition) =>
        table.query({
          index: 'month',
          condition: 'monthPk = :partition',
          ...filter,
          values: { ...filter.values, ':partition': partition },
        }),
      ),
    );
    found.push(...pages.flat());
  }
  return found;
}

function days({ fromMs, toMs }: Span): readonly string[] {
  const first = Math.floor(fromMs / DAY_MS);
  const count = Math.floor(toMs / DAY_MS) - first + 1;
  return Array.from({ length: count }, (_, index) => new Date((first + index) * DAY_MS).toISOString().slice(0, 10));
}

function months(span: Span): readonly string[] {
  return [...new Set(days(span).map((day) => day.slice(0, 7)))];
}
