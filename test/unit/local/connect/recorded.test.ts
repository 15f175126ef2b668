import type { RecordedCall } from '../../../../local/connect/types';
import { createWorld, START_MS } from './world';

const at = (seconds: number): number => START_MS + seconds * 1000;

const lost: RecordedCall = {
  contactId: 'row-1',
  initiationMethod: 'INBOUND',
  customerNumber: '+18005550123',
  systemNumber: '+18005550199',
  flowId: 'flow-in',
  attributes: { stage: 'entered' },
  notedInMenu: { stage: 'menu' },
  queued: { atMs: at(10), queueId: 'q-support', noted: { stage: 'queued' } },
  ended: { atMs: at(70), reason: 'CUSTOMER_DISCONNECT' },
  afterContactWorkMs: 5_000,
};

const served: RecordedCall = { ...lost, contactId: 'row-2', agent: { atMs: at(30), agentId: 'ann' } };

test('a recorded call sends its events at its times, its record, and can be described at every stage', async () => {
  const { clock, emulator, events, records } = createWorld();
  const asked: unknown[] = [];
  clock.after(0, () => {
    emulator.replay(lost, async (contact) => void asked.push(contact.Attributes, contact.CustomerEndpoint?.Address));
  });
  await clock.runUntil(at(5));
  expect(asked).toEqual([{ stage: 'entered' }, '+18005550123']);
  expect(emulator.contact('row-1')?.attributes).toEqual({ stage: 'menu' });
  await clock.runUntil(at(11));
  expect(emulator.contact('row-1')).toMatchObject({ stage: 'queued', attributes: { stage: 'queued' } });
  await clock.runUntil(at(100));
  expect(events.map(({ detail }) => detail.eventType)).toEqual([
    'INITIATED',
    'CONNECTED_TO_SYSTEM',
    'QUEUED',
    'DISCONNECTED',
    'COMPLETED',
  ]);
  expect(emulator.contact('row-1')).toMatchObject({ disconnectReason: 'CUSTOMER_DISCONNECT', stage: 'ended' });
  await clock.runUntil(at(400));
  expect(records).toMatchObject([{ ContactId: 'row-1', Agent: null, Queue: { Duration: 60 } }]);
});

test('nothing is offered or counted as waiting, and no agent is touched, not even the one who took it', async () => {
  const { clock, emulator, events } = createWorld();
  clock.after(0, () => {
    emulator.signIn('ann');
    emulator.replay(served);
  });
  await clock.runUntil(at(20));
  expect(emulator.queueState('q-support')).toEqual({ waiting: 0, agentsAvailable: 1 });
  await clock.runUntil(at(40));
  expect(emulator.agentState('ann')).toMatchObject({ state: 'available', contacts: [] });
  await clock.runUntil(at(100));
  const [disconnected, completed] = events.slice(-2).map(({ detail }) => detail);
  expect(disconnected).toMatchObject({
    eventType: 'DISCONNECTED',
    agentInfo: { agentArn: expect.stringMatching(/ann$/) },
  });
  expect(completed).toMatchObject({ eventType: 'COMPLETED', agentInfo: { afterContactWorkDuration: 5 } });
});

test('an agent’s own dial is in no queue, and a withheld number has no endpoint', async () => {
  const { clock, emulator, records } = createWorld();
  const { queued: _none, ...dial } = served;
  clock.after(0, () => emulator.replay({ ...dial, initiationMethod: 'OUTBOUND', customerNumber: null }));
  await clock.runUntil(at(400));
  expect(records).toMatchObject([{ InitiationMethod: 'OUTBOUND', Queue: null, CustomerEndpoint: null }]);
});
