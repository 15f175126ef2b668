import type { DialGuard } from '../../core/dial-guard';
import type { TokenBucket } from '../../core/dispatch/token-bucket';
import type { PoolStatistics } from '../../core/wait/pool-statistics';
import { addEnd } from '../../core/wait/wait-outcome';
import { RETURNS_MAX, type RememberedContact } from '../../ports/contact-store';
import type { Change } from '../../ports/changes';
import type { AgentSighting } from '../../ports/pool-store';
import type { Store } from '../../ports/store';
import { createMemoryCallStore } from './call-store';
import { createMemoryCallbackStore } from './callback-store';
import { createMemoryCallerStore } from './caller-store';
import { createMemoryCaseStore } from './case-store';
import { createMemoryClaims } from './claim-store';
import { createMemoryDeliveryStore } from './delivery-store';
import { createMemoryFcrStore } from './fcr-store';
import { createMemoryHistoryStore } from './history-store';
import { createMemoryHolders } from './holder-store';
import { createMemoryRosterStore } from './roster-store';
import { createMemorySlotStore } from './slot-store';
import { createMemoryTallies } from './tally-store';
import { createVersionedMap } from './versioned-map';

/** The store in maps: same promises, same indexes, nothing kept. `onChange` is told of each change as it is stored. */
export function createMemoryStore(options: { readonly onChange?: (change: Change) => void } = {}): Store {
  const contacts = new Map<string, RememberedContact>();
  const guards = createVersionedMap<DialGuard>();
  const statistics = createVersionedMap<PoolStatistics>();
  const sightings = new Map<string, Map<string, AgentSighting>>();
  const dialRate = createVersionedMap<TokenBucket>();
  return {
    callbacks: createMemoryCallbackStore(options.onChange),
    contacts: {
      remember: async (contact) => {
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
    },
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
      ...createMemoryClaims(),
      ...createMemoryTallies(),
      statistics: async (pool) => statistics.get(pool),
      putStatistics: async (pool, next, expectedVersion) => statistics.put(pool, next, expectedVersion),
    },
    dialRate: {
      get: async () => dialRate.get('instance'),
      put: async (bucket, expectedVersion) => dialRate.put('instance', bucket, expectedVersion),
    },
    slots: createMemorySlotStore(),
    callers: createMemoryCallerStore(),
    calls: createMemoryCallStore(),
    history: createMemoryHistoryStore(),
    cases: createMemoryCaseStore(options.onChange),
    deliveries: createMemoryDeliveryStore(),
    fcr: createMemoryFcrStore(),
    roster: createMemoryRosterStore(),
  };
}
