import { join } from 'node:path';
import type { LostCase } from '../../lib/core/lost/case';
import { createRng } from '../../lib/core/rng';
import type { Store } from '../../lib/ports/store';
import { playRecorded, type RecordedOptions, type RecordedRun } from '../../local/replay/recorded/play-recorded';
import { readTrace } from '../../local/replay/trace/read-trace';

const MINUTE_MS = 60_000;
const sample = join(__dirname, '../samples/sample-technion.tsv');

async function play(options: Partial<RecordedOptions>): Promise<RecordedRun> {
  const trace = await readTrace(sample, { days: { from: 8, to: 8 } });
  return playRecorded(trace, { seed: 1, progress: () => undefined, ...options });
}

/** One event in five never comes, one in five twice, and each takes its own time: minutes for an event, an hour for a record. */
function faultyFeed(seed: number, copies: readonly number[] = [0, 2, 1, 1, 1]): Partial<RecordedOptions> {
  const rng = createRng(seed);
  const drawn = rng.next;
  return {
    faults: {
      eventCopies: () => copies[Math.floor(drawn() * copies.length)] ?? 1,
      recordCopies: () => (drawn() < 0.2 ? 2 : 1),
    },
    feedTiming: {
      eventDelayMs: () => Math.floor(drawn() * 10 * MINUTE_MS),
      recordDelayMs: () => Math.floor((10 + drawn() * 60) * MINUTE_MS),
    },
  };
}

/** All that is known in the end; ids of cases are drawn, and nothing is said of what was done meanwhile. */
async function stateOf({ rows, kept: { store, items } }: RecordedRun) {
  const calls = new Map<string, unknown>();
  for await (const item of items()) {
    if (item.kind === 'call') calls.set(item.entry.facts.callId, item.entry.judged);
  }
  const numbers = [...new Set(rows.flatMap(({ call }) => call.customerNumber ?? []))].toSorted();
  const history: unknown[] = [];
  for (const number of numbers) {
    history.push(await store.history.lostSince(number, 0), await store.history.handledSince(number, 0));
  }
  const byId = [...calls].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { calls: byId, cases: await casesIn(store), history };
}

async function casesIn({ cases }: Store): Promise<readonly unknown[]> {
  const found: LostCase[] = [];
  for (const status of ['open', 'processed'] as const) {
    const query = { status, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
    found.push(...(await cases.page(query, { limit: 1_000 })).items);
  }
  const inOrder = found.toSorted((a, b) => (`${a.number} ${a.queue}` < `${b.number} ${b.queue}` ? -1 : 1));
  return inOrder.map(({ id: _drawn, overdueAtMs: _noticed, ...rest }) => rest);
}

test('events dropped, doubled and shuffled, and records late, end in the state of a run without faults', async () => {
  const plain = await play({ callsBack: false });
  const expected = await stateOf(plain);
  expect(expected.cases.length).toBeGreaterThan(10);
  expect(expected.calls.length).toBe(plain.rows.filter(({ call }) => call.initiationMethod === 'INBOUND').length);
  // The last has no event at all: records alone, in any order, say the same.
  for (const feed of [faultyFeed(1), faultyFeed(4, [0])]) {
    const faulty = await play({ callsBack: false, ...feed });
    expect(faulty.sent.events).not.toBe(plain.sent.events);
    expect(await stateOf(faulty)).toEqual(expected);
  }
});

test('with such faults, too, nobody is called back twice at once, and no callback is lost', async () => {
  const { simulation, kept, dials } = await play(faultyFeed(3));
  const seen = await simulation.observer.report(kept.store.callbacks);
  expect(seen).toMatchObject({ doubleDials: 0, callbacksLost: 0, orderInversions: 0 });
  expect(dials.made).toBeGreaterThan(10);
  expect(simulation.host.deadLetters()).toBe(0);
});
