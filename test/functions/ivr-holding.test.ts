import { callerNumber, noonMs, scheduled, waiting } from '../support/builders/callbacks';
import type { Callback } from '../../lib/core/callback/callback';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { queueConfig } from '../support/builders/policies';
import { agents, createWorld, type World } from '../support/builders/world';
import { ask, fieldsOf, spokenIn } from './ivr-asking';

const minuteMs = 60_000;
const prompts = ['hold_offer', 'invalid_key', 'last_offer', 'limit_message', 'limit_transfer', 'where'];
type Hold = NonNullable<HoldfreeConfig['queues'][number]['hold']>;

/** A holder who rang at noon. */
async function holder(hold: Hold = {}, callback?: Callback): Promise<World> {
  const world = createWorld({ config: { queues: [queueConfig('support', { hold })] } });
  if (callback !== undefined) await world.keep(callback);
  await ask(world, 'who_is_this');
  return world;
}

test('a holder hears the position by the time of having rung, and the offer', async () => {
  const world = await holder();
  world.clock.advance(5 * minuteMs);
  await world.keep(waiting({ number: '+441632960003', placeMs: noonMs + minuteMs }));
  world.staff(agents(1), [{ queue: 'support', count: 3, oldestAgeMs: 10 * minuteMs }]);
  const answer = await ask(world, 'where_am_i');
  // Of the two others one is the oldest, and the other as likely before as behind; and a callback is in between.
  expect(fieldsOf(answer)).toEqual({
    outcome: 'no_callback',
    language: 'en-US',
    next: 'offer',
    position: '3',
    waitSeconds: 'unknown',
  });
  expect(spokenIn(answer)).toEqual(prompts);
});

test.each([
  ['alone', 1, 2, '1'],
  ['the oldest of four', 4, 2, '1'],
  ['behind three who have held longer', 4, 60, '4'],
])('a holder who is %s does not stand behind oneself', async (_, count, oldestMinutes, position) => {
  const world = await holder();
  world.clock.advance(2 * minuteMs);
  if (position === '4') world.clock.set(noonMs);
  world.staff(agents(1), [{ queue: 'support', count, oldestAgeMs: oldestMinutes * minuteMs }]);
  expect(await ask(world, 'where_am_i')).toMatchObject({ position });
  // On the way to a callback the caller still is one of those who hold.
  const Attributes = { holdfree_stage: 'queued' };
  for (const operation of ['propose', 'register']) {
    const answer = await ask(world, operation, {}, { Attributes });
    const said = answer['say_summary'] ?? answer['say_registered'] ?? '';
    expect(said).toContain(position === '1' ? 'You are next in line.' : 'Three callers are ahead of you.');
  }
});

test('whoever holds with a callback does not stand behind oneself either', async () => {
  const world = await holder({}, waiting());
  world.staff(agents(1), [{ queue: 'support', count: 1, oldestAgeMs: 20 * minuteMs }]);
  expect(await ask(world, 'where_am_i')).toMatchObject({ outcome: 'has_callback', position: '1' });
});

test('a caller with a callback hears its place in the line, and no offer', async () => {
  const world = await holder({}, waiting());
  await world.keep(waiting({ id: 'EARLIER', number: '+441632960009', placeMs: 1 }));
  const answer = await ask(world, 'where_am_i');
  expect(fieldsOf(answer)).toMatchObject({
    outcome: 'has_callback',
    callbackId: waiting().id,
    callbackState: 'held',
    attempts: '0',
    next: 'tell',
    position: '2',
  });
});

test('a caller who holds although a slot was chosen stands where this call stands', async () => {
  const placeMs = noonMs + 86_400_000;
  const world = await holder({}, scheduled({ slotMs: placeMs, placeMs, dueAtMs: placeMs, why: 'slot' }));
  await world.keep(waiting({ id: 'LATER', number: '+441632960009', placeMs: noonMs + minuteMs }));
  world.clock.advance(2 * minuteMs);
  expect(await ask(world, 'where_am_i')).toMatchObject({ outcome: 'has_callback', next: 'tell', position: '1' });
});

test.each([
  ['offer', {}, 0],
  ['tell', { offer: false }, 0],
  ['offer', { longestSeconds: 600 }, 599],
  ['limit', { longestSeconds: 600 }, 600],
  ['limit', { longestSeconds: 600, offer: false }, 900],
])('next is %s with %j after %d seconds', async (next, hold, seconds) => {
  const world = await holder(hold);
  world.clock.advance(seconds * 1000);
  expect(await ask(world, 'where_am_i')).toMatchObject({ next });
});

test('the longest hold is not for a caller whose callback is open', async () => {
  const world = await holder({ longestSeconds: 60 }, waiting());
  world.clock.advance(10 * minuteMs);
  expect(await ask(world, 'where_am_i')).toMatchObject({ outcome: 'has_callback', next: 'tell' });
});

test('nothing known and nothing to offer is music', async () => {
  const world = await holder({ offer: false });
  world.staff(undefined);
  const answer = await ask(world, 'where_am_i');
  expect(answer).toMatchObject({ next: 'music', position: 'unknown', waitSeconds: 'unknown' });
});

test('nobody is offered a callback whose agent comes before the next interrupt', async () => {
  const world = await holder({ interruptSeconds: 30 });
  const pickUps = [40, 30, 20, 10].map((ago) => {
    const atMs = noonMs - ago * 1000;
    return {
      contactId: `p${ago}`,
      atMs,
      placeMs: atMs - 600_000,
      readySinceMs: atMs - 600_000,
      isCallback: true,
      agentId: 'agent-1',
    };
  });
  await world.store.pools.putStatistics('frontline', { pickUps, ringToReady: [] }, 0);
  expect(await ask(world, 'where_am_i')).toMatchObject({ next: 'tell', waitSeconds: '10' });
  world.staff(agents(1), [{ queue: 'support', count: 4, oldestAgeMs: 10 * minuteMs }]);
  expect(await ask(world, 'where_am_i')).toMatchObject({ next: 'offer' });
});

test('a caller without a number, or whose call is not known, is a holder all the same', async () => {
  const world = await holder({ longestSeconds: 60 });
  expect(await ask(world, 'where_am_i', {}, { CustomerEndpoint: null })).toMatchObject({ outcome: 'no_callback' });
  world.clock.advance(10 * minuteMs);
  const unknown = await ask(world, 'where_am_i', {}, { ContactId: 'never-seen' });
  expect(unknown).toMatchObject({ outcome: 'no_callback', next: 'offer' });
});

test('asking where one stands changes nothing', async () => {
  const world = await holder({}, waiting());
  const before = await world.current({ number: callerNumber, queue: 'support' });
  const answer = await ask(world, 'where_am_i');
  expect(await ask(world, 'where_am_i')).toEqual(answer);
  expect(await world.current({ number: callerNumber, queue: 'support' })).toEqual(before);
});
