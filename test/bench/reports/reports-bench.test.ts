import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { runReport } from '../../../local/reports/run-report';
import { runReportsBench, sourceOn } from './bench';
import { fillThroughPorts, month } from './cases';
import { measureExport } from './measure-export';
import { createRowSink } from './row-sink';

const CASES = 100_000;

/** For the others: a workbook of all takes its time, and `npm run bench:reports` writes one. */
const FEWER_CASES = 20_000;

/** Four pages: one being read, one written, one before each; of an archive also what is being compressed. */
const heldAtMost = { csv: 4 * 200, json: 4 * 200, xlsx: 4 * 200 + 1_500 } as const;

describe('an export of all cases of a month', () => {
  const store = createMemoryStore();
  const smallStore = createMemoryStore();
  beforeAll(async () => {
    await fillThroughPorts(store, CASES);
    await fillThroughPorts(smallStore, FEWER_CASES);
  });

  test.each([
    ['csv', CASES, store],
    ['json', FEWER_CASES, smallStore],
    ['xlsx', FEWER_CASES, smallStore],
  ] as const)('as %s holds few rows of %i at any time, and loses none', async (format, cases, of) => {
    const run = { nowMs: () => 0, collect: () => undefined };
    const { rows, pages, rowsHeldMax } = await measureExport(sourceOn(of), format, run);
    expect({ rows, pages }).toEqual({ rows: cases, pages: cases / 200 });
    expect(rowsHeldMax).toBeLessThanOrEqual(heldAtMost[format]);
  });

  test('tells how far it is', async () => {
    const told: string[] = [];
    const { sink } = createRowSink('csv');
    await runReport(['lost', '--from', month.fromDay, '--to', month.toDay, '--format', 'csv'], {
      open: async () => sourceOn(smallStore),
      stdout: sink,
      tell: (line) => void told.push(line),
    });
    expect(told).toEqual(['from the bench', '5000 rows', '10000 rows', '15000 rows', '20000 rows']);
  });
});

test('on a table a page takes at most three queries, whatever is asked for', async () => {
  const { pages, exports } = await runReportsBench(600, () => undefined);
  for (const { queriesMax } of pages) expect(queriesMax).toBeLessThanOrEqual(3);
  expect(pages.find(({ asked }) => asked === 'a month')).toMatchObject({ rowsMin: 50, queriesMax: 1 });
  for (const one of exports) {
    expect(one).toMatchObject({ rows: 600 });
    expect(one.rowsHeldMax).toBeLessThanOrEqual(heldAtMost.xlsx);
  }
});
