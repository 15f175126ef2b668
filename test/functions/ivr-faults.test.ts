import { AdapterError } from '../../lib/ports/adapter-error';
import { callerNumber } from '../support/builders/callbacks';
import { flowEvent } from '../support/builders/lambda';
import { createWorld, type World } from '../support/builders/world';
import { ask, askWith, watchPorts, type Answer } from './ivr-asking';
import { moreQuestions, placesTaken, questions, stateOf, worldFor, type Question } from './ivr-questions';

const put = (world: World, { operation, parameters, contact }: Question): Promise<Answer> =>
  ask(world, operation, parameters, contact);

const outOfReach = () => new AdapterError('dynamodb', { retryable: true, cause: new Error('out of reach') });

/** Asks while the n-th call to the store or to Connect fails, or is made and not answered; says which one that was. */
async function putWithFault(
  world: World,
  question: Question,
  { n, when }: { readonly n: number; readonly when: 'before' | 'after' },
): Promise<{ answer: Answer; failed?: string }> {
  let calls = 0;
  const failed: string[] = [];
  const look = (label: string): void => {
    calls += 1;
    if (calls !== n) return;
    failed.push(label);
    throw outOfReach();
  };
  const faulty = watchPorts(world, look, when);
  const answer = await put(faulty, question);
  return { answer, ...(failed[0] === undefined ? {} : { failed: failed[0] }) };
}

describe.each([...questions, ...moreQuestions])('$operation, $name', (question) => {
  test(`comes to ${question.outcome}, and asked again to the same`, async () => {
    const world = await worldFor(question);
    expect(await put(world, question)).toMatchObject({ outcome: question.outcome });
    const [after, places] = [await stateOf(world), await placesTaken(world)];
    expect(await put(world, question)).toMatchObject({ outcome: question.outcome });
    expect([await stateOf(world), await placesTaken(world)]).toEqual([after, places]);
  });

  test.each([
    ['fails', 'before'],
    ['is made and its answer lost', 'after'],
  ] as const)(
    'whichever call %s, the flow is told, and asking again succeeds with nothing doubled',
    async (_, when) => {
      const intact = await worldFor(question);
      await put(intact, question);
      const [expected, places] = [await stateOf(intact), await placesTaken(intact)];
      const told: string[] = [];
      for (let n = 1; n < 100; n += 1) {
        const world = await worldFor(question);
        const { answer, failed } = await putWithFault(world, question, { n, when });
        if (failed === undefined) break;
        const isTold = answer['outcome'] === 'unavailable';
        if (isTold) told.push(failed);
        // What is not told is left to be done by somebody else, and noted all the same.
        expect({ failed, ...answer }).toMatchObject({ failed, outcome: isTold ? 'unavailable' : question.outcome });
        expect(Object.keys(answer).length > 1).toBe(!isTold);
        const reason = 'dynamodb: Error: out of reach';
        expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'fault', reason }));
        expect({ failed, ...(await put(world, question)) }).toMatchObject({ failed, outcome: question.outcome });
        expect({ failed, state: await stateOf(world) }).toEqual({ failed, state: expected });
        // At worst a place in a slot is kept for nobody: a promise is never made without one.
        expect([places, places + 1]).toContain(await placesTaken(world));
      }
      expect(told).not.toEqual([]);
    },
  );
});

test('a bug of ours is told of by its name only', async () => {
  const world = createWorld();
  const ulid = (): never => {
    throw new TypeError(`cannot read ${callerNumber}`);
  };
  const broken = { ...world, ids: { ...world.ids, ulid } };
  expect(await ask(broken, 'register')).toEqual({ outcome: 'unavailable' });
  expect(world.notes).toEqual([{ kind: 'fault', where: 'ivr', reason: 'TypeError' }]);
});

test('Connect saying nothing leaves every answer whole', async () => {
  for (const question of [...questions, ...moreQuestions]) {
    const world = await worldFor(question);
    world.staff(undefined);
    world.connect.setAvailable(false);
    expect(await put(world, question)).toMatchObject({ outcome: question.outcome });
  }
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'hello'],
  ['no details', { Name: 'ContactFlowEvent' }],
  ['no contact', { Details: { Parameters: {} } }],
  ['an empty contact id', flowEvent({ operation: 'register' }, { ContactId: '' })],
  ['attributes that are no map', flowEvent({ operation: 'register' }, { Attributes: 'x' })],
])('%s is malformed', async (_name, event) => {
  expect(await askWith(createWorld(), event)).toEqual({ outcome: 'malformed_request' });
});

test('an unknown operation or queue is named as such', async () => {
  const world = createWorld();
  expect(await ask(world, 'dance')).toEqual({ outcome: 'unknown_operation' });
  expect(await ask(world, 'constructor')).toEqual({ outcome: 'unknown_operation' });
  expect(await askWith(world, flowEvent({}))).toEqual({ outcome: 'unknown_operation' });
  expect(await ask(world, 'register', { queue: 'sales' })).toEqual({ outcome: 'unknown_queue' });
  expect(await ask(world, 'register', { queue: { nested: true } })).toEqual({ outcome: 'unknown_queue' });
});
