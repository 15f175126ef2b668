import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { identifyCaller } from '../../../lib/app/identify-caller';
import { registerCallback } from '../../../lib/app/register-callback';
import type { Store } from '../../../lib/ports/store';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { noonMs, scheduled, waiting } from '../../support/builders/callbacks';
import { queueIds, queueOf } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';

type Calls = Record<string, number>;

/** Counts the calls to every member of every part of a store. */
function counting(store: Store, calls: Calls): Store {
  const part = <T extends object>(name: string, of: T): T =>
    new Proxy(of, {
      get: (target, member, receiver) => {
        const value: unknown = Reflect.get(target, member, receiver);
        if (typeof value !== 'function') return value;
        const label = `${name}.${String(member)}`;
        return (...inputs: readonly unknown[]): unknown => {
          calls[label] = (calls[label] ?? 0) + 1;
          return Reflect.apply(value, target, inputs);
        };
      },
    });
  const {
    callbacks,
    contacts,
    guards,
    pools,
    dialRate,
    slots,
    callers,
    calls: inboundCalls,
    history,
    cases,
    deliveries,
    fcr,
    roster,
  } = store;
  return {
    callbacks: part('callbacks', callbacks),
    contacts: part('contacts', contacts),
    guards: part('guards', guards),
    pools: part('pools', pools),
    dialRate: part('dialRate', dialRate),
    slots: part('slots', slots),
    callers: part('callers', callers),
    calls: part('calls', inboundCalls),
    history: part('history', history),
    cases: part('cases', cases),
    deliveries: part('deliveries', deliveries),
    fcr: part('fcr', fcr),
    roster: part('roster', roster),
  };
}

async function crowd(
  count: number,
  state: 'waiting' | 'scheduled' = 'waiting',
): Promise<{ readonly world: World; readonly calls: Calls }> {
  const calls: Calls = {};
  const world = createWorld({ wrapStore: (store) => counting(store, calls) });
  world.staff(agents(3));
  for (let index = 0; index < count; index += 1) {
    const one = {
      id: `C${String(index).padStart(5, '0')}`,
      number: `+4477009${String(index).padStart(5, '0')}`,
      placeMs: noonMs - 9e6 + index,
    };
    await world.keep(state === 'waiting' ? waiting(one) : scheduled({ ...one, dueAtMs: noonMs + 1e6 }));
  }
  return { world, calls };
}

test('a pass makes the same calls with ten waiting and with two thousand', async () => {
  const small = await crowd(10);
  const large = await crowd(2_000);
  await dispatchPass(small.world);
  await dispatchPass(large.world);
  expect(small.world.connect.dialed).toHaveLength(3);
  expect(large.calls).toEqual(small.calls);
});

test('each dial costs a read, the guard, the claim and the contact, and nothing for those who wait on', async () => {
  const { world, calls } = await crowd(500);
  world.staff(agents(1));
  await dispatchPass(world);
  expect(calls).toEqual({
    'callbacks.due': 1,
    'callbacks.line': 2,
    'callbacks.inFlight': 1,
    'pools.sightings': 1,
    'pools.statistics': 1,
    // One for each queue of the pool.
    'pools.holding': 2,
    'dialRate.get': 1,
    'dialRate.put': 1,
    // Looked at, claimed, and given its contact id: three reads and two writes.
    'callbacks.get': 3,
    'callbacks.put': 2,
    // Whether its caller does not want to be called any more.
    'callers.get': 1,
    // Who is there, for those who route callers: at most four times a minute.
    'roster.put': 1,
    'guards.get': 1,
    'guards.put': 1,
    'contacts.remember': 1,
  });
});

test('a pass with nothing to do reads two lines, the timers and the flights', async () => {
  const { world, calls } = await crowd(2_000, 'scheduled');
  await dispatchPass(world);
  expect(calls).toEqual({ 'callbacks.due': 1, 'callbacks.line': 2, 'callbacks.inFlight': 1 });
});

test('a call that holds costs a write when it is queued and one when it leaves, beside what each end costs anyway', async () => {
  const costOf = async (queueId: string) => {
    const { world, calls } = await crowd(0);
    const contact = { kind: 'inbound', contactId: 'inbound-1', queue: 'support', enteredAtMs: noonMs } as const;
    await world.store.contacts.remember(contact, noonMs);
    delete calls['contacts.remember'];
    const told = (kind: ContactEvent['kind'], facts: Omit<ContactEvent['facts'], 'contactId'>) =>
      recordContactEvent(world, { kind, initiation: 'inbound', queueId, facts: { contactId: 'inbound-1', ...facts } });
    await told('queued', { enqueuedAtMs: noonMs - 60_000 });
    const queued = { ...calls };
    await told('disconnected', { enqueuedAtMs: noonMs - 60_000, disconnectedAtMs: noonMs });
    return { queued, left: calls };
  };
  // Whose call it was, and what is known of it now; test/unit/app/lost/counted-lost-calls.test.ts has the rest.
  const ending = { 'contacts.get': 1, 'calls.get': 1, 'calls.put': 1 };
  expect(await costOf(queueIds.support)).toEqual({
    queued: { 'pools.holds': 1 },
    left: { 'pools.holds': 1, 'pools.holdsNoMore': 1, ...ending },
  });
  expect(await costOf('q-foreign')).toEqual({ queued: {}, left: ending });
});

test('asking who is calling and registering cost the same however many wait', async () => {
  const costs = await Promise.all(
    [10, 2_000].map(async (count) => {
      const { world, calls } = await crowd(count);
      const queue = queueOf(world.policy, 'support');
      await identifyCaller(world, { contactId: 'inbound-1', from: '+441632960001', queue });
      await registerCallback(world, { contactId: 'inbound-1', from: '+441632960001', queue });
      return calls;
    }),
  );
  expect(costs[1]).toEqual(costs[0]);
  // Who is calling: seven; registering: four, and for lost calls two.
  expect(costs[0]).toEqual({
    'callbacks.ofCaller': 2,
    'callbacks.countBefore': 2,
    'pools.statistics': 1,
    'contacts.remember': 1,
    'contacts.get': 2,
    'callers.get': 1,
    'callers.noteCall': 1,
    'callbacks.register': 1,
    'contacts.noteCallback': 1,
    'cases.ofCaller': 1,
  });
});
