import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readTrace } from '../../../../local/replay/trace/read-trace';
import { TraceError } from '../../../../local/replay/trace/trace-error';
import { VANAD_HEADER, createLogs, technionRow } from './builders';

const logs = createLogs();
afterAll(() => logs.remove());

const day = (date: number): string => String(date).padStart(2, '0');
const answered = (date: number, clock = '09:00'): string =>
  `2030-01-${day(date)} ${clock}:00,q,A1,2030-01-${day(date)} ${clock}:01,NULL,NULL,2030-01-${day(date)} ${clock}:59`;
const fiveDays = [1, 2, 3, 4, 5].map((date) => answered(date));

async function refusalOf(reading: Promise<unknown>): Promise<TraceError> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TraceError)) throw new Error('expected a TraceError', { cause: error });
  expect(error.message).not.toMatch(/\n/);
  return error;
}

test('days come in order of date and calls in order of arrival, whatever the order of the rows', async () => {
  const trace = await readTrace(logs.vanad([answered(2), answered(1, '10:00'), answered(1, '08:00')]));
  const rows = trace.days.map(({ day: name, calls }) => [name, calls.map(({ row }) => row)]);
  expect(rows).toEqual([
    ['2030-01-01', [4, 3]],
    ['2030-01-02', [2]],
  ]);
});

test('a gzip file reads like the plain one, under any name', async () => {
  const text = [VANAD_HEADER, ...fiveDays].join('\n');
  const plain = await readTrace(logs.put('plain.csv', text));
  expect(plain.days).toHaveLength(5);
  expect(await readTrace(logs.packed(text, 'log.csv.gz'))).toEqual(plain);
  expect(await readTrace(logs.packed(text, 'misnamed.csv'))).toEqual(plain);
  expect(await readTrace(logs.put('misnamed.csv.gz', text))).toEqual(plain);
});

test('a file of many chunks loses and doubles no row', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => answered((at % 28) + 1));
  const trace = await readTrace(logs.packed([VANAD_HEADER, ...rows].join('\n'), 'long.gz'));
  const read = trace.days.flatMap(({ calls }) => calls.map(({ row }) => row)).toSorted((a, b) => a - b);
  expect(read).toEqual(rows.map((_, at) => at + 2));
});

test('a byte order mark, capitals in the header, blank lines and Windows line ends do not matter', async () => {
  const text = `\uFEFF${VANAD_HEADER.toUpperCase()}\r\n\r\n${answered(1)}\r\n\r\n`;
  expect((await readTrace(logs.put('windows.csv', text))).days[0]?.calls[0]?.row).toBe(3);
});

test('only the chosen days are read, both ends included', async () => {
  const trace = await readTrace(logs.vanad(fiveDays), { days: { from: 2, to: 4 } });
  expect(trace.days.map(({ day: name }) => name)).toEqual(['2030-01-02', '2030-01-03', '2030-01-04']);
});

test('broken and dropped rows of other days are not counted, broken rows of no readable day always are', async () => {
  const rows = [
    technionRow({ date: '300105' }),
    technionRow({ date: '300105', type: 'TT' }),
    technionRow({ date: '300106', type: 'TT' }),
    technionRow({ date: '300105', ser_exit: 'x' }),
    technionRow({ date: '300106', ser_exit: 'x' }),
    technionRow({ date: '??' }),
    'a\tb',
  ];
  const trace = await readTrace(logs.technion(rows), { days: { from: 5, to: 5 } });
  expect(trace.dropped).toEqual({ TT: 1 });
  expect(trace.broken.map(({ row, field }) => [row, field])).toEqual([
    [5, 'ser_exit'],
    [7, 'date'],
    [8, 'columns'],
  ]);
});

test('a file that is missing, a folder or damaged is refused by name', async () => {
  mkdirSync(join(logs.folder, 'folder'));
  const packed = gzipSync(
    [VANAD_HEADER, ...Array.from({ length: 500 }, (_, at) => answered((at % 28) + 1))].join('\n'),
  );
  const cases = [
    [join(logs.folder, 'none.csv'), 'no such file'],
    [join(logs.folder, 'folder'), 'a folder, not a file'],
    [logs.put('short.gz', packed.subarray(0, packed.length / 2)), 'a gzip file that ends too early'],
    [logs.put('damaged.gz', Buffer.concat([packed.subarray(0, 12), Buffer.alloc(40, 7)])), 'a damaged gzip file'],
    [logs.put('endless.csv', `${VANAD_HEADER}\n${'x'.repeat(200_000)}`), 'line 2 is not a row'],
  ] as const;
  for (const [path, reason] of cases) {
    const error = await refusalOf(readTrace(path));
    expect(error.field).toBe('file');
    expect(error.message).toContain(`: ${reason}; allowed: a call log`);
  }
});

test('an unknown header is shown, shortened, with the headers that are known', async () => {
  const error = await refusalOf(readTrace(logs.put('other.csv', `start;end;${'x'.repeat(500)}\u0007\n1;2\n`)));
  expect(error.field).toBe('header');
  expect(error.value).toMatch(/^start;end;x+\.\.\.$/);
  expect(error.allowed).toContain('vanad (commas): date_received queue_name');
  expect(error.allowed).toContain('technion (tabs): vru+line call_id');
  expect((await refusalOf(readTrace(logs.put('empty.csv', '')))).value).toBe('(an empty file)');
});

test('a file without a usable call is refused with the count of its broken rows', async () => {
  const error = await refusalOf(readTrace(logs.vanad(['x', 'y'])));
  expect(error.message).toContain('no usable call in it, 2 broken rows');
});

test('days without calls are refused with the days there are', async () => {
  const error = await refusalOf(readTrace(logs.vanad(fiveDays), { days: { from: 20, to: 31 } }));
  expect([error.field, error.value]).toEqual(['days', '20..31']);
  expect(error.allowed).toBe('days of the file, 1 2 3 4 5');
});

test.each([
  [0, 3],
  [1, 32],
  [4, 3],
  [1.5, 3],
  [Number.NaN, 3],
])('the range %p..%p is refused before the file is opened', async (from, to) => {
  const error = await refusalOf(readTrace(join(logs.folder, 'none.csv'), { days: { from, to } }));
  expect([error.field, error.value]).toEqual(['days', `${from}..${to}`]);
});
