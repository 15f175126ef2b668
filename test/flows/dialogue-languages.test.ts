import { noonMs } from '../support/builders/callbacks';
import { openCentre, waitLong, type Asked, type Fate } from './support/dialogue-centre';

const closed = { hours: 'closed' } as const;

/** The n-th of all questions is answered with a fault. */
const refused =
  (index: number) =>
  (asked: Asked): Fate =>
    asked.index === index ? 'refused' : 'answered';

describe('a caller who is asked for a language', () => {
  test.each([
    ['says nothing', []],
    ['presses what is no choice', ['7', '8']],
  ])('and %s hears the first one, and has chosen nothing', async (_, keys) => {
    const centre = openCentre();
    await waitLong(centre);
    const scene = await centre.ring('support', { keys });
    expect(scene.asked).toEqual(['who_is_this']);
    expect(scene.words).toContain('Чтобы говорить по-русски, нажмите два. Welcome, and thank you for calling.');
    expect(scene.heard.at(-1)?.language).toBe('en-US');
    await centre.ends(scene);
    centre.world.clock.set(noonMs + 3_600_000);
    expect((await centre.ring('support')).words).toContain('For English, press one.');
  });

  test('and chooses one is not asked on the next call', async () => {
    const centre = openCentre();
    const scene = await centre.ring('support', { keys: ['2'] });
    expect(scene.asked).toEqual(['who_is_this', 'who_is_this']);
    await centre.ends(scene);
    expect((await centre.ring('support')).words).toBe('Здравствуйте! Спасибо, что позвонили нам.');
  });
});

describe('an answer that is a fault', () => {
  test('at the first question leads where no answer leads: into the queue, or to the hours', async () => {
    const centre = openCentre();
    const open = await centre.ring('support', { fate: refused(0) });
    expect(open).toMatchObject({ words: '', place: 'support', stages: ['entered', 'queued'] });
    const shut = await centre.ring('support', { fate: refused(0), leg: closed });
    expect(shut.words).toBe('We are closed right now. Please call us again during our opening hours. Goodbye.');
  });

  test('keeps to the language that was just chosen', async () => {
    const centre = openCentre();
    const part = { keys: ['2'], fate: refused(1) };
    const open = await centre.ring('support', part);
    expect(open).toMatchObject({ place: 'support', attributes: { holdfree_language: 'ru-RU' } });
    const shut = await openCentre().ring('support', { ...part, leg: closed });
    expect(shut.words).toMatch(/^For English, press one\. Сейчас мы не работаем\. .* До свидания\.$/);
  });

  test('is looked at after hours and in a queue of one language too', async () => {
    const centre = openCentre();
    const late = await centre.ring('support', { keys: ['2'], fate: refused(2), leg: closed });
    expect(late.words).toMatch(/Сейчас мы не работаем\. .* До свидания\.$/);
    expect(late.place).toBe('hung up');
    expect(await centre.ring('billing', { fate: refused(0) })).toMatchObject({
      place: 'billing',
      stages: ['entered', 'queued'],
    });
  });
});
