import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { callerNumber, noonMs } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { agents } from '../support/builders/world';
import {
  openCentre,
  twoLanguages,
  waitLong,
  type DialogueCentre,
  type Part,
  type Scene,
} from './support/dialogue-centre';

const minuteMs = 60_000;
type Queue = Partial<HoldfreeConfig['queues'][number]>;

/** How the flow of support reaches the other queue. */
const toBilling = { interruptSeconds: 30, longestSeconds: 60, atLongest: 'queue', overflowQueue: 'billing' } as const;

/** The position in support, where two others wait. */
const ownLine = /(?:Two callers are|One caller is) ahead of you|You are next in line/;

const times = ({ words }: Scene, phrase: string): number => words.split(phrase).length - 1;

/** A centre in which two callers are ahead in support and many in billing, and one who holds in support for too long. */
async function holdsTooLong(
  setting: { readonly hold?: Queue['hold']; readonly billing?: Queue; readonly key?: string },
  part: Part = {},
): Promise<{ centre: DialogueCentre; scene: Scene }> {
  const { hold, billing, key = '1' } = setting;
  const queues = [twoLanguages({ hold: { ...toBilling, ...hold } }), queueConfig('billing', billing)];
  const centre = openCentre({ config: { queues } });
  await waitLong(centre);
  centre.world.staff(agents(1), [
    { queue: 'support', count: 3, oldestAgeMs: 10 * minuteMs },
    { queue: 'billing', count: 30, oldestAgeMs: 10 * minuteMs },
  ]);
  const before = await centre.ring('support', { keys: [key] });
  const scene = await centre.hold(before, { ...part, leg: { hangsUpAfterMs: 6 * minuteMs, ...part.leg } });
  return { centre, scene };
}

/** The flow goes with the caller into the other queue, as a new contact. */
async function holdsThere({ centre, scene }: { centre: DialogueCentre; scene: Scene }, part: Part = {}) {
  await centre.world.store.contacts.remember(
    { kind: 'inbound', contactId: 'inbound-1b', number: callerNumber, queue: 'support', enteredAtMs: noonMs },
    noonMs,
  );
  const leg = { contactId: 'inbound-1b', initialContactId: 'inbound-1', hangsUpAfterMs: 5 * minuteMs };
  return centre.hold(scene, { ...part, leg: { ...leg, ...part.leg } });
}

describe('a caller who has held for too long', () => {
  test('is passed on to the other queue, and told so', async () => {
    const { scene } = await holdsTooLong({});
    expect(scene.words).toMatch(/We are passing you on to other agents\. Please stay on the line\.$/);
    expect(scene).toMatchObject({ stages: ['hold_limit'], place: 'billing' });
    expect(scene.attributes).toMatchObject({ holdfree_queue_name: 'billing' });
  });

  test('is told of a full other queue three times, and stays with position and offer in the own one', async () => {
    const { scene } = await holdsTooLong({}, { leg: { transfer: 'at_capacity' } });
    expect(times(scene, 'We are passing you on')).toBe(3);
    expect(scene.words.lastIndexOf('ahead of you.')).toBeGreaterThan(scene.words.lastIndexOf('We are passing you on'));
    expect(scene.words).toMatch(ownLine);
    expect(scene).toMatchObject({ place: 'gone', attributes: { holdfree_queue_name: 'support' } });
  });

  test.each([true, false])('stays where the other queue is full, and offers are made: %s', async (offer) => {
    const { scene } = await holdsTooLong({ hold: { offer } }, { leg: { transfer: 'at_capacity' } });
    expect(times(scene, 'To be called back, press one.') > 0).toBe(offer);
    expect(scene.words).toMatch(ownLine);
  });
});

describe('in the other queue', () => {
  test('the position and the offer go on, of that queue', async () => {
    const there = await holdsThere(await holdsTooLong({}));
    expect(there.asked.length).toBeGreaterThan(2);
    expect(times(there, 'callers are ahead of you.')).toBe(there.asked.length);
    expect(there.words).not.toMatch(ownLine);
    expect(there.words).toContain('To be called back, press one.');
    expect(there.place).toBe('gone');
  });

  test.each([
    [false, true],
    [true, false],
  ])('offers are made as that queue makes them (own %s, other %s)', async (own, other) => {
    const there = await holdsThere(await holdsTooLong({ hold: { offer: own }, billing: { hold: { offer: other } } }));
    expect(times(there, 'To be called back, press one.') > 0).toBe(other);
    expect(times(there, 'callers are ahead of you.')).toBe(there.asked.length);
    expect(there.words).not.toMatch(ownLine);
  });

  test('a callback is one of that queue', async () => {
    const held = await holdsTooLong({});
    const there = await holdsThere(held, { keys: ['silence', '1', '1'] });
    expect(there).toMatchObject({ stages: ['took_callback'], place: 'hung up' });
    const { world } = held.centre;
    expect(await world.current({ number: callerNumber, queue: 'billing' })).toMatchObject({ state: 'held' });
    expect(await world.current({ number: callerNumber, queue: 'support' })).toBeUndefined();
  });

  test('nobody is passed on or sent away, however long it takes', async () => {
    const limits = [
      { longestSeconds: 60, atLongest: 'message' },
      { longestSeconds: 60, atLongest: 'queue', overflowQueue: 'support' },
    ] as const;
    for (const hold of limits) {
      const there = await holdsThere(await holdsTooLong({ billing: { hold } }));
      expect(there.asked.length).toBeGreaterThan(2);
      expect(there).toMatchObject({ stages: [], place: 'gone' });
      expect(there.words).not.toMatch(/passing you on|could not answer/);
    }
  });

  test('its own languages are spoken, each by a voice of its own', async () => {
    const held = await holdsTooLong({ key: '2', billing: { languages: ['en-US'] } });
    expect(held.scene.words).toMatch(/Мы переводим вас к другим операторам\. Пожалуйста, оставайтесь на линии\.$/);
    const there = await holdsThere(held);
    const isRussian = (text: string) => /[а-яё]/i.test(text);
    for (const { text, language } of there.heard) expect(language).toBe(isRussian(text) ? 'ru-RU' : 'en-US');
    // The music before the first answer is still that of the caller's language.
    const languages = there.heard.map(({ language }) => language);
    const answeredAt = languages.indexOf('en-US');
    expect(new Set(languages.slice(0, answeredAt))).toEqual(new Set(['ru-RU']));
    expect(new Set(languages.slice(answeredAt))).toEqual(new Set(['en-US']));
    expect(there.heard.at(-1)?.text).toMatch(/^Thank you for waiting\./);
  });
});
