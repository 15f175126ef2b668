import { keepOrTakeNumber, mayRepeat } from '../../../lib/app/dispatch/dial-checks';
import { repairDial } from '../../../lib/app/dispatch/repair-dial';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { dialableFrom } from '../../../lib/app/not-before';
import type { Callback } from '../../../lib/core/callback/callback';
import { closedOn, type Hours } from '../../../lib/core/hours';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import type { ProfileChange } from '../../../lib/ports/caller-store';
import type { EffectiveHours } from '../../../lib/ports/effective-hours';
import { callerNumber, dialing, noonMs, offered, waiting } from '../../support/builders/callbacks';
import { queueConfig, queueOf } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const hourMs = 3_600_000;
const tomorrowMs = noonMs + 20 * hourMs;

async function worldWith(callback: Callback, config: Partial<HoldfreeConfig> = {}): Promise<World> {
  const world = createWorld({ config });
  await world.keep(callback);
  return world;
}

const check = (world: World, callback: Callback) => keepOrTakeNumber(world, queueOf(world.policy, 'support'), callback);
const skipped = (world: World) => world.notes.flatMap((note) => (note.kind === 'skipped' ? [note.rule] : []));

/** What forbids a number for good: how, the rule that is named, and how its callback ends. */
const forbidden: readonly {
  readonly name: string;
  readonly config?: Partial<HoldfreeConfig>;
  readonly profile?: ProfileChange;
  readonly rule: string;
  readonly outcome: string;
}[] = [
  { name: 'opted out', profile: { optedOutAtMs: noonMs }, rule: 'opted_out', outcome: 'cancelled' },
  { name: 'is blocked as a caller', profile: { blockedAtMs: noonMs }, rule: 'blocked', outcome: 'refused' },
  {
    name: 'is blocked as a number',
    config: { numbers: { blocked: [callerNumber] } },
    rule: 'blocked',
    outcome: 'refused',
  },
  {
    name: 'is of a blocked range',
    config: { numbers: { blocked: ['+4416329'] } },
    rule: 'blocked',
    outcome: 'refused',
  },
  {
    name: 'is of a country that is not called',
    config: { numbers: { countries: ['US', 'CA'] } },
    rule: 'country_not_allowed',
    outcome: 'refused',
  },
  {
    name: 'is of a kind that is not called',
    config: { numbers: { types: ['mobile'] } },
    rule: 'type_not_allowed',
    outcome: 'refused',
  },
];

describe.each(forbidden)('a number that $name', ({ config = {}, profile = {}, rule, outcome }) => {
  test.each([
    ['waits', waiting()],
    ['has an agent who agreed to take it', offered()],
  ])('is not dialed for a callback that %s, which ends and says why', async (_name, callback) => {
    const world = await worldWith(callback, config);
    await world.store.callers.remember(callerNumber, profile);
    expect(await check(world, callback)).toBe('skipped');
    expect(skipped(world)).toEqual([rule]);
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome });
    expect(await world.store.guards.get(callerNumber)).toBeUndefined();
  });

  test('is not dialed again in a repair, which ends it too', async () => {
    const open = dialing({ startedAtMs: noonMs - 80_000, leaseUntilMs: noonMs - 5_000 });
    const world = await worldWith(open, config);
    await world.store.callers.remember(callerNumber, profile);
    await repairDial(world, open);
    expect(world.connect.dialed).toEqual([]);
    expect(skipped(world)).toEqual([rule]);
    // Who opted out is left to the end of a dial that may be ringing; a number that is not called ends at once.
    const ended =
      outcome === 'cancelled' ? { state: 'dialing', after: { kind: 'cancel' } } : { state: 'closed', outcome };
    expect(await world.current(key)).toMatchObject(ended);
  });
});

test('a blocked caller is not called on any other number either', async () => {
  const callback = waiting({ callNumber: '+441632960002' });
  const world = await worldWith(callback);
  await world.store.callers.remember(callerNumber, { blockedAtMs: noonMs });
  await check(world, callback);
  expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'refused' });
});

describe('a callback whose number may be dialed later', () => {
  const lost = waiting({ origin: 'lost' });
  const later = { state: 'scheduled', why: 'hours', placeMs: waiting().placeMs };

  test('is told from one that may be dialed now', async () => {
    const world = await worldWith(waiting());
    expect(await check(world, waiting())).toBe('taken');
    expect((await world.store.guards.get(callerNumber))?.value.holder).toMatchObject({ callbackId: waiting().id });
    expect(world.notes).toEqual([]);
  });

  test('leaves the line on a holiday, and keeps its place', async () => {
    const world = await worldWith(waiting(), { holidays: [{ date: '2026-03-02' }] });
    expect(await check(world, waiting())).toBe('skipped');
    expect(skipped(world)).toEqual(['hours_closed']);
    expect(await world.current(key)).toMatchObject({ ...later, dueAtMs: tomorrowMs });
  });

  test('is one that was lost, where the law has other hours or holidays for those who did not ask', async () => {
    for (const config of [
      { holidays: [{ date: '2026-03-02', for: 'lost' as const }] },
      { legalHours: { lost: { to: '12:00' } } },
    ]) {
      const world = await worldWith(lost, config);
      expect(await check(world, lost)).toBe('skipped');
      expect(await world.current(key)).toMatchObject({ ...later, dueAtMs: tomorrowMs });
      const asked = await worldWith(waiting(), config);
      expect(await check(asked, waiting())).toBe('taken');
    }
  });

  test('waits for what Connect says of the queue today, in a first dial and in a repair', async () => {
    const everyDay: Hours = {
      timeZone: 'Europe/London',
      windows: [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 }],
    };
    const asked: string[] = [];
    const effectiveHours = {
      of: async (queueId: string) => {
        asked.push(queueId);
        return { kind: 'known' as const, hours: closedOn(everyDay, ['2026-03-02']) };
      },
    };
    const world = { ...(await worldWith(waiting())), effectiveHours };
    expect(await check(world, waiting())).toBe('skipped');
    expect(await world.current(key)).toMatchObject({ ...later, dueAtMs: tomorrowMs });
    expect(asked).toEqual([queueOf(world.policy, 'support').queueId]);
    const open = dialing();
    const repairing = { ...(await worldWith(open)), effectiveHours };
    expect(await mayRepeat(repairing, queueOf(world.policy, 'support'), open)).toBe(false);
    expect(await repairing.current(key)).toMatchObject({ state: 'dialing' });
    expect(await mayRepeat(await worldWith(open), queueOf(world.policy, 'support'), open)).toBe(true);
  });

  test('waits a minute where nobody knows when the queue is open, while promises go by the policy', async () => {
    const effectiveHours: EffectiveHours = { of: async () => ({ kind: 'unknown' }) };
    const world = { ...(await worldWith(waiting())), effectiveHours };
    expect(await check(world, waiting())).toBe('skipped');
    expect(skipped(world)).toEqual(['hours_unknown']);
    expect(await world.current(key)).toMatchObject({ ...later, dueAtMs: noonMs + 60_000 });
    const queue = queueOf(world.policy, 'support');
    expect(await dialableFrom(world, queue, { number: callerNumber })).toEqual({ kind: 'now' });
  });

  test('waits for the day, or the week, in which it is within its limits, all queues together', async () => {
    const inBilling = waiting({ id: 'B', queue: 'billing' });
    const limits = { perNumberPerDay: 1 };
    const spent = { number: callerNumber, day: '2026-03-02', dials: ['B#1'] };
    const world = await worldWith(waiting(), { dialing: limits });
    await world.keep(inBilling);
    await world.store.guards.put(spent, 0);
    await check(world, waiting());
    expect(skipped(world)).toEqual(['daily_limit']);
    const dueAtMs = noonMs + 12 * hourMs;
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'limit', dueAtMs });
    const weekly = await worldWith(waiting(), { dialing: { perNumberPerDay: 1, perNumberPerWeek: 1 } });
    await weekly.store.guards.put({ ...spent, day: '2026-03-01' }, 0);
    await check(weekly, waiting());
    expect(skipped(weekly)).toEqual(['weekly_limit']);
    // Sunday and six more days.
    expect(await weekly.current(key)).toMatchObject({ why: 'limit', dueAtMs: Date.UTC(2026, 2, 8) });
  });
});

test('a callback that nobody is free for in the time its queue allows is given up, and the journal says so', async () => {
  const waits = waiting({ giveUpMs: 300_000, inLineSinceMs: noonMs - 299_999 });
  const world = await worldWith(waits, { queues: [queueConfig('support', { giveUpSeconds: 300 })] });
  expect(await settleDue(world)).toBe(0);
  world.clock.advance(1);
  expect(await settleDue(world)).toBe(1);
  expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'expired', why: 'nobody_free' });
  const closed = { kind: 'closed', callbackId: waits.id, queue: 'support', outcome: 'expired', why: 'nobody_free' };
  expect(world.notes).toContainEqual(closed);
});
