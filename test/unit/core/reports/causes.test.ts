import fc from 'fast-check';
import type { JudgedCall } from '../../../../lib/core/lost/judged-call';
import { exclusions, lostReasons, lostTypes } from '../../../../lib/core/lost/lost-words';
import { causeKinds, createCausesTally, type CauseKind, type CausesReport } from '../../../../lib/core/reports/causes';
import { noonMs } from '../../../support/builders/callbacks';
import { excludedCall, lostCall, neverQueued, servedCall } from '../../../support/builders/judged-calls';

const HOUR_MS = 3_600_000;

function reportOf(calls: readonly JudgedCall[], zone = 'Europe/London'): CausesReport {
  const tally = createCausesTally({ zoneOf: () => zone, leftOutOf: () => undefined });
  for (const call of calls) tally.add(call);
  return tally.result();
}

function rowsBy(report: CausesReport, by: CauseKind) {
  return report.rows.filter((row) => row.by === by);
}

function short(changes: Partial<Parameters<typeof excludedCall>[1]> = {}) {
  return excludedCall('short', { endedAtMs: noonMs + 4_000, enqueuedAtMs: noonMs + 1_000, waitMs: 3_000, ...changes });
}

test('lost calls of one reason are a part of all lost, and of all calls, with and without short abandons', () => {
  const report = reportOf([
    lostCall(),
    lostCall(),
    lostCall({ reason: 'waited_too_long', type: 'missed' }),
    short(),
    servedCall(),
    servedCall(),
    servedCall(),
    excludedCall('callback_taker'),
  ]);
  expect(report).toMatchObject({ calls: 8, lost: 3, short: 1, withShort: 4 });
  expect(rowsBy(report, 'reason')).toEqual([
    {
      by: 'reason',
      what: 'waited_too_long',
      lost: 1,
      short: 0,
      withShort: 1,
      shareOfLost: 0.3333,
      shareOfLostWithShort: 0.25,
      calls: 8,
      shareOfCalls: 0.125,
      shareOfCallsWithShort: 0.125,
    },
    {
      by: 'reason',
      what: 'agents_busy',
      lost: 2,
      short: 0,
      withShort: 2,
      shareOfLost: 0.6667,
      shareOfLostWithShort: 0.5,
      calls: 8,
      shareOfCalls: 0.25,
      shareOfCallsWithShort: 0.25,
    },
    {
      by: 'reason',
      what: 'short_abandon',
      lost: 0,
      short: 1,
      withShort: 1,
      shareOfLost: 0,
      shareOfLostWithShort: 0.25,
      calls: 8,
      shareOfCalls: 0,
      shareOfCallsWithShort: 0.125,
    },
  ]);
  expect(rowsBy(report, 'type').map(({ what, lost }) => [what, lost])).toEqual([
    ['abandoned', 2],
    ['missed', 1],
    ['short_abandon', 0],
  ]);
});

test('an hour and a queue are held against their own calls, also those in which nobody was lost', () => {
  const report = reportOf([
    lostCall({ startedAtMs: noonMs + HOUR_MS, endedAtMs: noonMs + HOUR_MS + 70_000 }),
    servedCall({ startedAtMs: noonMs + HOUR_MS }),
    servedCall({ queue: 'billing' }),
  ]);
  expect(
    rowsBy(report, 'hour').map(({ what, lost, calls, shareOfCalls }) => [what, lost, calls, shareOfCalls]),
  ).toEqual([
    ['12', 0, 1, 0],
    ['13', 1, 2, 0.5],
  ]);
  expect(
    rowsBy(report, 'queue').map(({ what, lost, calls, shareOfCalls }) => [what, lost, calls, shareOfCalls]),
  ).toEqual([
    ['billing', 0, 1, 0],
    ['support', 1, 2, 0.5],
  ]);
});

test('hours are those of the zone of the queue', () => {
  expect(rowsBy(reportOf([lostCall()], 'Asia/Tokyo'), 'hour').map(({ what }) => what)).toEqual(['21']);
});

test('time in a stage runs from entering the queue, and from the start of a call that never was in one', () => {
  const queued = lostCall({ enqueuedAtMs: noonMs + 10_000, endedAtMs: noonMs + 22_000, waitMs: 12_000 });
  const inMenu = neverQueued(lostCall({ endedAtMs: noonMs + 22_000, stage: 'menu', prompt: 'offer' }));
  const report = reportOf([queued, inMenu]);
  expect(rowsBy(report, 'time_in_stage').map(({ what, lost }) => [what, lost])).toEqual([
    ['10-20 s', 1],
    ['20-30 s', 1],
  ]);
  expect(rowsBy(report, 'wait').map(({ what, lost }) => [what, lost])).toEqual([
    ['never queued', 1],
    ['10-20 s', 1],
  ]);
  expect(rowsBy(report, 'stage').map(({ what }) => what)).toEqual(['menu', 'queued']);
  expect(rowsBy(report, 'prompt').map(({ what }) => what)).toEqual(['not noted', 'offer']);
});

test.each([
  [4_999, '0-5 s'],
  [5_000, '5-10 s'],
  [59_999, '30-60 s'],
  [1_200_000, '1200 s and more'],
])('a wait of %i ms is in the bucket %s', (waitMs, what) => {
  expect(rowsBy(reportOf([lostCall({ waitMs })]), 'wait').map((row) => row.what)).toEqual([what]);
});

test('calls of other queues, of the centre itself and of blocked numbers are in no figure', () => {
  const report = reportOf([excludedCall('other_queue'), excludedCall('internal'), excludedCall('blocked')]);
  expect(report).toEqual({ calls: 0, lost: 0, short: 0, withShort: 0, rows: [] });
});

test('answered calls of a number that is left out, or of a queue that is none of ours, are in no share', () => {
  const internal = '+441632960100';
  const leftOutOf = (number: string) => (number === internal ? 'internal' : undefined);
  const tally = createCausesTally({ zoneOf: () => 'UTC', leftOutOf });
  const { queue: _, ...elsewhere } = servedCall();
  for (let calls = 0; calls < 9; calls += 1) {
    tally.add(servedCall({ number: internal }));
    tally.add(excludedCall('internal', { number: internal }));
    tally.add(elsewhere);
  }
  tally.add(lostCall());
  const report = tally.result();
  expect(report).toMatchObject({ calls: 1, lost: 1 });
  expect(rowsBy(report, 'reason')).toMatchObject([{ lost: 1, calls: 1, shareOfCalls: 1 }]);
  expect(rowsBy(report, 'queue').map(({ what }) => what)).toEqual(['support']);
});

test('a withheld number is a call, but no lost call', () => {
  expect(reportOf([excludedCall('withheld')])).toMatchObject({ calls: 1, lost: 0, short: 0 });
});

const anyCall: fc.Arbitrary<JudgedCall> = fc
  .record({
    queue: fc.constantFrom('support', 'billing'),
    startedAtMs: fc.integer({ min: 0, max: 48 }).map((halfHours) => noonMs + halfHours * 1_800_000),
    waitMs: fc.integer({ min: 0, max: 2_000_000 }),
    prompt: fc.constantFrom('offer', 'welcome', 'wait'),
  })
  .chain((common) =>
    fc.oneof(
      fc
        .record({ type: fc.constantFrom(...lostTypes), reason: fc.constantFrom(...lostReasons) })
        .map((lost) => lostCall({ ...common, ...lost })),
      fc.constantFrom(...exclusions).map((why) => excludedCall(why, common)),
      fc.constant(servedCall(common)),
    ),
  );

test('the groups of every cause add up to the totals, and short abandons only ever add', () => {
  fc.assert(
    fc.property(fc.array(anyCall, { maxLength: 40 }), (calls) => {
      const report = reportOf(calls);
      expect(report.lost + report.short).toBe(report.withShort);
      for (const by of causeKinds) {
        const rows = rowsBy(report, by);
        const sumOf = (field: 'lost' | 'short' | 'withShort') => rows.reduce((sum, row) => sum + row[field], 0);
        expect([sumOf('lost'), sumOf('short'), sumOf('withShort')]).toEqual([
          report.lost,
          report.short,
          report.withShort,
        ]);
        for (const row of rows) {
          expect(row.lost).toBeLessThanOrEqual(row.withShort);
          expect(row.withShort).toBeLessThanOrEqual(row.calls);
        }
      }
      for (const by of ['hour', 'queue'] as const) {
        expect(rowsBy(report, by).reduce((sum, row) => sum + row.calls, 0)).toBe(report.calls);
      }
    }),
  );
});

test('the order in which calls come does not matter', () => {
  fc.assert(
    fc.property(fc.array(anyCall, { maxLength: 30 }), (calls) => {
      expect(reportOf(calls.toReversed())).toEqual(reportOf(calls));
    }),
  );
});
