import { createHandler } from '../../functions/watch/handler';
import { AdapterError } from '../../lib/ports/adapter-error';
import { noonMs, scheduled, waiting } from '../support/builders/callbacks';
import { lambdaContext } from '../support/builders/lambda';
import { createWorld } from '../support/builders/world';

test('what nobody has looked at is told by a watch that does nothing about it', async () => {
  const world = createWorld();
  const due = scheduled({ dueAtMs: noonMs - 900_000 });
  await world.keep(due, waiting({ id: 'other', number: '+441632960002', cli: '+441632960002' }));
  for (const event of [{ source: 'aws.scheduler' }, null]) await createHandler(world)(event, lambdaContext);
  expect(world.notes.filter(({ kind }) => kind !== 'stock')).toEqual([]);
  expect(world.notes).toHaveLength(2 * 3);
  expect(world.notes[0]).toMatchObject({ kind: 'stock', waiting: 1, oldestDueMs: 900_000 });
  expect(await world.current(due)).toEqual(due);
  expect([world.connect.dialed, world.woken]).toEqual([[], []]);
});

test('a look that the store does not let it take fails, but says first all that it has seen, and nothing that it has not', async () => {
  const world = createWorld();
  const inFlight = async () => {
    throw new AdapterError('dynamodb', { retryable: true, cause: new Error('out of reach') });
  };
  const broken = { ...world, store: { ...world.store, callbacks: { ...world.store.callbacks, inFlight } } };
  await world.keep(scheduled({ dueAtMs: noonMs - 900_000 }));
  await expect(createHandler(broken)({}, lambdaContext)).rejects.toThrow('out of reach');
  expect(world.notes).toHaveLength(3);
  expect(world.notes[0]).toEqual({
    kind: 'stock',
    waiting: 0,
    longestInLineMs: 0,
    openCases: 0,
    oldestCaseMs: 0,
    oldestDueMs: 900_000,
  });
});
