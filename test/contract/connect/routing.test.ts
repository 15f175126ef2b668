import { DescribeContactCommand } from '@aws-sdk/client-connect';
import type { RoutingStep } from '../../../lib/core/routing/routing-step';
import { INSTANCE_ID, SETUP, TALK, type WorldOptions } from '../../unit/local/connect/world';
import { dialWith, serveCentre } from './served-centre';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Step = Omit<RoutingStep, 'strategy'>;
const forAgents = (agentIds: readonly string[], forMs: number): Step => ({
  admits: { kind: 'agents', agentIds },
  forMs,
});
const forLevel = (levelMin: number, forMs: number): Step => ({
  admits: { kind: 'proficiency', attribute: 'Language', value: 'Welsh', levelMin },
  forMs,
});

/** Bob speaks Welsh. */
const setup = {
  ...SETUP,
  agents: SETUP.agents.map((agent) =>
    agent.id === 'bob' ? { ...agent, proficiencies: [{ attribute: 'Language', value: 'Welsh', level: 4 }] } : agent,
  ),
};

/** A dial that is in its flow, and will be queued half a second later: 13 s after the start. */
async function served(options: WorldOptions = {}) {
  const centre = await serveCentre({ setup, ...options });
  open.push(centre.close);
  const outcome = await centre.dialer.dial(dialWith());
  const contactId = outcome.kind === 'started' ? outcome.contactId : 'none';
  await centre.run(12_500);
  return {
    ...centre,
    contactId,
    route: (...steps: readonly Step[]) => centre.contacts.setRouting(contactId, steps),
    /** Each connection and how long the contact was queued until then. */
    reached: () => {
      const [seconds = 0] = centre.secondsOf('agent_connected', contactId);
      return centre.connections().map(([, agentId]) => [agentId, seconds - 13]);
    },
  };
}

describe('routing', () => {
  test('keeps a contact for the agents of its first step, however long others are free', async () => {
    const centre = await served();
    centre.emulator.signIn('ann');
    expect(await centre.route(forAgents(['bob', 'zoe'], 300_000))).toBe(true);
    await centre.run(60_000);
    expect(centre.connections()).toEqual([]);
    centre.emulator.signIn('bob');
    await centre.run(3_000);
    expect(centre.connections()).toEqual([[centre.contactId, 'bob']]);
  });

  test('goes on from step to step, and after the last one to anybody of the queue', async () => {
    const centre = await served();
    centre.emulator.signIn('ann');
    expect(await centre.route(forAgents(['zoe'], 25_000), forAgents(['bob'], 30_000))).toBe(true);
    await centre.run(120_000);
    expect(centre.reached()).toEqual([['ann', 57]]);
  });

  test.each([
    ['no lower than his', 4, ['bob', 2]],
    ['higher than his, which nobody has,', 5, ['ann', 32]],
  ])('by a level %s is for whoever has it, as long as it lasts', async (_, levelMin, reached) => {
    const centre = await served();
    centre.emulator.signIn('ann');
    await centre.run(1);
    centre.emulator.signIn('bob');
    expect(await centre.route(forLevel(levelMin, 30_000))).toBe(true);
    await centre.run(60_000);
    expect(centre.reached()).toEqual([reached]);
  });

  test('is what Connect is asked for: each step by its kind, and an end to each', async () => {
    const centre = await served();
    await centre.route(forAgents(['ann', 'bob'], 25_400), forLevel(3, 30_000));
    const { Contact } = await centre.client.send(
      new DescribeContactCommand({ InstanceId: INSTANCE_ID, ContactId: centre.contactId }),
    );
    expect(Contact?.RoutingCriteria?.Steps).toEqual([
      {
        Status: 'INACTIVE',
        // Rounded up, so that no step is shorter than was asked.
        Expiry: { DurationInSeconds: 26 },
        Expression: {
          AttributeCondition: {
            ComparisonOperator: 'Match',
            MatchCriteria: { AgentsCriteria: { AgentIds: ['ann', 'bob'] } },
          },
        },
      },
      {
        Status: 'INACTIVE',
        Expiry: { DurationInSeconds: 30 },
        Expression: {
          AttributeCondition: {
            ComparisonOperator: 'NumberGreaterOrEqualTo',
            Name: 'Language',
            Value: 'Welsh',
            ProficiencyLevel: 3,
          },
        },
      },
    ]);
  });

  test('leaves the age of a place as it was, and the age the routing', async () => {
    const centre = await served();
    expect(await centre.contacts.setAge(centre.contactId, 600_000)).toBe(true);
    expect(await centre.route(forAgents(['bob'], 60_000))).toBe(true);
    const rival = centre.call('q-support');
    await centre.run(5_000);
    centre.emulator.signIn('ann');
    await centre.run(1);
    centre.emulator.signIn('bob');
    await centre.run(5_000);
    expect(centre.connections()).toEqual([
      [rival, 'ann'],
      [centre.contactId, 'bob'],
    ]);
    expect(centre.emulator.contact(centre.contactId)?.queueTimeAdjustmentSeconds).toBe(600);
  });

  test('that Connect cannot take is not done: too many steps, too many agents, nobody, a level there is not', async () => {
    const centre = await served();
    const eleven = Array.from({ length: 11 }, (_, index) => `agent-${index}`);
    const six = eleven.slice(0, 6).map((agentId) => forAgents([agentId], 25_000));
    expect(await centre.route(...six)).toBe(false);
    expect(await centre.route(forAgents(eleven, 25_000))).toBe(false);
    expect(await centre.route(forAgents([], 25_000))).toBe(false);
    expect(await centre.route(forLevel(6, 25_000))).toBe(false);
    centre.emulator.signIn('ann');
    await centre.run(5_000);
    expect(centre.reached()).toEqual([['ann', 2]]);
  });

  test('cannot be set on a contact that is unknown, with an agent or over', async () => {
    const centre = await served();
    expect(await centre.contacts.setRouting('nobody', [forAgents(['bob'], 25_000)])).toBe(false);
    centre.emulator.signIn('ann');
    await centre.run(5_000);
    expect(await centre.route(forAgents(['bob'], 25_000))).toBe(false);
    await centre.run(TALK.talkMs + TALK.afterContactWorkMs);
    expect(await centre.route(forAgents(['bob'], 25_000))).toBe(false);
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)(
    'whose request meets %s is not counted on',
    async (fault) => {
      const centre = await served();
      centre.setFault('UpdateContactRoutingData', fault);
      expect(await centre.route(forAgents(['bob'], 25_000))).toBe(false);
    },
  );

  test.each([
    ['before it is in force', 59_000, ['ann', 62]],
    ['when it is', 60_000, ['ann', 93]],
  ])('set on one that is queued already is a minute late: who signs in %s', async (_, afterMs, reached) => {
    const centre = await served();
    await centre.run(1_500);
    expect(await centre.route(forAgents(['bob'], 30_000))).toBe(true);
    await centre.run(afterMs);
    centre.emulator.signIn('ann');
    await centre.run(60_000);
    expect(centre.reached()).toEqual([reached]);
  });
});
