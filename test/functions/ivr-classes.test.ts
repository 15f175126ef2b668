import { callerNumber } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { createWorld } from '../support/builders/world';
import { ask } from './ivr-asking';

const queues = [queueConfig('support', { classes: [{ name: 'vip', headStartSeconds: 600 }] }), queueConfig('billing')];

test.each([
  ['that the queue has', 'vip', 'vip'],
  ['that it does not have', 'gold', 'standard'],
])('a caller whom a flow gives a class %s is registered as %s', async (_name, asked, expected) => {
  const world = createWorld({ config: { queues } });
  expect(await ask(world, 'register', { class: asked })).toMatchObject({ outcome: 'registered' });
  expect(await world.current({ number: callerNumber, queue: 'support' })).toMatchObject({ class: expected });
});

describe('a number that is not called', () => {
  const config = { numbers: { blocked: ['+4416329600'] } };
  const keyed = { numberChoice: 'keyed', keyedNumber: '01632 960002' };

  test('is not proposed: another one is asked for', async () => {
    const world = createWorld({ config });
    expect(await ask(world, 'propose')).toMatchObject({ outcome: 'need_number', reason: 'blocked' });
    expect(await ask(world, 'propose', keyed)).toMatchObject({ outcome: 'number_refused', reason: 'blocked' });
  });

  test('is refused where it is asked for without a proposal', async () => {
    const world = createWorld({ config });
    expect(await ask(world, 'register', keyed)).toMatchObject({ outcome: 'refused', reason: 'blocked' });
    expect(await world.store.callbacks.ofCaller('+441632960002')).toEqual([]);
  });
});
