import { cancelCallback } from '../../lib/app/cancel-callback';
import { callerNumber, noonMs, waiting } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import {
  openCentre,
  twoLanguages,
  waitLong,
  type DialogueCentre,
  type Fate,
  type Ringing,
  type Scene,
} from './support/dialogue-centre';

const minuteMs = 60_000;
const dead = (): Fate => 'dead';

const version = async ({ world }: DialogueCentre) =>
  (await world.store.callbacks.get({ number: callerNumber, queue: 'support' }))?.version;
const stored = ({ world }: DialogueCentre) => world.current({ number: callerNumber, queue: 'support' });

/** Every slot of the next days goes to others. */
async function fillUp({ world }: DialogueCentre): Promise<void> {
  for (let startMs = noonMs; startMs < noonMs + 5 * 86_400_000; startMs += 15 * minuteMs) {
    for (const holder of ['a', 'b', 'c', 'd'])
      await world.store.slots.book({ queue: 'support', startMs }, `${holder}${startMs}`, 4);
  }
}

/** A caller who took a callback at noon and is dialed ten minutes later. */
async function dialed(
  key = '1',
  config: Partial<HoldfreeConfig> = {},
): Promise<{ centre: DialogueCentre; ringing: Ringing | undefined }> {
  const centre = openCentre({ config });
  await waitLong(centre);
  await centre.ends(await centre.ring('support', { keys: [key, '1', '1'] }));
  centre.world.clock.set(noonMs + 10 * minuteMs);
  const [ringing] = await centre.dial();
  expect(ringing?.request.number).toBe(callerNumber);
  return { centre, ringing };
}

describe.each([
  {
    key: '1',
    greeting: 'Hello. This is the call you asked for. To talk to an agent now, press one.',
    connecting: 'Thank you. We are connecting you to an agent.',
    moment: 'An agent will be with you in a moment.',
    slot: 'To be called today at one pm, press two.',
    changed: 'Thank you, your callback is changed. We will call you today at one pm',
    cancelled: 'Your callback is canceled. Thank you, and goodbye.',
    optedOut: 'We will not call you again. Goodbye.',
    goodbye: 'Thank you, and goodbye.',
    unaided: 'Hello. This is your callback. To talk to an agent now, press one.',
  },
  {
    key: '2',
    greeting: 'Здравствуйте! Вы просили нас перезвонить. Чтобы поговорить с оператором сейчас, нажмите один.',
    connecting: 'Спасибо. Соединяем вас с оператором.',
    moment: 'Оператор сейчас ответит вам.',
    slot: 'Чтобы мы позвонили сегодня в тринадцать часов, нажмите два.',
    changed: 'Спасибо, мы всё изменили. Мы перезвоним вам сегодня в тринадцать часов',
    cancelled: 'Звонок отменён. Спасибо и до свидания.',
    optedOut: 'Мы больше не будем вам звонить. До свидания.',
    goodbye: 'Спасибо и до свидания.',
    unaided: 'Здравствуйте! Вы просили нас перезвонить. Чтобы поговорить с оператором сейчас, нажмите один.',
  },
])('whoever picks up our call (language $key)', (say) => {
  test('is put through by pressing 1, with the age of the place', async () => {
    const { centre, ringing } = await dialed(say.key);
    const scene = await centre.pickUp(ringing, { keys: ['1'] });
    expect(scene.words.startsWith(say.greeting)).toBe(true);
    expect(scene.words).not.toContain(say.connecting);
    expect(scene).toMatchObject({ place: 'support', stages: ['queued'] });
    expect(await stored(centre)).toMatchObject({ state: 'answered', contactId: scene.contactId });
    const pressedAtMs = noonMs + 10 * minuteMs + 1_000;
    expect(centre.world.connect.ages.get(scene.contactId)).toBe(pressedAtMs - noonMs);
    const holding = await centre.hold(scene, { leg: { hangsUpAfterMs: 30_000 } });
    expect(holding.words.startsWith(`${say.connecting} ${say.moment}`)).toBe(true);
    expect(holding.asked).toEqual(['queued']);
  });

  test('is called later by pressing 2, at a chosen time, and no attempt is spent', async () => {
    const { centre, ringing } = await dialed(say.key);
    const scene = await centre.pickUp(ringing, { keys: ['2', '2', '1'] });
    for (const phrase of [say.slot, say.changed]) expect(scene.words).toContain(phrase);
    expect(scene).toMatchObject({ place: 'hung up', stages: ['changed_callback'] });
    await centre.ends(scene);
    const slotMs = noonMs + 60 * minuteMs;
    const moved = { state: 'scheduled', dueAtMs: slotMs, placeMs: slotMs, slotMs, attemptsSpent: 0, attempt: 1 };
    expect(await stored(centre)).toMatchObject(moved);
    expect(await centre.world.store.slots.counts('support', noonMs, slotMs)).toEqual(new Map([[slotMs, 1]]));
  });

  test('cancels by pressing 3', async () => {
    const { centre, ringing } = await dialed(say.key);
    const scene = await centre.pickUp(ringing, { keys: ['3'] });
    expect(scene.words.endsWith(say.cancelled)).toBe(true);
    expect(scene).toMatchObject({ place: 'hung up', stages: ['cancelled_callback'] });
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });

  test('is never dialed again after pressing 9, whatever is still stored', async () => {
    const { centre, ringing } = await dialed(say.key);
    const { world } = centre;
    await world.keep(waiting({ id: 'BILLING', queue: 'billing' }));
    const scene = await centre.pickUp(ringing, { keys: ['9'] });
    expect(scene.words.endsWith(say.optedOut)).toBe(true);
    expect(scene).toMatchObject({ place: 'hung up', stages: ['opted_out'] });
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
    expect(await world.current({ number: callerNumber, queue: 'billing' })).toMatchObject({ outcome: 'cancelled' });
    // One that came from another number and names this one.
    await world.keep(waiting({ id: 'LATER', number: '+441632960007', callNumber: callerNumber }));
    expect(await centre.dial()).toEqual([]);
    expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'skipped', rule: 'opted_out' }));
  });

  test('hears goodbye when it was cancelled while the telephone rang', async () => {
    const { centre, ringing } = await dialed(say.key);
    await centre.ring('support', { keys: ['4'] });
    const scene = await centre.pickUp(ringing, { keys: ['1'] });
    expect(scene.words).toBe(say.goodbye);
    expect(scene.place).toBe('hung up');
    await centre.ends(scene);
    expect(await stored(centre)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });

  test('hears goodbye at 1 when it was cancelled after the first question of the flow', async () => {
    const { centre, ringing } = await dialed(say.key);
    const scene = await centre.pickUp(ringing, {
      keys: ['1'],
      meanwhile: async ({ operation }) => {
        const callback = await stored(centre);
        if (operation !== 'answered' || callback === undefined) return;
        await cancelCallback(centre.world, callback);
      },
    });
    expect(scene.words.startsWith(say.greeting)).toBe(true);
    expect(scene.words.endsWith(say.goodbye)).toBe(true);
    expect(scene.place).toBe('hung up');
  });

  test('reaches the queue by 1 when no function answers at all', async () => {
    const { centre, ringing } = await dialed(say.key);
    const scene = await centre.pickUp(ringing, { keys: ['1'], fate: dead });
    expect(scene.words).toBe(say.unaided);
    expect(scene).toMatchObject({ place: 'support', stages: ['queued'] });
  });

  test('is not queued unaided without that key', async () => {
    const { centre, ringing } = await dialed(say.key);
    for (const keys of [[], ['2'], ['9']]) {
      const scene = await centre.pickUp(ringing, { keys, fate: dead });
      expect(scene).toMatchObject({ words: say.unaided, place: 'hung up', stages: ['voicemail'] });
    }
  });
});

test('silence is asked twice, never queued, and counts as a voicemail', async () => {
  const { centre, ringing } = await dialed();
  const scene = await centre.pickUp(ringing);
  expect(scene.words).toMatch(/no more calls from us, press nine\. For an agent, press one\./);
  expect(scene).toMatchObject({ place: 'hung up', stages: ['voicemail'], asked: ['greet'] });
  await centre.ends(scene);
  expect(await stored(centre)).toMatchObject({
    state: 'scheduled',
    why: 'retry',
    past: [{ attempt: 1, outcome: 'voicemail' }],
    placeMs: noonMs,
  });
});

test('a machine that presses keys of its own gets nobody either', async () => {
  const { centre, ringing } = await dialed();
  const scene = await centre.pickUp(ringing, { keys: ['5', '#'] });
  expect(scene.words).toContain('that key is not one of the choices. For an agent, press one.');
  expect(scene).toMatchObject({ place: 'hung up', stages: ['voicemail'] });
});

test('going back from the times leads to the short menu, from which 1 puts through', async () => {
  const { centre, ringing } = await dialed();
  const scene = await centre.pickUp(ringing, { keys: ['2', '*', '1'] });
  expect(scene.asked).toEqual(['greet', 'slots', 'greet', 'answered']);
  expect(scene.words).toMatch(/To go back, press star\. For an agent, press one\./);
  expect(scene.place).toBe('support');
});

test.each([
  ['goes back', ['2', '*'], 4],
  ['says nothing', ['2'], 4],
  ['presses what is no choice', ['2', '5', '6'], 4],
  ['finds no time free', ['2'], 0],
])('whoever wants to be called later and %s changes nothing, and is asked again', async (_, keys, capacity) => {
  const { centre, ringing } = await dialed();
  if (capacity === 0) await fillUp(centre);
  const scene = await centre.pickUp(ringing, { keys });
  expect(scene.asked).toEqual(['greet', 'slots', 'greet']);
  expect(scene.words).not.toMatch(/To confirm|after the change|is changed/);
  expect(scene.words).toMatch(/For an agent, press one\.[^:]*For no more calls, press nine\.$/);
  expect(scene.words.includes('there are no free times')).toBe(capacity === 0);
  await centre.ends(scene);
  expect(await stored(centre)).toMatchObject({ state: 'scheduled', why: 'retry', placeMs: noonMs });
});

test('what was cancelled meanwhile cannot be moved: the way back is goodbye', async () => {
  const { centre, ringing } = await dialed();
  const scene = await centre.pickUp(ringing, {
    keys: ['2', '1', '1'],
    meanwhile: async ({ operation }) => {
      const callback = await stored(centre);
      if (operation === 'change' && callback !== undefined) await cancelCallback(centre.world, callback);
    },
  });
  expect(scene.asked).toEqual(['greet', 'slots', 'propose', 'change', 'greet']);
  expect(scene.words).toMatch(/To go back, press star\. Thank you, and goodbye\.$/);
  expect(scene.place).toBe('hung up');
  // The slot that was taken for it is free again.
  expect(await centre.world.store.slots.counts('support', noonMs, noonMs + 86_400_000)).toEqual(new Map());
});

test('who has pressed 1 goes to the agent who has accepted the task as soon as the call is queued', async () => {
  const { centre, ringing } = await dialed();
  const { world } = centre;
  const scene = await centre.pickUp(ringing, { keys: ['1'] });
  const ready = await stored(centre);
  if (ready?.state !== 'answered') throw new Error('nobody is ready');
  const task = { clientToken: `${ready.id}-t1`, agentIds: [], contactId: 'task-1', agentId: 'agent-1' };
  await world.store.callbacks.put({ ...ready, task, tasksOffered: 1 }, (await version(centre)) ?? 0);
  world.tasks.queue(scene.contactId);
  await centre.hold(scene, { leg: { hangsUpAfterMs: 30_000 } });
  expect(world.tasks.given).toEqual([{ contactId: scene.contactId, agentId: 'agent-1' }]);
});

test('who has pressed 1 waits for whoever is free where no function answers, and hears the same but for the thanks', async () => {
  const { centre, ringing } = await dialed();
  const scene = await centre.pickUp(ringing, { keys: ['1'] });
  const holding = await centre.hold(scene, { fate: dead, leg: { hangsUpAfterMs: 30_000 } });
  expect(holding.words).toMatch(/^An agent will be with you in a moment\./);
  expect(await stored(centre)).toMatchObject({ state: 'answered' });
});

test('by the ladder, the age is that of the nearest block below it', async () => {
  const { centre, ringing } = await dialed('1', { ageBy: 'ladder' });
  const scene = await centre.pickUp(ringing, { keys: ['1'] });
  expect(centre.world.connect.ages.size).toBe(0);
  expect(scene.events).toContainEqual({ kind: 'routing', routing: { adjustmentSeconds: 600 } });
  expect(scene.place).toBe('support');
});

test('a queue that takes nobody more is told of, and nobody stays in silence', async () => {
  const { centre, ringing } = await dialed();
  const scene = await centre.pickUp(ringing, { keys: ['1'], leg: { transfer: 'at_capacity' } });
  expect(scene.words).toMatch(/we cannot help you right now\. Please call us again later\. Goodbye\.$/);
  expect(scene).toMatchObject({ place: 'hung up', stages: ['queued', 'routing_failed'] });
});

test('a dial that nobody knows any more is greeted unaided, and 1 still reaches the queue of its attributes', async () => {
  const { centre, ringing } = await dialed();
  const lost = ringing === undefined ? undefined : { ...ringing, contactId: 'dial-9' };
  const attributes = { ...lost?.request.attributes, holdfree_callback: 'FORGOTTEN' };
  const scene: Scene = await centre.pickUp(lost, { keys: ['1'], leg: { attributes } });
  expect(scene.words).toMatch(/^Hello\. This is your callback\./);
  expect(scene.place).toBe('support');
});

test('the queue comes from the dial, whichever queues there are', async () => {
  const queues = [twoLanguages(), queueConfig('billing', { offer: { waitSeconds: 0 } })];
  const centre = openCentre({ config: { queues } });
  await waitLong(centre);
  await centre.ends(await centre.ring('billing', { keys: ['1', '1'] }));
  const [ringing] = await centre.dial();
  const scene = await centre.pickUp(ringing, { keys: ['1'], fate: dead });
  expect(scene.place).toBe('billing');
});
