import { countableDays, daysToCount, endOfDayMs } from '../../../../lib/core/fcr/days-to-count';

const DAY_MS = 86_400_000;
const rules = { windowMs: 7 * DAY_MS, horizonMs: 90 * DAY_MS };
const startMs = Date.UTC(2026, 2, 11);

test.each([1, 2, 3])('runs that manage %i days each get to the end of what can be counted', (chunk) => {
  let countedUntilMs = startMs - 30 * DAY_MS;
  let isDone = true;
  for (let run = 0; run < 60; run += 1) {
    const { days } = daysToCount(rules, { nowMs: startMs, countedUntilMs, isDone });
    const last = days.slice(0, chunk).at(-1);
    countedUntilMs = last === undefined ? countedUntilMs : endOfDayMs(last);
    isDone = days.length <= chunk;
  }
  const { asOfMs } = daysToCount(rules, { nowMs: startMs });
  expect({ countedUntilMs, isDone }).toEqual({ countedUntilMs: asOfMs, isDone: true });
});

test('the two days before are counted again only where the last run had come to its end', () => {
  const asked = { nowMs: startMs, countedUntilMs: Date.UTC(2026, 2, 2) };
  expect(daysToCount(rules, { ...asked, isDone: true }).days).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
  expect(daysToCount(rules, { ...asked, isDone: false }).days).toEqual(['2026-03-02']);
});

test('days can be counted from the horizon to the last whose window is closed', () => {
  const { days } = daysToCount(rules, { nowMs: startMs });
  expect(countableDays(rules, startMs)).toEqual({ fromDay: days[0], toDay: days.at(-1) });
  expect(days).toHaveLength(90);
});
