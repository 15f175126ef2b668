import { systemClock } from '../../../../lib/adapters/system/system-clock';
import { createSteppedClock, type SteppedClock } from '../../../../local/clock/stepped-clock';

// What waits for an answer no longer than a time: on the clock of runs, where time stands still while anything is under way,
// and on the machine's.

/** What a process does on a stepped clock, with the time at which each thing was done. */
async function played(act: (clock: SteppedClock, note: (what: string) => void) => Promise<void>) {
  const clock = createSteppedClock({ startMs: 0 });
  const trace: string[] = [];
  const note = (what: string) => void trace.push(`${clock.nowMs()} ${what}`);
  clock.spawn(() => act(clock, note));
  await clock.runUntil(100);
  expect([clock.nowMs(), clock.pending()]).toEqual([100, 0]);
  return trace;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown');

describe('on a stepped clock', () => {
  test('an answer in time is the answer, and no time passes for work off the clock', async () => {
    const trace = await played(async (clock, note) => {
      const worked = clock.within(10, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return 'worked';
      });
      note(await worked);
      const slept = clock.within(10, async () => {
        await clock.sleep(9);
        return 'slept';
      });
      note(await slept);
      await clock.sleep(5);
      note('went on');
    });
    expect(trace).toEqual(['0 worked', '9 slept', '14 went on']);
  });

  test('without one it is over when the time is; what goes on keeps nobody', async () => {
    const trace = await played(async (clock, note) => {
      const late = clock.within(10, async () => {
        await clock.sleep(30);
        note('done all the same');
      });
      await late.catch((error: unknown) => note(reasonOf(error)));
      await clock.sleep(5);
      note('went on');
    });
    expect(trace).toEqual(['10 no answer within 10 ms', '15 went on', '30 done all the same']);
  });

  test('several at once may work off the clock, and a fault is handed on', async () => {
    const trace = await played(async (clock, note) => {
      const fails = clock.within(10, () => Promise.reject(new Error('broken')));
      const works = (turns: number) =>
        clock.within(10, async () => {
          for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        });
      const all = await Promise.allSettled([works(3), fails, works(1)]);
      note(all.map((one) => (one.status === 'rejected' ? reasonOf(one.reason) : 'done')).join(', '));
      await clock.sleep(5);
      note('went on');
    });
    expect(trace).toEqual(['0 done, broken, done', '5 went on']);
  });

  test('asked from outside a run it waits for the answer', async () => {
    const clock = createSteppedClock({ startMs: 0 });
    expect(await clock.within(1, async () => 'answer')).toBe('answer');
    expect(clock.pending()).toBe(0);
  });
});

describe('on the clock of the machine', () => {
  test('the answer, the fault, or the end of the time', async () => {
    expect(await systemClock.within(1_000, async () => 'answer')).toBe('answer');
    await expect(systemClock.within(1_000, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(systemClock.within(5, () => new Promise(() => undefined))).rejects.toThrow('no answer within 5 ms');
  });
});
