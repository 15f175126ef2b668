import { noteIfLate } from '../../../lib/app/dispatch/note-if-late';
import { placeDial } from '../../../lib/app/dispatch/place-dial';
import type { Callback } from '../../../lib/core/callback/callback';
import { noonMs, waiting } from '../../support/builders/callbacks';
import { flowId, queueOf } from '../../support/builders/policies';
import { createWorld } from '../../support/builders/world';

const quarterMs = 900_000;

/** What is told of a callback that is dialed at noon. */
function toldOf(callback: Callback) {
  const world = createWorld();
  noteIfLate(world, queueOf(world.policy, 'support'), callback);
  return world.notes;
}

test('a first dial after the end of the slot that was promised is told of as late', () => {
  const late = waiting({ slotMs: noonMs - quarterMs - 7_000 });
  expect(toldOf(late)).toEqual([{ kind: 'slot_late', callbackId: late.id, queue: 'support', lateMs: 7_000 }]);
});

test.each([
  ['within its slot', { slotMs: noonMs - quarterMs + 1 }],
  ['at the very end of it', { slotMs: noonMs - quarterMs }],
  ['without a slot', {}],
  ['for another time, after the first', { slotMs: noonMs - 2 * quarterMs, attempt: 1 }],
  ['for another time, after a claim that was undone', { slotMs: noonMs - 2 * quarterMs, undoneAttempt: 1 }],
])('a dial %s is not late', (_name, changes) => {
  expect(toldOf(waiting(changes))).toEqual([]);
});

test('lateness is told once, by the process whose claim is stored', async () => {
  const late = waiting({ slotMs: noonMs - 2 * quarterMs });
  const world = createWorld();
  await world.keep(late);
  const queue = queueOf(world.policy, 'support');
  const why = { rule: 'covered', way: 'customer-first', agentIds: [], capacity: 1, inFlight: 1 } as const;
  const steps = [];
  for (let process = 0; process < 2; process += 1) {
    steps.push(await placeDial(world, { queue, flowId, callback: late }, why));
  }
  expect(steps).toEqual(['dialed', 'skipped']);
  expect(world.notes.filter(({ kind }) => kind === 'slot_late')).toHaveLength(1);
});
