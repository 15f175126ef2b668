import { readFileSync } from 'node:fs';
import { fcrRows, sample } from './command';

// Goal: the command counts what docs/routing.md defines, to the last call.
// Method: the shipped logs are counted again here, by nested loops over their raw cells and with nothing of what is tested.

interface Rules {
  readonly windowDays: number;
  readonly talkSeconds: number;
  /** Seconds since 1970, by the clock of the log; without it the end of the log. */
  readonly asOf?: number;
}

interface Raw {
  readonly row: number;
  readonly customer: string;
  readonly isKnown: boolean;
  readonly type: string;
  readonly outcome: string;
  readonly agent: string;
  readonly begin: number;
  /** When the last thing happened to it. */
  readonly end: number;
  readonly talk: number;
}

const DAY = 86_400;
const clock = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

function rawRows(file: string): readonly Raw[] {
  const [header = '', ...lines] = readFileSync(sample(file), 'utf8').trimEnd().split('\n');
  const raws = lines.map((line, row) => {
    const cells = line.split('\t');
    const cell = (name: string) => cells[header.split('\t').indexOf(name)] ?? '';
    const [year, month, day] = (cell('date').match(/../g) ?? []).map(Number);
    const midnight = Date.UTC(2000 + (year ?? 0), (month ?? 0) - 1, day) / 1000;
    const entry = clock(cell('vru_entry'));
    // Whatever the clock shows before the entry is of the next day; 0:00:00 stands where nothing happened.
    const at = (name: string) => midnight + clock(cell(name)) + (clock(cell(name)) < entry ? DAY : 0);
    const happened = ['vru_exit', 'q_start', 'q_exit'].filter(
      (name) => name === 'vru_exit' || cell(name) !== '0:00:00',
    );
    const isServed = cell('ser_start') !== '0:00:00' || cell('ser_exit') !== '0:00:00';
    return {
      row,
      customer: cell('customer_id'),
      isKnown: /^[1-9]\d*$/.test(cell('customer_id')),
      type: cell('type'),
      outcome: cell('outcome'),
      agent: cell('server'),
      begin: midnight + entry,
      end: isServed ? at('ser_exit') : Math.max(...happened.map(at)),
      talk: isServed ? at('ser_exit') - at('ser_start') : 0,
      isBroken: Number(cell('q_time')) < 0,
    };
  });
  // What the log calls no call, and the one row in each sample that is broken on purpose.
  return raws.filter(({ outcome, isBroken }) => outcome !== 'PHANTOM' && !isBroken);
}

/** Of a call that the centre returned: where its caller had rung last. */
function queueOf(talk: Raw, raws: readonly Raw[]): string | undefined {
  if (talk.type !== 'TT') return talk.type;
  let found: Raw | undefined;
  for (const other of raws) {
    const isBefore = other.type !== 'TT' && other.customer === talk.customer && other.begin < talk.begin;
    if (isBefore && (found === undefined || other.begin >= found.begin)) found = other;
  }
  return found?.type;
}

function isRepeated(talk: Raw, queue: string, raws: readonly Raw[], windowDays: number): boolean {
  for (const other of raws) {
    if (other.row === talk.row || other.type !== queue || other.customer !== talk.customer) continue;
    if (other.begin >= talk.end && other.begin <= talk.end + windowDays * DAY) return true;
  }
  return false;
}

function recount(file: string, { windowDays, talkSeconds, asOf }: Rules) {
  const raws = rawRows(file);
  const until = asOf ?? Math.max(...raws.map(({ end }) => end));
  const rows: Record<string, { handled: number; repeats: number }> = {};
  const leftOut = { no_number: 0, no_queue: 0, no_agent: 0, too_short: 0, not_yet: 0 };
  for (const talk of raws.filter(({ outcome, end }) => outcome === 'AGENT' && end <= until)) {
    const queue = queueOf(talk, raws);
    if (!talk.isKnown) leftOut.no_number += 1;
    else if (queue === undefined) leftOut.no_queue += 1;
    else if (talk.agent === 'NO_SERVER') leftOut.no_agent += 1;
    else if (talk.talk < talkSeconds) leftOut.too_short += 1;
    else if (talk.end + windowDays * DAY > until) leftOut.not_yet += 1;
    else {
      const row = (rows[`${queue} ${talk.agent}`] ??= { handled: 0, repeats: 0 });
      row.handled += 1;
      if (isRepeated(talk, queue, raws, windowDays)) row.repeats += 1;
    }
  }
  return { rows, leftOut };
}

const cases: readonly (readonly [file: string, rules: Rules, options: readonly string[]])[] = [
  ['sample-technion-weeks.tsv', { windowDays: 7, talkSeconds: 10 }, []],
  ['sample-technion-weeks.tsv', { windowDays: 2, talkSeconds: 60 }, ['--window-days', '2', '--min-talk-seconds', '60']],
  [
    'sample-technion-weeks.tsv',
    { windowDays: 7, talkSeconds: 10, asOf: Date.UTC(2030, 0, 23) / 1000 },
    ['--as-of', '2030-01-22'],
  ],
  ['sample-technion.tsv', { windowDays: 1, talkSeconds: 10 }, ['--window-days', '1']],
];

test.each(cases)('%s counted plainly, %j, is what the command says', async (file, rules, options) => {
  const { rows, context } = await fcrRows(sample(file), ...options);
  const plain = recount(file, rules);
  const counted = rows.map(({ agent, queue, handled, repeats }) => [`${queue} ${agent}`, { handled, repeats }]);
  expect(Object.fromEntries(counted)).toEqual(plain.rows);
  expect(counted).toHaveLength(Object.keys(plain.rows).length);
  expect(context['leftOut']).toEqual(plain.leftOut);
  for (const { handled, repeats, fcr } of rows) expect(fcr).toBeCloseTo(1 - repeats / handled, 3);
});

test('the plain count has repeats to be wrong about, and conversations of every kind to leave out', () => {
  const { rows, leftOut } = recount('sample-technion-weeks.tsv', { windowDays: 7, talkSeconds: 10 });
  const sum = (key: 'handled' | 'repeats') => Object.values(rows).reduce((total, row) => total + row[key], 0);
  expect(sum('handled')).toBeGreaterThan(300);
  expect(sum('repeats')).toBeGreaterThan(100);
  expect(Object.values(leftOut).every((count) => count > 0)).toBe(true);
  const short = recount('sample-technion.tsv', { windowDays: 1, talkSeconds: 10 });
  expect(Object.values(short.rows).some(({ repeats }) => repeats > 0)).toBe(true);
});
