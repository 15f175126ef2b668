import { createSteppedClock } from '../../../../local/clock/stepped-clock';
import { createFunctionHost } from '../../../../local/host/function-host';
import { servedCall } from '../../../support/builders/judged-calls';
import { createNoticeWorld } from '../../../support/builders/notices';
import { createWorld } from '../../../support/builders/world';
import { keepCall } from '../../../support/report-source';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const startMs = Date.UTC(2026, 2, 2);

test('the laptop measures once a simulated hour, and most hours read one item a queue', async () => {
  const clock = createSteppedClock({ startMs: startMs + 9 * DAY_MS });
  const world = createWorld();
  const reads = { rankings: 0, days: 0 };
  const { fcr, calls } = world.store;
  const store = {
    ...world.store,
    fcr: { ...fcr, ranking: async (queue: string) => ((reads.rankings += 1), fcr.ranking(queue)) },
    calls: {
      ...calls,
      ofDay: (...asked: Parameters<typeof calls.ofDay>) => ((reads.days += 1), calls.ofDay(...asked)),
    },
  };
  await keepCall(store, servedCall({ startedAtMs: startMs, endedAtMs: startMs + 60_000 }));
  const host = createFunctionHost(clock, () => 'an-id', { ...createNoticeWorld(), ...world, store, clock });
  host.startTick();
  await clock.runUntil(startMs + 9 * DAY_MS + HOUR_MS);
  expect((await fcr.ranking('support'))?.agents).toHaveLength(1);
  const counting = reads.days;
  expect(counting).toBeGreaterThan(0);
  await clock.runUntil(startMs + 9 * DAY_MS + 4 * HOUR_MS);
  expect(reads).toEqual({ rankings: 4 * world.policy.queues.length, days: counting });
  expect(host.deadLetters()).toBe(0);
});
