import { confirmAnswer } from '../../../lib/app/confirm-answer';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { callerNumber, dialing, noonMs, scheduled, waiting } from '../../support/builders/callbacks';
import { queueConfig } from '../../support/builders/policies';
import { createWorld } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const hourMs = 3_600_000;
const nightMs = noonMs + 9 * hourMs;
const openingMs = noonMs + 20 * hourMs;
const vip = { name: 'vip', headStartSeconds: 300 };
const withVip = { queues: [queueConfig('support', { classes: [vip] }), queueConfig('billing')] };

describe('one that is to be given up', () => {
  const waits = waiting({ giveUpMs: hourMs, inLineSinceMs: nightMs - hourMs });

  test('at night waits for the next opening, and is given time anew then', async () => {
    const world = createWorld({ nowMs: nightMs });
    await world.keep(waits);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'hours', dueAtMs: openingMs });
    world.clock.set(openingMs);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'waiting', inLineSinceMs: openingMs });
  });

  test('by day is given up, and at night ends at its deadline', async () => {
    const day = createWorld();
    await day.keep(waiting({ giveUpMs: hourMs, inLineSinceMs: noonMs - hourMs }));
    await settleDue(day);
    expect(await day.current(key)).toMatchObject({ outcome: 'expired', why: 'nobody_free' });
    const night = createWorld({ nowMs: nightMs });
    await night.keep({ ...waits, deadlineMs: nightMs });
    await settleDue(night);
    expect(await night.current(key)).toMatchObject({ outcome: 'expired' });
  });
});

describe('a callback whose class has left the configuration', () => {
  const due = scheduled({ class: 'vip', dueAtMs: noonMs });
  const inLine = waiting({ class: 'vip', inLineSinceMs: noonMs - hourMs });

  test.each([
    ['enters the line', due],
    ['stands in its line', inLine],
  ])('and who %s is in the standard line', async (_name, callback) => {
    const world = createWorld();
    await world.keep(callback);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'waiting', class: 'standard' });
    const line = await world.store.callbacks.line({ queue: 'support', class: 'standard' }, 9);
    expect(line.map(({ id }) => id)).toEqual([callback.id]);
  });

  test.each([due, inLine])('keeps its class where the queue has it', async (callback) => {
    const world = createWorld({ config: withVip });
    await world.keep(callback);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'waiting', class: 'vip' });
    expect(await world.store.callbacks.due(noonMs, 9)).toEqual([]);
  });
});

test.each([
  ['what of it was ringing, where that is known', noonMs - 8_000, { ringMs: 12_000 }],
  ['the whole alone, where it is not', undefined, {}],
])('a caller who is ready teaches how long that took, and %s', async (_name, pickedUpAtMs, ring) => {
  const world = createWorld();
  const pickedUp = pickedUpAtMs === undefined ? {} : { pickedUpAtMs };
  await world.keep(dialing({ startedAtMs: noonMs - 20_000, contactId: 'dial-1', ...pickedUp }));
  await world.store.contacts.remember(
    { kind: 'dial', contactId: 'dial-1', key, callbackId: dialing().id, attempt: 1 },
    noonMs,
  );
  await confirmAnswer(world, { contactId: 'dial-1', attributes: {} });
  expect((await world.store.pools.statistics('frontline'))?.value.ringToReady).toEqual([
    { contactId: 'dial-1', ms: 20_000, ...ring },
  ]);
});
