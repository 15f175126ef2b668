import { callerNumber, closed, noonMs, scheduled, waiting } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';
import { ask, fieldsOf, spokenIn } from './ivr-asking';

const key = { number: callerNumber, queue: 'support' };
const eveningMs = Date.UTC(2026, 2, 2, 21);
const fixed = ['closed_goodbye', 'closed_menu', 'goodbye', 'invalid_key', 'kept', 'offer', 'offer_only', 'welcome'];

/** Pick-ups every ten seconds, after waits of twenty minutes: 0.15 x 1200 s + 0.85 x 10 s. */
async function waitLong(world: World): Promise<void> {
  const pickUps = [40, 30, 20, 10].map((ago) => {
    const atMs = noonMs - ago * 1000;
    const placeMs = atMs - 1_200_000;
    return { contactId: `p${ago}`, atMs, placeMs, readySinceMs: placeMs, isCallback: false, agentId: 'agent-1' };
  });
  await world.store.pools.putStatistics('frontline', { pickUps, ringToReady: [] }, 0);
}

describe('who_is_this', () => {
  test('a new caller hears position and wait, and is offered a callback when the wait is long', async () => {
    const world = createWorld();
    const answer = await ask(world, 'who_is_this');
    expect(fieldsOf(answer)).toEqual({
      outcome: 'new',
      language: 'en-US',
      spoken: 'en-US',
      next: 'queue',
      open: 'yes',
      offer: 'no',
      position: '1',
      waitSeconds: 'unknown',
    });
    expect(spokenIn(answer)).toEqual(fixed);
    await waitLong(world);
    const long = await ask(world, 'who_is_this', {}, { ContactId: 'inbound-2' });
    expect(long).toMatchObject({ outcome: 'new', next: 'offer', offer: 'yes', waitSeconds: '189' });
    expect(long['say_offer']).toContain('The expected wait is');
  });

  test('the queue size that the flow knows serves while Connect says nothing', async () => {
    const world = createWorld();
    world.staff(undefined);
    const answer = await ask(world, 'who_is_this', { queueSize: '4', oldestContactAgeSeconds: '60' });
    expect(answer).toMatchObject({ outcome: 'new', position: '5' });
    const unknown = await ask(world, 'who_is_this', { queueSize: 'many' }, { ContactId: 'inbound-2' });
    expect(unknown).toMatchObject({ position: 'unknown', waitSeconds: 'unknown' });
  });

  test('asked again in a later flow of the same call, the caller has been waiting since the first time', async () => {
    const world = createWorld();
    const first = await ask(world, 'who_is_this');
    world.clock.advance(60_000);
    await world.keep(waiting({ id: 'NEWER', number: '+441632960005', placeMs: noonMs + 30_000 }));
    expect(await ask(world, 'who_is_this')).toEqual(first);
  });

  test('a caller with an open callback is told of it, and it is held back', async () => {
    const world = createWorld();
    await world.keep(waiting());
    const answer = await ask(world, 'who_is_this', {}, { ContactId: 'inbound-2' });
    expect(answer).toMatchObject({
      outcome: 'has_callback',
      next: 'returning',
      offer: 'no',
      callbackId: waiting().id,
      callbackState: 'waiting',
      attempts: '0',
    });
    expect(spokenIn(answer)).toEqual([...fixed, 'returning'].toSorted());
    expect(await world.current(key)).toMatchObject({ state: 'held', contactId: 'inbound-2' });
  });

  test('the menu for a returning caller speaks of holding only where and while that is possible', async () => {
    const hears = async (nowMs: number, isHoldAllowed: boolean, asked = {}): Promise<string | undefined> => {
      const queues = [queueConfig('support', { hold: { allowed: isHoldAllowed } })];
      const world = createWorld({ nowMs, config: { queues } });
      await world.keep(waiting());
      return (await ask(world, 'who_is_this', asked))['say_returning'];
    };
    expect(await hears(noonMs, true)).toContain('To wait for an agent instead');
    expect(await hears(noonMs, true, { hold: 'yes' })).toContain('To wait for an agent instead');
    expect(await hears(noonMs, true, { hold: 'no' })).not.toContain('To wait for an agent instead');
    expect(await hears(noonMs, false)).not.toContain('To wait for an agent instead');
    expect(await hears(eveningMs, true)).not.toContain('To wait for an agent instead');
  });

  test('a slot is said instead of a place in the line, until it has come', async () => {
    const slotMs = noonMs + 3_600_000;
    const world = createWorld();
    await world.keep(scheduled({ slotMs, placeMs: slotMs, dueAtMs: slotMs, why: 'slot' }));
    const before = await ask(world, 'who_is_this');
    expect(before).toMatchObject({ position: 'unknown', waitSeconds: 'unknown' });
    expect(before['say_returning']).toContain('planned for you, today at one');
    world.clock.set(slotMs + 60_000);
    const after = await ask(world, 'who_is_this', {}, { ContactId: 'inbound-2' });
    expect(after).toMatchObject({ position: '1' });
    expect(after['say_returning']).toContain('You are next in line.');
  });

  test('a callback that has ended is history', async () => {
    const world = createWorld();
    await world.keep(closed());
    expect(await ask(world, 'who_is_this')).toMatchObject({ outcome: 'new', next: 'queue' });
  });

  test('out of hours the answer says so, and when it opens', async () => {
    const world = createWorld({ nowMs: eveningMs });
    const answer = await ask(world, 'who_is_this');
    expect(answer).toMatchObject({ outcome: 'new', open: 'no' });
    for (const prompt of ['say_closed_menu', 'say_closed_goodbye'])
      expect(answer[prompt]).toContain('tomorrow at eight');
  });

  test('where nobody holds, the callback is offered whatever the wait, also to who hides the number', async () => {
    const world = createWorld({ config: { queues: [queueConfig('support', { hold: { allowed: false } })] } });
    expect(await ask(world, 'who_is_this')).toMatchObject({ next: 'offer_only' });
    const CustomerEndpoint = null;
    const hidden = await ask(world, 'who_is_this', {}, { ContactId: 'inbound-2', CustomerEndpoint });
    expect(hidden).toMatchObject({ outcome: 'no_number', next: 'offer_only' });
  });

  test.each([null, { Address: 'anonymous' }, { Address: null }, {}])(
    'a caller with the endpoint %j has no number, and gets into the queue',
    async (CustomerEndpoint) => {
      const answer = await ask(createWorld(), 'who_is_this', {}, { CustomerEndpoint });
      expect(answer).toMatchObject({ outcome: 'no_number', reason: 'withheld', offer: 'no', next: 'queue' });
    },
  );
});

describe('the language', () => {
  const languages = ['en-US', 'ru-RU'] as const;
  const bilingual = () => createWorld({ config: { queues: [queueConfig('support', { languages: [...languages] })] } });
  const russian = 'Здравствуйте!';

  test('is asked for where a queue has several and the caller has chosen none; until then the first is spoken', async () => {
    const answer = await ask(bilingual(), 'who_is_this');
    expect(answer['language']).toBe('ask');
    expect(answer['say_welcome']).toContain('Welcome');
  });

  test('once chosen is spoken, and remembered for calls to come', async () => {
    const world = bilingual();
    const chosen = await ask(world, 'who_is_this', { language: 'ru-RU', languageChosen: 'yes' });
    expect(chosen).toMatchObject({ language: 'ru-RU', say_welcome: expect.stringContaining(russian) });
    const later = await ask(world, 'who_is_this', {}, { ContactId: 'inbound-2' });
    expect(later).toMatchObject({ language: 'ru-RU', say_welcome: expect.stringContaining(russian) });
  });

  test.each([undefined, 'no', 'ru-RU'])('that a flow names without a choice (%s) is not remembered', async (chosen) => {
    const world = bilingual();
    expect(await ask(world, 'who_is_this', { language: 'ru-RU', languageChosen: chosen })).toMatchObject({
      language: 'ru-RU',
    });
    expect(await world.store.callers.get(callerNumber)).toBeUndefined();
  });

  test('of the contact counts like one that is asked for, and one that is asked for counts more', async () => {
    const Attributes = { holdfree_language: 'ru-RU' };
    expect(await ask(bilingual(), 'where_am_i', {}, { Attributes })).toMatchObject({ language: 'ru-RU' });
    expect(await ask(bilingual(), 'where_am_i', { language: 'en-US' }, { Attributes })).toMatchObject({
      language: 'en-US',
    });
  });

  test.each(['de-DE', 'constructor', '', 'ru', 7])(
    '%j is none of ours, so it is not spoken and not kept',
    async (language) => {
      const world = bilingual();
      const answer = await ask(world, 'who_is_this', { language, languageChosen: 'yes' });
      expect(answer).toMatchObject({ language: 'ask' });
      expect(await world.store.callers.get(callerNumber)).toBeUndefined();
    },
  );

  test('that a queue does not speak is not spoken there, and not kept', async () => {
    const world = createWorld();
    const answer = await ask(world, 'who_is_this', { language: 'ru-RU', languageChosen: 'yes' });
    expect(answer).toMatchObject({ language: 'en-US' });
    expect(await world.store.callers.get(callerNumber)).toBeUndefined();
  });

  test('of one who hides the number is spoken on this call and not kept', async () => {
    const world = bilingual();
    const CustomerEndpoint = null;
    const chosen = { language: 'ru-RU', languageChosen: 'yes' };
    const answer = await ask(world, 'who_is_this', chosen, { CustomerEndpoint });
    expect(answer).toMatchObject({ language: 'ru-RU' });
    expect(await ask(world, 'who_is_this', {}, { CustomerEndpoint })).toMatchObject({ language: 'ask' });
  });
});

describe('rejoin', () => {
  test('gives the call the age of the place', async () => {
    const world = createWorld();
    await world.keep(waiting());
    const answer = await ask(world, 'rejoin', {}, { ContactId: 'inbound-2' });
    expect(answer).toEqual({ outcome: 'rejoined', ageSet: 'yes', ageSeconds: '600', language: 'en-US' });
    expect(world.connect.ages.get('inbound-2')).toBe(600_000);
  });

  test.each([
    ['a slot to come gives no claim to today', scheduled({ placeMs: noonMs + 1, slotMs: noonMs + 1 }), {}, '0'],
    ['by the ladder the age is told, and not set', waiting(), { ageBy: 'ladder' } as const, '600'],
    ['in whole seconds', waiting({ placeMs: noonMs - 1_999 }), { ageBy: 'ladder' } as const, '1'],
  ])('%s', async (_, callback, config, ageSeconds) => {
    const world = createWorld({ config });
    await world.keep(callback);
    expect(await ask(world, 'rejoin')).toMatchObject({ outcome: 'rejoined', ageSet: 'no', ageSeconds });
    expect(world.connect.ages.size).toBe(0);
  });

  test('without a callback there is nothing to rejoin with', async () => {
    expect(await ask(createWorld(), 'rejoin')).toMatchObject({ outcome: 'no_callback' });
    expect(await ask(createWorld(), 'rejoin', {}, { CustomerEndpoint: null })).toMatchObject({
      outcome: 'no_callback',
    });
  });
});
