import type { Deps } from '../../../lib/app/deps';
import { PICK_UPS_KEPT, type PoolStatistics } from '../../../lib/core/wait/pool-statistics';
import type { Dialer } from '../../../lib/ports/dialer';
import type { Store } from '../../../lib/ports/store';
import { noonMs } from '../../support/builders/callbacks';
import { createWorld, type World } from '../../support/builders/world';
import { fillStore } from './crowd';
import { rewinding } from './rewinding-store';
import { counted, countedParts, takeTally, type Tally } from './tally';

/** What was asked of the store, by its methods, and of Connect, by those of its ports. */
export interface Calls {
  readonly storeCalls: Tally;
  readonly connectCalls: Tally;
}

/** Everything the use cases stand on with so many waiting, and the means to do the same again and again. */
export interface ScaleWorld {
  readonly waiting: number;
  readonly fill: { readonly seconds: number; readonly cpuSeconds: number };
  readonly world: World;
  /** For measuring: nothing is counted. */
  readonly plain: Deps;
  /** For counting: every call to the store and to Connect is noted. */
  readonly counting: Deps;
  readonly takeCalls: () => Calls;
  readonly rewind: () => Promise<void>;
}

/** A pool that has been busy, so that a wait can be told and times are known. */
const busyPool: PoolStatistics = {
  pickUps: Array.from({ length: PICK_UPS_KEPT }, (_, index) => ({
    contactId: `picked-up-${index}`,
    atMs: noonMs - (PICK_UPS_KEPT - index) * 20_000,
    placeMs: noonMs - 4 * 3_600_000 + index,
    readySinceMs: noonMs - (PICK_UPS_KEPT - index) * 20_000 - 5_000,
    isCallback: true,
    agentId: `agent-${1 + (index % 2)}`,
    talkMs: 240_000 + index * 1_000,
    afterContactWorkMs: 20_000,
  })),
  ringToReady: Array.from({ length: PICK_UPS_KEPT }, (_, index) => ({ contactId: `rung-${index}`, ms: 18_000 })),
};

/** Opens a world on an empty store and fills it. */
export async function openScaleWorld(empty: Store, waiting: number): Promise<ScaleWorld> {
  const world = createWorld();
  const rewound = rewinding(empty, { rate: world.policy.dialing, statistics: busyPool });
  const started = process.hrtime.bigint();
  const before = process.cpuUsage();
  await fillStore(empty, waiting);
  const { user, system } = process.cpuUsage(before);
  const fill = { seconds: Number(process.hrtime.bigint() - started) / 1e9, cpuSeconds: (user + system) / 1e6 };
  for (const pool of new Set(world.policy.queues.map((queue) => queue.pool))) {
    await empty.pools.putStatistics(pool, busyPool, 0);
  }
  const plain: Deps = { ...world, store: rewound.store, dialer: freshDialer(), journal: { note: () => undefined } };
  const storeCalls: Tally = {};
  const connectCalls: Tally = {};
  const counting: Deps = {
    ...plain,
    store: countedParts(plain.store, storeCalls),
    dialer: counted(plain.dialer, 'dialer', connectCalls),
    contacts: counted(plain.contacts, 'contacts', connectCalls),
    capacity: counted(plain.capacity, 'capacity', connectCalls),
    tasks: counted(plain.tasks, 'tasks', connectCalls),
    effectiveHours: counted(plain.effectiveHours, 'effectiveHours', connectCalls),
  };
  return {
    waiting,
    fill,
    world,
    plain,
    counting,
    takeCalls: () => ({ storeCalls: takeTally(storeCalls), connectCalls: takeTally(connectCalls) }),
    rewind: rewound.rewind,
  };
}

/** Connect as it answers a token it has never seen: the same dial again, after a rewind, makes a new contact. */
function freshDialer(): Dialer {
  let contacts = 0;
  return {
    dial: async () => {
      contacts += 1;
      return { kind: 'started', contactId: `contact-${contacts}` };
    },
    stop: async () => 'stopped',
  };
}
