import type { Deps } from '../../lib/app/deps';
import { leaseMs } from '../../lib/core/callback/leases';
import type { Callback } from '../../lib/core/callback/callback';
import type { ContactView } from '../../local/connect/types';
import { noonMs } from '../support/builders/callbacks';
import { openWaysCentre, type WaysCentre, type WaysOptions } from '../support/ways/centre';
import { dialNext, drivePasses, settleAll } from '../support/ways/drive';

// Goal: an agent who has agreed to take a caller takes that caller, and no agent stays bound to one who is not there.
// Method: the emulated centre with its flows, events and HTTP API, and the real functions and adapters. Only the plan
// is the test's own.

const numbers = ['+447700900001', '+447700900002', '+447700900003'];
const MINUTE_MS = 60_000;

let centre: WaysCentre;
afterEach(() => centre.close());

async function open(options: Partial<WaysOptions> = {}): Promise<WaysCentre> {
  centre = await openWaysCentre({ agents: 2, numbers, isReservedOn: true, ...options });
  return centre;
}

const runFor = (ms: number) => centre.clock.runUntil(centre.clock.nowMs() + ms);
const callbacks = async (): Promise<readonly Callback[]> =>
  (await Promise.all(numbers.map(centre.callback))).flatMap((one) => one ?? []);
const tasks = () => centre.contacts().filter(({ channel }) => channel === 'TASK');
const calls = () => centre.contacts().filter(({ channel }) => channel === undefined);
const ofSameCallback = (one: ContactView) => (other: ContactView) =>
  other.attributes['holdfree_callback'] === one.attributes['holdfree_callback'];
const areFree = () => centre.agentIds.every((id) => centre.simulation.emulator.agentState(id).state === 'available');

/** Every caller was served once, nothing was counted that is no call, and nobody is still bound. */
async function expectAllServed(): Promise<void> {
  for (const callback of await callbacks()) {
    expect(callback).toMatchObject({ state: 'closed', outcome: 'completed', attempt: 1 });
  }
  expect(calls()).toHaveLength(numbers.length);
  expect(tasks().filter(({ stage }) => stage !== 'ended')).toEqual([]);
  expect(areFree()).toBe(true);
  const report = await centre.simulation.observer.report(centre.deps.store.callbacks);
  expect(report).toMatchObject({ callsOffered: 0, callsAnswered: 0, doubleDials: 0, callbacksDialed: numbers.length });
  expect(report.waitAfterReadySeconds.mean).toBeLessThan(10);
  expect(centre.journal.filter(({ kind }) => kind === 'fault')).toEqual([]);
}

describe.each(['agent-first', 'reserved'] as const)('%s', (way) => {
  test('brings each call to the agent who has accepted its task, and the task ends with the call', async () => {
    // With one agent too many, routing would let that one have the last call at once.
    await open({ agents: 3 });
    drivePasses(centre, way);
    await runFor(10 * MINUTE_MS);
    await expectAllServed();
    for (const call of calls()) {
      const own = tasks().filter(ofSameCallback(call));
      expect(own.map(({ contactId }) => centre.takenBy.get(contactId))).toEqual([centre.takenBy.get(call.contactId)]);
      const [task] = own;
      const isAcceptedFirst = (task?.connectedToAgentAtMs ?? Number.NaN) < call.initiatedAtMs;
      expect(isAcceptedFirst).toBe(way === 'agent-first');
      expect(call.disconnectedAtMs).toBeLessThanOrEqual(task?.disconnectedAtMs ?? 0);
      expect(task?.disconnectedAtMs).toBeLessThan((call.disconnectedAtMs ?? 0) + 3_000);
      expect(task?.description).toMatch(/^Callback: the caller asked for it \w+ minutes ago/);
    }
  });

  test('serves everybody where calls may not be given by name: the task ends as the caller is queued', async () => {
    await open({ isGivingOn: false });
    drivePasses(centre, way);
    await runFor(10 * MINUTE_MS);
    await expectAllServed();
    for (const call of calls()) {
      const [task] = tasks().filter(ofSameCallback(call));
      expect(task?.disconnectedAtMs).toBeLessThan(call.connectedToAgentAtMs ?? 0);
    }
  });

  test.each(['reject', 'miss'] as const)('goes on where agents %s tasks', async (kind) => {
    let answered = 0;
    const isTaken = () => (answered += 1) > 2;
    await open({ taskAnswer: () => (isTaken() ? { kind: 'accept', afterMs: 2_000 } : { kind, afterMs: 3_000 }) });
    drivePasses(centre, way);
    await runFor(15 * MINUTE_MS);
    await expectAllServed();
    expect(answered).toBeGreaterThan(2);
  });

  test('frees the agent when nobody answers', async () => {
    await open({ agents: 1, fate: { kind: 'no_answer' } });
    drivePasses(centre, way);
    await runFor(5 * MINUTE_MS);
    for (const callback of await callbacks()) {
      expect(callback).toMatchObject({ state: 'scheduled', why: 'retry', past: [{ outcome: 'no_answer' }] });
    }
    expect(tasks().every(({ stage }) => stage === 'ended')).toBe(true);
    expect(areFree()).toBe(true);
  });

  test('after a crash in the middle binds no agent longer than the lease, and the caller is served', async () => {
    await open({ agents: 1 });
    await dieWhile(way === 'agent-first' ? 'offering' : 'dialing', way);
    await runFor(leaseMs.dialing + 5_000);
    centre.clock.spawn(() => settleAll(centre.deps));
    await runFor(40_000);
    expect(await isAnybodyBoundInVain()).toBe(false);
    drivePasses(centre, way);
    await runFor(10 * MINUTE_MS);
    await expectAllServed();
  });
});

/** One pass of a dispatcher that dies when Connect has done what it was asked, before anything of it is stored. */
async function dieWhile(doing: 'offering' | 'dialing', way: 'agent-first' | 'reserved'): Promise<void> {
  const { deps } = centre;
  const die = async (): Promise<never> => {
    throw new Error('killed');
  };
  const dying: Deps = {
    ...deps,
    tasks: { ...deps.tasks, offer: async (task) => deps.tasks.offer(task).then(doing === 'offering' ? die : (x) => x) },
    dialer: { ...deps.dialer, dial: async (dial) => deps.dialer.dial(dial).then(doing === 'dialing' ? die : (x) => x) },
  };
  let death = 'none';
  centre.clock.spawn(async () => {
    await dialNext({ ...centre, deps: dying }, way).catch((error: Error) => void (death = error.message));
  });
  await runFor(1_000);
  expect(death).toBe('killed');
  expect(centre.clock.nowMs()).toBe(noonMs + 1_000);
}

/** A task that an agent has, and no callback. */
async function isAnybodyBoundInVain(): Promise<boolean> {
  const tokens = (await centre.deps.store.callbacks.inFlight()).map(({ task }) => task?.clientToken);
  const held = tasks().filter(({ stage }) => stage === 'with_agent');
  return held.some(({ attributes }) => !tokens.includes(attributes['holdfree_task'] ?? 'none'));
}
