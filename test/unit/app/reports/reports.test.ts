import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { callbacksReport } from '../../../../lib/app/reports/callbacks-report';
import { causesReport } from '../../../../lib/app/reports/causes-report';
import { endedCalls } from '../../../../lib/app/reports/ended-calls';
import { pageOfFailedNotices, pagesOfFailedNotices } from '../../../../lib/app/reports/failed-notices';
import { linesReport } from '../../../../lib/app/reports/lines-report';
import { serviceReport } from '../../../../lib/app/reports/service-report';
import type { Delivery } from '../../../../lib/ports/delivery-store';
import { callerNumber, closed, noonMs } from '../../../support/builders/callbacks';
import { excludedCall, lostCall, servedCall } from '../../../support/builders/judged-calls';
import { policyOf } from '../../../support/builders/policies';
import { keepCall, keepClosed } from '../../../support/report-source';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const policy = policyOf();
const dayOfNoon = { fromMs: noonMs - 12 * HOUR_MS, toMs: noonMs + 12 * HOUR_MS };

test('calls are read day by day, and only those that began in the range', async () => {
  const store = createMemoryStore();
  // Within the days by UTC under which calls are kept, as a day of another zone is.
  const range = { fromMs: dayOfNoon.fromMs - HOUR_MS, toMs: dayOfNoon.toMs - HOUR_MS };
  const startsMs = [range.fromMs - 1000, range.fromMs, noonMs, range.toMs - 1000, range.toMs];
  for (const startedAtMs of startsMs) await keepCall(store, lostCall({ startedAtMs, endedAtMs: startedAtMs + 60_000 }));
  const found: number[] = [];
  let seen = 0;
  for await (const call of endedCalls({ store }, { range, seen: () => void (seen += 1) })) {
    found.push(call.startedAtMs);
  }
  expect(found).toEqual(startsMs.slice(1, 4));
  expect(seen).toBe(3);
});

test('a day of more calls than a page brings is read to its end, each call once', async () => {
  const store = createMemoryStore();
  for (let at = 0; at < 1_203; at += 1) await keepCall(store, lostCall({ startedAtMs: noonMs + at * 1000 }));
  const causes = await causesReport({ store, policy }, { range: dayOfNoon });
  expect(causes).toMatchObject({ calls: 1_203, lost: 1_203 });
});

test('causes and service are those of one queue where one is named', async () => {
  const store = createMemoryStore();
  await keepCall(store, lostCall({ queue: 'billing' }));
  await keepCall(store, lostCall());
  await keepCall(store, servedCall());
  await keepCall(store, excludedCall('short'));
  const asked = { range: dayOfNoon, queue: 'support' };
  expect(await causesReport({ store, policy }, asked)).toMatchObject({ calls: 3, lost: 1, short: 1 });
  const service = await serviceReport({ store, policy }, { ...asked, withinMs: 20_000 });
  expect(service.queues.map(({ queue }) => queue)).toEqual(['support']);
  expect(service.total).toMatchObject({ offered: 3, answered: 1, abandoned: 2, short: 1, abandonRate: 0.5 });
});

test('numbers of the centre and blocked ones are in no figure, also where they were answered', async () => {
  const store = createMemoryStore();
  const rules = policyOf({ lost: { internalNumbers: ['+44163296010'] }, numbers: { blocked: ['+44163296020'] } });
  for (const number of ['+441632960100', '+441632960101', '+441632960200']) {
    for (let calls = 0; calls < 3; calls += 1) await keepCall(store, servedCall({ number }));
  }
  await keepCall(store, excludedCall('internal', { number: '+441632960100' }));
  await keepCall(store, lostCall());
  const service = await serviceReport({ store, policy: rules }, { range: dayOfNoon, withinMs: 20_000 });
  expect(service.total).toMatchObject({ offered: 1, answered: 0, abandoned: 1, abandonRate: 1 });
  expect(service.leftOut).toEqual({ blocked: 3, internal: 7 });
  expect(await causesReport({ store, policy: rules }, { range: dayOfNoon })).toMatchObject({ calls: 1, lost: 1 });
});

test('the wait for the agent is that of the callback itself: in its queue, and the last talk in its time', async () => {
  const store = createMemoryStore();
  const requestedAtMs = noonMs - HOUR_MS;
  await keepClosed(store, closed({ requestedAtMs, closedAtMs: noonMs, queue: 'support' }));
  const talks = [
    ['of an attempt that was too short to count', 'support', 40],
    ['of a callback in another queue', 'billing', 20],
    ['of the callback', 'support', 30],
    ['of another queue, later', 'billing', 5],
  ] as const;
  for (const [contactId, queue, minutesBefore] of talks) {
    const connectedAtMs = noonMs - minutesBefore * 60_000;
    const talk = {
      contactId,
      number: callerNumber,
      agentId: 'agent-1',
      connectedAtMs,
      endedAtMs: connectedAtMs + 1000,
    };
    await store.history.keepHandled({ ...talk, how: 'called_back', queue });
  }
  const { perRequest } = await callbacksReport({ store }, { range: dayOfNoon });
  expect(perRequest.waitToAgent).toEqual({ count: 1, meanSeconds: 1800, longestSeconds: 1800 });
});

test('the wait for a callback is that of those who asked for one; of lost callers it stands by itself', async () => {
  const store = createMemoryStore();
  const requestedAtMs = noonMs - HOUR_MS;
  const past = (startedAtMs: number) => [{ attempt: 1, outcome: 'reached' as const, startedAtMs, atMs: noonMs }];
  const both = [
    { id: '01JNB0000000000000000000A1', number: callerNumber, origin: 'requested', waitMs: 600_000 },
    { id: '01JNB0000000000000000000A2', number: '+441632960002', origin: 'lost', waitMs: 1_200_000 },
  ] as const;
  for (const { id, number, origin, waitMs } of both) {
    const connectedAtMs = requestedAtMs + waitMs;
    await keepClosed(store, closed({ id, number, origin, requestedAtMs, past: past(connectedAtMs - 30_000) }));
    const talk = { contactId: id, number, queue: 'support', agentId: 'agent-1', connectedAtMs, endedAtMs: noonMs };
    await store.history.keepHandled({ ...talk, how: 'called_back' });
  }
  const service = await serviceReport({ store, policy }, { range: dayOfNoon, withinMs: 20_000 });
  expect(service.total.callbackWait).toEqual({ count: 1, meanSeconds: 600, longestSeconds: 600 });
  const { perRequest } = await callbacksReport({ store }, { range: dayOfNoon });
  expect(
    perRequest.origins.map(({ origin, waitToAgent, waitToFirstAttempt }) => [
      origin,
      waitToAgent.meanSeconds,
      waitToFirstAttempt.meanSeconds,
    ]),
  ).toEqual([
    ['lost', 1200, 1170],
    ['requested', 600, 570],
  ]);
});

test('a withheld caller is a short abandon by the limit of the queue', async () => {
  const store = createMemoryStore();
  await keepCall(store, excludedCall('withheld', { endedAtMs: noonMs + 4_000 }));
  const service = await serviceReport({ store, policy }, { range: dayOfNoon, withinMs: 20_000 });
  expect(service.total).toMatchObject({ abandoned: 1, short: 1 });
});

test('callbacks count in the days in which they were closed, and the wait for the agent is that of the history', async () => {
  const store = createMemoryStore();
  const requestedAtMs = noonMs - HOUR_MS;
  const past = [{ attempt: 1, outcome: 'reached' as const, atMs: noonMs }];
  await keepClosed(store, closed({ id: '01JNB0000000000000000000A1', requestedAtMs, past, closedAtMs: noonMs }));
  await keepClosed(
    store,
    closed({ id: '01JNB0000000000000000000A2', number: '+441632960002', outcome: 'exhausted', requestedAtMs }),
  );
  await keepClosed(
    store,
    closed({ id: '01JNB0000000000000000000A3', number: '+441632960003', closedAtMs: dayOfNoon.fromMs - 1000 }),
  );
  const talk = { contactId: 'dial-1', number: callerNumber, agentId: 'agent-1', connectedAtMs: noonMs - 600_000 };
  await store.history.keepHandled({ ...talk, how: 'called_back', queue: 'support', endedAtMs: noonMs });
  await store.history.keepHandled({
    ...talk,
    contactId: 'earlier',
    connectedAtMs: requestedAtMs + 1000,
    how: 'rang_in',
    endedAtMs: noonMs,
  });
  const report = await callbacksReport({ store }, { range: dayOfNoon });
  expect(report.perRequest).toMatchObject({
    requests: 2,
    reached: 1,
    successRate: 0.5,
    waitToAgent: { count: 1, meanSeconds: 3000 },
  });
  expect(report.perAttempt).toMatchObject({ attempts: 1, reached: 1 });
  const service = await serviceReport({ store, policy }, { range: dayOfNoon, withinMs: 20_000 });
  expect(service.total).toMatchObject({ callbackWait: { count: 1, meanSeconds: 3000 }, speedOfAnswer: { count: 0 } });
});

test('lines are measured up to now, minute by minute', async () => {
  const asked: number[][] = [];
  const lines = {
    between: async (...range: [number, number, number]) => {
      asked.push(range);
      return [{ fromMs: noonMs - 60_000, toMs: noonMs, breaching: 2, throttled: 0 }];
    },
  };
  const range = { fromMs: noonMs - 20 * DAY_MS, toMs: noonMs + DAY_MS };
  expect(await linesReport({ lines }, { range, nowMs: noonMs })).toMatchObject({ shortages: 1, breaching: 2 });
  expect(asked).toEqual([[range.fromMs, noonMs, 60_000]]);
  const future = { fromMs: noonMs + DAY_MS, toMs: noonMs + 2 * DAY_MS };
  expect(await linesReport({ lines }, { range: future, nowMs: noonMs })).toMatchObject({ shortages: 0 });
  expect(asked).toHaveLength(1);
});

describe('notices that were set aside', () => {
  function delivery(id: string, atMs: number): Delivery {
    return { id, caseId: 'case-1', channel: 'webhook', to: 'chat', state: 'failed', tries: 5, atMs, why: 'HTTP 500' };
  }

  test('are found in all months of the range, the latest first, page by page without a gap', async () => {
    const { deliveries } = createMemoryStore();
    const range = { fromMs: noonMs - 40 * DAY_MS, toMs: noonMs + DAY_MS };
    const times = [0, 1, 2, 20, 31, 39, 41].map((days) => noonMs - days * DAY_MS);
    for (const [index, atMs] of times.entries()) await deliveries.put(delivery(`d${index}`, atMs));
    const deps = { store: { deliveries } };
    const all: string[] = [];
    for await (const items of pagesOfFailedNotices(deps, range)) all.push(...items.map(({ id }) => id));
    expect(all).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5']);
    const paged: string[] = [];
    let next: string | undefined;
    do {
      const page = await pageOfFailedNotices(deps, range, { limit: 2, next });
      paged.push(...page.items.map(({ id }) => id));
      ({ next } = page);
    } while (next !== undefined);
    expect(paged).toEqual(all);
  });

  test('a cursor of another range finds nothing', async () => {
    const { deliveries } = createMemoryStore();
    const page = pageOfFailedNotices({ store: { deliveries } }, dayOfNoon, { limit: 2, next: '2025-01:x' });
    expect(await page).toEqual({ items: [] });
  });

  test('a cursor of later days begins with the days that are asked for', async () => {
    const { deliveries } = createMemoryStore();
    await deliveries.put(delivery('d1', noonMs));
    const page = await pageOfFailedNotices({ store: { deliveries } }, dayOfNoon, { limit: 2, next: '2026-04:x' });
    expect(page.items.map(({ id }) => id)).toEqual(['d1']);
  });

  test.each(['x', '2026-03:x', ''])('the cursor %j is told to be none', async (next) => {
    const { deliveries } = createMemoryStore();
    const page = pageOfFailedNotices({ store: { deliveries } }, dayOfNoon, { limit: 2, next });
    expect(await page).toEqual({ items: [], isCursorUnreadable: true });
  });
});
