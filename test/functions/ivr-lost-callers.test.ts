import { callerNumber, dialing, noonMs, scheduled } from '../support/builders/callbacks';
import { createWorld, type World } from '../support/builders/world';
import { ask, ourDial } from './ivr-asking';

const key = { number: callerNumber, queue: 'support' };
const lost = { origin: 'lost', lostIn: 'support' } as const;

async function lostWorld(): Promise<World> {
  const world = createWorld();
  await world.keep(scheduled({ ...lost, why: 'delay' }));
  return world;
}

describe('a caller who is to be called back for lost calls, and has asked for nothing', () => {
  test.each([
    ['who_is_this', {}, 'new'],
    ['where_am_i', {}, 'no_callback'],
    ['rejoin', {}, 'no_callback'],
    ['propose', { purpose: 'change' }, 'no_callback'],
    ['change', { slot: String(noonMs + 3_600_000) }, 'no_callback'],
    ['register', {}, 'registered'],
  ])('asks %s and hears nothing of it', async (operation, parameters, outcome) => {
    const world = await lostWorld();
    expect(await ask(world, operation, parameters)).toMatchObject({ outcome });
  });

  test('is offered a callback, and told of that one from then on', async () => {
    const world = await lostWorld();
    await ask(world, 'who_is_this');
    const registered = await ask(world, 'register');
    expect(await ask(world, 'where_am_i')).toMatchObject({
      outcome: 'has_callback',
      callbackId: registered['callbackId'],
    });
    expect(registered['callbackId']).not.toBe(scheduled().id);
  });

  test('who cancels is not called', async () => {
    const world = await lostWorld();
    expect(await ask(world, 'cancel')).toMatchObject({ outcome: 'cancelled' });
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });

  test('who does not want to be called is not', async () => {
    const world = await lostWorld();
    expect(await ask(world, 'opt_out')).toMatchObject({ outcome: 'opted_out' });
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });

  test('who answers our dial may choose another time, and has asked for it then', async () => {
    const world = createWorld();
    await world.keep(dialing({ ...lost, contactId: 'dial-1' }));
    expect(await ask(world, 'greet', {}, ourDial)).toMatchObject({ outcome: 'ask' });
    const slot = String(noonMs + 3_600_000);
    expect(await ask(world, 'propose', { purpose: 'change', slot }, ourDial)).toMatchObject({ outcome: 'ok' });
    expect(await ask(world, 'change', { slot }, ourDial)).toMatchObject({ outcome: 'changed' });
    expect(await world.current(key)).toMatchObject({ origin: 'requested', after: { kind: 'reschedule' } });
    expect(await ask(world, 'who_is_this')).toMatchObject({ outcome: 'has_callback' });
  });
});
