import type { DialGuard } from '../../core/dial-guard';
import type { TokenBucket } from '../../core/dispatch/token-bucket';
import type { PoolStatistics } from '../../core/wait/pool-statistics';
import { addEnd } from '../../core/wait/wait-outcome';
import { RETURNS_MAX, type ContactStore, type RememberedContact } from '../../ports/contact-store';
import type { Change } from '../../ports/changes';
import type { AgentSighting } from '../../ports/pool-store';
import type { Erasure } from '../../ports/erasure';
import type { Store } from '../../ports/store';
import { createMemoryCallStore } from './call-store';
import { createMemoryCallbackStore } from './callback-store';
import { createMemoryCallerStore } from './caller-store';
import { createMemoryCaseStore } from './case-store';
import { createMemoryClaims } from './claim-store';
import { createMemoryDeliveryStore } from './delivery-store';
import { createMemoryErasure } from './erasure';
import { createMemoryFcrStore } from './fcr-store';
import { createMemoryHistoryStore } from './history-store';
import { createMemoryHolders } from './holder-store';
import { createMemoryRosterStore } from './roster-store';
import { onShelf, type Shelf } from './shelf';
import { createMemorySlotStore } from './slot-store';
import { createMemoryTallies } from './tally-store';
import { createVersionedMap } from './versioned-map';

interface MemoryOptions {
  /** Told of each change as it is stored. */
  readonly onChange?: (change: Change) => void;
}

/** The store in maps: same promises, same indexes, nothing kept. */
export function createMemoryStore(options: MemoryOptions = {}): Store {
  return createErasableMemoryStore(options).store;
}

/** The same, and what takes away what it keeps of one number. */
export function createErasableMemoryStore(options: MemoryOptions = {}): {
  readonly store: Store;
  readonly erasure: Erasure;
} {
  const shelves: Shelf[] = [];
  const contacts = new Map<string, RememberedContact>();
  const rows = new Map<string, Set<string>>();
  const guards = createVersionedMap<DialGuard>();
  const statistics = createVersionedMap<PoolStatistics>();
  const sightings = new Map<string, Map<string, AgentSighting>>();
  const dialRate = createVersionedMap<TokenBucket>();
  shelves.push({
    under: (number) => [...(rows.get(number) ?? [])].map((id) => ({ kind: 'contact_row', number, id })),
    find: (thing) => {
      if (thing.kind === 'contact_row') {
        const ids = rows.get(thing.number);
        return onShelf(ids?.has(thing.id) === true, () => void ids?.delete(thing.id));
      }
      if (thing.kind === 'contact') return onShelf(contacts.has(thing.id), () => void contacts.delete(thing.id));
      if (thing.kind !== 'dial_guard') return undefined;
      return onShelf(guards.get(thing.number) !== undefined, () => guards.drop(thing.number));
    },
  });
  const { closedNaming, ...callbacks } = createMemoryCallbackStore(options.onChange, shelves);
  const calls = createMemoryCallStore(shelves);
  const { latestOf, ...callers } = createMemoryCallerStore(shelves);
  const store: Store = {
    callbacks,
    contacts: contactStore(contacts, rows),
    guards: {
      get: async (number) => guards.get(number),
      put: async (guard, expectedVersion) => guards.put(guard.number, guard, expectedVersion),
    },
    pools: {
      see: async (pool, sighting) => {
        const agents = sightings.get(pool) ?? new Map<string, AgentSighting>();
        sightings.set(pool, agents);
        const known = agents.get(sighting.agentId);
        if (known === undefined || known.sinceMs < sighting.sinceMs) agents.set(sighting.agentId, sighting);
      },
      sightings: async (pool) => [...(sightings.get(pool)?.values() ?? [])],
      ...createMemoryHolders(),
      ...createMemoryClaims(shelves),
      ...createMemoryTallies(),
      statistics: async (pool) => statistics.get(pool),
      putStatistics: async (pool, next, expectedVersion) => statistics.put(pool, next, expectedVersion),
    },
    dialRate: {
      get: async () => dialRate.get('instance'),
      put: async (bucket, expectedVersion) => dialRate.put('instance', bucket, expectedVersion),
    },
    slots: createMemorySlotStore(),
    callers,
    calls,
    history: createMemoryHistoryStore(shelves),
    cases: createMemoryCaseStore(options.onChange, shelves),
    deliveries: createMemoryDeliveryStore(shelves),
    fcr: createMemoryFcrStore(),
    roster: createMemoryRosterStore(),
  };
  return { store, erasure: createMemoryErasure(shelves, { closedNaming, latestOf, calls }) };
}

/** `rows`: which of them are dials and tasks for a number. */
function contactStore(contacts: Map<string, RememberedContact>, rows: Map<string, Set<string>>): ContactStore {
  return {
    remember: async (contact) => {
      if (contact.kind !== 'inbound') {
        const { number } = contact.key;
        rows.set(number, (rows.get(number) ?? new Set()).add(contact.contactId));
      }
      if (!contacts.has(contact.contactId)) contacts.set(contact.contactId, contact);
    },
    get: async (contactId) => contacts.get(contactId),
    noteEnd: async (contactId, end) => {
      const known = contacts.get(contactId);
      if (known?.kind !== 'inbound' || known.expectedWaitMs === undefined) return;
      contacts.set(contactId, addEnd(known, end));
    },
    noteReturn: async (contactId, returningContactId) => {
      const known = contacts.get(contactId);
      const returns = known?.kind === 'inbound' ? (known.returningContactIds ?? new Set()) : undefined;
      if (known?.kind !== 'inbound' || returns === undefined || returns.size >= RETURNS_MAX) return;
      contacts.set(contactId, { ...known, returningContactIds: new Set([...returns, returningContactId]) });
    },
    noteCallback: async (contactId, atMs) => {
      const known = contacts.get(contactId);
      if (known?.kind !== 'inbound' || (known.tookCallbackAtMs ?? Infinity) <= atMs) return;
      contacts.set(contactId, { ...known, tookCallbackAtMs: atMs });
    },
  };
}
