import { createSteppedClock } from '../../../../local/clock/stepped-clock';
import { createStreamSource, type StreamItem } from '../../../../local/host/stream-source';

/** A source whose function fails as often as told, at the record that holds a text. */
function sourceThat(failsAt: string, times: number, answer: 'names it' | 'throws' = 'names it') {
  const clock = createSteppedClock({ startMs: 0 });
  const batches: { readonly atMs: number; readonly data: readonly string[] }[] = [];
  let left = times;
  const source = createStreamSource<string>(clock, {
    windowMs: 1_000,
    batchMax: 3,
    retriesMax: 2,
    deliver: async (items: readonly StreamItem<string>[]) => {
      batches.push({ atMs: clock.nowMs(), data: items.map(({ data }) => data) });
      const failed = items.find(({ data }) => data === failsAt);
      if (failed === undefined || left === 0) return { batchItemFailures: [] };
      left -= 1;
      if (answer === 'throws') throw new Error('the whole batch');
      return { batchItemFailures: [{ itemIdentifier: failed.sequenceNumber }] };
    },
  });
  const put = (...texts: readonly string[]) => clock.after(0, () => texts.forEach(source.put));
  return { clock, batches, source, put };
}

test('records gather for the window, and no batch is greater than allowed', async () => {
  const { clock, batches, put } = sourceThat('none', 0);
  put('a', 'b', 'c', 'd');
  await clock.runUntil(10_000);
  expect(batches).toEqual([
    { atMs: 1_000, data: ['a', 'b', 'c'] },
    { atMs: 1_000, data: ['d'] },
  ]);
});

test('a failure comes again from that record on, and nothing later overtakes it', async () => {
  const { clock, batches, put, source } = sourceThat('b', 1);
  put('a', 'b', 'c');
  await clock.runUntil(10_000);
  expect(batches.map(({ data }) => data)).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c'],
  ]);
  expect([source.failures(), source.deadLetters()]).toEqual([1, 0]);
});

test('a batch that throws comes again whole; after the last try its first record is set aside', async () => {
  const { clock, batches, put, source } = sourceThat('a', 3, 'throws');
  put('a', 'b');
  await clock.runUntil(60_000);
  expect(batches.map(({ data }) => data)).toEqual([['a', 'b'], ['a', 'b'], ['a', 'b'], ['b']]);
  expect([source.failures(), source.deadLetters()]).toEqual([3, 1]);
});
