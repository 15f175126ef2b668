import { readText } from '../../../support/repository-files';
import { createLogs, technionRow } from '../replay/builders';
import { fcr, fcrRows, sample } from './command';
import { csvOf, jsonLines, numberOf, recordOf } from './records';

const logs = createLogs();
afterAll(() => logs.remove());

const weeks = sample('sample-technion-weeks.tsv');

/** What the command says when it cannot do what was asked. */
async function refusal(...argv: readonly string[]): Promise<string> {
  return fcr(...argv).then(
    ({ out }) => `not refused: ${out}`,
    (error: unknown) => (error instanceof Error && error.name === 'UsageError' ? error.message : String(error)),
  );
}

test.each([
  [['--window-days', '0'], '--window-days: got "0"; allowed is a whole number from 1 to 30'],
  [['--window-days', '2.5'], '--window-days: got "2.5"; allowed is a whole number from 1 to 30'],
  [['--min-talk-seconds', '601'], '--min-talk-seconds: got "601"; allowed is a whole number from 0 to 600'],
  [['--min-sample', 'few'], '--min-sample: got "few"; allowed is a whole number from 1 to 1000'],
  [['--half-life-days', ''], '--half-life-days: got ""; allowed is a whole number from 1 to 365'],
  [['--as-of', '2030-02-30'], '--as-of: got "2030-02-30"; allowed is a day such as 2026-03-02'],
  [['--as-of', '2030-02-02'], '--as-of: got "2030-02-02"; allowed is a day of the file, 2030-01-07 to 2030-02-01'],
  [['--queue', 'XX'], '--queue: got "XX"; there are IN, NW, PS'],
  [['--queue', ' '], '--queue: got " "; allowed is the name of a queue of the file'],
])('%j is refused in one line that says what is allowed', async (options, line) => {
  expect(await refusal(weeks, ...options)).toBe(line);
});

test('no file and two files are refused', async () => {
  expect(await refusal('--json')).toMatch(/^one FILE is needed: /);
  expect(await refusal(weeks, weeks)).toMatch(/^one FILE is needed: /);
});

test('a file of no use is refused with what was found and what is allowed, and without a number in it', async () => {
  const headless = csvOf([recordOf({ ContactId: 'c1', CustomerEndpoint: numberOf('+441632960077') })]).split('\r\n')[1];
  const whole =
    'ContactId,InitialContactId,Channel,InitiationMethod,InitiationTimestamp,DisconnectTimestamp,' +
    'CustomerEndpoint.Address,Agent.ConnectedToAgentTimestamp,Queue.Name,Agent.Username';
  const files: readonly (readonly [string, RegExp])[] = [
    [
      logs.put('empty', ''),
      /^header \(an empty file\): not known; allowed: .*, or contact records: one JSON object a line/,
    ],
    [
      logs.put('list.json', '[{"From":"+441632960077"}]'),
      /^file .*list\.json: a JSON array; allowed: .*one JSON object a line, which jq -c '\.\[\]' makes of it/,
    ],
    [
      logs.put('headless.csv', headless ?? ''),
      /^header \(a first line without names\): not known; allowed: .* CSV \(commas\) with ContactId, /,
    ],
    [logs.put('spaced.csv', '+44 1632 960 077;Mueller\n'), /^header \(a first line without names\): not known; /],
    [logs.put('other.csv', 'start;"end";vru+line\n'), /^header start, end, vru\+line: not known; allowed: vanad /],
    [
      logs.put('short.csv', 'ContactId,Channel\nc1,VOICE\n'),
      /^header .*short\.csv: as contact records it lacks InitialContactId, /,
    ],
    [logs.put('twice.csv', `${whole},Channel`), /^header .*twice\.csv: a column is there twice; allowed: ContactId, /],
    [
      logs.put('bad.json', '{"ContactId":"+441632960077"\n'),
      /: no usable voice contact in it, 1 broken lines, the first in line 1: line: not a JSON object;/,
    ],
    [
      logs.put('tasks.json', jsonLines([recordOf({ ContactId: 't1', Channel: 'TASK' })])),
      /: no usable voice contact in it, 0 broken lines;/,
    ],
    [
      `${logs.folder}/none.csv`,
      /^file .*none\.csv: no such file; allowed: a call log or contact records as text, plain or gzip$/,
    ],
    [logs.folder, /: a folder, not a file; allowed: a call log or contact records/],
  ];
  for (const [file, line] of files) {
    const told = await refusal(file);
    expect(told).toMatch(line);
    expect(told).not.toMatch(/960 ?077|Mueller/);
    expect(told).not.toContain('\n');
  }
});

test('a log that names no callers says so instead of an empty table', async () => {
  const { out } = await fcr(sample('sample-vanad.csv'));
  expect(out).toMatch(
    /^nothing can be counted: the file names no caller, .* \(222 conversations left out as no_number\)\n/,
  );
  const { rows, told } = await fcrRows(sample('sample-vanad.csv'));
  expect(rows).toEqual([]);
  expect(told.at(-2)).toMatch(/^nothing can be counted: the file names no caller/);
});

test('a log that is shorter than the window says why nothing is counted', async () => {
  const { out } = await fcr(sample('sample-technion.tsv'));
  expect(out).toMatch(
    /^nothing is counted: no_number 144, .*not_yet 56; a conversation counts once 7 days have passed/,
  );
});

test('rows are the best of each queue first, and only rows are on standard output', async () => {
  const { rows, context, out, told } = await fcrRows(weeks);
  const keys = ['agent', 'queue', 'handled', 'repeats', 'fcr', 'shrunken', 'low', 'high'];
  for (const row of rows) expect(Object.keys(row)).toEqual(keys);
  expect(rows.filter(({ queue }) => queue === 'PS').map(({ agent }) => agent)).toEqual(['S01', 'S02', 'S03', 'S04']);
  expect(out).toMatch(/^\[\n\{"agent":"S01","queue":"IN",.*0\.\d{1,4}\},\n/);
  expect(told.join('\n')).toContain('dropped 1 rows of PHANTOM');
  expect(context).toMatchObject({
    asOf: '2030-02-01 11:55:11',
    windowDays: 7,
    minTalkSeconds: 10,
    minSample: 30,
    halfLifeDays: 30,
  });
  for (const { low, shrunken, high } of rows) expect(low < shrunken && shrunken < high).toBe(true);
});

test('the table has its rules, means, exclusions and its time beneath', async () => {
  const { out } = await fcr(weeks, '--queue', 'PS', '--min-sample', '55');
  expect(out).toMatch(/^queue +agent +handled +repeats +FCR +shrunken +low +high\nPS +S02 /);
  expect(out).toMatch(/\n +S04 +\d+ .* too few to rank\n\nmean of the queue: PS \d+\.\d\d %\n/);
  expect(out).not.toContain('NW');
  for (const line of [
    /^conversations left out: no_number \d+, no_queue 0, /m,
    /^as of 2030-02-01 11:55:11, /m,
    /^rules: .* 7 days .* from 55 .* queue PS alone$/m,
  ])
    expect(out).toMatch(line);
});

test('--as-of looks at what was known at the end of that day', async () => {
  const { rows, context } = await fcrRows(weeks, '--as-of', '2030-01-13');
  expect(context['asOf']).toBe('2030-01-14 00:00:00');
  expect(rows.reduce((sum, { handled }) => sum + handled, 0)).toBeLessThan(40);
  // What came later is not there at all: not left out, and not among the calls of unknown callers.
  const all = (await fcrRows(weeks)).context;
  const sumOf = (leftOut: unknown) => Object.values(Object(leftOut)).reduce((sum: number, one) => sum + Number(one), 0);
  expect(sumOf(context['leftOut'])).toBeLessThan(sumOf(all['leftOut']));
  expect(Number(context['callsWithoutCallerOrQueue'])).toBeLessThan(Number(all['callsWithoutCallerOrQueue']) / 2);
  expect((await fcr(weeks, '--help')).out).toContain('--as-of DAY');
});

test('a name from outside does not move the cursor of a terminal', async () => {
  const file = logs.technion([
    technionRow({ customer_id: '7', server: 'S\u001B[2J1' }),
    technionRow({ customer_id: '8', date: '300120' }),
  ]);
  const { out } = await fcr(file);
  expect(out).toContain('S [2J1');
});

test('the page on routing has the example as it is printed, and every option', async () => {
  const page = readText('docs/routing.md');
  expect(page).toContain((await fcr(weeks, '--queue', 'PS')).out);
  const options = new Set((await fcr('--help')).out.match(/--[a-z-]+[a-z]/g));
  expect(options.size).toBeGreaterThan(6);
  expect([...options].filter((option) => !page.includes(`| \`${option}`))).toEqual([]);
});
