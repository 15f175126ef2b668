import * as fc from 'fast-check';
import { cancelCallback } from '../../lib/app/cancel-callback';
import { confirmAnswer } from '../../lib/app/confirm-answer';
import type { Deps } from '../../lib/app/deps';
import { dispatchPass } from '../../lib/app/dispatch/dispatch-pass';
import { endInboundCall } from '../../lib/app/end-inbound-call';
import { identifyCaller } from '../../lib/app/identify-caller';
import { recordContactEvent, type ContactEvent } from '../../lib/app/record-contact-event';
import { registerCallback } from '../../lib/app/register-callback';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { Store } from '../../lib/ports/store';
import { noonMs } from '../support/builders/callbacks';
import { queueConfig, queueOf } from '../support/builders/policies';
import { agents, createWorld, type World } from '../support/builders/world';
import { createRingingConnect, type DialFate, type RingingConnect } from './ringing-connect';

// Goal: however the calls of several dispatchers, flows and events interleave, and whichever of them fail, no number and
// no callback is rung twice at once, every attempt is one contact, and every callback ends.
// Method: fast-check's scheduler chooses when each call takes effect. All processes of a round end with it, as functions
// do within their time-out; between rounds time passes and leases run out.

const numbers = ['+441632960001', '+441632960002'] as const;
const queueNames = ['support', 'billing'] as const;

type Act =
  | { readonly kind: 'pass' }
  | { readonly kind: 'register' | 'cancel' | 'ring_in' | 'leave'; readonly number: number; readonly queue: number }
  | { readonly kind: 'contact'; readonly pick: number; readonly what: ContactEvent['kind']; readonly told: number };

interface Round {
  readonly acts: readonly Act[];
  readonly fates: readonly DialFate[];
  /** The store call of the round that fails, and whether it does so after it took effect; 0 for none. */
  readonly failing: number;
  readonly isEffective: boolean;
  readonly thenMs: number;
}

const aCaller = { number: fc.nat(1), queue: fc.nat(1) };
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'pass' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('register' as const, 'cancel' as const, 'ring_in' as const, 'leave' as const),
      ...aCaller,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('contact' as const),
      pick: fc.nat(3),
      what: fc.constantFrom<ContactEvent['kind'][]>(
        'initiated',
        'connected_to_system',
        'queued',
        'connected_to_agent',
        'disconnected',
      ),
      told: fc.nat(2),
    }),
  },
);
const anyRound: fc.Arbitrary<Round> = fc.record({
  acts: fc.array(anyAct, { minLength: 2, maxLength: 7 }),
  fates: fc.array(
    fc.constantFrom<DialFate[]>('started', 'started', 'answer_lost', 'never_reached', 'throttled', 'refused'),
    { maxLength: 3 },
  ),
  failing: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
  isEffective: fc.boolean(),
  thenMs: fc.constantFrom(1_000, 30_000, 80_000, 80_000, 400_000),
});

/** Delays each call until the scheduler lets it take effect, and fails one of them. */
function interleaved(s: fc.Scheduler, store: Store, round: () => Round | undefined): Store {
  let calls = 0;
  let current: Round | undefined;
  const part = <T extends object>(of: T): T =>
    new Proxy(of, {
      get: (target, member, receiver) => {
        const value: unknown = Reflect.get(target, member, receiver);
        if (typeof value !== 'function') return value;
        return async (...inputs: readonly unknown[]): Promise<unknown> => {
          const now = round();
          if (now === undefined) return Reflect.apply(value, target, inputs) as unknown;
          if (now !== current) [current, calls] = [now, 0];
          calls += 1;
          const isFailing = calls === now.failing;
          await s.schedule(Promise.resolve());
          const result: unknown =
            isFailing && !now.isEffective ? undefined : await Reflect.apply(value, target, inputs);
          if (isFailing) throw new AdapterError('memory', { retryable: true, cause: new Error('failed on purpose') });
          return result;
        };
      },
    });
  const { callbacks, contacts, guards, pools, dialRate, slots, callers } = store;
  return {
    callbacks: part(callbacks),
    contacts: part(contacts),
    guards: part(guards),
    pools: part(pools),
    dialRate: part(dialRate),
    slots: part(slots),
    callers: part(callers),
  };
}

interface Run {
  readonly world: World;
  readonly deps: Deps;
  readonly connect: RingingConnect;
  readonly registered: Set<string>;
  readonly inbound: { readonly contactId: string; readonly number: string }[];
  round: Round | undefined;
}

function createRun(s: fc.Scheduler): Run {
  const queues = queueNames.map((name) => queueConfig(name, { deadlineHours: 13 }));
  const state: { run?: Run } = {};
  const world = createWorld({
    config: { queues },
    wrapStore: (store) => interleaved(s, store, () => state.run?.round),
  });
  world.staff(agents(4));
  const connect = createRingingConnect(world.clock.nowMs);
  const slow =
    <I extends readonly unknown[], O>(call: (...inputs: I) => Promise<O>) =>
    async (...inputs: I): Promise<O> => {
      if (state.run?.round === undefined) return call(...inputs);
      await s.schedule(Promise.resolve());
      const result = await call(...inputs);
      // The answer travels back while others go on: events of a contact may come before its id is stored.
      await s.schedule(Promise.resolve());
      return result;
    };
  const { dial, stop } = connect.dialer;
  const { describe: ask, setAge } = connect.contacts;
  const deps: Deps = {
    ...world,
    dialer: { dial: slow(dial), stop: slow(stop) },
    contacts: { describe: slow(ask), setAge: slow(setAge) },
  };
  const run: Run = { world, deps, connect, registered: new Set(), inbound: [], round: undefined };
  state.run = run;
  return run;
}

async function act(run: Run, one: Act, contactId: string): Promise<void> {
  const { deps, world } = run;
  if (one.kind === 'pass') return void (await dispatchPass(deps));
  if (one.kind === 'contact') return contactMoves(run, one);
  const from = numbers[one.number] ?? numbers[0];
  const queue = queueOf(world.policy, queueNames[one.queue] ?? 'support');
  switch (one.kind) {
    case 'register': {
      const result = await registerCallback(deps, { contactId, from, queue });
      if (result.ok) run.registered.add(result.value.callback.id);
      return recordContactEvent(deps, {
        kind: 'disconnected',
        initiation: 'inbound',
        facts: { contactId, disconnectedAtMs: world.clock.nowMs() },
      });
    }
    case 'ring_in':
      run.inbound.push({ contactId, number: from });
      return void (await identifyCaller(deps, { contactId, from, queue }));
    case 'leave': {
      const call = run.inbound.shift();
      if (call === undefined) return;
      const nowMs = world.clock.nowMs();
      const served = one.queue === 0 ? { connectedToAgentAtMs: nowMs - 60_000, agentId: 'agent-2' } : {};
      return endInboundCall(deps, { contactId: call.contactId, disconnectedAtMs: nowMs, ...served });
    }
    case 'cancel': {
      const callback = (await deps.store.callbacks.get({ number: from, queue: queue.name }))?.value;
      if (callback !== undefined) await cancelCallback(deps, callback);
    }
  }
}

/** Something happens to a live contact, and it is told of so many times: never, once or twice. */
async function contactMoves(run: Run, one: Extract<Act, { kind: 'contact' }>): Promise<void> {
  const { connect, deps } = run;
  const live = connect.live();
  const contactId = live[one.pick % Math.max(1, live.length)];
  if (contactId === undefined) return;
  if (one.what === 'connected_to_agent' && !connect.isReady(contactId)) return;
  if (one.what === 'queued') {
    connect.happen(contactId, 'connected_to_system');
    // The flow asks first; where asking fails it queues the caller all the same.
    const answer = await confirmAnswer(deps, { contactId, attributes: connect.attributesOf(contactId) }).catch(
      () => undefined,
    );
    if (answer?.kind === 'goodbye') return tell(run, connect.happen(contactId, 'disconnected'), one.told);
  }
  await tell(run, connect.happen(contactId, one.what), one.told);
}

async function tell({ deps }: Run, event: ContactEvent | undefined, times: number): Promise<void> {
  if (event === undefined) return;
  await Promise.all(Array.from({ length: times }, () => recordContactEvent(deps, event)));
}

async function play(s: fc.Scheduler, run: Run, rounds: readonly Round[]): Promise<void> {
  for (const [index, round] of rounds.entries()) {
    run.round = round;
    run.connect.setFates(round.fates);
    // A process that fails has died; what it left behind is for others to put right.
    const acts = round.acts.map((one, part) => act(run, one, `inbound-${index}-${part}`).catch(expectFault));
    await s.waitFor(Promise.all(acts));
    run.round = undefined;
    run.world.clock.advance(round.thenMs);
    run.connect.endStale();
  }
}

function expectFault(error: unknown): void {
  if (!(error instanceof AdapterError)) throw error;
}

/** Faults stop, calls end, and the dispatcher goes on ticking until every deadline has passed. */
async function settle(run: Run): Promise<void> {
  const { deps, connect, world } = run;
  connect.setFates([]);
  for (const { contactId } of run.inbound)
    await endInboundCall(deps, { contactId, disconnectedAtMs: world.clock.nowMs() });
  const endMs = world.clock.nowMs() + 15 * 3_600_000;
  while (world.clock.nowMs() < endMs) {
    await dispatchPass(deps);
    // Nothing tells of these endings: only leases are left to find them.
    for (const contactId of connect.live()) connect.happen(contactId, 'disconnected');
    world.clock.advance(world.clock.nowMs() < endMs - 14 * 3_600_000 ? 76_000 : 600_000);
  }
}

test('whatever interleaves and fails, nobody is rung twice at once and every callback ends', async () => {
  let dials = 0;
  let outcomes: readonly string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(anyRound, { minLength: 2, maxLength: 6 }), async (s, rounds) => {
      const run = createRun(s);
      for (const number of numbers) {
        for (const queueName of queueNames) {
          const contactId = `first-${number}-${queueName}`;
          const result = await registerCallback(run.deps, {
            contactId,
            from: number,
            queue: queueOf(run.world.policy, queueName),
          });
          if (result.ok) run.registered.add(result.value.callback.id);
          await run.world.store.contacts.remember(
            { kind: 'inbound', contactId, number, queue: queueName, enteredAtMs: noonMs },
            noonMs,
          );
          await endInboundCall(run.deps, { contactId, disconnectedAtMs: noonMs });
        }
      }
      await play(s, run, rounds);
      expect(run.connect.breaches).toEqual([]);
      await settle(run);
      expect(run.connect.breaches).toEqual([]);
      const ended = await Promise.all([...run.registered].map((id) => run.world.store.callbacks.find(id)));
      expect(ended.filter((callback) => callback?.state !== 'closed')).toEqual([]);
      expect(ended.filter((callback) => callback !== undefined && callback.attemptsSpent > 3)).toEqual([]);
      dials += run.connect.dials();
      outcomes = [...outcomes, ...ended.map((callback) => (callback?.state === 'closed' ? callback.outcome : 'lost'))];
    }),
    { numRuns: Number(process.env['SIM_RUNS'] ?? 150), seed: Number(process.env['SIM_SEED'] ?? 31) },
  );
  // Runs that never dial, or that all end alike, would prove nothing.
  expect(dials).toBeGreaterThan(300);
  for (const outcome of ['completed', 'exhausted', 'cancelled', 'withdrawn', 'refused', 'expired'])
    expect(outcomes).toContain(outcome);
});
