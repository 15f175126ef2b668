import * as fc from 'fast-check';
import { drawing } from '../simulation/drawing';
import { recordContactEvent, type ContactEvent } from '../../lib/app/record-contact-event';
import type { Callback } from '../../lib/core/callback/callback';
import { dialing, held, noonMs } from '../support/builders/callbacks';
import { dialStories, toldOf, type DialStory } from '../support/builders/dial-facts';
import { queueIds } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';

// Invariant 7: the final state is a function of the set of events and their timestamps; repeats and order add nothing.
// Broken by a time of arrival that is kept as the time of what happened, by a newer sighting that an older one replaces,
// or by an end that comes before the beginning and is forgotten.
// How an attempt counts that we stopped ourselves, and the moment at which a callback is said to have ended, go by what was
// known then; they are compared where no other call was under way. Not drawn is a caller who leaves the queue of our dial
// while another call of theirs lasts: whether that was a choice depends on which end is told first.
// Beside test/unit/core/observing.test.ts, which tries one dial: here whole use cases, with calls that come in, calls
// that agents make, attempts that had been settled, and what is learned of agents and pace.

const MINUTE_MS = 60_000;
const arrivalMs = noonMs + 10 * MINUTE_MS;

/** What one caller does: how the dial of each attempt went, and a call beside it. */
interface Story {
  readonly dial: DialStory;
  /** How the attempt before went in truth, though it had been settled as not answered. */
  readonly earlier: DialStory | undefined;
  readonly beside: 'nothing' | 'unserved' | 'served' | 'agent_called';
  readonly isContactKnown: boolean;
  readonly start: 'dialing' | 'dialing, rung in' | 'held';
}

const anyStory: fc.Arbitrary<Story> = fc
  .record({
    dial: fc.constantFrom(...dialStories),
    earlier: fc.constantFrom(undefined, undefined, ...dialStories),
    beside: fc.constantFrom<Story['beside'][]>('nothing', 'unserved', 'served', 'agent_called'),
    isContactKnown: fc.boolean(),
    start: fc.constantFrom<Story['start'][]>('dialing', 'dialing, rung in', 'held'),
  })
  .filter((story) => story.dial !== 'leaves_queue' || !isBesideAnother(story));

function isBesideAnother({ start, beside }: Story): boolean {
  return start === 'dialing, rung in' || (start === 'dialing' && beside === 'agent_called');
}

interface Told {
  readonly contactId: string;
  readonly event: ContactEvent;
}

const numberOf = (index: number) => `+4477009000${10 + index}`;

function startOf(story: Story, index: number): Callback {
  const { earlier, isContactKnown } = story;
  const past = [{ attempt: 1, outcome: 'no_answer', atMs: noonMs + 25_000 }] as const;
  const tried = earlier === undefined ? {} : { attempt: 1, attemptsSpent: 1, past };
  const facts = { id: `callback-${index}`, number: numberOf(index), ...tried };
  if (story.start === 'held') return held({ ...facts, contactId: `inbound-${index}` });
  const after = { kind: 'hold', contactId: `inbound-${index}`, leaseUntilMs: noonMs + 120_000 } as const;
  return dialing({
    ...facts,
    ...(isContactKnown ? { contactId: `now-${index}` } : {}),
    ...(story.start === 'dialing, rung in' ? { after } : {}),
  });
}

/** Everything that Connect tells of one caller, in the order in which it happened. */
function eventsOf(story: Story, index: number): readonly Told[] {
  const told = (kind: ContactEvent['kind'], initiation: ContactEvent['initiation'], facts: ContactEvent['facts']) => ({
    contactId: facts.contactId,
    event: { kind, initiation, queueId: queueIds.support, facts },
  });
  const dials = (dial: DialStory, contactId: string, startMs: number) =>
    toldOf(dial, contactId, startMs).map(({ kind, facts }) => told(kind, 'api', facts));
  const earlier = story.earlier === undefined ? [] : dials(story.earlier, `earlier-${index}`, noonMs);
  const now = story.start === 'held' ? [] : dials(story.dial, `now-${index}`, noonMs + MINUTE_MS);
  return [...earlier, ...now, ...callBeside(story, index, told)];
}

function callBeside(
  { beside, start }: Story,
  index: number,
  told: (kind: ContactEvent['kind'], initiation: ContactEvent['initiation'], facts: ContactEvent['facts']) => Told,
): readonly Told[] {
  const startMs = noonMs + 2 * MINUTE_MS;
  const agent = { connectedToAgentAtMs: startMs, agentId: 'agent-2' };
  if (beside === 'agent_called') {
    const facts = { contactId: `agents-${index}`, connectedToSystemAtMs: startMs, ...agent };
    return [
      told('connected_to_agent', 'outbound', facts),
      told('disconnected', 'outbound', { ...facts, disconnectedAtMs: startMs + MINUTE_MS }),
    ];
  }
  if (start === 'dialing' || beside === 'nothing') return [];
  const contactId = `inbound-${index}`;
  const served = beside === 'served' ? agent : {};
  return [told('disconnected', 'inbound', { contactId, ...served, disconnectedAtMs: startMs + MINUTE_MS })];
}

/** A world in which all this has happened and nothing of it has been told. */
async function worldOf(stories: readonly Story[], all: readonly Told[]): Promise<World> {
  const world = createWorld({ nowMs: noonMs });
  for (const [index, story] of stories.entries()) {
    const callback = startOf(story, index);
    await world.keep(callback);
    const { id: callbackId, number } = callback;
    const key = { number, queue: 'support' };
    await world.store.contacts.remember(
      { kind: 'inbound', contactId: `inbound-${index}`, number, queue: 'support', enteredAtMs: noonMs },
      noonMs,
    );
    const attempt = callback.attempt + 1;
    await world.store.contacts.remember({ kind: 'dial', contactId: `now-${index}`, callbackId, key, attempt }, noonMs);
    const earlier = { kind: 'dial', contactId: `earlier-${index}`, callbackId, key, attempt: 1 } as const;
    await world.store.contacts.remember(earlier, noonMs);
    for (const { contactId, event } of all) {
      if (contactId.endsWith(`-${index}`)) world.connect.tell(event.facts, number);
    }
  }
  world.clock.set(arrivalMs);
  return world;
}

function isAlone(story: Story | undefined): boolean {
  return story?.earlier === undefined && story?.beside === 'nothing' && story.start === 'dialing';
}

async function outcomeOf(stories: readonly Story[], all: readonly Told[], order: readonly Told[]): Promise<unknown> {
  const world = await worldOf(stories, all);
  for (const { event } of order) {
    await recordContactEvent(world, event);
    world.clock.advance(1);
  }
  const callbacks = await Promise.all(stories.map((_, index) => world.store.callbacks.find(`callback-${index}`)));
  const sightings = await world.store.pools.sightings('frontline');
  const pickUps = (await world.store.pools.statistics('frontline'))?.value.pickUps ?? [];
  return {
    callbacks: callbacks.map((callback, index) => ({
      ...callback,
      // A lease counts from when somebody looked, and standing in the line from when the caller was let back into it.
      leaseUntilMs: undefined,
      inLineSinceMs: undefined,
      ...(isAlone(stories[index]) ? {} : { closedAtMs: undefined, attemptsSpent: undefined, past: undefined }),
    })),
    sightings: sightings.toSorted((a, b) => a.agentId.localeCompare(b.agentId)),
    pickUps: pickUps.toSorted((a, b) => a.contactId.localeCompare(b.contactId)),
  };
}

test('events in any order, some of them twice, end in one state of callbacks, agents and pace', async () => {
  const drawn = fc.array(anyStory, { minLength: 1, maxLength: 3 }).chain((stories) => {
    const all = stories.flatMap(eventsOf);
    const order = fc
      .subarray([...all])
      .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
    return fc.record({ stories: fc.constant(stories), all: fc.constant(all), order });
  });
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(drawn, async ({ stories, all, order }) => {
      const expected = await outcomeOf(stories, all, all);
      expect(await outcomeOf(stories, all, order)).toEqual(expected);
      ends.add(JSON.stringify(expected).replaceAll(/\d+/g, ''));
    }),
    drawing(300, 17),
  );
  expect(ends.size).toBeGreaterThan(60);
});
