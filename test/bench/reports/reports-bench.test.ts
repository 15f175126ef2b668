import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { runReport } from '../../../local/reports/run-report';
import { runReportsBench, sourceOn } from './bench';
import { fillThroughPorts, month } from './cases';
import { measureExport } from './measure-export';
import { createRowSink } from './row-sink';

/** A hundred pages; `npm run bench:reports` exports 100,000 cases. */
const CASES = 20_000;

/** Four pages: one being read, one written, one before each; of an archive also what is being compressed. */
const heldAtMost = { csv: 4 * 200, json: 4 * 200, xlsx: 4 * 200 + 1_500 } as const;

describe('an export of all cases of a month', () => {
  const store = createMemoryStore();
  beforeAll(() => fillThroughPorts(store, CASES));

  test.each(['csv', 'json', 'xlsx'] as const)('as %s holds few rows at any time, and loses none', async (format) => {
    const run = { nowMs: () => 0, collect: () => undefined };
    const { rows, pages, rowsHeldMax } = await measureExport(sourceOn(store), format, run);
    expect({ rows, pages }).toEqual({ rows: CASES, pages: CASES / 200 });
    expect(rowsHeldMax).toBeLessThanOrEqual(heldAtMost[format]);
  });

  test('tells how far it is', async () => {
    const told: string[] = [];
    const { sink } = createRowSink('csv');
    await runReport(['lost', '--from', month.fromDay, '--to', month.toDay, '--format', 'csv'], {
      open: async () => sourceOn(store),
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
