import * as fc from 'fast-check';
import { confirmAnswer } from '../../../lib/app/confirm-answer';
import { contactAttributes } from '../../../lib/core/contact-attributes';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { timesOf } from '../../../lib/core/dispatch/pool-times';
import type { Callback } from '../../../lib/core/callback/callback';
import { callerNumber, dialing, noonMs, waiting } from '../../support/builders/callbacks';
import { dialStories, toldOf, type DialStory } from '../../support/builders/dial-facts';
import { queueIds } from '../../support/builders/policies';
import { createWorld, type World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const attributes = { [contactAttributes.callbackId]: dialing().id, [contactAttributes.attempt]: '1' };

/** A world in which attempt 1 is ringing; Connect knows its contact, and what will become of it. */
async function ringing(options: {
  readonly isRemembered: boolean;
  readonly story: DialStory;
  readonly callback?: Callback;
}): Promise<World> {
  const world = createWorld({ nowMs: noonMs + 60_000 });
  const callback = options.callback ?? dialing(options.isRemembered ? { contactId: 'dial-1' } : {});
  await world.keep(callback);
  const facts = toldOf(options.story).at(-1)!.facts;
  world.connect.tell(facts, callerNumber);
  const known = world.connect.book.get('dial-1')!;
  (world.connect.book as Map<string, typeof known>).set('dial-1', { ...known, attributes });
  if (options.isRemembered) {
    await world.store.contacts.remember(
      { kind: 'dial', contactId: 'dial-1', callbackId: callback.id, key, attempt: 1 },
      noonMs,
    );
  }
  await world.store.guards.put(
    {
      number: callerNumber,
      day: '2026-03-02',
      dials: [`${callback.id}#1`],
      holder: { callbackId: callback.id, attempt: 1, leaseUntilMs: noonMs + 75_000 },
    },
    0,
  );
  return world;
}

/** Contact events carry no reason for an ordinary call. */
function eventsOf(story: DialStory): readonly ContactEvent[] {
  return toldOf(story).map(({ kind, facts: { disconnectReason: _reason, ...facts } }) => ({
    kind,
    initiation: 'api',
    queueId: queueIds.support,
    facts,
  }));
}

async function record(world: World, events: readonly ContactEvent[]): Promise<void> {
  for (const event of events) await recordContactEvent(world, event);
}

/** All that contact events may change. */
async function outcomeIn(world: World) {
  const { store } = world;
  const guard = (await store.guards.get(callerNumber))?.value;
  return {
    callback: await world.current(key),
    statistics: (await store.pools.statistics('frontline'))?.value,
    sightings: await store.pools.sightings('frontline'),
    guard,
    closedNotes: world.notes.filter((note) => note.kind === 'closed').length,
    endedNotes: world.notes.filter((note) => note.kind === 'attempt_ended').length,
    joins: world.notes.filter((note) => note.kind === 'agent_joined'),
  };
}

describe('the contact events of a dial', () => {
  test('lead to one outcome in any order and any repetition, known by contact id or by attributes', async () => {
    const drawn = fc
      .record({ story: fc.constantFrom(...dialStories), isRemembered: fc.boolean() })
      .chain(({ story, isRemembered }) => {
        const events = eventsOf(story);
        const doubled = [...events, ...events];
        return fc.record({
          story: fc.constant(story),
          isRemembered: fc.constant(isRemembered),
          order: fc.shuffledSubarray(doubled, { minLength: doubled.length }),
        });
      });
    await fc.assert(
      fc.asyncProperty(drawn, async ({ story, isRemembered, order }) => {
        const inOrder = await ringing({ story, isRemembered });
        await record(inOrder, eventsOf(story));
        const shuffled = await ringing({ story, isRemembered });
        await record(shuffled, order);
        const outcome = await outcomeIn(shuffled);
        expect(outcome).toEqual(await outcomeIn(inOrder));
        const join = { callbackId: dialing().id, queue: 'support', attempt: 1, waitMs: 5_000 };
        expect(outcome.joins).toEqual(story === 'reaches_agent' ? [{ kind: 'agent_joined', ...join }] : []);
      }),
      { numRuns: 150, seed: 22 },
    );
  });

  test('let the number go and count the dial, and the attempt is told of once', async () => {
    const world = await ringing({ story: 'busy', isRemembered: true });
    await record(world, eventsOf('busy'));
    const { guard, callback, endedNotes } = await outcomeIn(world);
    expect(guard).toEqual({ number: callerNumber, day: '2026-03-02', dials: [`${dialing().id}#1`] });
    expect(callback).toMatchObject({ state: 'scheduled', past: [{ outcome: 'busy' }] });
    expect(endedNotes).toBe(1);
  });

  test('that come before our own contact id is stored find the callback through the contact', async () => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: false });
    await record(world, eventsOf('reaches_agent').slice(0, 1));
    expect(await world.store.contacts.get('dial-1')).toMatchObject({ kind: 'dial', attempt: 1 });
    expect(await world.current(key)).toMatchObject({ state: 'dialing', contactId: 'dial-1' });
  });

  test('come again later while Connect does not answer: for whose they are, and for why nobody picked up', async () => {
    for (const isRemembered of [false, true]) {
      const world = await ringing({ story: 'busy', isRemembered });
      world.connect.setAvailable(false);
      const over = eventsOf('busy').filter((event) => event.kind === 'disconnected');
      await expect(record(world, over)).rejects.toMatchObject({ name: 'AdapterError', retryable: true });
      expect((await world.current(key))?.state).toBe('dialing');
    }
  });

  test('of a contact that is not ours, or that Connect does not know, change nothing', async () => {
    const world = await ringing({ story: 'rings_out', isRemembered: true });
    world.connect.tell({ contactId: 'somebody-else' }, callerNumber);
    const strange = (contactId: string) =>
      eventsOf('reaches_agent').map((event) => ({ ...event, queueId: 'none', facts: { ...event.facts, contactId } }));
    await record(world, [...strange('somebody-else'), ...strange('nowhere')]);
    expect(await world.current(key)).toEqual(dialing({ contactId: 'dial-1' }));
  });

  test('of an attempt of an earlier request never touch a later one', async () => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: true, callback: waiting({ id: 'LATER' }) });
    await world.store.contacts.remember(
      { kind: 'dial', contactId: 'dial-0', callbackId: 'EARLIER', key, attempt: 1 },
      noonMs,
    );
    await record(
      world,
      eventsOf('reaches_agent').map((event) => ({ ...event, facts: { ...event.facts, contactId: 'dial-0' } })),
    );
    expect(await world.current(key)).toEqual(waiting({ id: 'LATER' }));
  });
});

describe('what events teach of a pool', () => {
  test('a pick-up has the place of the callback, and talk and work once they are over', async () => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: true });
    await record(world, eventsOf('reaches_agent'));
    const { statistics } = await outcomeIn(world);
    expect(statistics?.pickUps).toEqual([
      {
        contactId: 'dial-1',
        atMs: noonMs + 20_000,
        placeMs: dialing().placeMs,
        readySinceMs: noonMs + 15_000,
        isCallback: true,
        origin: 'requested',
        agentId: 'agent-1',
        queue: 'support',
        talkMs: 5_000,
        afterContactWorkMs: 15_000,
      },
    ]);
    expect(timesOf(statistics!).talkMs).toBeLessThan(300_000);
  });

  test('an agent is seen on the contact, then in the work after it, then free', async () => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: true });
    const seen: string[] = [];
    for (const event of eventsOf('reaches_agent').slice(3)) {
      await record(world, [event]);
      seen.push((await world.store.pools.sightings('frontline'))[0]!.state);
    }
    expect(seen).toEqual(['on_contact', 'after_contact_work', 'available']);
  });

  test('an agent without after-contact work is free at once, in whatever order that is told', async () => {
    const over = { contactId: 'x', agentId: 'agent-1', connectedToAgentAtMs: noonMs, disconnectedAtMs: noonMs + 9_000 };
    const told = (['disconnected', 'completed'] as const).map(
      (kind) => ({ kind, initiation: 'inbound', queueId: queueIds.support, facts: over }) as const,
    );
    for (const order of [told, told.toReversed()]) {
      const world = createWorld();
      await record(world, order);
      expect(await world.store.pools.sightings('frontline')).toMatchObject([
        { agentId: 'agent-1', state: 'available' },
      ]);
    }
  });
});

describe('a caller who presses 1', () => {
  const answer = (world: World, contactId = 'dial-1') => confirmAnswer(world, { contactId, attributes });

  test('is connected with the age of the place, once and again', async () => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: false });
    const ageMs = world.clock.nowMs() - dialing().placeMs;
    const connect = { kind: 'connect', queueId: queueIds.support, callbackId: dialing().id, isAgeSet: true, ageMs };
    expect(await answer(world)).toEqual(connect);
    expect(world.connect.ages.get('dial-1')).toBe(ageMs);
    expect(await answer(world)).toEqual(connect);
    expect((await world.store.pools.statistics('frontline'))?.value.ringToReady).toEqual([
      { contactId: 'dial-1', ms: 60_000 },
    ]);
  });

  test('is connected without its age where a ladder of routing blocks goes by it', async () => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: true });
    const ladder = { ...world, policy: { ...world.policy, ageBy: 'ladder' as const } };
    const ageMs = world.clock.nowMs() - dialing().placeMs;
    const confirmed = await confirmAnswer(ladder, { contactId: 'dial-1', attributes });
    expect(confirmed).toMatchObject({ kind: 'connect', isAgeSet: false, ageMs });
    expect(world.connect.ages.size).toBe(0);
  });

  test('is connected without its age while Connect does not take it', async () => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: true });
    world.connect.setAvailable(false);
    expect(await answer(world)).toMatchObject({ kind: 'connect', isAgeSet: false });
  });

  test.each([
    ['was cancelled meanwhile', dialing({ after: { kind: 'cancel' } })],
    [
      'is held, its caller being on another line',
      dialing({ after: { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: noonMs } }),
    ],
    ['belongs to another request now', waiting({ id: 'LATER' })],
  ])('hears goodbye when the callback %s', async (_name, callback) => {
    const world = await ringing({ story: 'reaches_agent', isRemembered: false, callback });
    await world.store.contacts.remember(
      { kind: 'dial', contactId: 'dial-1', callbackId: dialing().id, key, attempt: 1 },
      noonMs,
    );
    expect(await answer(world)).toEqual({ kind: 'goodbye', callbackId: dialing().id });
    // Its contact is known now, so that it can be settled.
    const known = callback.state === 'dialing' ? { contactId: 'dial-1' } : {};
    expect(await world.current(key)).toEqual({ ...callback, ...known });
  });

  test('on a contact that leads to no callback is left to the flow', async () => {
    expect(await confirmAnswer(createWorld(), { contactId: 'x', attributes: {} })).toEqual({ kind: 'unknown' });
  });
});
