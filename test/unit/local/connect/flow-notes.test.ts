import type { FlowLeg } from '../../../../local/connect/types';
import { closeServed, serve } from './serve';
import { ARN, createWorld, INSTANCE_ID } from './world';

afterEach(closeServed);

/** One inbound call whose flow does as told and then stays on the line. */
async function inFlow(act: (leg: FlowLeg) => void) {
  const world = createWorld({
    play: async (leg) => {
      act(leg);
      await leg.wait(60_000);
    },
  });
  const contactId = world.call('q-support');
  await world.run(1_000);
  return { ...world, contactId };
}

describe('attributes', () => {
  test('of the related contact are changed there, and only there', async () => {
    const seen: string[] = [];
    const world = await serve({
      play: async (leg, entry) => {
        if (entry.kind === 'outbound') seen.push(leg.setAttributes({ queue: '', noted: 'yes' }, 'Related'));
        await leg.wait(60_000);
      },
    });
    const inbound = world.call('q-support');
    const { ContactId = '' } = await world.dial({ RelatedContactId: inbound });
    await world.run(20_000);
    expect(seen).toEqual(['merged']);
    expect(world.emulator.contact(inbound)?.attributes).toEqual({ noted: 'yes' });
    expect(world.emulator.contact(ContactId)?.attributes).toEqual({ queue: 'q-support' });
    expect(world.event(inbound, 'CONTACT_DATA_UPDATED')).toHaveProperty('updatedProperties', ['UserDefinedAttributes']);
  });

  test('without a related contact, or with one that nobody knows, there is nothing to change', async () => {
    const seen: string[] = [];
    const world = await serve({
      play: async (leg) => void seen.push(leg.setAttributes({ noted: 'yes' }, 'Related')),
    });
    world.call('q-support');
    await world.dial({ RelatedContactId: 'nobody' });
    await world.run(20_000);
    expect(seen).toEqual(['unknown', 'unknown']);
  });

  test('are refused as a whole over 32 KB', async () => {
    const seen: string[] = [];
    const { emulator, contactId } = await inFlow((leg) => {
      seen.push(leg.setAttributes({ small: '1', large: 'x'.repeat(32_768) }), leg.setAttributes({ small: '2' }));
    });
    expect(seen).toEqual(['too_large', 'merged']);
    expect(emulator.contact(contactId)?.attributes).toEqual({ queue: 'q-support', small: '2' });
  });
});

test('what a flow says of the caller is in the contact data, and the customer in events', async () => {
  const seen: unknown[] = [];
  const { emulator, contactId, event, run } = await inFlow((leg) => {
    leg.setData({ name: 'Ann', languageCode: 'de-DE', customerId: 'c-1' });
    leg.setData({ description: 'about a bill' });
    seen.push(leg.contactData());
  });
  expect(seen).toEqual([
    expect.objectContaining({
      Name: 'Ann',
      Description: 'about a bill',
      LanguageCode: 'de-DE',
      CustomerId: 'c-1',
    }),
  ]);
  emulator.hangUp(contactId);
  await run(0);
  expect(event(contactId, 'DISCONNECTED')).toHaveProperty('customerId', 'c-1');
});

test('tags are added and removed, but not those of Connect itself', async () => {
  const seen: unknown[] = [];
  const { event, contactId } = await inFlow((leg) => {
    leg.changeTags({ add: { team: 'blue', shift: 'late', 'aws:connect:instanceId': 'mine' } });
    leg.changeTags({ add: { team: 'red' }, remove: ['shift', 'aws:connect:systemEndpoint'] });
    seen.push(leg.contactData().Tags);
  });
  expect(seen).toEqual([
    { 'aws:connect:instanceId': INSTANCE_ID, 'aws:connect:systemEndpoint': '+18005550199', team: 'red' },
  ]);
  expect(event(contactId, 'CONTACT_DATA_UPDATED')).toHaveProperty('updatedProperties', ['Tags']);
});

test('a hook takes the id or the ARN of a flow of the instance, and no other', async () => {
  const seen: string[] = [];
  await inFlow((leg) => {
    seen.push(
      leg.setHook('CustomerQueue', 'flow-queue'),
      leg.setHook('CustomerQueue', `${ARN}/contact-flow/flow-queue`),
      leg.setHook('AgentWhisper', 'flow-nowhere'),
    );
  });
  expect(seen).toEqual(['set', 'set', 'unknown']);
});

test.each([
  [undefined, 'default'],
  ['flow-queue', 'flow-queue'],
])('with the queue hook %s a queued caller hears the flow %s', async (hook, flowId) => {
  const seen: string[] = [];
  const { call, run } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind === 'customer_queue') {
        seen.push(entry.flowId);
        return;
      }
      if (hook !== undefined) leg.setHook('CustomerQueue', hook);
      leg.setTargetQueue('q-support');
      leg.transferToQueue();
    },
  });
  call('q-support');
  await run(0);
  expect(seen).toEqual([flowId]);
});

test('nothing done on the leg of an earlier play has any effect', async () => {
  const seen: unknown[] = [];
  const { emulator, call, run } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind !== 'inbound') return;
      leg.setTargetQueue('q-support');
      leg.transferToQueue();
      const before = emulator.contact(leg.contactId);
      leg.setData({ name: 'Ann' });
      leg.changeTags({ add: { team: 'blue' } });
      leg.disconnect();
      seen.push(
        leg.setAttributes({ late: 'yes' }),
        leg.setTargetQueue('q-sales'),
        leg.setTargetAgent('ann'),
        leg.setHook('CustomerQueue', 'flow-queue'),
        leg.setRouting({ priority: 1 }),
        leg.transferToQueue(),
        leg.dequeueTo({ queueId: 'q-sales' }),
        leg.setCallbackNumber('+12065550142'),
        leg.createCallback({ initialDelaySeconds: 1, attemptsMax: 1, retryDelaySeconds: 1 }),
      );
      expect(emulator.contact(leg.contactId)).toEqual(before);
    },
  });
  call('q-support');
  await run(0);
  expect(seen).toEqual([
    'unknown',
    'unknown',
    'unknown',
    'unknown',
    'refused',
    'no_queue',
    'no_queue',
    'invalid',
    'refused',
  ]);
  expect(emulator.liveContacts()).toHaveLength(1);
});
