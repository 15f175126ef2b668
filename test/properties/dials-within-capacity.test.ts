import * as fc from 'fast-check';
import type { Process } from '../simulation/drawn-day';
import { noTrouble } from '../simulation/risky-ports';
import { registerAll } from '../simulation/drawn-day';
import { recordContactEvent } from '../../lib/app/record-contact-event';
import { queueOf } from '../support/builders/policies';
import { agents } from '../support/builders/world';
import { onEveryDay } from './every-day';

// Invariant 4: at each dial, dials in flight including it do not exceed the capacity that pass computed and logged, nor
// the pool's signed-in agents.
// Broken by counting an agent of two queues twice, by forgetting dials in flight or those planned in the same pass, by
// holders who are not counted, or by dialing on a guess when nobody says who is there.

const callers = Array.from({ length: 8 }, (_, index) => `+44770090001${index}`);

/** What is wrong with the dials of one pass; the agents of these days serve both queues. */
function excesses({ notes, dials, reading }: Process): readonly string[] {
  const signedIn = reading?.agents.filter(({ state }) => state !== 'unavailable').length ?? 0;
  const told = notes.flatMap((note) => {
    if (note.kind !== 'dialed') return [];
    const { callbackId, inFlight, capacity, rule } = note;
    if (inFlight > capacity) return [`${callbackId}: ${inFlight} in flight, capacity ${capacity}`];
    return capacity > signedIn ? [`${callbackId}: capacity ${capacity} by ${rule}, ${signedIn} signed in`] : [];
  });
  const firsts = dials.filter(({ request }) =>
    notes.some(
      (note) =>
        note.kind === 'dialed' &&
        note.rule !== 'repair' &&
        request.clientToken === `${note.callbackId}-${note.attempt}`,
    ),
  );
  const rung = firsts
    .filter(({ inFlight }) => inFlight.length + 1 > signedIn)
    .map(({ request, inFlight }) => `${request.clientToken} is one of ${inFlight.length + 1}, ${signedIn} signed in`);
  return [...told, ...rung];
}

test('no dial is one too many for the agents that the pass counted, who may serve both queues', async () => {
  let dials = 0;
  let held = 0;
  const drawn = {
    weights: { pass: 8, contact: 5, staff: 4, register: 2 },
    agentsMax: 4,
    holdersMax: 3,
    // One dispatcher at a time: what two of them see of each other is the business of the claim, not of the plan.
    atOnce: 1,
    rounds: { minLength: 8, maxLength: 24 },
    thenMs: [500, 1_000, 5_000, 30_000, 80_000],
  };
  const options = fc.record({ callers: fc.constant(callers), agents: fc.integer({ min: 1, max: 4 }) });
  await onEveryDay({ runs: 60, seed: 14, drawn, options }, async (day, play) => {
    await registerAll(day);
    await play();
    const passes = day.processes.filter(({ kind }) => kind === 'pass');
    expect(passes.flatMap(excesses)).toEqual([]);
    dials += passes.reduce((sum, pass) => sum + pass.dials.length, 0);
    held += passes.filter(
      ({ lines, dials: made }) => [...lines.values()].some((line) => line.length > 0) && made.length === 0,
    ).length;
  });
  expect(dials).toBeGreaterThan(60);
  expect(held).toBeGreaterThan(50);
});

test.each([
  ['by events and by figures', true],
  ['by figures alone, their events having been lost', false],
])('holders who came first, known %s, are counted before a callback is dialed', async (_name, areToldOf) => {
  const options = fc.record({ callers: fc.constant(callers.slice(0, 4)), agents: fc.integer({ min: 1, max: 4 }) });
  let dialed = 0;
  await onEveryDay({ runs: 40, seed: 24, drawn: { isFaultless: true }, options }, async (day) => {
    const { world } = day;
    await registerAll(day, ['support']);
    world.clock.advance(60_000);
    const present = (await world.capacity.read())?.agents.length ?? 0;
    // They have all been holding for longer than any callback has been waiting.
    world.staff(agents(present), [{ queue: 'support', count: 1, oldestAgeMs: 3_600_000 }]);
    const enqueuedAtMs = world.clock.nowMs() - 3_600_000;
    const facts = { contactId: 'holder-1', connectedToSystemAtMs: enqueuedAtMs, enqueuedAtMs };
    const { queueId } = queueOf(world.policy, 'support');
    if (areToldOf) await recordContactEvent(world, { kind: 'queued', initiation: 'inbound', queueId, facts });
    await day.play([{ acts: [{ act: { kind: 'pass' }, trouble: noTrouble }], fates: [], thenMs: 0 }]);
    const made = day.connect.dials() + day.tasks.offers();
    expect(made).toBeLessThanOrEqual(Math.max(0, present - 1));
    dialed += made;
  });
  expect(dialed).toBeGreaterThan(10);
});
