import { createHandler } from '../../functions/fcr/handler';
import { lambdaContext } from '../support/builders/lambda';
import { servedCall } from '../support/builders/judged-calls';
import { createWorld } from '../support/builders/world';
import { keepCall } from '../support/report-source';

const DAY_MS = 86_400_000;
const startMs = Date.UTC(2026, 2, 2);

async function measuring() {
  const world = createWorld({ nowMs: startMs + 9 * DAY_MS });
  const call = servedCall({ startedAtMs: startMs, connectedAtMs: startMs, endedAtMs: startMs + 60_000 });
  await keepCall(world.store, call);
  return { world, run: createHandler(world) };
}

/** As EventBridge Scheduler sends it where nothing else is asked for. */
const scheduled = {
  version: '0',
  source: 'aws.scheduler',
  'detail-type': 'Scheduled Event',
  resources: [],
  detail: '{}',
};

test.each([
  ['of the scheduler', scheduled],
  ['without anything', {}],
  ['that is none', null],
])('an event %s has what can be counted counted and ranked', async (_, event) => {
  const { world, run } = await measuring();
  expect(await run(event, lambdaContext)).toMatchObject({ daysCounted: 90, isDone: true });
  expect((await world.store.fcr.ranking('support'))?.agents).toHaveLength(1);
  expect(await run(event, lambdaContext)).toMatchObject({ daysCounted: 0, isDone: true });
});

test('days are counted anew from the one that is asked for', async () => {
  const { run } = await measuring();
  await run({}, lambdaContext);
  expect(await run({ recountFrom: '2026-02-21' }, lambdaContext)).toMatchObject({ daysCounted: 10, isDone: true });
});

test('a run begins no days after ten minutes, and leaves them to the next', async () => {
  const { world } = await measuring();
  const { days } = world.store.fcr;
  const slow: typeof days = async (...asked) => {
    world.clock.advance(5 * 60_000);
    return days(...asked);
  };
  const store = { ...world.store, fcr: { ...world.store.fcr, days: slow } };
  const whole = { ...lambdaContext, getRemainingTimeInMillis: () => 15 * 60_000 };
  const { daysCounted, isDone } = await createHandler({ ...world, store })({}, whole);
  // Two queues, a reading of five minutes each: one chunk.
  expect({ daysCounted, isDone }).toEqual({ daysCounted: 7, isDone: false });
});

test.each([
  [{ recountFrom: '2026-02-30' }, 'recountFrom: got "2026-02-30", allowed is a day such as "2026-03-02"'],
  [{ recountFrom: 20260302 }, 'recountFrom: got 20260302, allowed is a day such as "2026-03-02"'],
  [{ recountFrom: '2025-12-02' }, 'recountFrom: got "2025-12-02", allowed is a day from "2025-12-03" to "2026-03-02"'],
  [{ recountFrom: '2026-03-03' }, 'recountFrom: got "2026-03-03", allowed is a day from "2025-12-03" to "2026-03-02"'],
  ['2026-03-02', 'event: got "2026-03-02", allowed is an object'],
])('of a wrong event it says which field, what it holds and what is allowed: %j', async (event, message) => {
  const { run } = await measuring();
  await expect(run(event, lambdaContext)).rejects.toThrow(message);
});
