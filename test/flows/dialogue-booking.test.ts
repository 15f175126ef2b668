import { callerNumber, noonMs } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { openCentre, twoLanguages, waitLong, type DialogueCentre, type Scene } from './support/dialogue-centre';

const otherNumber = '+441632960002';

/** What is keyed first to be spoken to in each language, and the words by which the dialogue is known. */
const spoken = [
  {
    language: 'en-US',
    key: '1',
    offer: 'To be called back, press one.',
    soon: 'We will call you as soon as it is your turn',
    own: 'plus four four one six three two nine six zero zero zero one',
    other: 'plus four four one six three two nine six zero zero zero two',
    ask: 'Please enter the number we should call',
    refused: 'we cannot call that number',
    done: 'You may hang up now. Goodbye.',
  },
  {
    language: 'ru-RU',
    key: '2',
    offer: 'Чтобы мы вам перезвонили, нажмите один.',
    soon: 'Мы перезвоним вам, когда подойдёт ваша очередь',
    own: 'плюс четыре четыре один шесть три два девять шесть ноль ноль ноль один',
    other: 'плюс четыре четыре один шесть три два девять шесть ноль ноль ноль два',
    ask: 'Наберите номер, на который нам позвонить',
    refused: 'на этот номер мы позвонить не можем',
    done: 'Можете положить трубку. До свидания.',
  },
] as const;

async function longQueue(): Promise<DialogueCentre> {
  const centre = openCentre();
  await waitLong(centre);
  return centre;
}

const stored = ({ world }: DialogueCentre, number = callerNumber) => world.current({ number, queue: 'support' });

/** How often these words were heard. */
const times = ({ words }: Scene, phrase: string): number => words.split(phrase).length - 1;

describe.each(spoken)('a caller who hears $language', (say) => {
  test('is called back on the number rung from, with the place of having rung', async () => {
    const centre = await longQueue();
    const scene = await centre.ring('support', { keys: [say.key, '1', '1'] });
    for (const phrase of [say.offer, say.soon, say.own, say.done]) expect(scene.words).toContain(phrase);
    expect(scene.stages).toEqual(['entered', 'language_menu', 'welcome', 'menu', 'took_callback']);
    expect(scene.place).toBe('hung up');
    expect(scene.heard.at(-1)?.language).toBe(say.language);
    // The place is that of the first question, before the language was chosen.
    expect(await stored(centre)).toMatchObject({ state: 'held', placeMs: noonMs, language: say.language });
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ state: 'waiting', number: callerNumber, placeMs: noonMs });
  });

  test('keys another number, wrongly at first and with pauses, and hears it digit by digit before it counts', async () => {
    const centre = await longQueue();
    // The pause after 0163 ends the first try; the second one needs no hash key.
    const keys = [say.key, '1', '2', '0163', 'silence', '01632960002', 'silence', '1'];
    const scene = await centre.ring('support', { keys });
    expect(times(scene, say.ask)).toBe(2);
    expect(times(scene, say.refused)).toBe(1);
    // Proposed with the own number, then with the other; promised with the other.
    expect(times(scene, say.own)).toBe(1);
    expect(times(scene, say.other)).toBe(2);
    expect(scene.stages.at(-1)).toBe('took_callback');
    expect(await stored(centre)).toBeUndefined();
    expect(await stored(centre, otherNumber)).toMatchObject({ number: otherNumber, cli: callerNumber });
  });

  test('takes digits back with the star key, and goes back from the summary with it', async () => {
    const centre = await longQueue();
    const scene = await centre.ring('support', { keys: [say.key, '1', '2', '777*01632960002#', '*'] });
    expect(times(scene, say.other)).toBe(1);
    expect(scene).toMatchObject({ place: 'support' });
    expect(scene.stages.at(-1)).toBe('queued');
    expect(await stored(centre, otherNumber)).toBeUndefined();
  });

  test('hides the number and is asked for one: nothing is promised without', async () => {
    const centre = openCentre({ config: { queues: [twoLanguages({ hold: { allowed: false } })] } });
    const leg = { from: null };
    const silent = await centre.ring('support', { keys: [say.key, '1'], leg });
    expect(silent.words).toContain(say.ask);
    expect(silent.asked).not.toContain('register');
    const scene = await centre.ring('support', { keys: [say.key, '1', '01632960002#', '1'], leg });
    expect(scene.words).toContain(say.ask);
    expect(times(scene, say.other)).toBe(2);
    expect(await stored(centre, otherNumber)).toMatchObject({ number: otherNumber, cli: otherNumber });
  });
});

test('silence at the number is a way back, whichever way Connect words it', async () => {
  for (const silentInput of ['error', 'timeout'] as const) {
    const centre = openCentre({}, { silentInput });
    await waitLong(centre);
    const scene = await centre.ring('support', { keys: ['1', '1', '2'] });
    expect(scene.words).not.toContain('we cannot call that number');
    expect(scene.place).toBe('support');
  }
});

test('a wrong key is named as such, and the question asked once more', async () => {
  const centre = await longQueue();
  const scene = await centre.ring('support', { keys: ['1', '7', '1', '9', '1'] });
  expect(times(scene, 'that key is not one of the choices')).toBe(2);
  expect(scene.stages.at(-1)).toBe('took_callback');
});

test('no callback is offered while the wait is short: the caller is put through', async () => {
  const scene = await openCentre().ring('support', { keys: ['1'] });
  expect(scene.words).toBe('For English, press one. Welcome, and thank you for calling.');
  expect(scene.stages.at(-1)).toBe('queued');
  expect(scene.place).toBe('support');
});

test('registering twice in one queue leads to the callback that is there, and its own place', async () => {
  const centre = await longQueue();
  await centre.ends(await centre.ring('support', { keys: ['1', '1', '1'] }));
  const first = await stored(centre);
  // Keyed on another telephone: the number leads to the callback.
  const part = { keys: ['1', '1', '2', '01632960001#', '1'], leg: { from: otherNumber } };
  const scene = await centre.ring('support', part);
  expect(scene.stages.at(-1)).toBe('took_callback');
  expect(await stored(centre)).toMatchObject({ id: first?.id, placeMs: noonMs });
});

describe('a queue in which nobody holds', () => {
  const config = { queues: [twoLanguages({ hold: { allowed: false } })] };

  test('offers the callback whatever the wait, and ends the call for who does not want one', async () => {
    const centre = openCentre({ config });
    const wanted = await centre.ring('support', { keys: ['1', '1', '1'] });
    expect(wanted.words).toContain('If you do not need a call, you may hang up.');
    expect(wanted.stages.at(-1)).toBe('took_callback');
    const leg = { from: '+441632960003' };
    const unwanted = await centre.ring('support', { keys: ['1'], leg });
    expect(unwanted.words).toMatch(/Thank you, and goodbye\.$/);
    expect(unwanted.place).toBe('hung up');
  });

  test('never lets a caller hold who goes back from the proposal: it is offered once more', async () => {
    const centre = openCentre({ config });
    const back = await centre.ring('support', { keys: ['1', '1', '*', '1', '1'] });
    expect(times(back, 'you may hang up')).toBe(2);
    expect(back.stages.at(-1)).toBe('took_callback');
    const silent = await centre.ring('support', { keys: ['1', '1'], leg: { from: '+441632960003' } });
    expect(silent.words).toMatch(/Thank you, and goodbye\.$/);
    expect(silent.place).toBe('hung up');
  });
});

describe('a queue that takes nobody more', () => {
  const leg = { transfer: 'at_capacity' } as const;

  test('says so and books a callback instead', async () => {
    const centre = openCentre();
    const scene = await centre.ring('support', { keys: ['1', '1'], leg });
    expect(scene.words).toContain('no more callers can wait on the line right now. We can call you back instead.');
    expect(scene.stages.slice(-3)).toEqual(['queued', 'routing_failed', 'took_callback']);
    expect(await stored(centre)).toMatchObject({ state: 'held' });
  });

  test('tries once more for who wants no callback, and then says that nothing can be done', async () => {
    const scene = await openCentre().ring('support', { keys: ['1', '*'], leg });
    expect(scene.words).toMatch(/We are sorry, we cannot help you right now\. Please call us again later\. Goodbye\.$/);
    expect(scene.stages.slice(-4)).toEqual(['queued', 'routing_failed', 'queued', 'routing_failed']);
    expect(scene.place).toBe('hung up');
  });
});

test('a queue of one language asks for none, and neither queue knows of the other', async () => {
  const centre = openCentre({
    config: { queues: [twoLanguages(), queueConfig('billing', { offer: { waitSeconds: 0 } })] },
  });
  await waitLong(centre);
  const scene = await centre.ring('billing', { keys: ['1', '1'] });
  expect(scene.words).toMatch(/^Welcome, and thank you for calling\./);
  expect(scene.stages).toEqual(['entered', 'welcome', 'menu', 'took_callback']);
  expect(await centre.world.current({ number: callerNumber, queue: 'billing' })).toMatchObject({ state: 'held' });
  expect(await stored(centre)).toBeUndefined();
});
