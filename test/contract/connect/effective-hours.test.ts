import { createConnectEffectiveHours } from '../../../lib/adapters/connect/effective-hours';
import { isOpen, type Hours } from '../../../lib/core/hours';
import type { HoursAnswer } from '../../../lib/ports/effective-hours';
import type { Journal } from '../../../lib/ports/journal';
import { hoursFrom } from '../../../local/connect/hours';
import { SETUP } from '../../unit/local/connect/world';
import { policyFor, serveCentre } from './served-centre';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

const office = hoursFrom({
  id: 'h-office',
  name: 'Office',
  timeZone: 'Europe/London',
  weekly: [
    { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1_020 },
    { days: [6], fromMinute: 0, toMinute: 1_440 },
  ],
  overrides: [
    {
      name: 'Party',
      type: 'CLOSED',
      fromDate: '2026-03-05',
      tillDate: '2026-03-05',
      hours: [{ days: everyDay, fromMinute: 720, toMinute: 810 }],
    },
    { name: 'Holiday', type: 'STANDARD', fromDate: '2026-03-06', tillDate: '2026-03-06', hours: [] },
    {
      name: 'Sunday',
      type: 'OPEN',
      fromDate: '2026-03-08',
      tillDate: '2026-03-08',
      hours: [{ days: [7], fromMinute: 600, toMinute: 660 }],
    },
  ],
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open() {
  const [support, ...others] = SETUP.queues;
  const centre = await serveCentre({
    setup: {
      ...SETUP,
      hours: [office, { id: 'h-unsaid', name: 'Unsaid', isOpenAt: () => true }],
      queues: [{ ...support!, hoursId: 'h-office' }, ...others],
    },
  });
  closers.push(centre.close);
  const told: string[] = [];
  const journal: Journal = { note: (entry) => void told.push(entry.kind === 'fault' ? entry.where : entry.kind) };
  const adapter = createConnectEffectiveHours(
    centre.client,
    policyFor(['q-support', 'q-sales']),
    centre.clock,
    journal,
  );
  return {
    ...centre,
    hoursOf: adapter.of,
    told,
    calls: () => [centre.callsOf('DescribeQueue'), centre.callsOf('GetEffectiveHoursOfOperations')],
  };
}

const hoursIn = (answer: HoursAnswer) => (answer.kind === 'known' ? answer.hours : undefined);

describe('the hours of a queue as Connect has them', () => {
  test('are those of the week with their overrides, from yesterday to a fortnight ahead', async () => {
    const { hoursOf, clock } = await open();
    const hours = hoursIn(await hoursOf('q-support'));
    if (hours === undefined) throw new Error('no hours');
    expect(hours.timeZone).toBe('Europe/London');
    const from = Math.ceil((clock.nowMs() - 12 * hourMs) / quarterMs) * quarterMs;
    for (let atMs = from; atMs < clock.nowMs() + 14 * dayMs - 12 * hourMs; atMs += quarterMs) {
      expect({ atMs, isOpen: isOpen(hours, atMs) }).toEqual({ atMs, isOpen: office.isOpenAt(atMs) });
    }
    expect(Object.keys(hours.dates ?? {})).toHaveLength(16);
  });

  test('leave a date that was not asked for to the policy', async () => {
    const { hoursOf, clock } = await open();
    const hours = hoursIn(await hoursOf('q-support'));
    const isAlways = (known: Hours | undefined) => known !== undefined && isOpen(known, clock.nowMs() + 30 * dayMs);
    expect(isAlways(hours)).toBe(true);
  });

  test('are read once for everybody who asks within a quarter of an hour, and the queue once an hour', async () => {
    const { hoursOf, run, calls } = await open();
    const all = await Promise.all(['q-support', 'q-support', 'q-support'].map(hoursOf));
    expect(new Set(all).size).toBe(1);
    expect(calls()).toEqual([1, 1]);
    await run(quarterMs - minuteMs);
    await hoursOf('q-support');
    expect(calls()).toEqual([1, 1]);
    for (let quarter = 0; quarter < 3; quarter += 1) {
      await run(quarterMs);
      await hoursOf('q-support');
    }
    expect(calls()).toEqual([1, 4]);
    await run(quarterMs);
    await hoursOf('q-support');
    expect(calls()).toEqual([2, 5]);
  });

  test('are as they were while Connect fails, and asked for again after a minute', async () => {
    const { hoursOf, run, calls, setFault } = await open();
    const known = await hoursOf('q-support');
    await run(quarterMs);
    setFault('GetEffectiveHoursOfOperations', 'throttle');
    expect(await hoursOf('q-support')).toEqual(known);
    expect(await hoursOf('q-support')).toEqual(known);
    expect(calls()).toEqual([1, 2]);
    await run(minuteMs);
    setFault('GetEffectiveHoursOfOperations', undefined);
    expect(await hoursOf('q-support')).toMatchObject({ kind: 'known', hours: { timeZone: 'Europe/London' } });
    expect(calls()).toEqual([1, 3]);
  });

  test('are none of a queue that has none, and of one that Connect refuses to tell of, which is told', async () => {
    const { hoursOf, told, run } = await open();
    expect(await hoursOf('q-sales')).toEqual({ kind: 'none' });
    expect(told).toEqual([]);
    expect(await hoursOf('q-nowhere')).toEqual({ kind: 'none' });
    expect(told).toEqual(['hours']);
    await run(5 * minuteMs);
    expect(await hoursOf('q-nowhere')).toEqual({ kind: 'none' });
    expect(told).toEqual(['hours']);
    await run(quarterMs);
    await hoursOf('q-nowhere');
    expect(told).toEqual(['hours', 'hours']);
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)(
    'are unknown while it never answered: %s',
    async (fault) => {
      const { hoursOf, run, setFault, calls, told } = await open();
      setFault('DescribeQueue', fault);
      expect(await hoursOf('q-support')).toEqual({ kind: 'unknown' });
      expect(calls()).toEqual([1, 0]);
      await run(minuteMs);
      expect(await hoursOf('q-support')).toEqual({ kind: 'unknown' });
      expect(told).toEqual(['hours']);
      setFault('DescribeQueue', undefined);
      await run(minuteMs);
      expect(await hoursOf('q-support')).toMatchObject({ kind: 'known' });
    },
  );

  test('are read one at a time, whatever is asked', async () => {
    const { client, clock } = await open();
    let under = 0;
    let most = 0;
    client.middlewareStack.add(
      (next) => async (args) => {
        under += 1;
        most = Math.max(most, under);
        const answer = await next(args);
        under -= 1;
        return answer;
      },
      { step: 'initialize' },
    );
    const { of } = createConnectEffectiveHours(client, policyFor(['q-support', 'q-sales']), clock, {
      note: () => undefined,
    });
    await Promise.all(['q-support', 'q-sales', 'q-support'].map(of));
    expect(most).toBe(1);
  });
});
