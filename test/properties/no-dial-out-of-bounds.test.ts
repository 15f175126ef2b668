import * as fc from 'fast-check';
import { drawing } from '../simulation/drawing';
import type { Callback } from '../../lib/core/callback/callback';
import { noonMs, scheduled, waiting } from '../support/builders/callbacks';
import { weekdays } from '../../lib/core/policy/fields';
import { queueConfig } from '../support/builders/policies';
import { createDay, queueNames, type DrawnDay } from '../simulation/drawn-day';
import { anyRounds } from '../simulation/acts';
import { anyWay } from './every-day';
import { clockIn, zonesOf } from './clock-in-zone';

// Invariant 5: no dial, first or repaired, starts unless now and now + ring limit are allowed in every zone the number may
// be in; none to a blocked number, to a country or number type not allowed, or past a limit.
// Lost calls are called back by the same rules, and beside them by the hours that their queue has for that.
// Broken by hours that are checked at the request only, by a repair or an accepted task that skips a check, by one zone
// of a country with several, or by a limit that each queue counts for itself.
// The hours are worked out here from the engine's calendar, not by the code that is tried.

const RING_MS = 25_000;
const PER_DAY = 2;
const blocked = '+441632960090';
const callers = [
  '+441632960001',
  '+447700900002',
  '+12065550142',
  '+13085550143',
  '+18085550144',
  blocked,
  // A country that the policy leaves out.
  '+14165550143',
] as const;
const welcome = new Set<string>(callers.slice(0, 5));

/** Just before and after hours begin or end somewhere, clocks change, or a holiday begins; UTC. */
const borders = [
  '2026-03-02T08:00:00Z',
  '2026-03-02T10:00:00Z',
  '2026-03-02T10:30:00Z',
  '2026-03-02T15:00:00Z',
  '2026-03-02T16:00:00Z',
  '2026-03-02T16:30:00Z',
  '2026-03-02T17:00:00Z',
  '2026-03-02T18:00:00Z',
  '2026-03-02T20:00:00Z',
  '2026-03-08T14:00:00Z',
  '2026-03-08T18:00:00Z',
  '2026-03-28T20:00:00Z',
  '2026-03-29T07:00:00Z',
  '2026-04-03T08:00:00Z',
  '2026-12-25T12:00:00Z',
].map((iso) => Date.parse(iso));
const anyStart = fc
  .tuple(fc.constantFrom(...borders), fc.integer({ min: -90, max: 60 }))
  .map(([borderMs, seconds]) => borderMs + seconds * 1_000);

/** Who was lost in one queue is called back by the other, in hours of its own; who was lost in that, by any. */
const ownHours = { days: [...weekdays], from: '10:30', to: '16:30' };
const lost = { callBack: { queue: 'billing', hours: [ownHours] } };

const config = {
  queues: queueNames.map((name) => queueConfig(name, { deadlineHours: 100, ...(name === 'support' ? { lost } : {}) })),
  legalHours: { from: '08:00', to: '20:00', lost: { from: '10:00', to: '17:00' } },
  holidays: [{ date: '2026-12-25' }, { date: '2026-04-03', for: 'lost' as const }],
  numbers: { countries: ['GB', 'US'], blocked: [blocked] },
  dialing: { perNumberPerDay: PER_DAY, ringLimitSeconds: RING_MS / 1_000, perSecond: 50, burst: 50 },
};

/** One callback of each caller in each queue, whatever would have kept it from being asked for. */
function lines(startMs: number): readonly Callback[] {
  return queueNames.flatMap((queue, second) =>
    callers.map((number, index) => {
      const origin = (index + second) % 2 === 0 ? ('requested' as const) : ('lost' as const);
      const lostIn = origin === 'lost' ? { lostIn: queue === 'billing' ? 'support' : 'billing' } : {};
      const facts = { id: `${queue}-${index}`, queue, number, origin, ...lostIn, placeMs: startMs - 600_000 + index };
      const deadlineMs = startMs + 100 * 3_600_000;
      // Their turn was allowed when they asked, at noon.
      const known = { ...facts, deadlineMs, requestedAtMs: noonMs, inLineSinceMs: startMs - 60_000 };
      return index % 3 === 2 ? scheduled({ ...known, dueAtMs: startMs }) : waiting(known);
    }),
  );
}

function isWithin(number: string, { origin, lostIn }: Pick<Callback, 'origin' | 'lostIn'>, atMs: number): boolean {
  const inQueue = clockIn('Europe/London', atMs).minute;
  if (lostIn === 'support' && (inQueue < 630 || inQueue >= 990)) return false;
  const [from, to] = origin === 'lost' ? [600, 1_020] : [480, 1_200];
  return (
    inQueue >= 480 &&
    inQueue < 1_200 &&
    zonesOf(number).every((zone) => {
      const { date, minute } = clockIn(zone, atMs);
      const isHoliday = date === '2026-12-25' || (date === '2026-04-03' && origin === 'lost');
      return !isHoliday && minute >= from && minute < to;
    })
  );
}

/** What is wrong with the dials of a day. */
function breaches(day: DrawnDay, all: readonly Callback[]): readonly string[] {
  const known = new Map(all.map((callback) => [callback.id, callback]));
  const sent = day.processes.flatMap(({ dials }) => dials);
  const wrong = sent.flatMap(({ atMs, request }) => {
    const { number, clientToken } = request;
    const callback = known.get(clientToken.replace(/-\d+$/, '')) ?? { origin: 'lost' };
    if (!welcome.has(number)) return [`${clientToken} goes to a number that may not be called`];
    const isAllowed = isWithin(number, callback, atMs) && isWithin(number, callback, atMs + RING_MS);
    return isAllowed ? [] : [`${clientToken} (${callback.origin}) at ${new Date(atMs).toISOString()} is out of hours`];
  });
  const perDay = new Map<string, number>();
  for (const { request, startedAtMs } of day.connect.rings()) {
    const key = `${request.number} on ${new Date(startedAtMs).toISOString().slice(0, 10)}`;
    perDay.set(key, (perDay.get(key) ?? 0) + 1);
  }
  return [...wrong, ...[...perDay].filter(([, times]) => times > PER_DAY).map(([key]) => `${key} rang too often`)];
}

test('nobody is dialed, first or again, at an hour, on a day, on a number or more often than is allowed', async () => {
  const reached = new Set<string>();
  let dials = 0;
  let repairs = 0;
  let refused = 0;
  const drawn = {
    weights: { pass: 8, contact: 4, ring_in: 1, leave: 1, register: 0, choose_slot: 0, cancel: 0, opt_out: 1 },
    thenMs: [5_000, 20_000, 40_000, 80_000, 900_000, 3_600_000],
    rounds: { minLength: 3, maxLength: 10 },
  };
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), anyRounds(drawn), anyStart, anyWay, async (s, rounds, startMs, way) => {
      const turn = () => s.schedule(Promise.resolve());
      const day = createDay({
        turn,
        waitFor: (done) => s.waitFor(done),
        callers,
        startMs,
        agents: 12,
        config: { ...config, ...way },
      });
      const all = lines(startMs);
      await day.world.keep(...all);
      await day.play(rounds);
      expect(breaches(day, all)).toEqual([]);
      const optedOut = day.processes.flatMap(({ notes }) => notes).filter((note) => note.kind === 'skipped');
      refused += optedOut.length;
      dials += day.connect.dials();
      repairs += day.processes
        .flatMap(({ notes }) => notes)
        .filter((note) => note.kind === 'dialed' && note.rule === 'repair').length;
      for (const { request } of day.connect.rings()) reached.add(request.number);
    }),
    drawing(45, 15),
  );
  // Every number that may be called was, some of them again, and many dials were put off.
  expect([...reached].toSorted()).toEqual([...welcome].toSorted());
  expect(dials).toBeGreaterThan(50);
  expect(repairs).toBeGreaterThan(4);
  expect(refused).toBeGreaterThan(50);
});
