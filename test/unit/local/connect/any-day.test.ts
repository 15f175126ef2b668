import fc from 'fast-check';
import type { FlowEntry, FlowLeg } from '../../../../local/connect/types';
import { createWorld, SETUP } from './world';

// Goal: whatever callers, agents and flows do, every contact is told of once and ends, and nobody is left waiting for it.
// Method: random days with whispers, transfers between queues, personal queues and native callbacks.

const happening = fc.record({
  afterMs: fc.nat(200_000),
  what: fc.constantFrom('call', 'call', 'call', 'hang up', 'pick up', 'sign in', 'sign in', 'sign out'),
  pick: fc.nat(20),
});

const day = fc.record({
  happenings: fc.array(happening, { minLength: 5, maxLength: 40 }),
  /** What the flow of each caller does, over and over. */
  habits: fc.array(
    fc.constantFrom(
      'hold',
      'transfer',
      'to agent',
      'callback',
      'keyed callback',
      'whisper',
      'customer whisper',
      'leave',
    ),
    { minLength: 1, maxLength: 8 },
  ),
  /** Every so many offers are missed. */
  missEvery: fc.integer({ min: 2, max: 9 }),
  fates: fc.constantFrom('answers' as const, 'no_answer' as const, 'rings' as const),
});

/** In the queue: what the caller does when the music has played a while. */
async function hold(leg: FlowLeg, habit: string): Promise<void> {
  if ((await leg.wait(25_000)) === 'gone') return;
  if (habit === 'leave') leg.disconnect();
  if (habit === 'transfer') leg.dequeueTo({ queueId: 'q-sales' });
  if (habit === 'to agent') leg.dequeueTo({ agentId: 'ann' });
  if (!habit.endsWith('callback')) return;
  leg.createCallback({ queueId: 'q-sales', initialDelaySeconds: 30, attemptsMax: 2, retryDelaySeconds: 45 });
  leg.disconnect();
}

async function enter(leg: FlowLeg, habit: string): Promise<void> {
  if (habit === 'whisper') leg.setHook('AgentWhisper', 'flow-to-agent');
  if (habit === 'customer whisper') leg.setHook('CustomerWhisper', 'flow-to-caller');
  if (habit === 'keyed callback') leg.setCallbackNumber('+12065550199');
  await leg.wait(3_000);
  leg.setTargetQueue('q-support');
  leg.transferToQueue();
}

function playsOf(habits: readonly string[]) {
  let callers = 0;
  const habitOf = new Map<string, string>();
  return async (leg: FlowLeg, entry: FlowEntry): Promise<void> => {
    const number = leg.contactData().CustomerEndpoint?.Address ?? 'none';
    const habit = habitOf.get(number) ?? habits[callers++ % habits.length] ?? 'hold';
    habitOf.set(number, habit);
    if (entry.kind === 'customer_queue') await hold(leg, habit);
    else if (entry.kind === 'inbound') await enter(leg, habit);
    else await leg.wait(habit === 'customer whisper' ? 130_000 : 8_000);
  };
}

async function runDay({ happenings, habits, missEvery, fates }: typeof day extends fc.Arbitrary<infer T> ? T : never) {
  const afterMs = 12_000;
  let offers = 0;
  const fate = fates === 'answers' ? { kind: fates, afterMs, who: 'person' as const } : { kind: fates };
  const world = createWorld({
    setup: { ...SETUP, concurrentCallsMax: 12 },
    fate,
    timing: { acceptMs: () => ((offers += 1) % missEvery === 0 ? 21_000 : 2_000) },
    talk: () => ({ talkMs: 40_000, afterContactWorkMs: 5_000, endedBy: 'agent' }),
    play: playsOf(habits),
  });
  const { clock, emulator } = world;
  const agents = SETUP.agents.map(({ id }) => id);
  for (const [index, { afterMs: atMs, what, pick }] of happenings.entries()) {
    clock.after(atMs, () => {
      const live = emulator.liveContacts();
      const contactId = live[pick % Math.max(1, live.length)]?.contactId ?? 'none';
      const agentId = agents[pick % agents.length] ?? 'ann';
      if (what === 'call') world.call('q-support', `+120655501${String(index).padStart(2, '0')}`);
      if (what === 'hang up') emulator.hangUp(contactId);
      if (what === 'pick up') emulator.answer(contactId);
      if (what === 'sign in') emulator.signIn(agentId);
      if (what === 'sign out') emulator.signOut(agentId);
    });
  }
  await world.run(220_000);
  // Everybody is there at the end, so that what can be served is served.
  for (const agentId of agents) emulator.signIn(agentId);
  await world.run(3 * 3_600_000);
  return world;
}

test('every contact is begun and ended once, and every agent is free in the end', async () => {
  await fc.assert(
    fc.asyncProperty(day, async (plan) => {
      const { clock, emulator, events, records } = await runDay(plan);
      const told = (eventType: string) =>
        events
          .filter(({ detail }) => detail.eventType === eventType)
          .map(({ detail }) => detail.contactId)
          .toSorted();
      const begun = told('INITIATED');
      expect(new Set(begun).size).toBe(begun.length);
      expect(told('DISCONNECTED')).toEqual(begun);
      expect(told('COMPLETED')).toEqual(begun);
      expect(records.map(({ ContactId }) => ContactId).toSorted()).toEqual(begun);
      expect(emulator.liveContacts()).toEqual([]);
      expect(SETUP.agents.map(({ id }) => emulator.agentState(id).state)).toEqual(SETUP.agents.map(() => 'available'));
      expect(['q-support', 'q-sales', 'agent/ann'].map((id) => emulator.queueState(id).waiting)).toEqual([0, 0, 0]);
      expect(clock.pending()).toBe(0);
    }),
    { numRuns: 150, seed: 20_260_302 },
  );
});

test('a chain can be followed both ways, and each contact of it names the first', async () => {
  await fc.assert(
    fc.asyncProperty(day, async (plan) => {
      const { records } = await runDay(plan);
      const byId = new Map(records.map((record) => [record.ContactId, record]));
      const links = records.flatMap(({ ContactId, NextContactId }) =>
        NextContactId === null ? [] : [`${ContactId} ${NextContactId}`],
      );
      const backwards = records.flatMap(({ ContactId, PreviousContactId }) =>
        PreviousContactId === null ? [] : [`${PreviousContactId} ${ContactId}`],
      );
      expect(backwards.toSorted()).toEqual(links.toSorted());
      for (const { PreviousContactId, InitialContactId } of records) {
        const previous = byId.get(PreviousContactId ?? 'none');
        expect(InitialContactId).toBe(previous?.InitialContactId ?? PreviousContactId);
      }
    }),
    { numRuns: 60, seed: 20_260_303 },
  );
});

test('calls that the quota counts are those that somebody is on', async () => {
  await fc.assert(
    fc.asyncProperty(day, async (plan) => {
      const { emulator } = await runDay(plan);
      const answers = Array.from({ length: 13 }, () =>
        emulator.callIn({ from: null, to: '+18005550199', flowId: 'flow-in', attributes: {} }),
      );
      expect(answers.filter((contactId) => contactId === undefined)).toHaveLength(1);
    }),
    { numRuns: 60, seed: 20_260_304 },
  );
});
