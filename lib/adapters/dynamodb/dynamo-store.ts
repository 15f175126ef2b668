import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Change } from '../../ports/changes';
import { RETURNS_MAX, type ContactStore, type RememberedContact } from '../../ports/contact-store';
import type { DialRateStore } from '../../ports/dial-rate-store';
import type { GuardStore } from '../../ports/guard-store';
import type { PoolStore } from '../../ports/pool-store';
import type { Store } from '../../ports/store';
import { createDynamoCallStore } from './call-store';
import { createDynamoCallbackStore } from './callback-store';
import { createDynamoCallerStore } from './caller-store';
import { createDynamoCaseStore } from './case-store';
import { createChangeFeed } from './change-feed';
import { claimMembers } from './claim-store';
import { createDynamoDeliveryStore } from './delivery-store';
import { createDynamoFcrStore } from './fcr-store';
import { createDynamoHistoryStore } from './history-store';
import { holderMembers } from './holder-store';
import { versionSchema } from './index-schema';
import { bucketSchema, contactSchema, guardSchema, sightingSchema, statisticsSchema } from './item-schemas';
import { CONTACT_KEPT_MS, KEPT_MS } from './retention';
import { createDynamoRosterStore } from './roster-store';
import { createDynamoSlotStore } from './slot-store';
import { createTableClient, type ItemKey, type TableClient } from './table-client';
import { tallyMembers } from './tally-store';

/** A guard matters for the week it counts. */
const GUARD_KEPT_MS = 9 * 86_400_000;

interface StoreOptions {
  /** Told of each change that this store writes, once it is stored; on AWS the table's stream tells of all of them. */
  readonly onChange?: (change: Change) => void;
  /** How long what is over is kept: `Policy.retention.keptMs`. */
  readonly keptMs?: number;
}

/** The store on one DynamoDB table, or on any engine that speaks its protocol. */
export function createDynamoStore(client: DynamoDBClient, tableName: string, options: StoreOptions = {}): Store {
  const { keptMs = KEPT_MS } = options;
  const contactKeptMs = Math.min(CONTACT_KEPT_MS, keptMs);
  const feed = options.onChange === undefined ? undefined : createChangeFeed(options.onChange);
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table = createTableClient(document, tableName);
  return {
    callbacks: createDynamoCallbackStore(table, keptMs, feed),
    contacts: contactStore(table, contactKeptMs),
    guards: guardStore(table),
    pools: poolStore(table),
    dialRate: dialRateStore(table),
    slots: createDynamoSlotStore(table),
    callers: createDynamoCallerStore(table, contactKeptMs),
    calls: createDynamoCallStore(table, keptMs),
    history: createDynamoHistoryStore(table, keptMs),
    cases: createDynamoCaseStore(table, keptMs, feed),
    deliveries: createDynamoDeliveryStore(table, keptMs),
    fcr: createDynamoFcrStore(table, keptMs),
    roster: createDynamoRosterStore(table),
  };
}

function contactStore(table: TableClient, keptMs: number): ContactStore {
  const keyOf = (contactId: string) => ({ pk: `CONTACT#${contactId}`, sk: 'CONTACT' });
  return {
    remember: async (contact, nowMs) => {
      const expiresAtSeconds = Math.ceil((nowMs + keptMs) / 1000);
      const item = { ...contact, ...keyOf(contact.contactId), expiresAtSeconds };
      const outcome = await table.putIf(item, { expression: 'attribute_not_exists(pk)' });
      // Calls are found otherwise, a dial or a task by this row alone, which is paid for once.
      if (outcome === 'stored' && contact.kind !== 'inbound') await table.put({ ...rowKey(contact), expiresAtSeconds });
    },
    get: async (contactId) => {
      const item = await table.get(keyOf(contactId));
      return item === undefined ? undefined : contactSchema.parse(item);
    },
    noteEnd: async (contactId, { kind, atMs }) => {
      const { field, isNews } = endFields[kind];
      await table.update(
        keyOf(contactId),
        { expression: `SET ${field} = :at`, values: { ':at': atMs } },
        `attribute_exists(expectedWaitMs) AND (attribute_not_exists(${field}) OR ${field} ${isNews} :at)`,
      );
    },
    noteReturn: async (contactId, returningContactId) => {
      await table.update(
        keyOf(contactId),
        {
          expression: 'ADD returningContactIds :one',
          values: { ':one': new Set([returningContactId]), ':most': RETURNS_MAX, ':inbound': 'inbound' },
        },
        'kind = :inbound AND (attribute_not_exists(returningContactIds) OR size(returningContactIds) < :most)',
      );
    },
    noteCallback: async (contactId, atMs) => {
      await table.update(
        keyOf(contactId),
        { expression: 'SET tookCallbackAtMs = :at', values: { ':at': atMs, ':inbound': 'inbound' } },
        'kind = :inbound AND (attribute_not_exists(tookCallbackAtMs) OR tookCallbackAtMs > :at)',
      );
    },
  };
}

function rowKey({ key, contactId }: Exclude<RememberedContact, { kind: 'inbound' }>): ItemKey {
  return { pk: `CALLER#${key.number}`, sk: `CONTACT#${contactId}` };
}

/** Where each end of a wait is kept, and what a stored one must be for another to replace it. */
const endFields = {
  reached: { field: 'reachedAtMs', isNews: '>' },
  called_back: { field: 'calledBackAtMs', isNews: '>' },
  left: { field: 'leftAtMs', isNews: '<' },
} as const;

function guardStore(table: TableClient): GuardStore {
  const keyOf = (number: string) => ({ pk: `NUMBER#${number}`, sk: 'DIAL' });
  return {
    get: async (number) => {
      const item = await table.get(keyOf(number));
      if (item === undefined) return undefined;
      return { value: guardSchema.parse(item), version: versionSchema.parse(item).version };
    },
    put: (guard, expectedVersion) => {
      const expiresAtSeconds = Math.ceil((Date.parse(guard.day) + GUARD_KEPT_MS) / 1000);
      return table.putVersion({ ...guard, ...keyOf(guard.number), expiresAtSeconds }, expectedVersion);
    },
  };
}

function poolStore(table: TableClient): PoolStore {
  const paceKey = (pool: string) => ({ pk: `POOL#${pool}`, sk: 'PACE' });
  return {
    see: async (pool, sighting) => {
      await table.putIf(
        { ...sighting, pk: `POOL#${pool}`, sk: `AGENT#${sighting.agentId}` },
        { expression: 'attribute_not_exists(pk) OR sinceMs < :since', values: { ':since': sighting.sinceMs } },
      );
    },
    sightings: async (pool) =>
      (
        await table.query({
          condition: 'pk = :pk AND begins_with(sk, :agent)',
          values: { ':pk': `POOL#${pool}`, ':agent': 'AGENT#' },
        })
      ).map((item) => sightingSchema.parse(item)),
    ...holderMembers(table),
    ...claimMembers(table),
    ...tallyMembers(table),
    statistics: async (pool) => {
      const item = await table.get(paceKey(pool));
      if (item === undefined) return undefined;
      return { value: statisticsSchema.parse(item), version: versionSchema.parse(item).version };
    },
    putStatistics: (pool, statistics, expectedVersion) =>
      table.putVersion({ ...statistics, ...paceKey(pool) }, expectedVersion),
  };
}

function dialRateStore(table: TableClient): DialRateStore {
  const key = { pk: 'INSTANCE', sk: 'DIALRATE' };
  return {
    get: async () => {
      const item = await table.get(key);
      if (item === undefined) return undefined;
      return { value: bucketSchema.parse(item), version: versionSchema.parse(item).version };
    },
    put: (bucket, expectedVersion) => table.putVersion({ ...bucket, ...key }, expectedVersion),
  };
}
