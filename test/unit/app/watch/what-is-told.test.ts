import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../../../functions/contact-records/contact-record';
import { runDispatch } from '../../../../lib/app/dispatch/run-dispatch';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import { settleOverdueCases } from '../../../../lib/app/lost/overdue-cases';
import { dispatchPass } from '../../../../lib/app/dispatch/dispatch-pass';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import { answered, dialing, noonMs, waiting } from '../../../support/builders/callbacks';
import { eventOf, recordOf, tellLeg, type Leg } from '../../../support/builders/call-story';
import { toldOf } from '../../../support/builders/dial-facts';
import { createWorld, type World } from '../../../support/builders/world';

const busy: Leg = { id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued' };
const notesOf = (world: World, kind: string) => world.notes.filter((note) => note.kind === kind);

async function tell(world: World, leg: Leg, kind = 'DISCONNECTED'): Promise<void> {
  tellLeg(world, leg);
  const parsed = parseContactEvent(eventOf(leg, kind));
  if (parsed.kind === 'event') await recordContactEvent(world, parsed.event);
}

describe('a lost call', () => {
  test('is told of once, however often its end is', async () => {
    const world = createWorld({ nowMs: noonMs + 200_000 });
    for (const kind of ['DISCONNECTED', 'COMPLETED', 'DISCONNECTED']) await tell(world, busy, kind);
    // Its record knows better why.
    const record = parseContactRecord(JSON.stringify(recordOf({ ...busy, offers: 2 })), world.policy.instanceArn);
    if (record.kind === 'record') await recordContactRecord(world, record.record);
    expect((await world.store.calls.get('c1'))?.value.judged).toMatchObject({ reason: 'not_answered' });
    const lost = { callId: 'c1', queue: 'support', type: 'abandoned', reason: 'agents_busy' };
    expect(notesOf(world, 'call_lost')).toEqual([{ kind: 'call_lost', ...lost }]);
  });

  test('is not told of where an agent answered', async () => {
    const world = createWorld({ nowMs: noonMs + 200_000 });
    await tell(world, { ...busy, agent: 60 });
    expect(notesOf(world, 'call_lost')).toEqual([]);
  });

  test('that nobody deals with in time is told of once more, by its case', async () => {
    const world = createWorld({ nowMs: noonMs + 200_000 });
    await tell(world, busy);
    world.clock.advance(86_400_000);
    for (const overdue of [1, 0]) expect(await settleOverdueCases(world)).toBe(overdue);
    const [marked] = await world.store.cases.ofCaller('+441632960001');
    expect(notesOf(world, 'case_overdue')).toEqual([{ kind: 'case_overdue', caseId: marked?.id, queue: 'support' }]);
  });
});

describe('a run of the dispatcher', () => {
  test('says at its end how many passes it made and how many it dialed', async () => {
    const world = createWorld();
    await world.keep(waiting());
    const run = await runDispatch(world);
    expect(run.dialed).toBe(1);
    expect(notesOf(world, 'run_ended')).toEqual([{ kind: 'run_ended', ...run }]);
    expect(world.notes.at(-1)?.kind).toBe('run_ended');
  });

  test('of which no pass came through is none', async () => {
    const world = createWorld();
    const due = async () => {
      throw new AdapterError('dynamodb', { retryable: true, cause: new Error('out of reach') });
    };
    const broken = { ...world, store: { ...world.store, callbacks: { ...world.store.callbacks, due } } };
    await expect(runDispatch(broken)).rejects.toThrow('out of reach');
    expect(notesOf(world, 'run_ended')).toEqual([]);
  });
});

describe('an agent who joins a ready caller', () => {
  const late = toldOf('reaches_agent');

  test('is told of where only a lease finds out', async () => {
    const world = createWorld();
    await world.keep(answered({ readyAtMs: noonMs + 12_000 }));
    world.connect.tell(late[3]!.facts);
    world.clock.advance(200_000);
    await dispatchPass(world);
    // Ready since the flow said so, which is three seconds before Connect queued the caller.
    expect(notesOf(world, 'agent_joined')).toMatchObject([{ attempt: 1, waitMs: 8_000 }]);
  });

  test('is not told of where the caller left before', async () => {
    const world = createWorld();
    await world.keep(dialing({ contactId: 'dial-1' }));
    world.connect.tell(toldOf('leaves_queue').at(-1)!.facts);
    world.clock.advance(200_000);
    await dispatchPass(world);
    expect(notesOf(world, 'attempt_ended')).toMatchObject([{ outcome: 'left_after_ready' }]);
    expect(notesOf(world, 'agent_joined')).toEqual([]);
  });
});
