import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Change } from '../../ports/changes';
import { RETURNS_MAX, type ContactStore } from '../../ports/contact-store';
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
import { createDynamoRosterStore } from './roster-store';
import { createDynamoSlotStore } from './slot-store';
import { createTableClient, type TableClient } from './table-client';
import { tallyMembers } from './tally-store';

/** Contacts are looked up while their events and records still come in: a month covers late records. */
const CONTACT_KEPT_MS = 31 * 86_400_000;

/** A guard matters for the week it counts. */
const GUARD_KEPT_MS = 9 * 86_400_000;

interface StoreOptions {
  /** Told of each change that this store writes, once it is stored; on AWS the table's stream tells of all of them. */
  readonly onChange?: (change: Change) => void;
}

/** The store on one DynamoDB table, or on any engine that speaks its protocol. */
export function createDynamoStore(client: DynamoDBClient, tableName: string, options: StoreOptions = {}): Store {
  const feed = options.onChange === undefined ? undefined : createChangeFeed(options.onChange);
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table = createTableClient(document, tableName);
  return {
    callbacks: createDynamoCallbackStore(table, feed),
    contacts: contactStore(table),
    guards: guardStore(table),
    pools: poolStore(table),
    dialRate: dialRateStore(table),
    slots: createDynamoSlotStore(table),
    callers: createDynamoCallerStore(table),
    calls: createDynamoCallStore(table),
    history: createDynamoHistoryStore(table),
    cases: createDynamoCaseStore(table, feed),
    deliveries: createDynamoDeliveryStore(table),
    fcr: createDynamoFcrStore(table),
    roster: createDynamoRosterStore(table),
  };
}

function contactStore(table: TableClient): ContactStore {
  const keyOf = (contactId: string) => ({ pk: `CONTACT#${contactId}`, sk: 'CONTACT' });
  return {
    remember: async (contact, nowMs) => {
      const expiresAtSeconds = Math.ceil((nowMs + CONTACT_KEPT_MS) / 1000);
      const item = { ...contact, ...keyOf(contact.contactId), expiresAtSeconds };
      await table.putIf(item, { expression: 'attribute_not_exists(pk)' });
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
