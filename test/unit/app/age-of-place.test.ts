import * as fc from 'fast-check';
import { ageOf } from '../../../lib/app/age-of';
import { confirmAnswer } from '../../../lib/app/confirm-answer';
import { readyTask } from '../../../lib/app/ready-task';
import { rejoinQueue } from '../../../lib/app/rejoin-queue';
import { dialing, noonMs, offered, waiting } from '../../support/builders/callbacks';
import { policyOf, queueConfig } from '../../support/builders/policies';
import { createWorld } from '../../support/builders/world';

const classes = [{ name: 'vip', headStartSeconds: 600 }];
const config = { queues: [queueConfig('support', { classes }), queueConfig('billing')] };
const policy = policyOf(config);
const attributes = { holdfree_callback: waiting().id, holdfree_attempt: '1' };
const waitedMs = noonMs - waiting().placeMs;

test.each([
  ['vip', 'support', waitedMs + 600_000],
  ['standard', 'support', waitedMs],
  ['vip', 'billing', waitedMs],
  ['vip', 'of another configuration', waitedMs],
])('a caller of class %s in queue %s is served as if waiting for %d ms', (name, queue, ageMs) => {
  expect(ageOf(policy, waiting({ class: name, queue }), noonMs)).toBe(ageMs);
});

test('a place that is still to come has no age, whatever the head start', () => {
  expect(ageOf(policy, waiting({ class: 'vip', placeMs: noonMs + 1 }), noonMs)).toBe(0);
});

test('of two callers the older has the earlier standing', () => {
  const place = fc.record({ class: fc.constantFrom('vip', 'standard'), agoMs: fc.nat(3_600_000) });
  fc.assert(
    fc.property(place, place, (a, b) => {
      const age = (one: typeof a) => ageOf(policy, waiting({ class: one.class, placeMs: noonMs - one.agoMs }), noonMs);
      const ahead = (one: typeof a) => one.agoMs + (one.class === 'vip' ? 600_000 : 0);
      expect(Math.sign(age(a) - age(b))).toBe(Math.sign(ahead(a) - ahead(b)));
    }),
  );
});

describe('a class keeps its turn in the queue of Connect', () => {
  const ageMs = waitedMs + 600_000;

  test('when its caller is ready, also where a ladder sets the age', async () => {
    for (const ageBy of ['api', 'ladder'] as const) {
      const world = createWorld({ config: { ...config, ageBy } });
      await world.keep(dialing({ class: 'vip' }));
      expect(await confirmAnswer(world, { contactId: 'dial-1', attributes })).toMatchObject({ ageMs });
      expect(world.connect.ages.get('dial-1')).toBe(ageBy === 'api' ? ageMs : undefined);
    }
  });

  test('when agents are asked for it', async () => {
    const world = createWorld({ config });
    const callback = offered({ class: 'vip' });
    await world.keep(callback);
    const { clientToken } = callback.task;
    const contact = { contactId: 'task-1', attributes: { ...attributes, holdfree_task: clientToken } };
    expect(await readyTask(world, contact)).toEqual({ kind: 'ready', isAgeSet: true });
    expect(world.connect.ages.get('task-1')).toBe(ageMs);
  });

  test('when its caller rather holds', async () => {
    const world = createWorld({ config });
    const rejoined = await rejoinQueue(world, { contactId: 'inbound-1', callback: waiting({ class: 'vip' }) });
    expect(rejoined).toEqual({ isAgeSet: true, ageMs });
  });
});
