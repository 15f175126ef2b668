import { callerNumber, closed, dialing, noonMs, waiting } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';
import { ask, ourDial } from './ivr-asking';

const ringAtMs = noonMs - 90_000;
const enteredAt = async ({ store }: World, contactId = 'inbound-1') => {
  const remembered = await store.contacts.get(contactId);
  return remembered?.kind === 'inbound' ? remembered.enteredAtMs : undefined;
};

/** A call that came in a minute and a half ago, and whose first question nobody answered. */
function missed(): World {
  const world = createWorld({ config: { queues: [queueConfig('support', { hold: { longestSeconds: 90 } })] } });
  world.connect.tell({ contactId: 'inbound-1', initiatedAtMs: ringAtMs }, callerNumber);
  return world;
}

describe.each(['where_am_i', 'propose', 'register'])('%s, asked on a call that nobody has remembered', (operation) => {
  test('remembers it by the time at which it came in', async () => {
    const world = missed();
    await ask(world, operation);
    expect(await enteredAt(world)).toBe(ringAtMs);
    expect(await world.store.contacts.get('inbound-1')).toMatchObject({ number: callerNumber, queue: 'support' });
  });

  test('holds back what is open of that caller, in every queue', async () => {
    const world = missed();
    const elsewhere = waiting({ id: 'B', queue: 'billing' });
    await world.keep(dialing({ contactId: 'dial-1' }), elsewhere);
    world.connect.tell({ contactId: 'dial-1' }, callerNumber);
    await ask(world, operation);
    expect(await world.current(dialing())).toMatchObject({ after: { kind: 'hold', contactId: 'inbound-1' } });
    expect(await world.current(elsewhere)).toMatchObject({ state: 'held', contactId: 'inbound-1' });
    expect(world.connect.stopped).toEqual(['dial-1']);
  });

  test('counts it from now where Connect does not say, and stays with that', async () => {
    const world = missed();
    world.connect.setAvailable(false);
    await ask(world, operation);
    world.connect.setAvailable(true);
    world.clock.advance(60_000);
    await ask(world, operation);
    expect(await enteredAt(world)).toBe(noonMs);
  });

  test('takes what is remembered as it is', async () => {
    const world = missed();
    await ask(world, 'who_is_this');
    await ask(world, operation);
    expect(await enteredAt(world)).toBe(noonMs);
  });

  test('on a dial of ours remembers no call that came in', async () => {
    const world = missed();
    await world.keep(dialing());
    await ask(world, operation, {}, ourDial);
    expect(await world.store.contacts.get('dial-1')).toBeUndefined();
    expect(await world.current(dialing())).toEqual(dialing());
  });
});

test('the longest hold is for such a caller too', async () => {
  expect(await ask(missed(), 'where_am_i')).toMatchObject({ next: 'limit' });
});

test('the place of what such a caller asks for is that of the call', async () => {
  const world = missed();
  await world.keep(closed());
  await ask(world, 'register');
  expect(await world.current(waiting())).toMatchObject({ placeMs: ringAtMs });
});
