import { GetCurrentMetricDataCommand, ListQueuesCommand } from '@aws-sdk/client-connect';
import { closeServed, refusal, serve } from './serve';
import { createServedWorld, INSTANCE_ID, START_MS } from './world';

afterEach(closeServed);

describe('limits and faults', () => {
  test('dials are limited to a burst of 5 and then 2 a second, on the simulated clock', async () => {
    const world = await serve({ limits: undefined });
    for (let index = 0; index < 5; index += 1) await world.dial();
    await expect(world.dial()).rejects.toMatchObject({
      ...refusal('ThrottlingException', 429),
      message: 'Rate Exceeded',
    });
    await world.run(499);
    await expect(world.dial()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await world.run(1);
    await world.dial();
    await expect(world.dial()).rejects.toMatchObject({ name: 'ThrottlingException' });
  });

  test('each operation has its own bucket, and one can be set', async () => {
    const world = await serve({ limits: { DescribeContact: { rate: 1, burst: 1 } } });
    const { ContactId = '' } = await world.dial();
    await world.describe(ContactId);
    await expect(world.describe(ContactId)).rejects.toMatchObject({ name: 'ThrottlingException' });
    await world.dial();
  });

  test('injected throttling and internal errors carry nothing out', async () => {
    const faults = ['throttle', 'internal'] as const;
    let index = 0;
    const world = await serve({ faults: { api: () => faults[index++] } });
    await expect(world.dial()).rejects.toMatchObject(refusal('ThrottlingException', 429));
    await expect(world.dial()).rejects.toMatchObject(refusal('InternalServiceException', 500));
    expect(world.emulator.liveContacts()).toEqual([]);
    await world.dial();
    expect(world.emulator.liveContacts()).toHaveLength(1);
  });

  test('a lost reply carries the dial out, and its token finds it again', async () => {
    let calls = 0;
    const world = await serve({ faults: { api: () => ((calls += 1) === 1 ? 'lost_reply' : undefined) } });
    await expect(world.dial({ ClientToken: 'entry-1' })).rejects.toThrow('socket hang up');
    const [live] = world.emulator.liveContacts();
    const { ContactId } = await world.dial({ ClientToken: 'entry-1' });
    expect(ContactId).toBe(live?.contactId);
    expect(world.emulator.liveContacts()).toHaveLength(1);
  });

  test('an operation that is not emulated is refused by name', async () => {
    const world = await serve();
    await expect(world.client.send(new ListQueuesCommand({ InstanceId: INSTANCE_ID }))).rejects.toMatchObject({
      ...refusal('UnknownOperationException', 404),
      message: expect.stringContaining('GET /queues-summary/'),
    });
  });

  test.each([
    ['is not JSON', '{'],
    ['is empty', ''],
  ])('a body that %s is refused', async (_name, body) => {
    const world = await serve();
    const response = await fetch(`${world.endpoint}/contact/stop`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('InvalidRequestException');
    expect(await response.json()).toEqual({ Message: expect.any(String) });
  });
});

test('simulated time stands still while a process waits for an answer', async () => {
  const world = await serve();
  const seenMs: number[] = [];
  world.clock.spawn(async () => {
    for (let index = 0; index < 3; index += 1) {
      await world.dial();
      seenMs.push(world.clock.nowMs() - START_MS);
      await world.clock.sleep(500);
    }
  });
  await world.run(5_000);
  expect(seenMs).toEqual([0, 500, 1_000]);
  const startedMs = world.changes.flatMap((change) =>
    change.kind === 'contact_started' ? [change.atMs - START_MS] : [],
  );
  expect(startedMs).toEqual(seenMs);
});

test('a server can be closed while a client keeps its connection', async () => {
  const world = await createServedWorld();
  await world.client.send(
    new GetCurrentMetricDataCommand({
      InstanceId: INSTANCE_ID,
      Filters: { Queues: ['q-support'] },
      CurrentMetrics: [{ Name: 'AGENTS_ONLINE', Unit: 'COUNT' }],
    }),
  );
  await world.close();
  await expect(fetch(world.endpoint)).rejects.toThrow('fetch failed');
});
