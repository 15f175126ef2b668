import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCalls } from '../../../../local/replay/trace/call-draws';
import { readTrace } from '../../../../local/replay/trace/read-trace';
import { rebuildShifts } from '../../../../local/replay/trace/shifts';
import { technionSample, vanadSample } from '../../../samples/sample-logs';
import { weeksSample } from '../../../samples/sample-weeks';

const path = (name: string): string => join(__dirname, '../../../samples', name);

test.each([
  ['sample-vanad.csv', vanadSample],
  ['sample-technion.tsv', technionSample],
  ['sample-technion-weeks.tsv', weeksSample],
])('%s is what its generator writes', (name, make) => {
  expect(readFileSync(path(name), 'utf8')).toBe(make());
});

test('the vanad sample has two days, one overloaded, one broken row and a call across midnight', async () => {
  const trace = await readTrace(path('sample-vanad.csv'));
  expect(trace.format).toBe('vanad');
  expect(trace.days.map(({ day }) => day)).toEqual(['2030-01-07', '2030-01-08']);
  expect(trace.broken.map(({ field }) => field)).toEqual(['hangup']);
  const [quiet = [], busy = []] = trace.days.map(({ calls }) => calls);
  expect(busy.filter(({ waitMs }) => waitMs > 120_000).length).toBeGreaterThan(30);
  expect(quiet.some(({ endedAtMs }) => new Date(endedAtMs).getUTCDate() === 8)).toBe(true);
  expect(trace.days.map((day) => rebuildShifts(day).length)).toEqual([5, 5]);
});

test('the technion sample has dropped rows, unknown and returning callers, priorities and menu hang-ups', async () => {
  const trace = await readTrace(path('sample-technion.tsv'));
  const calls = trace.days.flatMap((day) => day.calls);
  expect(trace.format).toBe('technion');
  expect(trace.dropped).toEqual({ PHANTOM: 1, TT: 3 });
  expect(trace.broken.map(({ field }) => field)).toEqual(['q_time']);
  expect(new Set(calls.map(({ priority }) => priority))).toEqual(new Set([0, 1, 2]));
  expect(calls.some(({ outcome, waitMs }) => outcome === 'abandoned' && waitMs === 0)).toBe(true);
  const known = calls.flatMap(({ caller }) => caller ?? []);
  expect(known.length).toBeLessThan(calls.length);
  expect(new Set(known).size).toBeLessThan(known.length);
  expect(calls.some(({ waitMs }) => waitMs > 120_000)).toBe(true);
});

test('both samples can be drawn whole', async () => {
  for (const name of ['sample-vanad.csv', 'sample-technion.tsv']) {
    const trace = await readTrace(path(name));
    const draws = drawCalls(trace, { seed: 1, acceptShare: 0.5 });
    expect(draws).toHaveLength(trace.days.reduce((sum, { calls }) => sum + calls.length, 0));
  }
});
