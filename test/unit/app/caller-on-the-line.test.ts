import { callerLanguage, rememberLanguage } from '../../../lib/app/caller-language';
import { identifyCaller } from '../../../lib/app/identify-caller';
import { rejoinQueue } from '../../../lib/app/rejoin-queue';
import { callerNumber, noonMs, scheduled, waiting } from '../../support/builders/callbacks';
import { queueConfig, queueOf } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const hourMs = 3_600_000;
const identify = (world: World, contactId = 'inbound-1') =>
  identifyCaller(world, { contactId, from: callerNumber, queue: queueOf(world.policy, 'support') });

describe('a caller who rings in', () => {
  test.each([
    ['while the queue is open', noonMs, { isOpen: true }],
    ['before it opens', noonMs - 5 * hourMs, { isOpen: false, opensAtMs: noonMs - 4 * hourMs }],
    ['after it has closed', noonMs + 8 * hourMs, { isOpen: false, opensAtMs: noonMs + 20 * hourMs }],
  ])('%s is told so', async (_name, nowMs, expected) => {
    const identified = await identify(createWorld({ nowMs }));
    expect(identified).toMatchObject(expected);
    expect('opensAtMs' in identified).toBe(!expected.isOpen);
  });

  test('and is asked about again has been waiting since the first time', async () => {
    const world = createWorld();
    world.staff([], [{ queue: 'support', count: 2, oldestAgeMs: 60_000 }]);
    expect(await identify(world)).toMatchObject({ enteredAtMs: noonMs, wait: { position: 3 } });
    world.clock.advance(60_000);
    world.staff([], [{ queue: 'support', count: 4, oldestAgeMs: 120_000 }]);
    // Half of them have come since.
    expect(await identify(world)).toMatchObject({ enteredAtMs: noonMs, wait: { position: 4 } });
    expect(await world.store.contacts.get('inbound-1')).toMatchObject({ enteredAtMs: noonMs });
    expect(await identify(world, 'inbound-2')).toMatchObject({
      enteredAtMs: noonMs + 60_000,
      wait: { position: 5 },
    });
  });

  test('and is to be called at a time to come is told of no wait', async () => {
    const world = createWorld();
    const slotMs = noonMs + hourMs;
    await world.keep(scheduled({ why: 'slot', slotMs, dueAtMs: slotMs, placeMs: slotMs }));
    expect(await identify(world)).toMatchObject({ kind: 'has_callback', wait: {} });
    world.clock.set(slotMs);
    expect((await identify(world)).wait).toEqual({ position: 1 });
  });
});

describe('a caller who holds', () => {
  test('rather than be called has the age of the place', async () => {
    const world = createWorld();
    const ageMs = noonMs - waiting().placeMs;
    const rejoined = await rejoinQueue(world, { contactId: 'inbound-1', callback: waiting() });
    expect(rejoined).toEqual({ isAgeSet: true, ageMs });
    expect(world.connect.ages.get('inbound-1')).toBe(ageMs);
    world.connect.setAvailable(false);
    const failed = await rejoinQueue(world, { contactId: 'inbound-1', callback: waiting() });
    expect(failed).toEqual({ isAgeSet: false, ageMs });
  });

  test('rather than be called at a time to come waits from now, and so does one where ages are not set', async () => {
    const world = createWorld();
    const later = waiting({ placeMs: noonMs + hourMs });
    const waits = await rejoinQueue(world, { contactId: 'inbound-1', callback: later });
    expect(waits).toEqual({ isAgeSet: false, ageMs: 0 });
    const ladder = createWorld({ config: { ageBy: 'ladder' } });
    const told = await rejoinQueue(ladder, { contactId: 'inbound-1', callback: waiting() });
    expect(told).toEqual({ isAgeSet: false, ageMs: noonMs - waiting().placeMs });
    expect([...world.connect.ages, ...ladder.connect.ages]).toEqual([]);
  });
});

describe('the language of a caller', () => {
  const worldOf = (...languages: ('en-US' | 'ru-RU')[]) =>
    createWorld({ config: { queues: [queueConfig('support', { languages })] } });
  const ask = (world: World, asked?: string, from: string | null = callerNumber) =>
    callerLanguage(world, { from, queue: queueOf(world.policy, 'support'), asked });

  test('is not known until it is chosen, on this call or an earlier one', async () => {
    const world = worldOf('en-US', 'ru-RU');
    expect(await ask(world)).toEqual({ language: 'en-US', isKnown: false });
    expect(await ask(world, 'ru-RU')).toEqual({ language: 'ru-RU', isKnown: true });
    await rememberLanguage(world, { from: callerNumber, language: 'ru-RU' });
    expect(await ask(world)).toEqual({ language: 'ru-RU', isKnown: true });
    expect(await ask(world, 'en-US')).toEqual({ language: 'en-US', isKnown: true });
  });

  test('that nobody speaks there counts as not chosen', async () => {
    const world = worldOf('ru-RU');
    await rememberLanguage(world, { from: callerNumber, language: 'en-US' });
    for (const asked of ['en-US', 'xx', undefined]) {
      expect(await ask(world, asked)).toEqual({ language: 'ru-RU', isKnown: true });
    }
  });

  test('of one who hides the number is asked for on every call', async () => {
    const world = worldOf('ru-RU', 'en-US');
    await rememberLanguage(world, { from: null, language: 'en-US' });
    expect(await ask(world, undefined, null)).toEqual({ language: 'ru-RU', isKnown: false });
  });
});
