import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../../../functions/contact-records/contact-record';
import type { Deps } from '../../../../lib/app/deps';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import { watchPorts } from '../../../functions/ivr-asking';
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { eventOf, recordOf, tellLeg, type Leg } from '../../../support/builders/call-story';
import { createWorld } from '../../../support/builders/world';

const busy: Leg = { id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued' };
const served: Leg = { ...busy, agent: 60, end: 200, work: 230 };

type Calls = Record<string, number>;

type Told = 'DISCONNECTED' | 'COMPLETED' | number;

/** What each of these costs, told one after the other. A number: the record, updated so many seconds after the end. */
async function costsOf(leg: Leg, ...told: readonly Told[]): Promise<readonly Calls[]> {
  const world = createWorld({ nowMs: noonMs + 3_600_000 });
  tellLeg(world, leg);
  const contact = { kind: 'inbound', contactId: leg.id, number: callerNumber, queue: 'support' } as const;
  await world.store.contacts.remember({ ...contact, enteredAtMs: noonMs }, noonMs);
  let calls: Calls = {};
  const watched = watchPorts(world, (label) => {
    // Of holders, agents, pace and outcomes: what each event costs anyway.
    if (!label.startsWith('pools.') && label !== 'contacts.noteEnd') calls[label] = (calls[label] ?? 0) + 1;
  });
  const costs: Calls[] = [];
  for (const one of told) {
    calls = {};
    await tell(watched, leg, one);
    costs.push(calls);
  }
  return costs;
}

async function tell(deps: Deps, leg: Leg, one: Told): Promise<void> {
  if (typeof one === 'number') {
    const parsed = parseContactRecord(JSON.stringify(recordOf(leg, one)), deps.policy.instanceArn);
    if (parsed.kind === 'record') await recordContactRecord(deps, parsed.record);
  } else {
    const parsed = parseContactEvent(eventOf(leg, one));
    if (parsed.kind === 'event') await recordContactEvent(deps, parsed.event);
  }
}

/** How often Connect is asked when these are told at the same time. */
async function askedAtOnce(leg: Leg, ...told: readonly Told[]): Promise<Readonly<Record<string, number>>> {
  const world = createWorld({ nowMs: noonMs + 3_600_000 });
  tellLeg(world, leg);
  const calls: Calls = {};
  const watched = watchPorts(world, (label) => (calls[label] = (calls[label] ?? 0) + 1));
  await Promise.all(told.map(async (one) => tell(watched, leg, one)));
  const { 'connect.describe': described = 0, 'calls.put': stored = 0 } = calls;
  return { described, stored };
}

/** What the end of a call costs whatever came of it: whose it was, that caller's callbacks, and what is known of the call. */
const ending = { 'contacts.get': 1, 'callbacks.ofCaller': 1, 'calls.get': 1 };

test('a lost call costs twelve calls of the store and one of Connect, and to hear of it again four', async () => {
  const told = ['DISCONNECTED', 'COMPLETED', 'DISCONNECTED', 70, 70] as const;
  const [lost, completed, repeated, record, redelivered] = await costsOf(busy, ...told);
  expect(lost).toEqual({
    ...ending,
    // How far the caller came; the verdict, unless the caller is blocked.
    'connect.describe': 1,
    'callers.get': 1,
    'calls.put': 1,
    // The case, what has closed it already, its deadline, and what follows from all that.
    'cases.open': 1,
    'history.handledSince': 1,
    'callbacks.ofCaller': 2,
    'cases.mark': 1,
    'cases.settle': 1,
    // The row that says that all has been done, and whether the verdict still stands.
    'history.keepLost': 1,
    // Who nobody else has judged meanwhile.
    'calls.get': 2,
  });
  // Where no agent was, the last event says nothing more.
  expect(completed).toEqual({});
  expect(repeated).toEqual({ ...ending, 'history.lostSince': 1 });
  // Now it is final.
  expect(record).toEqual({ ...ending, 'callers.get': 1, 'calls.put': 1, 'history.keepLost': 1 });
  expect(redelivered).toEqual({ ...ending, 'history.lostSince': 1 });
});

test('a served call is kept and closes what it settled; Connect is not asked', async () => {
  const [disconnected, completed, record] = await costsOf(served, 'DISCONNECTED', 'COMPLETED', 70);
  const kept = { ...ending, 'calls.put': 1, 'history.keepHandled': 1, 'cases.ofCaller': 1 };
  expect(disconnected).toEqual(kept);
  // Whose it was and that it is over is known: only the after-contact work is new.
  expect(completed).toEqual({ 'calls.get': 1, 'calls.put': 1, 'history.keepHandled': 1, 'cases.ofCaller': 1 });
  expect(record).toEqual({ ...ending, 'calls.put': 1 });
});

describe('Connect, which answers a few questions a second,', () => {
  test.each<readonly [string, Leg, number]>([
    ['once about a lost call, though both its last events come at the same time', busy, 1],
    ['not about a call that was answered, though no flow of ours had it', { ...served, queueName: null }, 0],
    ['not about a call in a queue that is none of ours', { ...busy, queue: 'q-foreign' }, 0],
    [
      'once about a call that an agent makes',
      { id: 'o1', method: 'OUTBOUND', start: 10, answered: 20, agent: 12, end: 60 },
      1,
    ],
    ['not about one that was answered there', { ...served, queue: 'q-foreign', queueName: null }, 0],
  ])('is asked %s', async (_name, leg, described) => {
    expect(await askedAtOnce(leg, 'DISCONNECTED', 'COMPLETED')).toMatchObject({ described });
  });

  test('is asked once in vain about what a recorded call went on as, and the record does not wait for it', async () => {
    const world = createWorld({ nowMs: noonMs + 500_000 });
    world.connect.setAvailable(false);
    await tell(world, { ...served, next: 'c2' }, 70);
    expect(await world.store.history.handledSince(callerNumber, 0)).toHaveLength(1);
    expect(world.notes.filter(({ kind }) => kind === 'fault')).toHaveLength(1);
  });

  test.each<Leg>([
    { id: 'o1', method: 'OUTBOUND', start: 10, end: 60, from: null, reason: null, queueName: null },
    { id: 'o1', method: 'API', start: 10, end: 60, reason: null, queueName: null },
  ])('is not asked about the record of a dial ($method)', async (leg) => {
    const world = createWorld({ nowMs: noonMs + 500_000 });
    world.connect.setAvailable(false);
    await expect(tell(world, leg, 70)).resolves.toBeUndefined();
  });
});
