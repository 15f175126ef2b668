import { ListUserProficienciesCommand } from '@aws-sdk/client-connect';
import type { ListUserProficienciesRequest } from '@aws-sdk/client-connect';
import { createInstance } from '../../../../local/connect/setup';
import type { InstanceSetup } from '../../../../local/connect/types';
import { closeServed, refusal, serve } from './serve';
import { ARN, INSTANCE_ID, SETUP } from './world';
import type { WorldOptions } from './world';

afterEach(closeServed);

type Proficiencies = InstanceSetup['agents'][number]['proficiencies'];

/** Ann with these, the others with none. */
function setupWith(proficiencies: Proficiencies): InstanceSetup {
  return { ...SETUP, agents: SETUP.agents.map((agent) => (agent.id === 'ann' ? { ...agent, proficiencies } : agent)) };
}

const values = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    attribute: 'Topic',
    value: `topic ${index}`,
    level: (index % 5) + 1,
  }));

async function serveWith(proficiencies: Proficiencies, options: WorldOptions = {}) {
  const world = await serve({ setup: setupWith(proficiencies), ...options });
  return {
    ...world,
    list: (request: Partial<ListUserProficienciesRequest> = {}) =>
      world.client.send(new ListUserProficienciesCommand({ InstanceId: INSTANCE_ID, UserId: 'ann', ...request })),
  };
}

describe('ListUserProficiencies', () => {
  test('tells attribute, value and level of what a user has', async () => {
    const world = await serveWith([{ attribute: 'Language', value: 'Welsh', level: 4 }]);
    const { UserProficiencyList } = await world.list({ InstanceId: ARN, UserId: `${ARN}/agent/ann` });
    expect(UserProficiencyList).toEqual([{ AttributeName: 'Language', AttributeValue: 'Welsh', Level: 4 }]);
    expect((await world.list({ UserId: 'bob' })).UserProficiencyList).toEqual([]);
  });

  test('gives pages that follow each other and end', async () => {
    const world = await serveWith(values(10));
    const names: unknown[] = [];
    let from: string | undefined;
    let pages = 0;
    do {
      const page = await world.list({ MaxResults: 4, NextToken: from });
      names.push(...(page.UserProficiencyList ?? []).map(({ AttributeValue }) => AttributeValue));
      from = page.NextToken;
      pages += 1;
    } while (from !== undefined);
    expect(names).toEqual(values(10).map(({ value }) => value));
    expect(pages).toBe(3);
  });

  test.each([
    ['a user who is not there', { UserId: 'nobody' }, 'ResourceNotFoundException', 404],
    ['another instance', { InstanceId: 'nope' }, 'ResourceNotFoundException', 404],
    ['a page of none', { MaxResults: 0 }, 'InvalidRequestException', 400],
    ['a page of more than 1,000', { MaxResults: 1_001 }, 'InvalidRequestException', 400],
    ['a made-up token', { NextToken: 'x' }, 'InvalidParameterException', 400],
  ])('refuses %s', async (_, request, name, status) => {
    const world = await serveWith([]);
    await expect(world.list(request)).rejects.toMatchObject(refusal(name, status));
  });

  test('is limited to a burst of 5 and then 2 a second', async () => {
    const world = await serveWith([], { limits: undefined });
    for (let index = 0; index < 5; index += 1) await world.list();
    await expect(world.list()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await world.run(500);
    await world.list();
  });
});

test.each([
  ['more than ten', values(11), 'more than 10'],
  ['level 0', [{ attribute: 'Language', value: 'Welsh', level: 0 }], 'no level'],
  ['level 6', [{ attribute: 'Language', value: 'Welsh', level: 6 }], 'no level'],
  ['half a level', [{ attribute: 'Language', value: 'Welsh', level: 1.5 }], 'no level'],
  ['one twice', [...values(1), ...values(1)], 'twice'],
])('an agent with %s cannot be set up', (_, proficiencies, message) => {
  expect(() => createInstance(setupWith(proficiencies))).toThrow(message);
});

test('an agent may have ten', () => {
  expect(createInstance(setupWith(values(10))).agents.get('ann')?.proficiencies).toHaveLength(10);
});
