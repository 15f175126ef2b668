import fc from 'fast-check';
import type { AgentStateView, Channel } from '../../../../local/connect/types';
import { closeServed } from './serve';
import { DAY_MS, serveTasks, setupWith } from './task-world';
import type { TaskWorld } from './task-world';
import { SETUP, START_MS } from './world';

// Goal: whatever is asked of agents and tasks, nobody has more than the routing profile allows but by name, nobody who is
// free is kept from a contact that waits, and every contact ends and is told of in order.
// Method: random days of calls, tasks, answers and people, looked at four times a second.

afterEach(closeServed);

const HOUR_MS = 3_600_000;
const WHATS =
  'call call task task task later reschedule stop complete complete hang-up sign-in sign-in sign-out lunch give give';

const happening = fc.record({
  afterMs: fc.nat(120_000),
  what: fc.constantFrom(...WHATS.split(' ')),
  pick: fc.nat(20),
});

const behavior = fc.constantFrom('ROUTE_ANY_CHANNEL' as const, 'ROUTE_CURRENT_CHANNEL_ONLY' as const);
const day = fc.record({
  happenings: fc.array(happening, { minLength: 5, maxLength: 40 }),
  tasks: fc.integer({ min: 0, max: 3 }),
  crossChannel: fc.record({ VOICE: behavior, TASK: behavior }),
  answers: fc.array(
    fc.record({ kind: fc.constantFrom('accept', 'accept', 'reject', 'miss'), afterMs: fc.nat(22_000) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
});
type Day = typeof day extends fc.Arbitrary<infer T> ? T : never;

/** Everybody serves the one queue that is used, so that who may take what is easily said. */
function setupOf({ tasks, crossChannel }: Day) {
  const queues = [{ queueId: 'q-support', priority: 1, delaySeconds: 0 }];
  return setupWith({ concurrency: { TASK: tasks }, crossChannel, queues });
}

const maxOf = (channel: Channel, plan: Day) => (channel === 'VOICE' ? 1 : plan.tasks);

/** Said once more, and otherwise than in the emulator: whether an agent must be routed what waits. */
function mayTake({ state, isSigningOut, contacts }: AgentStateView, channel: Channel, plan: Day): boolean {
  if (state === 'offline' || state === 'away' || state === 'missed' || isSigningOut) return false;
  const other: Channel = channel === 'VOICE' ? 'TASK' : 'VOICE';
  const onOther = contacts.some((contact) => contact.channel === other);
  if (onOther && plan.crossChannel[other] === 'ROUTE_CURRENT_CHANNEL_ONLY') return false;
  return contacts.filter((contact) => contact.channel === channel).length < maxOf(channel, plan);
}

const agentIds = SETUP.agents.map(({ id }) => id);

/** What is wrong now. `given` are contacts that were given to somebody by name, `resting` agents who were away once. */
function faultsOf({ emulator }: TaskWorld, plan: Day, given: ReadonlySet<string>, resting: ReadonlySet<string>) {
  const waiting = emulator.liveContacts().filter(({ stage }) => stage === 'queued');
  const faults: string[] = [];
  for (const agentId of agentIds) {
    const agent = emulator.agentState(agentId);
    for (const channel of ['VOICE', 'TASK'] as const) {
      const own = agent.contacts.filter((contact) => contact.channel === channel);
      const routed = own.filter(({ contactId }) => !given.has(contactId));
      if (routed.length > maxOf(channel, plan)) faults.push(`${agentId} has ${routed.length} of ${channel}`);
      const isWaiting = waiting.some((view) => (view.channel ?? 'VOICE') === channel);
      if (isWaiting && !resting.has(agentId) && mayTake(agent, channel, plan)) faults.push(`${agentId} may take one`);
      const talks = own.filter(({ state }) => state === 'on_contact').length;
      if (channel === 'VOICE' && talks > 1) faults.push(`${agentId} talks ${talks} times`);
    }
  }
  return faults;
}

/** The task that an agent is on. */
const taskOf = ({ emulator }: TaskWorld, agentId: string): string =>
  emulator.agentState(agentId).contacts.find(({ channel, state }) => channel === 'TASK' && state === 'on_contact')
    ?.contactId ?? 'none';

function happen(world: TaskWorld, what: string, pick: number, given: Set<string>, resting: Set<string>) {
  const { emulator, clock } = world;
  const live = emulator.liveContacts();
  const contactId = live[pick % Math.max(1, live.length)]?.contactId ?? 'none';
  const agentId = agentIds[pick % agentIds.length] ?? 'ann';
  const inTime = clock.nowMs() + (pick + 1) * 3_000;
  // What is not possible is refused, which is no harm.
  const trying = (request: Promise<unknown>) => request.catch(() => undefined);
  switch (what) {
    case 'call':
      return void world.call('q-support', `+120655501${String(pick).padStart(2, '0')}`);
    case 'task':
      return world.start();
    case 'later':
      return world.start({ ScheduledTime: new Date(inTime) });
    case 'reschedule':
      return trying(world.reschedule(contactId, inTime));
    case 'stop':
      return trying(world.stop(contactId));
    case 'complete':
      return emulator.completeTask(taskOf(world, agentId));
    case 'hang-up':
      return emulator.hangUp(contactId);
    case 'sign-in':
      return emulator.signIn(agentId);
    case 'sign-out':
      return emulator.signOut(agentId);
    case 'lunch':
      resting.add(agentId);
      return emulator.setCustomStatus(agentId, 'Lunch');
    default:
      given.add(contactId);
      return trying(world.associate(contactId, agentId));
  }
}

async function runDay(plan: Day) {
  let asked = 0;
  const faults = new Set<string>();
  const given = new Set<string>();
  const resting = new Set<string>();
  const world = await serveTasks({
    setup: setupOf(plan),
    talk: () => ({ talkMs: 20_000, afterContactWorkMs: 5_000, endedBy: 'agent' }),
    timing: {
      acceptMs: () => ((asked += 1) % 5 === 0 ? 21_000 : 2_000),
      taskAnswer: () => plan.answers[(asked += 1) % plan.answers.length] ?? { kind: 'miss', afterMs: 0 },
    },
  });
  for (const { afterMs, what, pick } of plan.happenings) {
    world.clock.after(afterMs, async () => void (await happen(world, what, pick, given, resting)));
  }
  for (let ms = 0; ms < 200_000; ms += 250) {
    world.clock.after(ms, () =>
      faultsOf(world, plan, given, resting).forEach((fault) => faults.add(`${ms}: ${fault}`)),
    );
  }
  await world.run(200_000);
  // Everybody is there for an hour, and again when the seven days that a task lasts come to their end.
  for (const agentId of agentIds) world.emulator.signIn(agentId);
  await world.run(HOUR_MS);
  for (const agentId of agentIds) world.emulator.signOut(agentId);
  await world.run(7 * DAY_MS - 2 * HOUR_MS);
  for (const agentId of agentIds) world.emulator.signIn(agentId);
  await world.run(DAY_MS + HOUR_MS);
  return { ...world, faults: [...faults] };
}

const TASK_STORY =
  /^INITIATED( CONTACT_DATA_UPDATED)*( CONNECTED_TO_SYSTEM( QUEUED( CONNECTED_TO_AGENT)?)?)? DISCONNECTED COMPLETED$/;
const CALL_STORY = /^INITIATED( QUEUED( CONNECTED_TO_AGENT)?)? DISCONNECTED COMPLETED$/;
const TASK_REASONS = ['AGENT_COMPLETED', 'API', 'EXPIRED'];

test('nobody is above the limits, nobody is kept waiting, every contact ends and is told of in order', async () => {
  await fc.assert(
    fc.asyncProperty(day, async (plan) => {
      const world = await runDay(plan);
      expect(world.faults).toEqual([]);
      expect(world.emulator.liveContacts()).toEqual([]);
      expect(world.clock.pending()).toBe(0);
      for (const agentId of agentIds) {
        expect(world.emulator.agentState(agentId)).toMatchObject({ state: 'available', contacts: [] });
      }
      const tasks = world.records.filter((record) => record.Channel === 'TASK');
      const calls = world.records.filter((record) => record.Channel === 'VOICE');
      for (const { ContactId } of tasks) expect(world.eventTypes(ContactId).join(' ')).toMatch(TASK_STORY);
      for (const { ContactId } of calls) expect(world.eventTypes(ContactId).join(' ')).toMatch(CALL_STORY);
      for (const { DisconnectReason } of tasks) expect(TASK_REASONS).toContain(DisconnectReason);
      const begun = world.events.filter(({ detail }) => detail.eventType === 'INITIATED');
      expect(world.records).toHaveLength(begun.length);
      const channels = new Map(world.records.map((record) => [record.ContactId, record.Channel]));
      for (const { detail } of world.events) expect(detail.channel).toBe(channels.get(detail.contactId));
      expect(world.clock.nowMs()).toBeGreaterThan(START_MS + 8 * DAY_MS);
      await closeServed();
    }),
    { numRuns: 25, seed: 20_260_305 },
  );
});
