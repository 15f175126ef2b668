import * as fc from 'fast-check';
import { identifyCaller } from '../../../lib/app/identify-caller';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { registerCallback } from '../../../lib/app/register-callback';
import type { ContactFacts } from '../../../lib/core/callback/attempt';
import { waitOutcome, type WaitOutcome } from '../../../lib/core/wait/wait-outcome';
import type { RememberedContact } from '../../../lib/ports/contact-store';
import { callerNumber, dialing, noonMs } from '../../support/builders/callbacks';
import { queueIds, queueOf } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';
import { backlog, statisticsOf } from '../core/wait-builders';

type Inbound = Extract<RememberedContact, { kind: 'inbound' }>;

const key = { number: callerNumber, queue: 'support' };

/** A pool with a pace, and two callers holding in it. */
async function busyWorld(): Promise<World> {
  const world = createWorld();
  world.staff(agents(1), [{ queue: 'support', count: 2, oldestAgeMs: 60_000 }]);
  await world.store.pools.putStatistics('frontline', statisticsOf(backlog), 0);
  return world;
}

const ringIn = (world: World, contactId = 'inbound-1', from: string | null = callerNumber) =>
  identifyCaller(world, { contactId, from, queue: queueOf(world.policy, 'support') });

async function contactOf(world: World, contactId = 'inbound-1'): Promise<Inbound> {
  const contact = await world.store.contacts.get(contactId);
  if (contact?.kind !== 'inbound') throw new Error(`${contactId} is no inbound call`);
  return contact;
}

async function outcomeOf(world: World, contactId = 'inbound-1'): Promise<WaitOutcome | undefined> {
  return waitOutcome(await contactOf(world, contactId));
}

/** The events of a call from its queue to its end, each with all that is known by then. */
function eventsOf(
  changes: Partial<ContactFacts> = {},
  links: Partial<Pick<ContactEvent, 'initiation' | 'initialContactId'>> = {},
): readonly ContactEvent[] {
  const { connectedToAgentAtMs, agentId, ...facts } = {
    contactId: 'inbound-1',
    enqueuedAtMs: noonMs + 2_000,
    ...changes,
  };
  const withAgent = {
    ...facts,
    ...(connectedToAgentAtMs === undefined ? {} : { connectedToAgentAtMs, agentId: agentId ?? 'agent-1' }),
  };
  const over = { ...withAgent, disconnectedAtMs: changes.disconnectedAtMs ?? noonMs + 400_000 };
  const common = { initiation: 'inbound', queueId: queueIds.support, ...links } as const;
  return [
    { ...common, kind: 'queued', facts: { contactId: facts.contactId, enqueuedAtMs: noonMs + 2_000 } },
    ...(connectedToAgentAtMs === undefined
      ? []
      : [{ ...common, kind: 'connected_to_agent', facts: withAgent } as const]),
    { ...common, kind: 'disconnected', facts: over },
    { ...common, kind: 'completed', facts: over },
  ];
}

async function record(world: World, events: readonly ContactEvent[]): Promise<void> {
  for (const event of events) await recordContactEvent(world, event);
}

const reached = eventsOf({ connectedToAgentAtMs: noonMs + 180_000 });
const abandoned = eventsOf({ disconnectedAtMs: noonMs + 90_000 });

/** A dial of the callback that stands under the key of the tests reaches an agent eight minutes after noon. */
async function callBack(world: World): Promise<void> {
  const stored = await world.store.callbacks.get(key);
  if (stored === undefined) throw new Error('there is no callback to dial');
  const { id, requestContactId } = stored.value;
  await world.store.callbacks.put(dialing({ ...key, id, requestContactId, contactId: 'dial-1' }), stored.version);
  await world.store.contacts.remember({ kind: 'dial', contactId: 'dial-1', callbackId: id, key, attempt: 1 }, noonMs);
  const facts = {
    contactId: 'dial-1',
    connectedToSystemAtMs: noonMs + 460_000,
    connectedToAgentAtMs: noonMs + 480_000,
    disconnectedAtMs: noonMs + 900_000,
  };
  await record(world, eventsOf(facts, { initiation: 'api' }));
}

test.each([
  ['a caller', callerNumber],
  ['a caller who hides the number', null],
])('the wait told to %s is kept with its range, and nothing is known of its outcome', async (_name, from) => {
  const world = await busyWorld();
  const { wait } = await ringIn(world, 'inbound-1', from);
  expect(wait.range).toBeDefined();
  expect(await contactOf(world)).toMatchObject({ expectedWaitMs: wait.waitMs, expectedRange: wait.range });
  expect(await outcomeOf(world)).toBeUndefined();
});

test.each([
  ['reached an agent', callerNumber, reached, { kind: 'reached', waitedMs: 180_000 }],
  ['left', callerNumber, abandoned, { kind: 'left', waitedMs: 90_000 }],
  ['left without ever giving a number', null, abandoned, { kind: 'left', waitedMs: 90_000 }],
])('that a caller %s is joined to the wait that was told', async (_name, from, events, outcome) => {
  const world = await busyWorld();
  const { wait } = await ringIn(world, 'inbound-1', from);
  await record(world, events);
  expect(await outcomeOf(world)).toEqual(outcome);
  expect(await contactOf(world)).toMatchObject({ expectedWaitMs: wait.waitMs, expectedRange: wait.range });
});

test('the outcome is the same in whatever order events come, and however often', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...reached, ...reached], { minLength: reached.length * 2 }),
      async (events) => {
        const world = await busyWorld();
        await ringIn(world);
        await record(world, events);
        expect(await outcomeOf(world)).toEqual({ kind: 'reached', waitedMs: 180_000 });
      },
    ),
    { seed: 33, numRuns: 20 },
  );
});

test('who takes a callback left the call, and is then called back', async () => {
  const world = await busyWorld();
  await ringIn(world);
  await registerCallback(world, {
    contactId: 'inbound-1',
    from: callerNumber,
    queue: queueOf(world.policy, 'support'),
  });
  await record(world, abandoned);
  expect(await outcomeOf(world)).toEqual({ kind: 'left', waitedMs: 90_000 });
  await callBack(world);
  expect(await outcomeOf(world)).toEqual({ kind: 'called_back', waitedMs: 480_000 });
  expect((await contactOf(world)).expectedRange).toBeDefined();
});

test('who rings in again is told of the place; what is kept of that is joined to the same callback', async () => {
  const world = await busyWorld();
  await ringIn(world);
  await registerCallback(world, {
    contactId: 'inbound-1',
    from: callerNumber,
    queue: queueOf(world.policy, 'support'),
  });
  world.clock.advance(60_000);
  const { wait } = await ringIn(world, 'inbound-2');
  const again = await contactOf(world, 'inbound-2');
  expect(again).toMatchObject({ expectedWaitMs: wait.waitMs, expectedRange: wait.range });
  expect(again).not.toHaveProperty('told');
  await record(world, eventsOf({ contactId: 'inbound-2', disconnectedAtMs: noonMs + 100_000 }));
  expect(await outcomeOf(world, 'inbound-2')).toEqual({ kind: 'left', waitedMs: 40_000 });
  await callBack(world);
  expect(await outcomeOf(world, 'inbound-1')).toEqual({ kind: 'called_back', waitedMs: 480_000 });
  expect(await outcomeOf(world, 'inbound-2')).toEqual({ kind: 'called_back', waitedMs: 420_000 });
});

test('a caller who is moved to another queue goes on waiting for what was told', async () => {
  const moved = eventsOf(
    { contactId: 'moved-1', connectedToAgentAtMs: noonMs + 300_000 },
    { initiation: 'transfer', initialContactId: 'inbound-1' },
  );
  for (const events of [
    [...abandoned, ...moved],
    [...moved, ...abandoned],
  ]) {
    const world = await busyWorld();
    await ringIn(world);
    await record(world, events);
    expect(await outcomeOf(world)).toEqual({ kind: 'reached', waitedMs: 300_000 });
  }
});

test('nothing is learned of a forecast from the wait of somebody who was moved, or who waited in another queue', async () => {
  const elsewhere = eventsOf({ connectedToAgentAtMs: noonMs + 300_000 }).map((event) => ({
    ...event,
    queueId: queueIds.billing,
  }));
  const moved = eventsOf(
    { contactId: 'moved-1', connectedToAgentAtMs: noonMs + 300_000 },
    { initiation: 'transfer', initialContactId: 'inbound-1' },
  );
  for (const events of [elsewhere, moved]) {
    const world = await busyWorld();
    await ringIn(world);
    await record(world, events);
    const pickUps = (await world.store.pools.statistics('frontline'))?.value.pickUps;
    expect(pickUps?.at(-1)).toMatchObject({ atMs: noonMs + 300_000 });
    expect(pickUps?.at(-1)).not.toHaveProperty('told');
  }
});

test('a caller to whom nothing could be said has no outcome kept', async () => {
  const world = createWorld();
  await ringIn(world);
  await record(world, reached);
  expect(await outcomeOf(world)).toBeUndefined();
});
