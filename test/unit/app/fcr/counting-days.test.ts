import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { countDays } from '../../../../lib/app/fcr/count-days';
import { talkOfCallback } from '../../../../lib/app/fcr/talk-of-callback';
import type { HandledCall } from '../../../../lib/core/lost/judged-call';
import type { CallEntry } from '../../../../lib/ports/call-store';
import { callerNumber, closed, noonMs } from '../../../support/builders/callbacks';
import { lostCall } from '../../../support/builders/judged-calls';
import { policyOf, queueIds } from '../../../support/builders/policies';

const policy = policyOf();
const callback = closed({ requestedAtMs: noonMs - 600_000, closedAtMs: noonMs });

function talk(contactId: string, minute: number, changes: Partial<HandledCall> = {}): HandledCall {
  const times = { connectedAtMs: noonMs + minute * 60_000, endedAtMs: noonMs + (minute + 1) * 60_000 };
  const of = { contactId, number: callerNumber, queue: 'support', agentId: contactId };
  return { ...of, how: 'called_back', ...times, ...changes };
}

/** The dial went on as two contacts, one after the other. */
const wentOn: CallEntry = {
  facts: {
    callId: 'dial',
    segments: [
      { contactId: 'dial', told: { kind: 'other' } },
      ...[talk('second', -4), talk('third', -3, { queue: 'billing' })].map(
        ({ contactId, agentId, queue = '', connectedAtMs, endedAtMs }) => ({
          contactId,
          told: {
            kind: 'transfer' as const,
            from: callerNumber,
            agentId,
            queueId: queueIds[queue === 'billing' ? 'billing' : 'support'],
            connectedToAgentAtMs: connectedAtMs,
            disconnectedAtMs: endedAtMs,
          },
        }),
      ),
    ],
  },
};

async function completedBy(...talks: readonly HandledCall[]): Promise<string | undefined> {
  const store = createMemoryStore();
  await store.calls.put(wentOn, 0);
  for (const one of talks) await store.history.keepHandled(one);
  return (await talkOfCallback({ store, policy }, callback))?.last.agentId;
}

describe('a callback is completed by', () => {
  test('the last conversation in its queue before it was closed', async () => {
    const short = talk('of an attempt that was too short to count', -9);
    const elsewhere = talk('of a callback in another queue', -2, { queue: 'billing' });
    const later = talk('of a callback later', 5);
    expect(await completedBy(short, elsewhere, talk('its own', -5), later)).toBe('its own');
  });

  test('whoever had the caller last, where the dial was passed on within its queue and out of it', async () => {
    const further = [talk('second', -4), talk('third', -3, { queue: 'billing' })];
    expect(await completedBy(talk('dial', -5), ...further)).toBe('third');
    expect(await completedBy(talk('dial', -5), ...further.toReversed())).toBe('third');
  });

  test('no call that the caller made, or that an agent dialed by hand', async () => {
    expect(await completedBy(talk('in', -5, { how: 'rang_in' }), talk('by hand', -4, { how: 'agent_dialed' }))).toBe(
      undefined,
    );
  });
});

test('of very many calls only the first days are held in memory at once', async () => {
  const store = createMemoryStore();
  const crowd = { items: Array.from({ length: 100_000 }, () => lostCall()) };
  const counts = await countDays(
    {
      policy,
      journal: { note: () => undefined },
      store: { ...store, calls: { ...store.calls, ofDay: async () => crowd } },
    },
    ['2026-03-02', '2026-03-03', '2026-03-04'],
    noonMs,
  );
  expect([...counts.keys()]).toEqual(['2026-03-02']);
});

test('completed callbacks are read from the first day on, and not beyond the time in which those of the last are closed', async () => {
  const store = createMemoryStore();
  const asked: unknown[] = [];
  const later = closed({ closedAtMs: Date.UTC(2026, 2, 5) });
  const callbacks = {
    ...store.callbacks,
    closedOf: async (...[outcome, month, { fromMs }]: Parameters<typeof store.callbacks.closedOf>) => {
      asked.push([outcome, month, fromMs]);
      return { items: [later], next: 'there is always more' };
    },
  };
  const deps = { policy, journal: { note: () => undefined }, store: { ...store, callbacks } };
  await countDays(deps, ['2026-03-02', '2026-03-03'], noonMs);
  expect(asked).toEqual([['completed', '2026-03', Date.UTC(2026, 2, 2)]]);
});
