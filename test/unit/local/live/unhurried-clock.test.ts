import { createUnhurriedClock } from '../../../../local/live/unhurried-clock';

function fakeWall() {
  const time = { nowMs: 1_000 };
  const waits: number[] = [];
  const wall = {
    nowMs: () => time.nowMs,
    wait: (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
  return { time, waits, wall };
}

test('time passes as it does until somebody is attended to, then slower by the speed, and then as before', () => {
  const { time, wall } = fakeWall();
  const unhurried = createUnhurriedClock(wall, 60);
  time.nowMs += 300;
  expect(unhurried.wall.nowMs()).toBe(1_300);
  const release = unhurried.attend();
  time.nowMs += 600;
  expect(unhurried.wall.nowMs()).toBeCloseTo(1_310);
  time.nowMs += 600;
  release();
  time.nowMs += 100;
  expect(unhurried.wall.nowMs()).toBeCloseTo(1_420);
});

test('it stays slow until the last one is released, each once', () => {
  const { time, wall } = fakeWall();
  const unhurried = createUnhurriedClock(wall, 10);
  const [first, second] = [unhurried.attend(), unhurried.attend()];
  first();
  first();
  time.nowMs += 100;
  expect(unhurried.wall.nowMs()).toBeCloseTo(1_010);
  second();
  time.nowMs += 100;
  expect(unhurried.wall.nowMs()).toBeCloseTo(1_110);
});

test('a run that is slower than real time is left alone', () => {
  const { time, wall } = fakeWall();
  const unhurried = createUnhurriedClock(wall, 0.5);
  unhurried.attend();
  time.nowMs += 100;
  expect(unhurried.wall.nowMs()).toBe(1_100);
});

test('a wait is as much longer as time is slower, in short slices', async () => {
  const { waits, wall } = fakeWall();
  const unhurried = createUnhurriedClock(wall, 10);
  await unhurried.wall.wait(2);
  unhurried.attend();
  await unhurried.wall.wait(2);
  await unhurried.wall.wait(100);
  expect(waits[0]).toBe(2);
  expect(waits[1]).toBeCloseTo(20);
  expect(waits[2]).toBeLessThanOrEqual(100);
});
