import { createServer } from 'node:http';
import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectTasks } from '../../../lib/adapters/connect/tasks';
import { INSTANCE_ID, SETUP } from '../../unit/local/connect/world';
import { serveCentre } from './served-centre';
import { closeTasks, offerWith, serveTasks } from './served-tasks';

afterEach(closeTasks);

describe('an offer', () => {
  test('that Connect takes is a task with what agents and flows need', async () => {
    const centre = await serveTasks();
    const call = centre.call('q-sales');
    const contactId = await centre.offered({ relatedContactId: call });
    const [, live] = centre.emulator.liveContacts();
    expect(live).toMatchObject({
      contactId,
      channel: 'TASK',
      flowId: 'flow-in',
      name: 'Call back Ms Example',
      description: 'Rang at noon about an order.',
      relatedContactId: call,
      attributes: {
        queue: 'q-sales',
        holdfree_language: 'en-GB',
        holdfree_callback: 'callback',
        holdfree_attempt: '2',
        holdfree_queue: 'q-support',
      },
    });
  });

  test('reaches an agent of its queue', async () => {
    const centre = await serveTasks();
    centre.emulator.signIn('ann');
    const contactId = await centre.offered();
    await centre.run(3_000);
    expect(centre.connections()).toEqual([[contactId, 'ann']]);
  });

  test('says itself what it is about, whatever its attributes say', async () => {
    const centre = await serveTasks();
    const contactId = await centre.offered({ attributes: { holdfree_callback: 'other', holdfree_attempt: '9' } });
    expect(centre.emulator.contact(contactId)?.attributes).toMatchObject({
      holdfree_callback: 'callback',
      holdfree_attempt: '2',
    });
  });

  test('beyond the rate is throttled and makes no task, and works again later', async () => {
    const centre = await serveTasks({ limits: undefined });
    const offer = (index: number) => centre.tasks.offer(offerWith({ clientToken: `callback-${index}` }));
    for (let index = 0; index < 5; index += 1) expect(await offer(index)).toMatchObject({ kind: 'offered' });
    expect(await offer(5)).toEqual({ kind: 'throttled' });
    expect(centre.emulator.liveContacts()).toHaveLength(5);
    await centre.run(500);
    expect(await offer(5)).toMatchObject({ kind: 'offered' });
  });

  test('at the quota of open tasks is throttled and makes no task', async () => {
    const centre = await serveTasks({ setup: { ...SETUP, concurrentTasksMax: 1 } });
    const first = await centre.offered();
    const again = offerWith({ clientToken: 'callback-3-task' });
    expect(await centre.tasks.offer(again)).toEqual({ kind: 'throttled' });
    await centre.tasks.end(first);
    expect(await centre.tasks.offer(again)).toMatchObject({ kind: 'offered' });
  });

  test.each([
    ['an unknown flow', { flowId: 'nope' }, 'ResourceNotFoundException'],
    ['attributes that Connect does not take', { attributes: { 'a b': '1' } }, 'InvalidRequestException'],
    ['no name', { name: '' }, 'InvalidRequestException'],
    ['too long a description', { description: 'x'.repeat(4_097) }, 'InvalidRequestException'],
  ])('with %s is misconfigured and makes no task', async (_name, changes, reason) => {
    const centre = await serveTasks();
    expect(await centre.tasks.offer(offerWith(changes))).toEqual({ kind: 'misconfigured', reason });
    expect(centre.emulator.liveContacts()).toEqual([]);
  });

  test('with a used token and another story is misconfigured and makes no second task', async () => {
    const centre = await serveTasks();
    await centre.offered();
    const outcome = await centre.tasks.offer(offerWith({ description: 'Rang twice.' }));
    expect(outcome).toEqual({ kind: 'misconfigured', reason: 'IdempotencyException' });
    expect(centre.emulator.liveContacts()).toHaveLength(1);
  });

  test('whose answer is lost is unknown; the repeat finds the task that was made', async () => {
    const centre = await serveTasks();
    centre.setFault('StartTaskContact', 'lost_reply');
    expect(await centre.tasks.offer(offerWith())).toMatchObject({ kind: 'unknown' });
    centre.setFault('StartTaskContact', undefined);
    const [live] = centre.emulator.liveContacts();
    expect(await centre.tasks.offer(offerWith())).toEqual({ kind: 'offered', contactId: live?.contactId });
    expect(centre.emulator.liveContacts()).toHaveLength(1);
  });

  test.each([
    ['throttle', { kind: 'throttled' }],
    ['internal', { kind: 'unknown', reason: 'InternalServiceException' }],
  ] as const)('that meets %s inside Connect makes no task', async (fault, outcome) => {
    const centre = await serveTasks();
    centre.setFault('StartTaskContact', fault);
    expect(await centre.tasks.offer(offerWith())).toEqual(outcome);
    expect(centre.emulator.liveContacts()).toEqual([]);
  });
});

describe('an end', () => {
  test.each([
    ['in its queue', 1_000],
    ['with an agent', 5_000],
  ])('ends a task %s', async (_name, afterMs) => {
    const centre = await serveTasks();
    if (afterMs > 1_000) centre.emulator.signIn('ann');
    const contactId = await centre.offered();
    await centre.run(afterMs);
    expect(await centre.tasks.end(contactId)).toBe('ended');
    expect(centre.emulator.contact(contactId)).toMatchObject({ disconnectReason: 'API' });
    expect(centre.emulator.liveContacts()).toEqual([]);
  });

  test('of a task that its agent has completed says so', async () => {
    const centre = await serveTasks();
    centre.emulator.signIn('ann');
    const contactId = await centre.offered();
    await centre.run(3_000);
    centre.emulator.completeTask(contactId);
    expect(await centre.tasks.end(contactId)).toBe('already_over');
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)('that meets %s is unavailable', async (fault) => {
    const centre = await serveTasks();
    const contactId = await centre.offered();
    centre.setFault('StopContact', fault);
    expect(await centre.tasks.end(contactId)).toBe('unavailable');
  });

  test('whose answer is lost was an end all the same: the next one finds the task over', async () => {
    const centre = await serveTasks();
    const contactId = await centre.offered();
    centre.setFault('StopContact', 'lost_reply');
    await centre.tasks.end(contactId);
    centre.setFault('StopContact', undefined);
    expect(await centre.tasks.end(contactId)).toBe('already_over');
  });
});

describe('a Connect', () => {
  test('that is not there leaves everything unknown', async () => {
    const centre = await serveCentre();
    const tasks = createConnectTasks(centre.client, INSTANCE_ID);
    await centre.close();
    expect(await tasks.offer(offerWith())).toMatchObject({ kind: 'unknown' });
    expect(await tasks.end('id-1')).toBe('unavailable');
    expect(await tasks.giveTo('id-1', 'ann')).toBe('unknown');
  });

  test('that gives no answer in time leaves everything unknown', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const client = new ConnectClient({
      endpoint: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
      region: 'us-west-2',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
      requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
    });
    try {
      const tasks = createConnectTasks(client, INSTANCE_ID);
      expect(await tasks.offer(offerWith())).toEqual({ kind: 'unknown', reason: 'TimeoutError' });
      expect(await tasks.end('id-1')).toBe('unavailable');
      expect(await tasks.giveTo('id-1', 'ann')).toBe('unknown');
    } finally {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
