import * as fc from 'fast-check';
import { cancelCallback } from '../../lib/app/cancel-callback';
import { changeRequest } from '../../lib/app/change-request';
import { confirmAnswer } from '../../lib/app/confirm-answer';
import { dispatchPass } from '../../lib/app/dispatch/dispatch-pass';
import { endInboundCall } from '../../lib/app/end-inbound-call';
import { findSlots } from '../../lib/app/find-slots';
import { identifyCaller } from '../../lib/app/identify-caller';
import { recordContactEvent, type ContactEvent } from '../../lib/app/record-contact-event';
import { registerCallback } from '../../lib/app/register-callback';
import type { Callback } from '../../lib/core/callback/callback';
import { contactAttributes } from '../../lib/core/contact-attributes';
import type { Store } from '../../lib/ports/store';
import { noonMs } from '../support/builders/callbacks';
import { queueConfig, queueOf } from '../support/builders/policies';
import { agents, createWorld, type World } from '../support/builders/world';
import { createRingingConnect, type DialFate, type RingingConnect } from './ringing-connect';

// Goal: however callers change number and time, with dials and their events in any order, no number and no callback is
// rung twice at once, none is lost, a place is only ever that of a chosen slot, and no place in a slot is kept for nobody.
// Method: fast-check's scheduler chooses when each call to the store and to Connect takes effect.

const callers = ['+441632960001', '+441632960002'] as const;
const numbers = [...callers, '+441632960003'] as const;

type Act =
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'change';
      readonly caller: number;
      readonly number: number;
      readonly slot: number;
      readonly onDial: boolean;
    }
  | { readonly kind: 'ring_in' | 'leave' | 'cancel'; readonly caller: number }
  | { readonly kind: 'contact'; readonly pick: number; readonly what: ContactEvent['kind']; readonly isTold: boolean };

interface Round {
  readonly acts: readonly Act[];
  readonly fates: readonly DialFate[];
  readonly thenMs: number;
}

const caller = fc.nat(callers.length - 1);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'pass' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      caller,
      // Beyond the last one: the number stays, or the time does.
      number: fc.nat(numbers.length + 1),
      slot: fc.nat(6),
      onDial: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('ring_in' as const, 'leave' as const), caller }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), caller }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('contact' as const),
      pick: fc.nat(3),
      what: fc.constantFrom<ContactEvent['kind'][]>(
        'connected_to_system',
        'queued',
        'connected_to_agent',
        'disconnected',
      ),
      isTold: fc.boolean(),
    }),
  },
);
const anyRound: fc.Arbitrary<Round> = fc.record({
  acts: fc.array(anyAct, { minLength: 1, maxLength: 6 }),
  fates: fc.array(fc.constantFrom<DialFate[]>('started', 'started', 'answer_lost', 'never_reached', 'throttled'), {
    maxLength: 3,
  }),
  thenMs: fc.constantFrom(1_000, 30_000, 80_000, 400_000, 1_800_000),
});

interface Run {
  readonly world: World;
  readonly connect: RingingConnect;
  readonly breaches: string[];
  readonly chosen: Set<number>;
  readonly inbound: { readonly contactId: string; readonly from: string }[];
  moves: number;
}

/** Lets the scheduler choose when each call takes effect, and when its answer comes. */
function slowed<T extends object>(s: fc.Scheduler, isSlow: () => boolean, of: T): T {
  return new Proxy(of, {
    get: (target, member, receiver) => {
      const value: unknown = Reflect.get(target, member, receiver);
      if (typeof value !== 'function') return value;
      return async (...inputs: readonly unknown[]): Promise<unknown> => {
        if (!isSlow()) return Reflect.apply(value, target, inputs) as unknown;
        await s.schedule(Promise.resolve());
        const answer: unknown = await Reflect.apply(value, target, inputs);
        await s.schedule(Promise.resolve());
        return answer;
      };
    },
  });
}

function createRun(s: fc.Scheduler, isSlow: () => boolean): Run {
  const breaches: string[] = [];
  const chosen = new Set<number>();
  const run: { moves: number } = { moves: 0 };
  const slots = { capacity: 1, daysAhead: 1, minutes: 60 };
  const wrapStore = (store: Store): Store => {
    const put: Store['callbacks']['put'] = async (callback, version) => {
      const before = (await store.callbacks.get(callback))?.value;
      const outcome = await store.callbacks.put(callback, version);
      if (outcome === 'conflict' || before === undefined || before.placeMs === callback.placeMs) return outcome;
      run.moves += 1;
      const isChosen = callback.placeMs === callback.slotMs && chosen.has(callback.placeMs);
      if (!isChosen) breaches.push(`the place of ${callback.id} went from ${before.placeMs} to ${callback.placeMs}`);
      return outcome;
    };
    const watched = { ...store, callbacks: { ...store.callbacks, put } };
    return {
      ...watched,
      callbacks: slowed(s, isSlow, watched.callbacks),
      contacts: slowed(s, isSlow, watched.contacts),
      guards: slowed(s, isSlow, watched.guards),
      slots: slowed(s, isSlow, watched.slots),
    };
  };
  const made = createWorld({ config: { queues: [queueConfig('support', { deadlineHours: 13, slots })] }, wrapStore });
  made.staff(agents(4));
  const connect = createRingingConnect(made.clock.nowMs);
  const dial: World['dialer']['dial'] = async (request) => {
    const outcome = await connect.dialer.dial(request);
    const live = connect.live().map((contactId) => connect.attributesOf(contactId)[contactAttributes.callbackId]);
    if (new Set(live).size < live.length) breaches.push(`${request.clientToken} rings while another attempt lives`);
    return outcome;
  };
  const dialer = slowed(s, isSlow, { dial, stop: connect.dialer.stop });
  const world = { ...made, dialer, contacts: slowed(s, isSlow, connect.contacts) };
  return Object.assign(run, { world, connect, breaches, chosen, inbound: [] });
}

async function act(run: Run, one: Act, contactId: string): Promise<void> {
  const { world } = run;
  if (one.kind === 'pass') return void (await dispatchPass(world));
  if (one.kind === 'contact') return contactMoves(run, one);
  const from = callers[one.caller] ?? callers[0];
  const queue = queueOf(world.policy, 'support');
  if (one.kind === 'ring_in') {
    run.inbound.push({ contactId, from });
    return void (await identifyCaller(world, { contactId, from, queue }));
  }
  if (one.kind === 'leave') {
    const call = run.inbound.shift();
    return call && endInboundCall(world, { contactId: call.contactId, disconnectedAtMs: world.clock.nowMs() });
  }
  const callback = (await world.store.callbacks.get({ number: from, queue: 'support' }))?.value;
  if (callback === undefined) return;
  if (one.kind !== 'change') return void (await cancelCallback(world, callback));
  await change(run, callback, one, contactId);
}

async function change(
  { world, connect, chosen }: Run,
  callback: Callback,
  one: Extract<Act, { kind: 'change' }>,
  contactId: string,
): Promise<void> {
  const queue = queueOf(world.policy, 'support');
  const dialContactId = connect
    .live()
    .find((id) => connect.attributesOf(id)[contactAttributes.callbackId] === callback.id);
  const [slotStartMs] = (await findSlots(world, { queue, limit: 7 })).slots.slice(one.slot);
  if (slotStartMs !== undefined) chosen.add(slotStartMs);
  const number = numbers[one.number];
  await changeRequest(world, {
    callback,
    ...(one.onDial ? {} : { askedFrom: callback.cli }),
    askedOnContactId: (one.onDial ? dialContactId : undefined) ?? contactId,
    number,
    slotStartMs: one.number === numbers.length + 1 || one.slot % 2 === 0 ? slotStartMs : undefined,
  });
}

/** Something happens to a live contact, and is told of or not. */
async function contactMoves({ world, connect }: Run, one: Act & { readonly kind: 'contact' }): Promise<void> {
  const live = connect.live();
  const contactId = live[one.pick % Math.max(1, live.length)];
  if (contactId === undefined || (one.what === 'connected_to_agent' && !connect.isReady(contactId))) return;
  let { what } = one;
  if (what === 'queued') {
    connect.happen(contactId, 'connected_to_system');
    const answer = await confirmAnswer(world, { contactId, attributes: connect.attributesOf(contactId) });
    if (answer.kind === 'goodbye') what = 'disconnected';
  }
  const event = connect.happen(contactId, what);
  if (event !== undefined && one.isTold) await recordContactEvent(world, event);
}

/** Calls end and the dispatcher ticks on until every deadline has passed; only leases find what nobody told of. */
async function settle({ world, connect, inbound }: Run): Promise<void> {
  connect.setFates([]);
  for (const { contactId } of inbound)
    await endInboundCall(world, { contactId, disconnectedAtMs: world.clock.nowMs() });
  const endMs = world.clock.nowMs() + 45 * 3_600_000;
  while (world.clock.nowMs() < endMs) {
    await dispatchPass(world);
    for (const contactId of connect.live()) connect.happen(contactId, 'disconnected');
    world.clock.advance(world.clock.nowMs() < noonMs + 3_600_000 ? 76_000 : 600_000);
  }
}

async function requestOf(world: World, from: string): Promise<Callback | undefined> {
  const contactId = `first-${from}`;
  const queue = queueOf(world.policy, 'support');
  await identifyCaller(world, { contactId, from, queue });
  const result = await registerCallback(world, { contactId, from, queue });
  await endInboundCall(world, { contactId, disconnectedAtMs: noonMs });
  return result.ok ? result.value.callback : undefined;
}

test('however callers change number and time, nobody is rung twice at once and nobody is forgotten', async () => {
  let dials = 0;
  let moves = 0;
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(anyRound, { minLength: 2, maxLength: 8 }), async (s, rounds) => {
      let isSlow = false;
      const run = createRun(s, () => isSlow);
      const { world, connect, breaches } = run;
      const requested = await Promise.all(callers.map((from) => requestOf(world, from)));
      for (const [index, round] of rounds.entries()) {
        isSlow = true;
        connect.setFates(round.fates);
        await s.waitFor(Promise.all(round.acts.map((one, part) => act(run, one, `inbound-${index}-${part}`))));
        isSlow = false;
        world.clock.advance(round.thenMs);
        connect.endStale();
      }
      await settle(run);
      expect([...connect.breaches, ...breaches]).toEqual([]);
      const ended = await Promise.all(requested.map((one) => world.store.callbacks.find(one?.id ?? 'none')));
      expect(ended.filter((callback) => callback?.state !== 'closed')).toEqual([]);
      expect([...(await world.store.slots.counts('support', 0, noonMs * 2))]).toEqual([]);
      dials += connect.dials();
      moves += run.moves;
      for (const callback of ended) if (callback?.state === 'closed') outcomes.add(callback.outcome);
    }),
    { numRuns: Number(process.env['SIM_RUNS'] ?? 120), seed: Number(process.env['SIM_SEED'] ?? 41) },
  );
  // Runs in which nobody is dialed, or nobody moves, would prove nothing.
  expect(dials).toBeGreaterThan(200);
  expect(moves).toBeGreaterThan(100);
  for (const outcome of ['completed', 'exhausted', 'cancelled']) expect(outcomes).toContain(outcome);
});
