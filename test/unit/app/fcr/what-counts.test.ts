import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { countDays } from '../../../../lib/app/fcr/count-days';
import type { CallFacts, Told } from '../../../../lib/core/lost/call-facts';
import { judgeCall } from '../../../../lib/core/lost/judge-call';
import type { JudgedCall } from '../../../../lib/core/lost/judged-call';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import type { JournalEntry } from '../../../../lib/ports/journal';
import { callerNumber, closed, noonMs } from '../../../support/builders/callbacks';
import { lostCall, servedCall } from '../../../support/builders/judged-calls';
import { policyOf, queueIds } from '../../../support/builders/policies';
import { keepCall, keepClosed } from '../../../support/report-source';

const policy = policyOf();
const laterMs = noonMs + 30 * 86_400_000;

function counting() {
  const store = createMemoryStore();
  const notes: JournalEntry[] = [];
  const journal = { note: (entry: JournalEntry) => void notes.push(entry) };
  const count = async (calls = store.calls) => {
    const counts = await countDays({ policy, journal, store: { ...store, calls } }, ['2026-03-02'], laterMs);
    const { queues, leftOut } = counts.get('2026-03-02') ?? {};
    return {
      queues: Object.fromEntries([...(queues ?? [])].map(([name, of]) => [name, Object.fromEntries(of)])),
      leftOut,
    };
  };
  return { store, notes, count };
}

/** A call that was in both queues, then with an agent or not. */
function passedOn(last: Told): JudgedCall | undefined {
  const said = { from: callerNumber, initiatedAtMs: noonMs + 600_000 };
  const first: Told = { ...said, kind: 'inbound', enqueuedAtMs: noonMs + 601_000, queueId: queueIds.support };
  const next: Told = { ...said, kind: 'transfer', enqueuedAtMs: noonMs + 660_000, queueId: queueIds.billing, ...last };
  const facts: CallFacts = {
    callId: 'again',
    segments: [
      {
        contactId: 'again',
        record: { ...first, disconnectedAtMs: noonMs + 660_000, nextContactId: 'next', updatedAtMs: 1 },
      },
      { contactId: 'next', record: { ...next, disconnectedAtMs: noonMs + 720_000, updatedAtMs: 1 } },
    ],
  };
  return judgeCall(facts, { policy, isBlocked: false });
}

const withAgent = { connectedToAgentAtMs: noonMs + 670_000, agentId: 'bob' };

test('who rings again and is passed on to another queue rings again in both', async () => {
  const { store, count } = counting();
  await keepCall(store, servedCall());
  await keepCall(store, servedCall({ queue: 'billing', agentId: 'anna' }));
  const again = passedOn(withAgent);
  expect(again).toMatchObject({ queue: 'billing', alsoIn: ['support'] });
  if (again !== undefined) await keepCall(store, again);
  expect((await count()).queues).toEqual({
    support: { 'agent-1': { handled: 1, repeats: 1 } },
    billing: { anna: { handled: 1, repeats: 1 }, bob: { handled: 1, repeats: 0 } },
  });
  expect(passedOn({ queueId: queueIds.support })).not.toHaveProperty('alsoIn');
});

test('an agent who passes the caller on to somebody outside has had no conversation that counts', async () => {
  const { store, count } = counting();
  const away = passedOn({ ...withAgent, isTransferredOut: true });
  expect(away).toMatchObject({ outcome: 'served', isTransferredOut: true });
  if (away !== undefined) await keepCall(store, away);
  expect((await count()).queues).toEqual({});
});

describe('a callback whose caller rang', () => {
  async function calledBack(judged: JudgedCall) {
    const { store, count } = counting();
    await keepCall(store, judged);
    const at = { requestedAtMs: noonMs, closedAtMs: noonMs + 900_000, requestContactId: judged.callId };
    await keepClosed(store, closed(at));
    const talk = {
      contactId: 'd1',
      number: callerNumber,
      queue: 'support',
      agentId: 'anna',
      how: 'called_back',
    } as const;
    await store.history.keepHandled({ ...talk, connectedAtMs: noonMs + 600_000, endedAtMs: noonMs + 660_000 });
    return count();
  }

  test('without a number is left out, whatever number was keyed in', async () => {
    const { number: _, queue, ...hidden } = lostCall();
    const { queues, leftOut } = await calledBack({ ...hidden, queue, outcome: 'excluded', why: 'callback_taker' });
    expect(queues).toEqual({});
    expect(leftOut).toMatchObject({ no_number: 1 });
  });

  test('with one is counted', async () => {
    expect((await calledBack(lostCall())).queues).toEqual({ support: { anna: { handled: 1, repeats: 0 } } });
  });
});

test('a call that nobody can read is left out and told of, and the others are counted', async () => {
  const { store, notes, count } = counting();
  await keepCall(store, servedCall());
  const fault = new AdapterError('dynamodb', { retryable: false, isUnreadable: true, cause: new Error('a field') });
  const ofDay: typeof store.calls.ofDay = async (day, page) => ({
    ...(await store.calls.ofDay(day, page)),
    ...(day === '2026-03-02' ? { unreadable: [fault] } : {}),
  });
  expect((await count({ ...store.calls, ofDay })).queues).toEqual({
    support: { 'agent-1': { handled: 1, repeats: 0 } },
  });
  expect(notes).toEqual([{ kind: 'fault', where: 'fcr', reason: 'a call left out: dynamodb: Error: a field' }]);
});
