import { runScript } from '../../support/processes/run-script';
import { runScaleBench } from './bench';
import { moments } from './moments';
import { parseScaleOptions } from './options';
import { reportOf, type ScaleReport, type ScaleRow } from './report';

const repeats = { warmUpMs: 0, roundMs: 0, rounds: 1 };

describe('ten and a thousand waiting, in memory', () => {
  let report: ScaleReport;
  beforeAll(async () => {
    report = await runScaleBench({
      memory: { sizes: [10, 1_000], repeats },
      dynalite: { sizes: [], repeats },
      progress: () => undefined,
    });
  });
  const rowsOf = (moment: string) => report.rows.filter((row) => row.moment === moment);

  test('every moment asks the store and Connect as often with a thousand as with ten', () => {
    expect(report.verdict.callsEqual).toBe(true);
    for (const { name } of moments) {
      const [small, large] = rowsOf(name);
      expect([small?.waiting, large?.waiting]).toEqual([10, 1_000]);
      expect(large?.storeCalls).toEqual(small?.storeCalls);
      expect(large?.connectCalls).toEqual(small?.connectCalls);
      expect(Object.keys(small?.storeCalls ?? {})).not.toHaveLength(0);
    }
  });

  test('the passes do what they are named after', () => {
    expect(rowsOf('pass: dials 2').map((row) => row.dials)).toEqual([2, 2]);
    expect(rowsOf('pass: nobody free').map((row) => row.dials)).toEqual([0, 0]);
    const promoted = rowsOf('pass: promotes 25').map((row) => [row.dials, row.storeCalls['callbacks.put']]);
    expect(promoted).toEqual([
      [0, 25],
      [0, 25],
    ]);
  });

  test('what callers ask does its work: a callback is stored, another ended, a ready caller given the age', () => {
    expect(rowsOf('register').map((row) => row.storeCalls['callbacks.register'])).toEqual([1, 1]);
    expect(rowsOf('cancel').map((row) => row.storeCalls['callbacks.archive'])).toEqual([1, 1]);
    expect(rowsOf('ready').map((row) => row.connectCalls['contacts.setAge'])).toEqual([1, 1]);
    expect(rowsOf('position').map((row) => row.connectCalls['capacity.holders'])).toEqual([1, 1]);
  });

  test('the report has its keys, a row for each moment and size, and a ratio for each moment', () => {
    expect(Object.keys(report)).toEqual(['rows', 'fill', 'verdict']);
    expect(report.rows.map(({ waiting, moment }) => `${waiting} ${moment}`)).toEqual(
      moments.flatMap(({ name }) => [`10 ${name}`, `1000 ${name}`]),
    );
    for (const row of report.rows) {
      expect(Object.keys(row).toSorted()).toEqual(
        ['connectCalls', 'cpuMs', 'dials', 'moment', 'store', 'storeCalls', 'waiting'].toSorted(),
      );
    }
    expect(Object.keys(report.verdict)).toEqual(['callsEqual', 'cpuRatio', 'cpuRatioMax', 'cpuRatios', 'isMet']);
    expect(report.verdict.cpuRatios.map(({ moment }) => moment)).toEqual(moments.map(({ name }) => name));
    expect(report.fill.map(({ waiting }) => waiting)).toEqual([10, 1_000]);
  });
});

describe('the verdict', () => {
  const row = (waiting: number, changes: Partial<ScaleRow> = {}): ScaleRow => ({
    store: 'memory',
    waiting,
    moment: 'pass',
    cpuMs: 1,
    storeCalls: { 'callbacks.line': 2 },
    connectCalls: {},
    dials: 0,
    ...changes,
  });
  const verdictOf = (...rows: readonly ScaleRow[]) => reportOf(rows, []).verdict;

  test('one call more at any size is seen, and so is one request more', () => {
    expect(verdictOf(row(10), row(1_000)).isMet).toBe(true);
    expect(verdictOf(row(10), row(100, { storeCalls: { 'callbacks.line': 3 } }), row(1_000)).callsEqual).toBe(false);
    expect(verdictOf(row(10), row(1_000, { connectCalls: { 'dialer.dial': 1 } })).callsEqual).toBe(false);
    const requests = (Query: number) => ({ requests: { byOperation: { Query }, units: {} } });
    expect(verdictOf(row(10, requests(2)), row(1_000, requests(3))).isMet).toBe(false);
  });

  test('the ratio is the largest size over the smallest, and the worst moment counts', () => {
    const other = { moment: 'ready' };
    const rows = [row(1_000, { cpuMs: 1.2 }), row(10), row(100, { cpuMs: 9 }), row(10, other)];
    expect(verdictOf(...rows, row(1_000, other))).toMatchObject({ cpuRatio: 1.2, isMet: true });
    expect(verdictOf(...rows, row(1_000, { ...other, cpuMs: 1.6 }))).toMatchObject({ cpuRatio: 1.6, isMet: false });
  });
});

describe('the command line', () => {
  test('sizes are taken once each, in order', () => {
    expect(parseScaleOptions(['--sizes', '1000,10,1000', '--json']).sizes).toEqual([10, 1_000]);
    expect(parseScaleOptions([])).toMatchObject({ sizes: [100, 10_000, 1_000_000], isJson: false });
  });

  test.each([
    ['an unknown option', ['--size', '10'], 'known options: --sizes --rounds --json --help'],
    ['an argument', ['fast'], 'unknown argument "fast"'],
    ['a size that is no number', ['--sizes', '10,many'], '--sizes: got "10,many"'],
    ['a size below the least', ['--sizes', '9,100'], 'from 10 to 2000000'],
    ['a single size', ['--sizes', '100'], 'two or more'],
    ['no rounds', ['--rounds', '0'], '--rounds: got "0"'],
  ])('%s is refused', (_, argv, line) => {
    expect(() => parseScaleOptions(argv)).toThrow(line);
  });

  test('what is refused ends the command with 2 and one line', async () => {
    const { code, stdout, stderr } = await runScript('test/bench/scale/main.ts', ['--rounds', 'all']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('--rounds: got "all"; allowed is a whole number from 1 to 99\n');
  });
});
