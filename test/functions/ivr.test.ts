import { createHandler } from '../../functions/ivr/handler';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { Store } from '../../lib/ports/store';
import { answered, callerNumber, dialing, noonMs, waiting } from '../support/builders/callbacks';
import { flowEvent, lambdaContext } from '../support/builders/lambda';
import { queueIds } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';

const key = { number: callerNumber, queue: 'support' };

function ask(world: World, event: unknown): Promise<Readonly<Record<string, string>>> {
  return createHandler(world)(event, lambdaContext);
}

const operation = (name: string, parameters: object = {}, contact: Readonly<Record<string, unknown>> = {}) =>
  flowEvent({ operation: name, queue: 'support', ...parameters }, contact);

function expectFlat(answer: unknown): void {
  expect(Object.keys(answer as object)).toContain('outcome');
  for (const value of Object.values(answer as object)) expect(value).toMatch(/\S/);
}

describe('what a flow asks', () => {
  test('who_is_this: a new caller hears position and wait, and is offered a callback when the wait is long', async () => {
    const world = createWorld();
    expect(await ask(world, operation('who_is_this'))).toEqual({
      outcome: 'new',
      offer: 'no',
      position: '1',
      waitSeconds: 'unknown',
    });
    const pickUps = [40, 30, 20, 10].map((ago) => {
      const atMs = noonMs - ago * 1000;
      return {
        contactId: `p${ago}`,
        atMs,
        placeMs: atMs - 600_000,
        readySinceMs: atMs - 600_000,
        isCallback: false,
        agentId: 'agent-1',
      };
    });
    await world.store.pools.putStatistics('frontline', { pickUps, ringToReady: [] }, 0);
    const answer = await ask(world, operation('who_is_this', {}, { ContactId: 'inbound-2' }));
    // 0.3 x 600 s + 0.7 x 10 s.
    expect(answer).toEqual({ outcome: 'new', offer: 'yes', position: '1', waitSeconds: '187' });
  });

  test('who_is_this: the queue size that the flow knows serves while Connect says nothing', async () => {
    const world = createWorld();
    world.staff(undefined);
    const answer = await ask(world, operation('who_is_this', { queueSize: '4', oldestContactAgeSeconds: '60' }));
    expect(answer).toMatchObject({ outcome: 'new', position: '5' });
  });

  test('register: once new, then already there, with an id and never a number', async () => {
    const world = createWorld();
    const first = await ask(world, operation('register'));
    expect(first).toEqual({
      outcome: 'registered',
      numberAsAsked: 'yes',
      callbackId: expect.stringMatching(/^[0-9A-Z]{26}$/),
      callbackState: 'held',
      attempts: '0',
    });
    expect(await ask(world, operation('register'))).toEqual(first);
    const again = await ask(world, operation('register', {}, { ContactId: 'inbound-2' }));
    expect(again).toEqual({ ...first, outcome: 'already_registered' });
    expect(JSON.stringify([first, again, world.notes])).not.toContain('1632960001');
  });

  test('register: with another number keyed in, or refused for the reason of the number', async () => {
    const world = createWorld();
    const register = (callbackNumber: string) => ask(world, operation('register', { callbackNumber }));
    expect(await register('123')).toEqual({ outcome: 'refused', reason: 'impossible_number' });
    expect(await register('call me')).toEqual({ outcome: 'refused', reason: 'not_a_number' });
    expect(await register('01632 960002')).toMatchObject({ outcome: 'registered' });
    expect(await world.current({ number: '+441632960002', queue: 'support' })).toBeDefined();
  });

  test.each([null, { Address: 'anonymous' }, { Address: null }, {}])(
    'a caller with the endpoint %j is asked for a number',
    async (CustomerEndpoint) => {
      const world = createWorld();
      expect(await ask(world, operation('who_is_this', {}, { CustomerEndpoint }))).toMatchObject({
        outcome: 'no_number',
        reason: 'withheld',
        offer: 'no',
      });
      expect(await ask(world, operation('register', {}, { CustomerEndpoint }))).toEqual({
        outcome: 'refused',
        reason: 'withheld',
      });
      expect(await ask(world, operation('where_am_i', {}, { CustomerEndpoint }))).toEqual({ outcome: 'no_callback' });
      expect(await ask(world, operation('cancel', {}, { CustomerEndpoint }))).toEqual({ outcome: 'no_callback' });
    },
  );

  test('where_am_i: the callback and its place in the line', async () => {
    const world = createWorld();
    expect(await ask(world, operation('where_am_i'))).toEqual({ outcome: 'no_callback' });
    await world.keep(waiting(), waiting({ id: 'EARLIER', number: '+441632960009', placeMs: 1 }));
    expect(await ask(world, operation('where_am_i'))).toEqual({
      outcome: 'has_callback',
      callbackId: waiting().id,
      callbackState: 'waiting',
      attempts: '0',
      position: '2',
      waitSeconds: 'unknown',
    });
  });

  test('cancel: by number on an inbound call, by the contact on a dial of ours', async () => {
    const inbound = createWorld();
    await inbound.keep(waiting());
    expect(await ask(inbound, operation('cancel'))).toEqual({ outcome: 'cancelled', callbackId: waiting().id });
    expect(await ask(inbound, operation('cancel'))).toEqual({ outcome: 'no_callback' });
    const ours = createWorld();
    await ours.keep(dialing());
    const Attributes = { holdfree_callback: dialing().id, holdfree_attempt: '1' };
    const onDial = operation('cancel', {}, { ContactId: 'dial-1', Attributes, CustomerEndpoint: null });
    expect(await ask(ours, onDial)).toEqual({ outcome: 'ending', callbackId: dialing().id });
    const late = createWorld();
    await late.keep(answered());
    expect(await ask(late, onDial)).toMatchObject({ outcome: 'too_late' });
  });

  test('answered: to the queue with the age of the place, goodbye when cancelled, and left to the flow when not ours', async () => {
    const world = createWorld();
    await world.keep(dialing());
    const Attributes = { holdfree_callback: dialing().id, holdfree_attempt: '1' };
    const event = flowEvent({ operation: 'answered' }, { ContactId: 'dial-1', Attributes });
    expect(await ask(world, event)).toEqual({ outcome: 'connect', queueId: queueIds.support, ageSet: 'yes' });
    expect((await world.current(key))?.state).toBe('answered');
    const cancelled = createWorld();
    await cancelled.keep(dialing({ after: { kind: 'cancel' } }));
    expect(await ask(cancelled, event)).toEqual({ outcome: 'goodbye' });
    expect(await ask(createWorld(), event)).toEqual({ outcome: 'unknown_callback' });
  });
});

describe('whatever comes, the flow gets a flat map and the caller stays on the line', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'hello'],
    ['no details', { Name: 'ContactFlowEvent' }],
    ['no contact', { Details: { Parameters: {} } }],
    ['an empty contact id', flowEvent({ operation: 'register' }, { ContactId: '' })],
    ['attributes that are no map', flowEvent({ operation: 'register' }, { Attributes: 'x' })],
  ])('%s is malformed', async (_name, event) => {
    expect(await ask(createWorld(), event)).toEqual({ outcome: 'malformed_request' });
  });

  test('an unknown operation or queue is named as such', async () => {
    const world = createWorld();
    expect(await ask(world, operation('dance'))).toEqual({ outcome: 'unknown_operation' });
    expect(await ask(world, operation('constructor'))).toEqual({ outcome: 'unknown_operation' });
    expect(await ask(world, flowEvent({}))).toEqual({ outcome: 'unknown_operation' });
    expect(await ask(world, operation('register', { queue: 'sales' }))).toEqual({ outcome: 'unknown_queue' });
    expect(await ask(world, operation('register', { queue: { nested: true } }))).toEqual({ outcome: 'unknown_queue' });
  });

  test('a store that fails at any one call, whichever it is, is told of without a number', async () => {
    const failures: string[] = [];
    for (const name of ['who_is_this', 'register', 'where_am_i', 'cancel', 'answered']) {
      for (let failing = 1; failing <= 12; failing += 1) {
        const world = createWorld({ wrapStore: (store) => failingAt(store, failing) });
        await world.keep(dialing({ contactId: 'dial-1' }));
        const Attributes = { holdfree_callback: dialing().id, holdfree_attempt: '1' };
        const answer = await ask(
          world,
          operation(name, {}, name === 'answered' ? { ContactId: 'dial-1', Attributes } : {}),
        );
        expectFlat(answer);
        if (answer['outcome'] === 'unavailable') failures.push(name);
        expect(JSON.stringify([answer, world.notes])).not.toContain(callerNumber.slice(3));
      }
    }
    expect(new Set(failures)).toEqual(new Set(['who_is_this', 'register', 'where_am_i', 'cancel', 'answered']));
  });

  test('a bug of ours is told of by its name only', async () => {
    const world = createWorld();
    const broken = {
      ...world,
      ids: {
        ...world.ids,
        ulid: () => {
          throw new TypeError(`cannot read ${callerNumber}`);
        },
      },
    };
    expect(await createHandler(broken)(operation('register'), lambdaContext)).toEqual({ outcome: 'unavailable' });
    expect(world.notes).toEqual([{ kind: 'fault', where: 'ivr', reason: 'TypeError' }]);
  });

  test('Connect saying nothing leaves every answer whole', async () => {
    for (const name of ['who_is_this', 'register', 'where_am_i', 'cancel']) {
      const world = createWorld();
      await world.keep(dialing({ contactId: 'dial-1' }));
      world.staff(undefined);
      world.connect.setAvailable(false);
      expectFlat(await ask(world, operation(name)));
    }
  });
});

/** A store whose n-th call fails as the table does when it is out of reach. */
function failingAt(store: Store, n: number): Store {
  let calls = 0;
  const part = <T extends object>(of: T): T =>
    new Proxy(of, {
      get: (target, member, receiver) => {
        const value: unknown = Reflect.get(target, member, receiver);
        if (typeof value !== 'function') return value;
        return async (...inputs: readonly unknown[]): Promise<unknown> => {
          calls += 1;
          if (calls === n) throw new AdapterError('dynamodb', { retryable: true, cause: new Error('out of reach') });
          return (await Reflect.apply(value, target, inputs)) as unknown;
        };
      },
    });
  const { callbacks, contacts, guards, pools, dialRate } = store;
  return {
    callbacks: part(callbacks),
    contacts: part(contacts),
    guards: part(guards),
    pools: part(pools),
    dialRate: part(dialRate),
  };
}
