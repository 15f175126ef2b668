import * as fc from 'fast-check';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { AdapterError } from '../../../lib/ports/adapter-error';
import { callerNumber, dialing, noonMs } from '../../support/builders/callbacks';
import { queueIds } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

type Queue = keyof typeof queueIds;

/** Who stands in a queue, and how that went on. */
interface Stay {
  readonly who: 'caller' | 'transferred' | 'native_callback' | 'dial_of_another' | 'our_dial' | 'task';
  readonly queue: Queue | 'foreign';
  readonly enqueuedAtMs: number;
  readonly end: 'holds' | 'left' | 'served' | 'with_agent';
}

const initiations: Readonly<Record<Stay['who'], ContactEvent['initiation']>> = {
  caller: 'inbound',
  transferred: 'transfer',
  native_callback: 'other',
  dial_of_another: 'api',
  our_dial: 'api',
  task: 'api',
};

const stay = (changes: Partial<Stay> = {}): Stay => ({
  who: 'caller',
  queue: 'support',
  enqueuedAtMs: noonMs - 60_000,
  end: 'holds',
  ...changes,
});

/** What Connect tells of a stay, in order: each event repeats what the earlier ones said. */
function eventsOf({ who, queue, enqueuedAtMs, end }: Stay, contactId: string): readonly ContactEvent[] {
  const told = (kind: ContactEvent['kind'], facts: Omit<ContactEvent['facts'], 'contactId'>): ContactEvent => ({
    kind,
    ...(who === 'task' ? { channel: 'task' } : {}),
    initiation: initiations[who],
    queueId: queue === 'foreign' ? 'q-foreign' : queueIds[queue],
    facts: { contactId, ...facts },
  });
  const queued = { enqueuedAtMs };
  const agent = { ...queued, agentId: 'agent-1', connectedToAgentAtMs: enqueuedAtMs + 20_000 };
  const before = [told('queued', queued)];
  if (end === 'holds') return before;
  if (end === 'with_agent') return [...before, told('connected_to_agent', agent)];
  const met = end === 'served' ? [told('connected_to_agent', agent)] : [];
  const over = { ...(end === 'served' ? agent : queued), disconnectedAtMs: enqueuedAtMs + 50_000 };
  return [...before, ...met, told('disconnected', over), told('completed', over)];
}

/** A world in which a contact id that begins with `our_dial` is a dial of ours. */
async function worldWith(stays: readonly Stay[] = []): Promise<World> {
  const world = createWorld();
  await world.keep(dialing());
  for (const [index, { who }] of stays.entries()) {
    const contactId = `${who}-${index}`;
    world.connect.tell({ contactId }, callerNumber);
    const key = { number: callerNumber, queue: 'support' };
    const dial = { kind: 'dial', contactId, callbackId: dialing().id, key, attempt: 1 } as const;
    if (who === 'our_dial') await world.store.contacts.remember(dial, noonMs);
  }
  return world;
}

async function record(world: World, events: readonly ContactEvent[]): Promise<void> {
  for (const event of events) await recordContactEvent(world, event);
}

const holdingIn = (world: World, queue: Queue = 'support') => world.store.pools.holding(queue, 100, 0);

describe('who holds', () => {
  test.each(['caller', 'transferred', 'native_callback', 'dial_of_another'] as const)(
    'a %s holds from when Connect queued the contact until its end',
    async (who) => {
      const world = await worldWith([stay({ who })]);
      const [queued, ...later] = eventsOf(stay({ who, end: 'served' }), `${who}-0`);
      await record(world, [queued!]);
      expect(await holdingIn(world)).toEqual([{ contactId: `${who}-0`, sinceMs: noonMs - 60_000 }]);
      expect(await holdingIn(world, 'billing')).toEqual([]);
      await record(world, later);
      expect(await holdingIn(world)).toEqual([]);
    },
  );

  test.each([
    ['a dial of ours', stay({ who: 'our_dial' })],
    ['a task', stay({ who: 'task' })],
    ['a contact in a queue that is not ours', stay({ queue: 'foreign' })],
  ])('%s is never kept', async (_name, one) => {
    const world = await worldWith([one]);
    const writes: string[] = [];
    const pools = {
      ...world.store.pools,
      holds: async (queue: string) => void writes.push(queue),
      holdsNoMore: async (queue: string) => void writes.push(queue),
    };
    const watched = { ...world, store: { ...world.store, pools } };
    for (const event of eventsOf({ ...one, end: 'left' }, `${one.who}-0`)) await recordContactEvent(watched, event);
    expect(writes).toEqual([]);
  });

  test.each(['connected_to_agent', 'disconnected', 'completed'] as const)(
    '%s takes them away by itself when the other ends are lost',
    async (kind) => {
      const world = await worldWith();
      const events = eventsOf(stay({ end: 'served' }), 'caller-0');
      await record(
        world,
        events.filter((event) => event.kind === 'queued' || event.kind === kind),
      );
      expect(await holdingIn(world)).toEqual([]);
    },
  );

  test('who goes on in another queue holds there only', async () => {
    const world = await worldWith();
    await record(world, eventsOf(stay({ end: 'left' }), 'caller-0'));
    const onward = stay({ who: 'transferred', queue: 'billing', enqueuedAtMs: noonMs });
    await record(world, eventsOf(onward, 'transferred-1'));
    expect(await holdingIn(world)).toEqual([]);
    expect(await holdingIn(world, 'billing')).toEqual([{ contactId: 'transferred-1', sinceMs: noonMs }]);
  });

  test('the first event after one that was queued too late takes them away again', async () => {
    const world = await worldWith();
    const [queued, connected, disconnected] = eventsOf(stay({ end: 'served' }), 'caller-0');
    await record(world, [connected!, queued!]);
    expect(await holdingIn(world)).toHaveLength(1);
    await record(world, [disconnected!]);
    expect(await holdingIn(world)).toEqual([]);
  });

  test('a store that does not answer is told of, and the event counts for everything else', async () => {
    const world = await worldWith();
    const fault = new AdapterError('dynamodb', { retryable: true, cause: new Error('no answer') });
    const refuse = () => Promise.reject(fault);
    const pools = { ...world.store.pools, holds: refuse, holdsNoMore: refuse };
    const troubled = { ...world, store: { ...world.store, pools } };
    const [queued, connected] = eventsOf(stay({ end: 'with_agent' }), 'caller-0');
    await recordContactEvent(troubled, queued!);
    await recordContactEvent(troubled, connected!);
    const note = { kind: 'fault', where: 'holders', reason: fault.message };
    expect(world.notes).toEqual([note, note]);
    expect(await world.store.pools.sightings('frontline')).toMatchObject([{ agentId: 'agent-1', state: 'on_contact' }]);
  });
});

test('whatever order they come in, and twice, if each is first told to be queued, exactly those who hold are kept', async () => {
  const anyStay: fc.Arbitrary<Stay> = fc.record({
    who: fc.constantFrom('caller', 'caller', 'transferred', 'native_callback', 'dial_of_another', 'our_dial', 'task'),
    queue: fc.constantFrom('support', 'billing', 'foreign'),
    enqueuedAtMs: fc.integer({ min: noonMs - 90_000, max: noonMs - 89_998 }),
    end: fc.constantFrom('holds', 'left', 'served', 'with_agent'),
  });
  const drawn = fc.array(anyStay, { minLength: 1, maxLength: 6 }).chain((stays) => {
    const each = stays.map((one, index) => {
      const [queued, ...ends] = eventsOf(one, `${one.who}-${index}`);
      const doubled = [...ends, ...ends];
      return fc.shuffledSubarray(doubled, { minLength: doubled.length }).map((later) => [queued!, queued!, ...later]);
    });
    const turns = stays.flatMap((one, index) => Array<number>(2 * eventsOf(one, '').length).fill(index));
    const order = fc.shuffledSubarray(turns, { minLength: turns.length });
    return fc.record({ stays: fc.constant(stays), each: fc.tuple(...each), order });
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ stays, each, order }) => {
      const world = await worldWith(stays);
      const next = each.map((events) => events.values());
      await record(
        world,
        order.flatMap((index) => next[index]?.next().value ?? []),
      );
      for (const queue of ['support', 'billing'] as const) {
        const expected = stays.flatMap((one, index) => {
          const isKept = one.queue === queue && one.end === 'holds' && one.who !== 'our_dial' && one.who !== 'task';
          return isKept ? [{ contactId: `${one.who}-${index}`, sinceMs: one.enqueuedAtMs }] : [];
        });
        const holding = await holdingIn(world, queue);
        expect(holding.toSorted(byContact)).toEqual(expected.toSorted(byContact));
      }
    }),
    { numRuns: 200, seed: 31 },
  );
});

function byContact(a: { readonly contactId: string }, b: { readonly contactId: string }): number {
  return a.contactId < b.contactId ? -1 : 1;
}
