import { closeServed, refusal } from './serve';
import { DAY_MS, serveTasks, TASK } from './task-world';
import { ARN, SETUP, START_MS } from './world';

afterEach(closeServed);

const INVALID = ['InvalidRequestException', 400] as const;

describe('StartTaskContact', () => {
  test.each([
    ['no flow', { ContactFlowId: undefined }, ...INVALID],
    ['a flow and a template', { TaskTemplateId: 't' }, ...INVALID],
    ['a flow and a quick connect', { QuickConnectId: 'q' }, ...INVALID],
    ['a template, which the emulator lacks', { ContactFlowId: undefined, TaskTemplateId: 't' }, ...INVALID],
    ['a quick connect, which the emulator lacks', { ContactFlowId: undefined, QuickConnectId: 'q' }, ...INVALID],
    ['segment attributes, which the emulator lacks', { SegmentAttributes: { a: { ValueString: 'b' } } }, ...INVALID],
    ['attachments, which the emulator lacks', { Attachments: [{ FileName: 'a', S3Url: 'b' }] }, ...INVALID],
    ['no name', { Name: undefined }, ...INVALID],
    ['an empty name', { Name: '' }, ...INVALID],
    ['too long a name', { Name: 'x'.repeat(513) }, ...INVALID],
    ['too long a description', { Description: 'x'.repeat(4_097) }, ...INVALID],
    ['a bad attribute key', { Attributes: { 'a b': '1' } }, ...INVALID],
    ['too many attributes', { Attributes: { a: 'ü'.repeat(16_384) } }, ...INVALID],
    ['a reference to an attachment', { References: { a: { Type: 'ATTACHMENT', Value: 'b' } } }, ...INVALID],
    ['an unknown flow', { ContactFlowId: 'nope' }, 'ResourceNotFoundException', 404],
    ['another instance', { InstanceId: 'nope' }, 'ResourceNotFoundException', 404],
    ['an unknown previous contact', { PreviousContactId: 'nope' }, 'ResourceNotFoundException', 404],
    ['a time that is past', { ScheduledTime: new Date(START_MS - 1_000) }, 'InvalidParameterException', 400],
    [
      'a time more than six days ahead',
      { ScheduledTime: new Date(START_MS + 6 * DAY_MS + 1) },
      'InvalidParameterException',
      400,
    ],
  ])('%s is refused and nothing is started', async (_name, change, name, status) => {
    const world = await serveTasks();
    await expect(world.start(change)).rejects.toMatchObject(refusal(name, status));
    expect(world.emulator.liveContacts()).toEqual([]);
  });

  test('a missing name is named in the refusal', async () => {
    const world = await serveTasks();
    await expect(world.start({ Name: undefined })).rejects.toThrow('Name');
  });

  test('a task has what the request says, ids given as ARNs included', async () => {
    const world = await serveTasks();
    const References = { story: { Type: 'URL', Value: 'https://example.com/story' } };
    const contactId = await world.start({
      InstanceId: ARN,
      ContactFlowId: `${ARN}/contact-flow/flow-in`,
      Description: 'Rang at noon',
      References,
    });
    expect(world.emulator.contact(contactId)).toMatchObject({
      channel: 'TASK',
      initiationMethod: 'API',
      flowId: 'flow-in',
      name: 'Call back',
      description: 'Rang at noon',
      references: References,
      attributes: { queue: 'q-support' },
      customerNumber: null,
      systemNumber: null,
    });
  });

  test('a related contact gives its attributes, of which the ones of the request win', async () => {
    const world = await serveTasks();
    const call = world.call('q-sales');
    const RelatedContactId = `${ARN}/contact/${call}`;
    const contactId = await world.start({ RelatedContactId, Attributes: { story: 'long' } });
    const other = await world.start({ RelatedContactId });
    expect(world.emulator.contact(contactId)).toMatchObject({
      relatedContactId: call,
      attributes: { queue: 'q-sales', story: 'long' },
    });
    expect(world.emulator.contact(other)?.attributes).toEqual({ queue: 'q-support' });
  });

  test('a related contact that is not known, or no longer, is no obstacle', async () => {
    const world = await serveTasks();
    const contactId = await world.start({ RelatedContactId: 'long-gone' });
    expect(world.emulator.contact(contactId)).toMatchObject({ relatedContactId: 'long-gone' });
  });

  test('a previous contact makes a chain, which begins with the attributes of that one', async () => {
    const world = await serveTasks();
    const call = world.call('q-sales');
    const second = await world.start({ PreviousContactId: call, Attributes: { a: '1' } });
    const third = await world.start({ PreviousContactId: second });
    expect(world.emulator.contact(second)).toMatchObject({
      initialContactId: call,
      previousContactId: call,
      attributes: { queue: 'q-sales', a: '1' },
    });
    expect(world.emulator.contact(third)).toMatchObject({ initialContactId: call, previousContactId: second });
  });
});

describe('quotas', () => {
  test('open tasks are limited, scheduled ones included, and one that has ended makes room', async () => {
    const world = await serveTasks({ setup: { ...SETUP, concurrentTasksMax: 2 } });
    const first = await world.start();
    await world.start({ ScheduledTime: new Date(START_MS + DAY_MS) });
    await expect(world.start()).rejects.toMatchObject(refusal('ServiceQuotaExceededException', 402));
    await world.stop(first);
    await expect(world.start()).resolves.not.toBe('none');
  });

  test('tasks do not count as calls, nor calls as tasks', async () => {
    const world = await serveTasks({ setup: { ...SETUP, concurrentTasksMax: 1, concurrentCallsMax: 1 } });
    const task = await world.start();
    expect(world.call('q-support')).not.toBe('busy');
    expect(world.call('q-support')).toBe('busy');
    await world.stop(task);
    await expect(world.start()).resolves.not.toBe('none');
    expect(world.call('q-support')).toBe('busy');
  });

  test('twelve tasks may follow from one contact', async () => {
    const world = await serveTasks();
    const PreviousContactId = world.call('q-sales');
    for (let index = 0; index < 12; index += 1) await world.start({ PreviousContactId });
    await expect(world.start({ PreviousContactId })).rejects.toMatchObject(
      refusal('ServiceQuotaExceededException', 402),
    );
  });

  test('a chain has twelve contacts at most', async () => {
    const world = await serveTasks();
    let PreviousContactId = await world.start();
    for (let length = 2; length <= 12; length += 1) PreviousContactId = await world.start({ PreviousContactId });
    await expect(world.start({ PreviousContactId })).rejects.toMatchObject(
      refusal('ServiceQuotaExceededException', 402),
    );
  });

  test('requests are limited to a burst of 5 and then 2 a second', async () => {
    const world = await serveTasks({ limits: undefined });
    for (let index = 0; index < 5; index += 1) await world.start();
    await expect(world.start()).rejects.toMatchObject(refusal('ThrottlingException', 429));
    await world.run(500);
    await world.start();
    await expect(world.start()).rejects.toMatchObject(refusal('ThrottlingException', 429));
  });
});

describe('the client token', () => {
  const ClientToken = 'entry-1';

  test('gives the first task for seven days, also when it is over, then a new one', async () => {
    const world = await serveTasks();
    const first = await world.start({ ClientToken, Attributes: { a: '1', b: '2' } });
    await world.stop(first);
    await world.run(7 * DAY_MS - 1);
    expect(await world.start({ ClientToken, Attributes: { b: '2', a: '1' } })).toBe(first);
    await world.run(1);
    expect(await world.start({ ClientToken })).not.toBe(first);
  });

  test('with other parameters is refused', async () => {
    const world = await serveTasks();
    await world.start({ ClientToken });
    await expect(world.start({ ClientToken, Name: 'Other' })).rejects.toMatchObject(
      refusal('IdempotencyException', 409),
    );
  });

  test('is answered at the quota, and when the scheduled time has passed meanwhile', async () => {
    const world = await serveTasks({ setup: { ...SETUP, concurrentTasksMax: 1 } });
    const ScheduledTime = new Date(START_MS + 60_000);
    const first = await world.start({ ClientToken, ScheduledTime });
    await world.run(120_000);
    expect(await world.start({ ClientToken, ScheduledTime })).toBe(first);
  });

  test('is not used up by a refusal', async () => {
    const world = await serveTasks({ setup: { ...SETUP, concurrentTasksMax: 1 } });
    const first = await world.start();
    await expect(world.start({ ClientToken })).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' });
    await world.stop(first);
    await expect(world.start({ ClientToken })).resolves.not.toBe(first);
  });

  test('of a dial is another one', async () => {
    const world = await serveTasks();
    const { ContactId } = await world.dial({ ClientToken });
    expect(await world.start({ ClientToken })).not.toBe(ContactId);
  });

  test('survives a snapshot, with the task as one that has ended', async () => {
    const before = await serveTasks();
    const contactId = await before.start({ ClientToken });
    const later = await before.start({ ScheduledTime: new Date(START_MS + DAY_MS) });
    const after = await serveTasks();
    after.emulator.restore(JSON.parse(JSON.stringify(before.emulator.snapshot())));
    expect(await after.start({ ClientToken })).toBe(contactId);
    expect((await after.describe(contactId)).Contact).toMatchObject({ Channel: 'TASK', DisconnectReason: 'OTHER' });
    expect(after.stageOf(later)).toBe('ended');
    expect(after.emulator.liveContacts()).toEqual([]);
    await expect(after.stop(contactId)).rejects.toMatchObject(refusal('ContactNotFoundException', 410));
  });
});

test('a lost reply starts the task all the same', async () => {
  let calls = 0;
  const world = await serveTasks({ faults: { api: () => ((calls += 1) === 1 ? 'lost_reply' : undefined) } });
  await expect(world.start({ ...TASK, ClientToken: 'a' })).rejects.toThrow('socket hang up');
  const [live] = world.emulator.liveContacts();
  expect(await world.start({ ...TASK, ClientToken: 'a' })).toBe(live?.contactId);
});
