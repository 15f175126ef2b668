import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { callerNumber, noonMs } from '../support/builders/callbacks';
import { openCentre, waitLong, type DialogueCentre, type Part, type Scene } from './support/dialogue-centre';

const otherNumber = '+441632960002';
const minuteMs = 60_000;

const spoken = [
  {
    key: '1',
    planned: 'We already have a callback planned for you.',
    kept: 'Your callback stays as it is. Thank you, and goodbye.',
    changed: 'Thank you, your callback is changed.',
    after: 'This is your callback after the change.',
    other: 'plus four four one six three two nine six zero zero zero two',
    slot: 'today at one pm',
    cancelled: 'Your callback is canceled. Thank you, and goodbye.',
  },
  {
    key: '2',
    planned: 'Мы уже собираемся вам перезвонить.',
    kept: 'Всё остаётся как есть: мы вам перезвоним. Спасибо и до свидания.',
    changed: 'Спасибо, мы всё изменили.',
    after: 'После изменения будет так.',
    other: 'плюс четыре четыре один шесть три два девять шесть ноль ноль ноль два',
    slot: 'сегодня в тринадцать часов',
    cancelled: 'Звонок отменён. Спасибо и до свидания.',
  },
] as const;

const stored = ({ world }: DialogueCentre) => world.current({ number: callerNumber, queue: 'support' });

/** A caller who has taken a callback, hung up, and rings again ten minutes later. */
async function ringsAgain(
  key: string,
  part: Part,
  config: Partial<HoldfreeConfig> = {},
): Promise<{ centre: DialogueCentre; scene: Scene; id: string }> {
  const centre = openCentre({ config });
  await waitLong(centre);
  await centre.ends(await centre.ring('support', { keys: [key, '1', '1'] }));
  const id = (await stored(centre))?.id ?? 'none';
  centre.world.clock.set(noonMs + 10 * minuteMs);
  const scene = await centre.ring('support', part);
  return { centre, scene, id };
}

describe.each(spoken)('a returning caller of language $key', (say) => {
  test('is not asked for a language again, hears of the callback, and keeps it', async () => {
    const { centre, scene, id } = await ringsAgain(say.key, { keys: ['1'] });
    expect(scene.stages).toEqual(['entered', 'welcome', 'menu', 'told_of_callback']);
    expect(scene.words).not.toContain('For English');
    for (const phrase of [say.planned, say.kept]) expect(scene.words).toContain(phrase);
    expect(await stored(centre)).toMatchObject({ id, state: 'held', contactId: 'inbound-2' });
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ id, state: 'waiting', placeMs: noonMs });
  });

  test('is called on another number from now on, at the same place', async () => {
    const { centre, scene, id } = await ringsAgain(say.key, { keys: ['2', '01632960002#', '1'] });
    for (const phrase of [say.after, say.other, say.changed]) expect(scene.words).toContain(phrase);
    expect(scene.stages.at(-1)).toBe('changed_callback');
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ id, state: 'waiting', callNumber: otherNumber, placeMs: noonMs });
    const [ringing] = await centre.dial();
    expect(ringing?.request.number).toBe(otherNumber);
  });

  test('is called at another time', async () => {
    const { centre, scene, id } = await ringsAgain(say.key, { keys: ['3', '2', '1'] });
    for (const phrase of [say.after, say.slot, say.changed]) expect(scene.words).toContain(phrase);
    await centre.ends(scene);
    const slotMs = noonMs + 60 * minuteMs;
    expect(await stored(centre)).toMatchObject({ id, state: 'scheduled', dueAtMs: slotMs, slotMs, placeMs: slotMs });
    expect(await centre.world.store.slots.counts('support', slotMs, slotMs)).toEqual(new Map([[slotMs, 1]]));
  });

  test('cancels', async () => {
    const { centre, scene, id } = await ringsAgain(say.key, { keys: ['4'] });
    expect(scene.words).toContain(say.cancelled);
    expect(scene.stages.at(-1)).toBe('cancelled_callback');
    expect(scene.place).toBe('hung up');
    expect(await stored(centre)).toMatchObject({ id, state: 'closed', outcome: 'cancelled' });
  });

  test('holds after all by staying on the line, with the age of the place', async () => {
    const { centre, scene } = await ringsAgain(say.key, {});
    expect(scene.words).toContain(say.planned);
    expect(scene.place).toBe('support');
    const { ages, stopped } = centre.world.connect;
    // The age at the moment of asking, not of ringing: the menu has been listened to.
    expect(ages.get('inbound-2')).toBeGreaterThan(10 * minuteMs);
    expect(ages.get('inbound-2')).toBe(centre.world.clock.nowMs() - noonMs);
    expect(stopped).toEqual([]);
    expect(await stored(centre)).toMatchObject({ state: 'held', contactId: 'inbound-2' });
  });
});

test('by the ladder, who holds after all gets the age of the nearest block below it', async () => {
  const { centre, scene } = await ringsAgain('1', {}, { ageBy: 'ladder' });
  expect(scene.place).toBe('support');
  expect(centre.world.connect.ages.size).toBe(0);
  expect(scene.events).toContainEqual({ kind: 'routing', routing: { adjustmentSeconds: 600 } });
});

test.each([
  ['1', 'We are sorry, something went wrong.'],
  ['2', 'К сожалению, произошла ошибка.'],
])('a caller of language %s who cannot cancel hears so before the music', async (key, words) => {
  for (const fate of ['dead', 'late', 'refused'] as const) {
    const { scene } = await ringsAgain(key, {
      keys: ['4'],
      fate: ({ operation }) => (operation === 'cancel' ? fate : 'answered'),
    });
    expect(scene.words.endsWith(words)).toBe(true);
    expect(scene.place).toBe('support');
  }
});

test('a caller who moved to a slot hears when, and holds without any claim to today', async () => {
  const { centre, scene } = await ringsAgain('1', { keys: ['3', '9', '9', '1', '1'] });
  await centre.ends(scene);
  const again = await centre.ring('support');
  expect(again.words).toContain('We already have a callback planned for you, today at two fifteen pm.');
  expect(again.place).toBe('support');
  expect(centre.world.connect.ages.has('inbound-3')).toBe(false);
});

test('a slot that is given up for another one is free again, and cancelling frees it too', async () => {
  const { centre, scene } = await ringsAgain('1', { keys: ['3', '1', '1'] });
  await centre.ends(scene);
  const booked = () => centre.world.store.slots.counts('support', noonMs, noonMs + 86_400_000);
  expect([...(await booked()).keys()]).toEqual([noonMs + 45 * minuteMs]);
  await centre.ends(await centre.ring('support', { keys: ['3', '3', '1'] }));
  expect([...(await booked()).keys()]).toEqual([noonMs + 75 * minuteMs]);
  await centre.ends(await centre.ring('support', { keys: ['4'] }));
  expect(await booked()).toEqual(new Map());
});

test('going back from a change changes nothing, and the caller holds', async () => {
  const { centre, scene, id } = await ringsAgain('1', { keys: ['2', '01632960002#', '*'] });
  expect(scene.place).toBe('support');
  const callback = await stored(centre);
  expect(callback).toMatchObject({ id, number: callerNumber });
  expect(callback).not.toHaveProperty('callNumber');
});

test('ringing in while we dial stops the dial and spends no attempt', async () => {
  const centre = openCentre();
  await waitLong(centre);
  await centre.ends(await centre.ring('support', { keys: ['1', '1', '1'] }));
  const [ringing] = await centre.dial();
  const scene = await centre.ring('support', { keys: ['1'] });
  expect(scene.words).toContain('We already have a callback planned for you.');
  expect(centre.world.connect.stopped).toEqual([ringing?.contactId]);
  // Picked up in the same instant all the same: nobody is asked anything.
  const picked = await centre.pickUp(ringing, { keys: ['1'] });
  expect(picked.words).toBe('Thank you, and goodbye.');
  await centre.ends(picked);
  await centre.ends(scene);
  expect(await stored(centre)).toMatchObject({ state: 'waiting', attemptsSpent: 0, placeMs: noonMs });
});

test('ringing another queue holds the callback back too, and says nothing of it', async () => {
  const centre = openCentre();
  await waitLong(centre);
  await centre.ends(await centre.ring('support', { keys: ['1', '1', '1'] }));
  const scene = await centre.ring('billing', { keys: ['1', '1'] });
  expect(scene.words).not.toContain('already have a callback');
  expect(await stored(centre)).toMatchObject({ state: 'held', contactId: 'inbound-2' });
});
