import type { Callback } from '../../lib/core/callback/callback';
import { callerNumber, noonMs } from '../support/builders/callbacks';
import { openCentre, twoLanguages, waitLong, type DialogueCentre } from './support/dialogue-centre';

const minuteMs = 60_000;
/** Slots lie a quarter of an hour apart, and whoever listens for some seconds is offered none within half an hour. */
const firstMs = noonMs + 45 * minuteMs;
const eveningMs = Date.UTC(2026, 2, 2, 21);
const openingMs = Date.UTC(2026, 2, 3, 8);

const closed = { hours: 'closed' } as const;

async function longQueue(slots: { readonly capacity?: number } = {}): Promise<DialogueCentre> {
  const centre = openCentre({ config: { queues: [twoLanguages({ slots })] } });
  await waitLong(centre);
  return centre;
}

const stored = ({ world }: DialogueCentre, number = callerNumber): Promise<Callback | undefined> =>
  world.current({ number, queue: 'support' });

const booked = ({ world }: DialogueCentre, fromMs = noonMs, toMs = noonMs + 86_400_000) =>
  world.store.slots.counts('support', fromMs, toMs);

describe.each([
  {
    key: '1',
    menu: 'Please choose when we should call you. To be called today at twelve forty-five pm, press one.',
    second: 'We will call you today at one pm, on plus four four',
    later: 'To be called today at one thirty pm, press one.',
  },
  {
    key: '2',
    menu: 'Выберите, когда вам перезвонить. Чтобы мы позвонили сегодня в двенадцать часов сорок пять минут, нажмите один.',
    second: 'Мы перезвоним вам сегодня в тринадцать часов на номер плюс четыре четыре',
    later: 'Чтобы мы позвонили сегодня в тринадцать часов тридцать минут, нажмите один.',
  },
])('a caller of language $key chooses a time', ({ key, menu, second, later }) => {
  test('of the three that are said, and is promised that one', async () => {
    const centre = await longQueue();
    const scene = await centre.ring('support', { keys: [key, '1', '3', '2', '1'] });
    for (const phrase of [menu, second]) expect(scene.words).toContain(phrase);
    expect(scene.stages.at(-1)).toBe('took_callback');
    const slotMs = firstMs + 15 * minuteMs;
    expect(await stored(centre)).toMatchObject({ slotMs, placeMs: slotMs });
    expect(await booked(centre)).toEqual(new Map([[slotMs, 1]]));
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ state: 'scheduled', dueAtMs: slotMs, why: 'slot' });
  });

  test('that is later than those', async () => {
    const centre = await longQueue();
    const scene = await centre.ring('support', { keys: [key, '1', '3', '9', '1', '1'] });
    expect(scene.words).toContain(later);
    expect(await stored(centre)).toMatchObject({ slotMs: firstMs + 45 * minuteMs });
  });
});

test('a time that fills up meanwhile is told of, and others are said', async () => {
  const centre = await longQueue({ capacity: 1 });
  const { slots } = centre.world.store;
  const scene = await centre.ring('support', {
    keys: ['1', '1', '3', '1', '1', '1', '1'],
    meanwhile: async ({ operation }) => {
      if (operation === 'register') await slots.book({ queue: 'support', startMs: firstMs }, 'another', 1);
    },
  });
  expect(scene.words).toContain(
    'We cannot call you at that time. Please choose another one. Please choose when we should call you.',
  );
  expect(scene.words).toContain('You may hang up now.');
  expect(await stored(centre)).toMatchObject({ slotMs: firstMs + 15 * minuteMs });
  expect(await booked(centre)).toEqual(
    new Map([
      [firstMs, 1],
      [firstMs + 15 * minuteMs, 1],
    ]),
  );
});

test('where no time is left, the caller is called as soon as it is their turn', async () => {
  const centre = await longQueue({ capacity: 1 });
  for (let startMs = firstMs; startMs < noonMs + 4 * 86_400_000; startMs += 15 * minuteMs) {
    await centre.world.store.slots.book({ queue: 'support', startMs }, `other-${startMs}`, 1);
  }
  const scene = await centre.ring('support', { keys: ['1', '1', '3', '1'] });
  expect(scene.words).toContain('We are sorry, there are no free times at the moment. We will call you as soon as');
  expect(scene.stages.at(-1)).toBe('took_callback');
  expect(await stored(centre)).not.toHaveProperty('slotMs');
});

test('a key for a time that was not said leads to other times, and never to a promise', async () => {
  // Two times are left on the last evening.
  const centre = openCentre({
    nowMs: Date.UTC(2026, 2, 2, 18, 49),
    config: {
      queues: [
        twoLanguages({
          hours: [{ days: ['mon'], from: '08:00', to: '20:00' }],
          deadlineHours: 200,
          slots: { minutes: 20 },
        }),
      ],
    },
  });
  await waitLong(centre);
  const scene = await centre.ring('support', { keys: ['1', '1', '3', '3', '1', '1'] });
  expect(scene.words).toContain('We cannot call you at that time.');
  expect(await stored(centre)).toMatchObject({ slotMs: Date.UTC(2026, 2, 2, 19, 20) });
});

test('another number may be given after the time, and keeps it', async () => {
  const centre = await longQueue();
  const scene = await centre.ring('support', { keys: ['1', '1', '3', '1', '2', '01632960002#', '1'] });
  expect(scene.words).toContain('We will call you today at twelve forty-five pm, on plus four four one six three two');
  expect(await stored(centre, '+441632960002')).toMatchObject({ slotMs: firstMs });
});

describe('after hours', () => {
  test.each([
    {
      key: '1',
      opens: 'We are closed right now. We open tomorrow at eight am. To book a call from us, press one.',
      promise: 'We will call you tomorrow at eight am, on plus',
    },
    {
      key: '2',
      opens: 'Сейчас мы не работаем. Мы откроемся завтра в восемь часов. Чтобы заказать звонок, нажмите один.',
      promise: 'Мы перезвоним вам завтра в восемь часов на номер плюс',
    },
  ])('a call is booked for when the queue is open (language $key)', async ({ key, opens, promise }) => {
    const centre = openCentre({ nowMs: eveningMs });
    const scene = await centre.ring('support', { keys: [key, '1', '1', '1'], leg: closed });
    for (const phrase of [opens, promise]) expect(scene.words).toContain(phrase);
    expect(scene.stages.slice(-3)).toEqual(['closed', 'closed', 'took_callback']);
    expect(await stored(centre)).toMatchObject({ slotMs: openingMs });
    expect(scene.place).toBe('hung up');
  });

  test('a caller who hides the number keys one, after the time', async () => {
    const centre = openCentre({ nowMs: eveningMs });
    const keys = ['1', '1', '2', '01632960002#', '1'];
    const scene = await centre.ring('support', { keys, leg: { ...closed, from: null } });
    expect(scene.words).toContain('Please enter the number we should call');
    expect(await stored(centre, '+441632960002')).toMatchObject({ slotMs: openingMs + 15 * minuteMs });
  });

  test('whoever books nothing hears when the queue opens', async () => {
    const scene = await openCentre({ nowMs: eveningMs }).ring('support', { keys: ['1'], leg: closed });
    expect(scene.words).toMatch(/Please call us again: we open tomorrow at eight am\. Goodbye\.$/);
    expect(scene.place).toBe('hung up');
  });

  test('an open callback is told of, and silence keeps it: there is nothing to hold for', async () => {
    const centre = openCentre();
    await waitLong(centre);
    await centre.ends(await centre.ring('support', { keys: ['1', '1', '1'] }));
    centre.world.clock.set(eveningMs);
    const scene = await centre.ring('support', { leg: closed });
    expect(scene.words).toContain('We already have a callback planned for you.');
    expect(scene.words).not.toContain('To wait for an agent instead');
    expect(scene.words).toMatch(/Your callback stays as it is\. Thank you, and goodbye\.$/);
    expect(scene.stages.at(-1)).toBe('told_of_callback');
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ state: 'waiting', placeMs: noonMs });
  });
});
