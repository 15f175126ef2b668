import type { Callback } from '../../lib/core/callback/callback';
import {
  answered,
  callerNumber,
  closed,
  dialing,
  noonMs,
  offered,
  talking,
  waiting,
} from '../support/builders/callbacks';
import { queueConfig, queueIds } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';
import { ask, askWith, fieldsOf, ourDial, ourTask, spokenIn } from './ivr-asking';
import { flowEvent } from '../support/builders/lambda';

const ready = answered({
  task: { clientToken: `${answered().id}-t1`, agentIds: [], contactId: 'task-1', agentId: 'agent-1' },
});

const key = { number: callerNumber, queue: 'support' };

async function dialedWorld(callback: Callback = dialing({ contactId: 'dial-1' }), config = {}): Promise<World> {
  const world = createWorld({ config });
  await world.keep(callback);
  return world;
}

describe('greet', () => {
  test('asks who picked up what they want', async () => {
    const answer = await ask(await dialedWorld(), 'greet', {}, ourDial);
    expect(fieldsOf(answer)).toEqual({ outcome: 'ask', language: 'en-US', callbackId: dialing().id });
    expect(spokenIn(answer)).toEqual(['goodbye', 'greeting', 'greeting_again', 'invalid_key']);
    expect(answer['say_greeting']).toContain('This is the call you asked for.');
  });

  test('speaks of the time that was chosen, and of a call that nobody answered', async () => {
    const slot = await ask(await dialedWorld(dialing({ slotMs: noonMs, placeMs: noonMs })), 'greet', {}, ourDial);
    expect(slot['say_greeting']).toContain('at the time you chose');
    const lost = await ask(await dialedWorld(dialing({ origin: 'lost' })), 'greet', {}, ourDial);
    expect(lost['say_greeting']).toContain('You called us today at eleven fifty');
  });

  test.each([
    ['at its start', 0, true],
    ['at its end, with a dial that rings as long as it may', 15 * 60_000 + 25_000, true],
    ['after that', 15 * 60_000 + 25_001, false],
    ['before it', -1, false],
  ])('and the story, speak of the chosen time only while it lasts: %s', async (_, sinceMs, isSpokenOf) => {
    const slotMs = noonMs - sinceMs;
    const world = await dialedWorld(dialing({ slotMs, placeMs: slotMs, contactId: 'dial-1' }));
    const [greeting, story] = [await ask(world, 'greet', {}, ourDial), await ask(world, 'story', {}, ourDial)];
    expect(greeting['say_greeting']?.includes('at the time you chose')).toBe(isSpokenOf);
    expect(story['say_story']?.includes('The caller chose this time')).toBe(isSpokenOf);
  });

  test.each([
    ['asks', 'ask', dialing()],
    ['asks when a call that stopped us is over again', 'ask', dialing({ after: { kind: 'resume' } })],
    ['says goodbye when it was cancelled', 'goodbye', dialing({ after: { kind: 'cancel' } })],
    ['says goodbye when the caller was served', 'goodbye', dialing({ after: { kind: 'withdraw' } })],
    ['says goodbye when another dial is under way', 'goodbye', dialing({ contactId: 'dial-2' })],
    ['says goodbye for an attempt that is past', 'goodbye', dialing({ attempt: 1 })],
    ['says goodbye when it waits again', 'goodbye', waiting()],
    ['says goodbye when it has ended', 'goodbye', closed()],
  ])('%s, and pressing 1 agrees', async (_, outcome, callback) => {
    const world = createWorld();
    await world.keep(callback);
    const answer = await ask(world, 'greet', {}, ourDial);
    expect(answer['outcome']).toBe(outcome);
    expect('say_greeting' in answer).toBe(outcome === 'ask');
    const pressed = await ask(world, 'answered', {}, ourDial);
    expect(pressed['outcome']).toBe(outcome === 'ask' ? 'connect' : 'goodbye');
  });

  test('what is no dial of ours is left to the flow', async () => {
    expect(await ask(createWorld(), 'greet', {}, ourDial)).toMatchObject({ outcome: 'unknown_callback' });
    expect(await ask(createWorld(), 'greet')).toMatchObject({ outcome: 'unknown_callback' });
  });

  test('in the language of the callback, unless the dial names one', async () => {
    const queues = [queueConfig('support', { languages: ['en-US', 'ru-RU'] })];
    const world = await dialedWorld(dialing({ language: 'ru-RU' }), { queues });
    expect(await ask(world, 'greet', {}, ourDial)).toMatchObject({ language: 'ru-RU' });
    expect(await ask(world, 'greet', { language: 'en-US' }, ourDial)).toMatchObject({ language: 'en-US' });
  });
});

describe('answered', () => {
  test('to the queue with the age of the place, the same however often it is asked', async () => {
    const world = await dialedWorld();
    const answer = await ask(world, 'answered', {}, ourDial);
    expect(fieldsOf(answer)).toEqual({
      outcome: 'connect',
      language: 'en-US',
      queueId: queueIds.support,
      ageSet: 'yes',
      ageSeconds: '600',
    });
    expect(spokenIn(answer)).toEqual(['goodbye']);
    expect(await world.current(key)).toMatchObject({ state: 'answered', contactId: 'dial-1' });
    expect(await ask(world, 'answered', {}, ourDial)).toEqual(answer);
  });

  test('the queue is known by the dial alone, without a name', async () => {
    const world = await dialedWorld();
    const Attributes = { holdfree_callback: dialing().id, holdfree_attempt: '1', holdfree_queue: queueIds.support };
    const answer = await askWith(world, flowEvent({ operation: 'answered' }, { ContactId: 'dial-1', Attributes }));
    expect(answer).toMatchObject({ outcome: 'connect', queueId: queueIds.support });
  });

  test('by the ladder the age is told, and not set', async () => {
    const world = await dialedWorld(dialing(), { ageBy: 'ladder' });
    expect(await ask(world, 'answered', {}, ourDial)).toMatchObject({ ageSet: 'no', ageSeconds: '600' });
    expect(world.connect.ages.size).toBe(0);
  });

  test('an age that cannot be set keeps nobody from the queue', async () => {
    const world = await dialedWorld();
    world.connect.setAvailable(false);
    expect(await ask(world, 'answered', {}, ourDial)).toMatchObject({ outcome: 'connect', ageSet: 'no' });
  });

  test('what is not ours is left to the flow', async () => {
    expect(await ask(createWorld(), 'answered', {}, ourDial)).toMatchObject({ outcome: 'unknown_callback' });
  });
});

describe('queued', () => {
  test.each([
    ['is given to the agent who has accepted the task', ready, 'given'],
    ['waits for whoever is free where nobody is kept', answered(), 'waits'],
    ['who is with an agent already is none of ours to give', talking(), 'unknown_callback'],
    [
      'whom the dispatcher has given up is none of ours to give',
      dialing({ after: { kind: 'cancel' } }),
      'unknown_callback',
    ],
    ['of another dial is none of ours to give', answered({ contactId: 'dial-2' }), 'unknown_callback'],
  ])('a caller who %s, the same however often it is asked, and is thanked', async (_, callback, outcome) => {
    const world = await dialedWorld(callback);
    world.tasks.queue('dial-1');
    const answer = await ask(world, 'queued', {}, ourDial);
    expect(fieldsOf(answer)).toEqual({ outcome, language: 'en-US' });
    expect(spokenIn(answer)).toEqual(['connecting']);
    expect(await ask(world, 'queued', {}, ourDial)).toEqual(answer);
    expect(world.tasks.given).toHaveLength(outcome === 'given' ? 1 : 0);
  });
});

describe('cancel', () => {
  test('by number on an inbound call, and asked again the answer is the same', async () => {
    const world = createWorld();
    await world.keep(waiting());
    await ask(world, 'who_is_this');
    const answer = await ask(world, 'cancel');
    expect(fieldsOf(answer)).toEqual({ outcome: 'cancelled', language: 'en-US', callbackId: waiting().id });
    expect(spokenIn(answer)).toEqual(['cancelled', 'too_late']);
    expect(await ask(world, 'cancel')).toEqual(answer);
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });

  test.each([
    ['was cancelled on an earlier call', closed({ outcome: 'cancelled', closedAtMs: noonMs - 1 })],
    ['ended otherwise during this call', closed({ outcome: 'completed', closedAtMs: noonMs + 1 })],
    ['was never there', undefined],
  ])('one that %s cannot be cancelled', async (_, callback) => {
    const world = createWorld();
    if (callback !== undefined) await world.keep(callback);
    await ask(world, 'who_is_this');
    expect(await ask(world, 'cancel')).toMatchObject({ outcome: 'no_callback' });
    expect(await ask(world, 'cancel', {}, { CustomerEndpoint: null })).toMatchObject({ outcome: 'no_callback' });
  });

  test('by the contact on a dial of ours: it ends with that call', async () => {
    const world = await dialedWorld();
    const contact = { ...ourDial, CustomerEndpoint: null };
    const answer = await ask(world, 'cancel', {}, contact);
    expect(fieldsOf(answer)).toEqual({ outcome: 'ending', language: 'en-US', callbackId: dialing().id });
    expect(await ask(world, 'cancel', {}, contact)).toEqual(answer);
    expect(world.connect.stopped).toEqual([]);
  });

  test('during a dial, from another call, the dial is stopped', async () => {
    const world = await dialedWorld();
    world.connect.tell({ contactId: 'dial-1' }, callerNumber);
    expect(await ask(world, 'cancel', {}, { ContactId: 'inbound-9' })).toMatchObject({ outcome: 'ending' });
    expect(world.connect.stopped).toEqual(['dial-1']);
  });

  test.each([answered(), talking()])('a caller who is $state with us is told that it is too late', async (callback) => {
    const world = createWorld();
    await world.keep(callback);
    expect(await ask(world, 'cancel')).toMatchObject({ outcome: 'too_late', callbackId: callback.id });
    expect(await world.current(key)).toEqual(callback);
  });
});

describe('opt_out', () => {
  test('from our dial, the number that was dialed is left alone, the same however often it is asked', async () => {
    const world = await dialedWorld(dialing({ contactId: 'dial-1', cli: '+441632960004' }));
    const answer = await ask(world, 'opt_out', {}, ourDial);
    expect(fieldsOf(answer)).toEqual({ outcome: 'opted_out', language: 'en-US' });
    expect(spokenIn(answer)).toEqual(['goodbye', 'opted_out']);
    expect(await ask(world, 'opt_out', {}, ourDial)).toEqual(answer);
    expect(await world.store.callers.get(callerNumber)).toMatchObject({ optedOutAtMs: noonMs });
    expect(await world.current(key)).toMatchObject({ state: 'dialing', after: { kind: 'cancel' } });
  });

  test('from a call that came in, by its number; without one there is nothing to remember', async () => {
    const world = createWorld();
    expect(await ask(world, 'opt_out')).toMatchObject({ outcome: 'opted_out' });
    expect(await world.store.callers.get(callerNumber)).toMatchObject({ optedOutAtMs: noonMs });
    expect(await ask(world, 'opt_out', {}, { CustomerEndpoint: null })).toMatchObject({ outcome: 'no_number' });
  });
});

describe('story and task_ready', () => {
  test('the story is in the first language of the queue, and names this dial as the attempt', async () => {
    const world = await dialedWorld(dialing({ attempt: 1, contactId: 'dial-1', language: 'ru-RU' }));
    const answer = await ask(world, 'story', { language: 'ru-RU' }, ourDial);
    expect(fieldsOf(answer)).toEqual({ outcome: 'story', language: 'en-US' });
    expect(answer['say_story']).toContain('asked for it ten minutes ago');
    expect(answer['say_story']).toContain('second attempt');
  });

  test('an ordinary call has none', async () => {
    const answer = await ask(createWorld(), 'story');
    expect(answer).toEqual({ outcome: 'none', language: 'en-US' });
  });

  test('a task gets the age of the place, and the agents whom it names', async () => {
    const world = createWorld();
    await world.keep(offered({ task: { clientToken: `${dialing().id}-t1`, agentIds: ['agent-2'] } }));
    const answer = await ask(world, 'task_ready', {}, ourTask);
    expect(answer).toEqual({ outcome: 'ready', ageSet: 'yes', language: 'en-US' });
    expect(world.connect.ages.get('task-1')).toBe(600_000);
    expect(world.connect.admitted.get('task-1')).toEqual(['agent-2']);
    for (const contact of [ourTask, ourDial]) {
      expect(await ask(createWorld(), 'task_ready', {}, contact)).toMatchObject({ outcome: 'unknown_callback' });
    }
  });

  test('a task is no dial: nobody is greeted on it, and it makes nobody ready', async () => {
    const world = await dialedWorld();
    expect(await ask(world, 'greet', {}, ourTask)).toMatchObject({ outcome: 'unknown_callback' });
    expect(await ask(world, 'answered', {}, ourTask)).toMatchObject({ outcome: 'unknown_callback' });
    expect(await world.current(key)).toEqual(dialing({ contactId: 'dial-1' }));
  });
});
