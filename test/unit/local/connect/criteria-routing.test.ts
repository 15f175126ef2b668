import type { InstanceSetup, OfferAnswer } from '../../../../local/connect/types';
import { atLeast, createCriteriaWorld, only, step } from './criteria-world';
import { BRIEF_TALK, SETUP } from './world';

const REJECT: OfferAnswer = { kind: 'reject', afterMs: 4_000 };
const MISS: OfferAnswer = { kind: 'miss', afterMs: 0 };
const ACCEPT: OfferAnswer = { kind: 'accept', afterMs: 1_000 };

/** Agents who answer their first offers as listed, and take the others after a second. */
function answering(answers: Readonly<Record<string, readonly OfferAnswer[]>>) {
  const left = new Map(Object.entries(answers).map(([agentId, list]) => [agentId, [...list]]));
  return { timing: { callAnswer: (_: unknown, agentId: string) => left.get(agentId)?.shift() ?? ACCEPT } };
}

describe('an offer that is not taken', () => {
  test.each([
    ['missed', MISS, 20],
    ['declined', REJECT, 4],
  ])('when %s goes to the next agent of the step, and to nobody else', async (_, answer, seconds) => {
    const world = createCriteriaWorld(answering({ ann: [answer] }));
    for (const agentId of ['ann', 'zoe', 'bob']) {
      world.emulator.signIn(agentId);
      await world.run(1);
    }
    const contactId = world.callFor('q-support', step(only('ann', 'bob')));
    await world.run(60_000);
    expect(world.offers()).toEqual([
      [contactId, 'ann', 0.003],
      [contactId, 'bob', seconds + 0.003],
    ]);
    expect(world.connections()).toEqual([[contactId, 'bob']]);
  });

  test.each([
    ['missed', MISS, 20],
    ['declined', REJECT, 4],
  ])('when %s by the only agent of the step comes back to that agent after the pause', async (_, answer, seconds) => {
    const world = createCriteriaWorld(answering({ ann: [answer] }));
    world.emulator.signIn('ann');
    world.emulator.signIn('bob');
    const contactId = world.callFor('q-support', step(only('ann')));
    await world.run(60_000);
    expect(world.offers().map(([, agentId, at]) => [agentId, at])).toEqual([
      ['ann', 0],
      ['ann', seconds + 5],
    ]);
    expect(world.connections()).toEqual([[contactId, 'ann']]);
  });

  test('goes back into the step that has begun meanwhile', async () => {
    const world = createCriteriaWorld(answering({ ann: [MISS] }));
    world.emulator.signIn('ann');
    world.emulator.signIn('bob');
    const contactId = world.callFor('q-support', step(only('ann'), 10), step(only('bob'), 60));
    // The offer under way is not taken back when its step ends.
    await world.run(15_000);
    expect(world.emulator.agentState('ann')).toMatchObject({ state: 'offered', contactId });
    expect(world.emulator.agentState('bob').state).toBe('available');
    await world.run(30_000);
    expect(world.connections()).toEqual([[contactId, 'bob']]);
    expect(world.secondsOf('agent_connected', contactId)).toEqual([21]);
  });

  test('whose last step has ended meanwhile goes to anybody but whoever has just missed it', async () => {
    const world = createCriteriaWorld(answering({ ann: [MISS] }));
    world.emulator.signIn('ann');
    await world.run(1);
    world.emulator.signIn('bob');
    const contactId = world.callFor('q-support', step(only('ann'), 15));
    await world.run(30_000);
    expect(world.connections()).toEqual([[contactId, 'bob']]);
  });
});

describe('a step', () => {
  test('of an agent who is not there is waited for all the same, until it ends', async () => {
    const world = createCriteriaWorld();
    world.emulator.signIn('bob');
    const contactId = world.callFor('q-support', step(only('ann'), 25), step(only('nobody'), 25));
    await world.run(49_999);
    expect(world.emulator.contact(contactId)?.stage).toBe('queued');
    expect(world.offers()).toEqual([]);
    await world.run(10_000);
    expect(world.connections()).toEqual([[contactId, 'bob']]);
    expect(world.secondsOf('agent_connected', contactId)).toEqual([52]);
  });

  test('takes its agent as soon as he signs in', async () => {
    const world = createCriteriaWorld();
    world.emulator.signIn('bob');
    const contactId = world.callFor('q-support', step(only('ann'), 60));
    await world.run(20_000);
    world.emulator.signIn('ann');
    await world.run(5_000);
    expect(world.connections()).toEqual([[contactId, 'ann']]);
  });

  test('that lasts keeps its contact for good', async () => {
    const world = createCriteriaWorld();
    world.emulator.signIn('bob');
    const contactId = world.callFor('q-support', step(only('ann')));
    await world.run(3_600_000);
    expect(world.emulator.contact(contactId)?.stage).toBe('queued');
  });

  test('does not let an agent of another queue in', async () => {
    const world = createCriteriaWorld();
    world.emulator.signIn('ann');
    const contactId = world.callFor('q-sales', step(only('ann'), 30));
    await world.run(60_000);
    expect(world.offers()).toEqual([]);
    expect(world.emulator.contact(contactId)?.stage).toBe('queued');
  });
});

const SKILLED: InstanceSetup = {
  ...SETUP,
  agents: [
    { id: 'ann', username: 'ann', routingProfileId: 'rp-support' },
    {
      id: 'bob',
      username: 'bob',
      routingProfileId: 'rp-support',
      proficiencies: [{ attribute: 'Language', value: 'Welsh', level: 3 }],
    },
    { id: 'zoe', username: 'zoe', routingProfileId: 'rp-both' },
  ],
};

test.each([
  ['who has it', 3, 'bob', 2],
  ['nobody, where nobody has so much of it, until the step ends', 4, 'ann', 32],
])('a step on a proficiency is for %s', async (_, level, agentId, seconds) => {
  const world = createCriteriaWorld({ setup: SKILLED });
  world.emulator.signIn('ann');
  await world.run(1);
  world.emulator.signIn('bob');
  const contactId = world.callFor('q-support', step(atLeast('Language', 'Welsh', level), 30));
  await world.run(60_000);
  expect(world.connections()).toEqual([[contactId, agentId]]);
  expect(Math.floor(world.secondsOf('agent_connected', contactId)[0] ?? 0)).toBe(seconds);
});

describe('several contacts', () => {
  test('that ask for one agent get him in the order of the queue, those who ask for nobody pass', async () => {
    const world = createCriteriaWorld({ talk: () => BRIEF_TALK });
    const first = world.callFor('q-support', step(only('ann')));
    await world.run(1_000);
    const second = world.callFor('q-support', step(only('ann', 'bob')));
    await world.run(1_000);
    const open = world.callFor('q-support');
    world.emulator.signIn('bob');
    await world.run(100);
    world.emulator.signIn('ann');
    await world.run(60_000);
    expect(world.connections()).toEqual([
      [second, 'bob'],
      [first, 'ann'],
      [open, 'bob'],
    ]);
  });

  test('whose steps end at one instant share out whoever is free, the oldest first', async () => {
    const world = createCriteriaWorld({ talk: () => BRIEF_TALK });
    world.emulator.signIn('bob');
    const [first, second] = [1, 2].map(() => world.callFor('q-support', step(only('ann'), 30)));
    await world.run(60_000);
    expect(world.connections()).toEqual([
      [first, 'bob'],
      [second, 'bob'],
    ]);
  });
});

describe('an agent of several queues', () => {
  test('takes what asks for him in a queue that comes second before what there asks for others', async () => {
    const world = createCriteriaWorld({ talk: () => BRIEF_TALK });
    // Zoe serves sales before support, and support only what has waited for half a minute.
    const sales = world.callFor('q-sales', step(only('bob')));
    const support = world.callFor('q-support', step(only('zoe')));
    const others = world.callFor('q-support', step(only('ann')));
    await world.run(10_000);
    world.emulator.signIn('zoe');
    await world.run(19_999);
    expect(world.offers()).toEqual([]);
    await world.run(60_000);
    expect(world.connections()).toEqual([[support, 'zoe']]);
    expect(world.secondsOf('agent_connected', support)).toEqual([32]);
    for (const contactId of [sales, others]) expect(world.emulator.contact(contactId)?.stage).toBe('queued');
  });

  test('takes by the priority of his routing profile among those who may have him', async () => {
    const world = createCriteriaWorld({ talk: () => BRIEF_TALK });
    const support = world.callFor('q-support', step(only('zoe')));
    await world.run(31_000);
    const sales = world.callFor('q-sales', step(only('zoe')));
    await world.run(1_000);
    world.emulator.signIn('zoe');
    await world.run(60_000);
    expect(world.connections()).toEqual([
      [sales, 'zoe'],
      [support, 'zoe'],
    ]);
  });

  test('gets a contact when its step and his delay have both passed, whichever is later', async () => {
    const early = createCriteriaWorld();
    early.emulator.signIn('zoe');
    const first = early.callFor('q-support', step(only('ann'), 10));
    await early.run(60_000);
    expect(early.secondsOf('agent_connected', first)).toEqual([32]);
    const late = createCriteriaWorld();
    late.emulator.signIn('zoe');
    const second = late.callFor('q-support', step(only('ann'), 45));
    await late.run(60_000);
    expect(late.secondsOf('agent_connected', second)).toEqual([47]);
  });
});
