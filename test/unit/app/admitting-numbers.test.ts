import { changeRequest } from '../../../lib/app/change-request';
import { findSlots } from '../../../lib/app/find-slots';
import { dialableFrom } from '../../../lib/app/not-before';
import { registerCallback, type Registration } from '../../../lib/app/register-callback';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { callerNumber, noonMs, waiting } from '../../support/builders/callbacks';
import { queueConfig, queueOf } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const otherNumber = '+441632960002';
const hourMs = 3_600_000;
const tomorrowMs = noonMs + 20 * hourMs;

function register(world: World, changes: Partial<Registration> = {}) {
  const queue = queueOf(world.policy, 'support');
  return registerCallback(world, { contactId: 'inbound-1', from: callerNumber, queue, ...changes });
}

describe('a request is refused by name', () => {
  test.each<[string, NonNullable<HoldfreeConfig['numbers']>, string]>([
    ['for a number that is blocked', { blocked: [callerNumber] }, 'blocked'],
    ['for a number of a blocked range', { blocked: ['+4416329600'] }, 'blocked'],
    ['for a country that is not called', { countries: ['US'] }, 'country_not_allowed'],
    ['for a kind that is not called', { types: ['fixed', 'mobile'] }, 'type_not_allowed'],
  ])('%s', async (_name, numbers, code) => {
    const world = createWorld({ config: { numbers } });
    expect(await register(world)).toEqual({ ok: false, error: { code } });
    expect(await world.store.callbacks.ofCaller(callerNumber)).toEqual([]);
    await world.keep(waiting({ number: '+12065550142', cli: '+12065550142' }));
    const callback = waiting({ number: '+12065550142', cli: '+12065550142' });
    const changed = await changeRequest(world, { callback, askedOnContactId: 'inbound-1', number: callerNumber });
    expect(changed).toEqual({ ok: false, error: { code } });
  });

  test('of a blocked caller, on the own number and on any other, which no request lifts', async () => {
    const world = createWorld();
    await world.store.callers.remember(callerNumber, { blockedAtMs: noonMs, optedOutAtMs: noonMs });
    expect(await register(world)).toEqual({ ok: false, error: { code: 'blocked' } });
    expect(await register(world, { callbackNumber: otherNumber })).toEqual({ ok: false, error: { code: 'blocked' } });
    expect(await world.store.callers.get(callerNumber)).toEqual({ blockedAtMs: noonMs, optedOutAtMs: noonMs });
    await world.store.callers.remember(callerNumber, { blockedAtMs: 'lifted' });
    expect(await register(world)).toMatchObject({ ok: true });
  });

  test('for the number of a blocked caller, whoever asks', async () => {
    const world = createWorld();
    await world.store.callers.remember(otherNumber, { blockedAtMs: noonMs });
    expect(await register(world, { callbackNumber: otherNumber })).toEqual({ ok: false, error: { code: 'blocked' } });
  });
});

describe('a class', () => {
  const queues = [queueConfig('support', { classes: [{ name: 'vip', headStartSeconds: 600 }], giveUpSeconds: 300 })];

  test.each([
    ['that the queue has is kept', 'vip', 'vip'],
    ['that is the standard one is that', 'standard', 'standard'],
    ['that is not named is the standard one', undefined, 'standard'],
  ])('%s', async (_name, asked, expected) => {
    const world = createWorld({ config: { queues } });
    expect(await register(world, { class: asked })).toMatchObject({
      ok: true,
      value: { callback: { class: expected, giveUpMs: 300_000 } },
    });
    expect(world.notes.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });

  test('that the queue does not have is the standard one, and is told of as a fault', async () => {
    const world = createWorld({ config: { queues } });
    expect(await register(world, { class: '+441632960009' })).toMatchObject({
      ok: true,
      value: { callback: { class: 'standard' } },
    });
    expect(world.notes).toContainEqual({
      kind: 'fault',
      where: 'class',
      reason: 'a flow named a class that support does not have',
    });
  });
});

describe('on a holiday', () => {
  const world = createWorld({ config: { holidays: [{ date: '2026-03-02' }] } });
  const queue = queueOf(world.policy, 'support');

  test('nobody is promised a slot, with a number and without', async () => {
    for (const number of [undefined, callerNumber]) {
      const { slots } = await findSlots(world, { queue, number, limit: 1 });
      expect(slots).toEqual([tomorrowMs]);
    }
    expect(await register(world, { slotStartMs: noonMs + hourMs })).toEqual({
      ok: false,
      error: { code: 'slot_gone' },
    });
  });

  test('a callback is called on the day after, and its caller is told so', async () => {
    const later = { kind: 'later', notBeforeMs: tomorrowMs };
    expect(await dialableFrom(world, queue, { number: callerNumber })).toEqual(later);
    expect(await dialableFrom(world, queue, { callback: waiting() })).toEqual(later);
  });
});

test('slots and times are told by the hours of the origin and by those of Connect', async () => {
  const lost = createWorld({ config: { holidays: [{ date: '2026-03-02', for: 'lost' }] } });
  const queue = queueOf(lost.policy, 'support');
  const callback = waiting({ origin: 'lost' });
  expect(await dialableFrom(lost, queue, { callback })).toEqual({ kind: 'later', notBeforeMs: tomorrowMs });
  expect(await dialableFrom(lost, queue, { callback: waiting() })).toEqual({ kind: 'now' });
  const late = (await findSlots(lost, { queue, number: callerNumber, origin: 'lost', limit: 1 })).slots;
  expect(late).toEqual([tomorrowMs]);
  const windows = [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 14 * 60, toMinute: 24 * 60 }];
  const effectiveHours = {
    of: async () => ({ kind: 'known' as const, hours: { timeZone: 'Europe/London', windows } }),
  };
  const closed = { ...createWorld(), effectiveHours };
  expect((await findSlots(closed, { queue, limit: 1 })).slots).toEqual([noonMs + 2 * hourMs]);
  expect(await dialableFrom(closed, queue, { number: callerNumber })).toMatchObject({
    notBeforeMs: noonMs + 2 * hourMs,
  });
});
