import { createRng } from '../../../../lib/core/rng';
import { createSteppedClock } from '../../../../local/clock/stepped-clock';
import type { SteppedClock } from '../../../../local/clock/stepped-clock';
import type { WallClock } from '../../../../local/clock/wall-clock';

function traced(clock: SteppedClock) {
  const trace: string[] = [];
  return { trace, note: (label: string) => () => void trace.push(`${clock.nowMs()} ${label}`) };
}

test('timers run in order of time, whatever the order of creation', async () => {
  const clock = createSteppedClock({ startMs: 1_000 });
  const { trace, note } = traced(clock);
  clock.at(3_000, note('c'));
  clock.at(1_500, note('a'));
  clock.after(1_000, note('b'));
  await clock.runUntil(10_000);
  expect(trace).toEqual(['1500 a', '2000 b', '3000 c']);
  expect(clock.nowMs()).toBe(10_000);
  expect(clock.pending()).toBe(0);
});

test('timers due at one time run in order of creation', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const { trace, note } = traced(clock);
  for (const label of ['first', 'second', 'third']) clock.at(5, note(label));
  await clock.runUntil(5);
  expect(trace).toEqual(['5 first', '5 second', '5 third']);
});

test('a time in the past means now', async () => {
  const clock = createSteppedClock({ startMs: 100 });
  const { trace, note } = traced(clock);
  expect(clock.at(3, note('late')).atMs).toBe(100);
  await clock.runUntil(100);
  expect(trace).toEqual(['100 late']);
});

test('timers beyond the end stay for the next run', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const { trace, note } = traced(clock);
  clock.at(20, note('later'));
  await clock.runUntil(10);
  expect(trace).toEqual([]);
  expect(clock.pending()).toBe(1);
  await clock.runUntil(20);
  expect(trace).toEqual(['20 later']);
});

test('a timer may set timers, also for the same instant', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const { trace, note } = traced(clock);
  clock.at(10, () => {
    clock.after(0, note('inner now'));
    clock.after(5, note('inner later'));
    note('outer')();
  });
  clock.at(10, note('sibling'));
  await clock.runUntil(100);
  expect(trace).toEqual(['10 outer', '10 sibling', '10 inner now', '15 inner later']);
});

test('a cancelled timer never runs and is no longer pending', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const { trace, note } = traced(clock);
  const timer = clock.at(10, note('cancelled'));
  clock.at(10, note('kept'));
  clock.cancel(timer);
  clock.cancel(timer);
  expect(clock.pending()).toBe(1);
  await clock.runUntil(20);
  expect(trace).toEqual(['10 kept']);
});

test('a sleeping process lets time pass, and a waking one stops it until it sleeps again', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const { trace, note } = traced(clock);
  clock.spawn(async () => {
    note('start')();
    await clock.sleep(10);
    // Work off the clock: real turns of the event loop during which time must stand still.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    note('worked')();
    await clock.sleep(10);
    note('end')();
  });
  clock.at(11, note('timer'));
  await clock.runUntil(50);
  expect(trace).toEqual(['0 start', '10 worked', '11 timer', '20 end']);
});

test('the next timer waits for an asynchronous task', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const { trace, note } = traced(clock);
  clock.at(1, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    note('slow')();
  });
  clock.at(2, note('next'));
  await clock.runUntil(2);
  expect(trace).toEqual(['1 slow', '2 next']);
});

test('a run ends only when its last task has finished', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  let isDone = false;
  clock.at(5, async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    isDone = true;
  });
  await clock.runUntil(5);
  expect(isDone).toBe(true);
});

test('two processes interleave by their sleeps', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const { trace, note } = traced(clock);
  const pulse = (label: string, everyMs: number) => async () => {
    for (let beat = 0; beat < 3; beat += 1) {
      await clock.sleep(everyMs);
      note(label)();
    }
  };
  clock.spawn(pulse('a', 10));
  clock.spawn(pulse('b', 15));
  await clock.runUntil(100);
  expect(trace).toEqual(['10 a', '15 b', '20 a', '30 b', '30 a', '45 b']);
});

test.each([
  ['a task', (clock: SteppedClock) => void clock.at(5, () => Promise.reject(new Error('broken')))],
  [
    'a synchronous task',
    (clock: SteppedClock) =>
      void clock.at(5, () => {
        throw new Error('broken');
      }),
  ],
  [
    'a process',
    (clock: SteppedClock) => clock.spawn(() => clock.sleep(5).then(() => Promise.reject(new Error('broken')))),
  ],
])('the error of %s rejects the run at its time', async (_name, arrange) => {
  const clock = createSteppedClock({ startMs: 0 });
  arrange(clock);
  let isLaterRun = false;
  clock.at(6, () => {
    isLaterRun = true;
  });
  await expect(clock.runUntil(10)).rejects.toThrow('broken');
  expect(clock.nowMs()).toBe(5);
  expect(isLaterRun).toBe(false);
  await clock.runUntil(10);
  expect(isLaterRun).toBe(true);
});

test('sleeping outside a task or process breaks an invariant', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  await expect(clock.sleep(1)).rejects.toThrow('only a task or process');
});

test('a second run at the same time is refused', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const first = clock.runUntil(10);
  await expect(clock.runUntil(10)).rejects.toThrow('already running');
  await first;
});

test('stop ends the run early, at the time reached', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  clock.at(7, () => clock.stop());
  clock.at(8, () => undefined);
  await clock.runUntil(1_000);
  expect(clock.nowMs()).toBe(7);
  expect(clock.pending()).toBe(1);
});

test('half a million timers with cancellations run in order', async () => {
  const clock = createSteppedClock({ startMs: 0 });
  const rng = createRng(7);
  let ran = 0;
  let lastMs = 0;
  let isOrdered = true;
  const timers = Array.from({ length: 500_000 }, () =>
    clock.at(Math.floor(rng.next() * 1_000_000), () => {
      isOrdered &&= clock.nowMs() >= lastMs;
      lastMs = clock.nowMs();
      ran += 1;
    }),
  );
  timers.filter((_timer, index) => index % 5 !== 0).forEach(clock.cancel);
  await clock.runUntil(1_000_000);
  expect(ran).toBe(100_000);
  expect(isOrdered).toBe(true);
});

/** Real time under the test's hand: waits end when `advance` has passed them. */
function createFakeWallClock() {
  let nowMs = 5_000;
  const waits: { readonly atMs: number; readonly resolve: () => void }[] = [];
  const wall: WallClock = {
    nowMs: () => nowMs,
    wait: (ms) => new Promise((resolve) => void waits.push({ atMs: nowMs + ms, resolve })),
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    wall,
    advance: async (ms: number) => {
      const untilMs = nowMs + ms;
      await settle();
      while (nowMs < untilMs) {
        nowMs = Math.min(untilMs, nowMs + 1);
        waits.filter((wait) => wait.atMs <= nowMs).forEach((wait) => wait.resolve());
        await settle();
      }
    },
  };
}

describe('with a speed', () => {
  test('time passes at that many simulated seconds a real second', async () => {
    const { wall, advance } = createFakeWallClock();
    const clock = createSteppedClock({ startMs: 0, speed: 10, wallClock: wall });
    const { trace, note } = traced(clock);
    clock.at(500, note('a'));
    const run = clock.runUntil(1_000);
    await advance(49);
    expect(trace).toEqual([]);
    expect(clock.nowMs()).toBe(490);
    await advance(1);
    expect(trace).toEqual(['500 a']);
    await advance(50);
    await run;
    expect(clock.nowMs()).toBe(1_000);
  });

  test('a timer set from outside is due at the time reached, before the one waited for', async () => {
    const { wall, advance } = createFakeWallClock();
    const clock = createSteppedClock({ startMs: 0, speed: 10, wallClock: wall });
    const { trace, note } = traced(clock);
    clock.at(900, note('planned'));
    const run = clock.runUntil(1_000);
    await advance(30);
    clock.after(0, note('now'));
    clock.after(100, note('soon'));
    await advance(1);
    expect(trace).toEqual(['300 now']);
    await advance(9);
    expect(trace).toEqual(['300 now', '400 soon']);
    await advance(60);
    await run;
    expect(trace).toEqual(['300 now', '400 soon', '900 planned']);
  });

  test('stop ends a wait for real time', async () => {
    const { wall, advance } = createFakeWallClock();
    const clock = createSteppedClock({ startMs: 0, speed: 1, wallClock: wall });
    const run = clock.runUntil(60_000);
    await advance(20);
    clock.stop();
    await run;
    expect(clock.nowMs()).toBeLessThanOrEqual(20);
  });

  test('a speed that is not positive is refused', () => {
    expect(() => createSteppedClock({ startMs: 0, speed: 0 })).toThrow('speed must be positive');
  });
});
