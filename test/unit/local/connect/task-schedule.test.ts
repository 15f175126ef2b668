import { closeServed, refusal } from './serve';
import { DAY_MS, serveTasks } from './task-world';
import { START_MS } from './world';

afterEach(closeServed);

const at = (seconds: number) => new Date(START_MS + seconds * 1_000);

describe('a scheduled task', () => {
  test('begins at its time, and is routed then', async () => {
    const world = await serveTasks();
    world.emulator.signIn('ann');
    const contactId = await world.start({ ScheduledTime: at(3_600) });
    await world.run(3_599_000);
    expect(world.stageOf(contactId)).toBe('scheduled');
    expect(world.eventTypes(contactId)).toEqual(['INITIATED']);
    await world.run(3_000);
    expect(world.stageOf(contactId)).toBe('with_agent');
    expect(world.event(contactId, 'CONNECTED_TO_AGENT')).toMatchObject({
      initiationTimestamp: '2026-03-02T17:00:00.120Z',
      scheduledTimestamp: '2026-03-02T18:00:00.120Z',
      connectedToSystemTimestamp: '2026-03-02T18:00:00.120Z',
    });
    expect((await world.describe(contactId)).Contact).toMatchObject({ ScheduledTimestamp: at(3_600) });
  });

  test('may be six days ahead', async () => {
    const world = await serveTasks();
    const contactId = await world.start({ ScheduledTime: new Date(START_MS + 6 * DAY_MS) });
    await world.run(6 * DAY_MS + 1_000);
    expect(world.stageOf(contactId)).toBe('queued');
  });

  test('can be stopped before its time', async () => {
    const world = await serveTasks();
    const contactId = await world.start({ ScheduledTime: at(60) });
    await world.stop(contactId);
    await world.run(120_000);
    expect(world.eventTypes(contactId)).toEqual(['INITIATED', 'DISCONNECTED', 'COMPLETED']);
    expect(world.records[0]).toMatchObject({
      DisconnectReason: 'API',
      ConnectedToSystemTimestamp: null,
      ScheduledTimestamp: '2026-03-02T17:01:00Z',
      Queue: null,
    });
    expect(world.clock.pending()).toBe(0);
  });
});

describe('UpdateContactSchedule', () => {
  test.each([
    ['later', 600],
    ['earlier', 30],
  ])('puts a task off or brings it forward: %s', async (_name, seconds) => {
    const world = await serveTasks();
    const contactId = await world.start({ ScheduledTime: at(300) });
    await world.reschedule(contactId, at(seconds).getTime());
    await world.run(seconds * 1_000 - 1_000);
    expect(world.stageOf(contactId)).toBe('scheduled');
    await world.run(2_000);
    expect(world.stageOf(contactId)).toBe('queued');
    expect(world.event(contactId, 'CONTACT_DATA_UPDATED')).toMatchObject({
      updatedProperties: ['ScheduledTimestamp'],
      scheduledTimestamp: expect.any(String),
    });
    expect(world.eventTypes(contactId).filter((type) => type === 'CONNECTED_TO_SYSTEM')).toHaveLength(1);
  });

  test('works twenty times', async () => {
    const world = await serveTasks();
    const contactId = await world.start({ ScheduledTime: at(300) });
    for (let index = 1; index <= 20; index += 1) await world.reschedule(contactId, at(300 + index).getTime());
    await expect(world.reschedule(contactId, at(600).getTime())).rejects.toMatchObject(
      refusal('LimitExceededException', 429),
    );
    await world.run(322_000);
    expect(world.stageOf(contactId)).toBe('queued');
  });

  test('is refused for what is not a task that is still to begin', async () => {
    const world = await serveTasks();
    const begun = await world.start();
    const stopped = await world.start({ ScheduledTime: at(300) });
    await world.stop(stopped);
    const call = world.call('q-sales');
    for (const contactId of [begun, stopped, call]) {
      await expect(world.reschedule(contactId, at(600).getTime())).rejects.toMatchObject(
        refusal('InvalidRequestException', 400),
      );
    }
    await expect(world.reschedule('nobody', at(600).getTime())).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 404),
    );
  });

  test.each([
    ['a time that is past', START_MS - 1_000],
    ['a time more than six days ahead', START_MS + 6 * DAY_MS + 1_000],
  ])('%s is refused and changes nothing', async (_name, atMs) => {
    const world = await serveTasks();
    const contactId = await world.start({ ScheduledTime: at(300) });
    await expect(world.reschedule(contactId, atMs)).rejects.toMatchObject(refusal('InvalidParameterException', 400));
    await world.run(301_000);
    expect(world.stageOf(contactId)).toBe('queued');
  });
});
