import { UpdateContactRoutingDataCommand } from '@aws-sdk/client-connect';
import type { RoutingStep } from '../../../../local/connect/routing-criteria';
import { atLeast, only, step } from './criteria-world';
import { closeServed, refusal, serve } from './serve';
import { BRIEF_TALK, INSTANCE_ID, START_MS } from './world';

/** What Connect tells of criteria: in DescribeContact, in events and in contact records. */
afterEach(closeServed);

const at = (seconds: number) => new Date(START_MS + seconds * 1_000);

/** Callers are queued a second after they came in, so that criteria can be set before. */
async function serveSlowly() {
  const world = await serve({
    talk: () => BRIEF_TALK,
    play: async (leg, { kind }) => {
      if (kind !== 'inbound') return;
      await leg.wait(1_000);
      leg.setTargetQueue('q-support');
      leg.transferToQueue();
    },
  });
  const set = (ContactId: string, Steps: readonly RoutingStep[]) =>
    world.client.send(
      new UpdateContactRoutingDataCommand({
        InstanceId: INSTANCE_ID,
        ContactId,
        // The client takes lists that it may change.
        RoutingCriteria: JSON.parse(JSON.stringify({ Steps })),
      }),
    );
  return {
    ...world,
    set,
    callWith: async (...steps: readonly RoutingStep[]): Promise<string> => {
      const contactId = world.call('q-support');
      await set(contactId, steps);
      return contactId;
    },
    criteriaOf: async (contactId: string) => {
      const { Contact } = await world.describe(contactId);
      return Contact?.RoutingCriteria;
    },
    statusesOf: async (contactId: string) => {
      const { Contact } = await world.describe(contactId);
      return Contact?.RoutingCriteria?.Steps?.map(({ Status }) => Status);
    },
  };
}

test('each step is inactive, then active, then expired; the one that was taken stays joined for good', async () => {
  const world = await serveSlowly();
  const contactId = await world.callWith(step(only('ann'), 30), step(only('bob'), 40), step(only('zoe')));
  expect(await world.statusesOf(contactId)).toEqual(['INACTIVE', 'INACTIVE', 'INACTIVE']);
  expect(await world.criteriaOf(contactId)).not.toHaveProperty('ActivationTimestamp');
  await world.run(1_000);
  expect(await world.statusesOf(contactId)).toEqual(['ACTIVE', 'INACTIVE', 'INACTIVE']);
  await world.run(30_000);
  expect(await world.criteriaOf(contactId)).toEqual({
    ActivationTimestamp: at(1),
    Index: 1,
    Steps: [
      { ...step(only('ann')), Expiry: { DurationInSeconds: 30, ExpiryTimestamp: at(31) }, Status: 'EXPIRED' },
      { ...step(only('bob')), Expiry: { DurationInSeconds: 40, ExpiryTimestamp: at(71) }, Status: 'ACTIVE' },
      { ...step(only('zoe')), Status: 'INACTIVE' },
    ],
  });
  world.emulator.signIn('bob');
  await world.run(3_000);
  expect(await world.statusesOf(contactId)).toEqual(['EXPIRED', 'JOINED', 'INACTIVE']);
  await world.run(60_000);
  expect(world.emulator.contact(contactId)?.stage).toBe('ended');
  expect(await world.statusesOf(contactId)).toEqual(['EXPIRED', 'JOINED', 'INACTIVE']);
  expect(world.records[0]?.RoutingCriteria).toEqual({
    ActivationTimestamp: '2026-03-02T17:00:01Z',
    Index: 1,
    Steps: [
      {
        ...step(only('ann')),
        Expiry: { DurationInSeconds: 30, ExpiryTimestamp: '2026-03-02T17:00:31Z' },
        Status: 'EXPIRED',
      },
      {
        ...step(only('bob')),
        Expiry: { DurationInSeconds: 40, ExpiryTimestamp: '2026-03-02T17:01:11Z' },
        Status: 'JOINED',
      },
      { ...step(only('zoe')), Status: 'INACTIVE' },
    ],
  });
});

test('with every step expired none is joined, and each end was told by an event', async () => {
  const world = await serveSlowly();
  world.emulator.signIn('bob');
  const contactId = await world.callWith(step(only('ann'), 30), step(atLeast('Language', 'Welsh', 4), 20));
  await world.run(60_000);
  expect(world.connections()).toEqual([[contactId, 'bob']]);
  expect(await world.criteriaOf(contactId)).toMatchObject({ Index: 1 });
  expect(await world.statusesOf(contactId)).toEqual(['EXPIRED', 'EXPIRED']);
  const ends = world.events.filter(({ detail }) => detail.eventType === 'CONTACT_DATA_UPDATED');
  expect(ends.map(({ detail }) => detail.routingCriteria)).toEqual([
    {
      activationTimestamp: '2026-03-02T17:00:01.120Z',
      index: 0,
      steps: [
        expect.objectContaining({
          status: 'EXPIRED',
          expiry: { durationInSeconds: 30, expiryTimestamp: '2026-03-02T17:00:31.120Z' },
        }),
        {
          status: 'ACTIVE',
          expiry: { durationInSeconds: 20, expiryTimestamp: '2026-03-02T17:00:51.120Z' },
          expression: {
            attributeCondition: {
              comparisonOperator: 'NumberGreaterOrEqualTo',
              name: 'Language',
              value: 'Welsh',
              proficiencyLevel: 4,
            },
          },
        },
      ],
    },
    expect.objectContaining({
      index: 1,
      steps: [expect.objectContaining({ status: 'EXPIRED' }), expect.objectContaining({ status: 'EXPIRED' })],
    }),
  ]);
  expect(world.eventTypes(contactId)).toEqual([
    'INITIATED',
    'QUEUED',
    'CONTACT_DATA_UPDATED',
    'CONTACT_DATA_UPDATED',
    'CONNECTED_TO_AGENT',
  ]);
});

test('criteria set on a queued contact are inactive until they are in force, a minute later', async () => {
  const world = await serveSlowly();
  const contactId = await world.callWith(step(only('ann'), 300));
  await world.run(10_000);
  await world.set(contactId, [step(only('bob'), 30)]);
  expect(await world.statusesOf(contactId)).toEqual(['INACTIVE']);
  await world.run(59_999);
  expect(await world.statusesOf(contactId)).toEqual(['INACTIVE']);
  await world.run(1);
  expect(await world.criteriaOf(contactId)).toMatchObject({
    ActivationTimestamp: at(70),
    Steps: [{ Status: 'ACTIVE' }],
  });
});

test('what breaks a rule is refused by the name of the member, and changes nothing', async () => {
  const world = await serveSlowly();
  const contactId = await world.callWith(step(only('ann'), 30));
  await expect(world.set(contactId, [step(only('bob')), step(only('ann'))])).rejects.toMatchObject({
    ...refusal('InvalidParameterException', 400),
    message: 'RoutingCriteria.Steps.0.Expiry.DurationInSeconds: required for every step but the last',
  });
  expect(await world.criteriaOf(contactId)).toMatchObject({ Steps: [{ Expression: only('ann') }] });
});

test('a contact that was restored shows what had become of its steps', async () => {
  const world = await serveSlowly();
  world.emulator.signIn('ann');
  const contactId = await world.callWith(step(only('ann'), 30));
  await world.run(60_000);
  const kept = JSON.parse(JSON.stringify(world.emulator.snapshot()));
  const next = await serveSlowly();
  next.emulator.restore(kept);
  expect(await next.statusesOf(contactId)).toEqual(['JOINED']);
});
