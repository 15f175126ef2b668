import fc from 'fast-check';
import type { InstanceSetup, OfferAnswer } from '../../../../local/connect/types';
import { atLeast, createCriteriaWorld, only, step } from './criteria-world';
import { SETUP, START_MS } from './world';

// Goal: an offer only ever goes to whom the step in force admits, and nobody who may have a waiting contact is left free.
// Method: random callers with random steps in two queues, agents who come, go, miss and decline; who is admitted is worked
// out here from the time that a caller has been queued, and looked at every second.

const LEVELS: Readonly<Record<string, number>> = { ann: 1, bob: 3, cat: 5, zoe: 3 };
const AGENTS = Object.keys(LEVELS);
const QUEUES: Readonly<Record<string, readonly string[]>> = { 'q-support': AGENTS, 'q-sales': ['zoe'] };

const setup: InstanceSetup = {
  ...SETUP,
  agents: Object.entries(LEVELS).map(([id, level]) => ({
    id,
    username: id,
    routingProfileId: id === 'zoe' ? 'rp-both' : 'rp-support',
    proficiencies: [{ attribute: 'Language', value: 'Welsh', level }],
  })),
};

const admission = fc.oneof(
  fc.subarray(AGENTS, { minLength: 1 }).map((agentIds) => ({ expression: only(...agentIds), agentIds })),
  fc.integer({ min: 1, max: 5 }).map((level) => ({
    expression: atLeast('Language', 'Welsh', level),
    agentIds: AGENTS.filter((agentId) => (LEVELS[agentId] ?? 0) >= level),
  })),
);
const caller = fc.record({
  afterSeconds: fc.nat(90),
  queue: fc.constantFrom('q-support', 'q-support', 'q-sales'),
  steps: fc.array(fc.record({ admission, seconds: fc.integer({ min: 1, max: 40 }) }), { maxLength: 5 }),
});
const shift = fc.record({
  afterSeconds: fc.nat(90),
  agentId: fc.constantFrom(...AGENTS),
  comes: fc.boolean(),
});
const day = fc.record({
  callers: fc.array(caller, { minLength: 1, maxLength: 12 }),
  shifts: fc.array(shift, { minLength: 2, maxLength: 12 }),
  answers: fc.array(fc.constantFrom<OfferAnswer['kind']>('accept', 'miss', 'reject'), { minLength: 1, maxLength: 9 }),
});
type Day = typeof day extends fc.Arbitrary<infer T> ? T : never;

/** Whom a caller who has been queued so long may be given to; zoe takes support only after half a minute. */
function admittedAt({ queue, steps }: Day['callers'][number], queuedMs: number): readonly string[] {
  const patient = (QUEUES[queue] ?? []).filter((id) => id !== 'zoe' || queue === 'q-sales' || queuedMs >= 30_000);
  let endsMs = 0;
  for (const { admission: admitted, seconds } of steps) {
    endsMs += seconds * 1_000;
    if (queuedMs < endsMs) return patient.filter((agentId) => admitted.agentIds.includes(agentId));
  }
  return patient;
}

test('whoever is offered a caller is admitted just then, and nobody is free for one who waits', async () => {
  await fc.assert(
    fc.asyncProperty(day, async ({ callers, shifts, answers }) => {
      const callerOf = new Map<string, Day['callers'][number]>();
      const wrong: string[] = [];
      let offers = 0;
      const admittedTo = (contactId: string): readonly string[] => {
        const known = callerOf.get(contactId);
        const queuedMs = world.clock.nowMs() - (world.emulator.contact(contactId)?.enqueuedAtMs ?? 0);
        return known === undefined ? [] : admittedAt(known, queuedMs);
      };
      const world = createCriteriaWorld({
        setup,
        timing: {
          callAnswer: ({ contactId }, agentId) => {
            if (!admittedTo(contactId).includes(agentId)) wrong.push(`${agentId} was offered ${contactId}`);
            return { kind: answers[(offers += 1) % answers.length] ?? 'accept', afterMs: 1_500 };
          },
        },
        talk: () => ({ talkMs: 7_000, afterContactWorkMs: 2_000, endedBy: 'agent' }),
      });
      const at = (seconds: number, what: () => void): void => void world.clock.at(START_MS + seconds * 1_000 + 1, what);
      for (const one of callers) {
        const steps = one.steps.map(({ admission: { expression }, seconds }) => step(expression, seconds));
        at(one.afterSeconds, () => void callerOf.set(world.callFor(one.queue, ...steps), one));
      }
      for (const { afterSeconds, agentId, comes } of shifts) {
        at(afterSeconds, () => world.emulator[comes ? 'signIn' : 'signOut'](agentId));
      }
      for (let second = 0; second < 150; second += 1) {
        await world.run(1_000);
        const free = AGENTS.filter((agentId) => world.emulator.agentState(agentId).state === 'available');
        for (const { contactId, stage } of world.emulator.liveContacts()) {
          if (stage !== 'queued') continue;
          const idle = admittedTo(contactId).filter((agentId) => free.includes(agentId));
          wrong.push(...idle.map((agentId) => `${agentId} is free for ${contactId} after ${second} s`));
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 25, seed: 20_260_305 },
  );
});
