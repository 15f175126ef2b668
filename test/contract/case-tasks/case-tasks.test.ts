import { createConnectCaseTasks } from '../../../lib/adapters/connect/case-tasks';
import { readyTask } from '../../../lib/app/ready-task';
import type { CaseTask } from '../../../lib/ports/case-tasks';
import { INSTANCE_ID, SETUP, type WorldOptions } from '../../unit/local/connect/world';
import { serveCentre } from '../connect/served-centre';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A centre whose flow asks whether the task is ready, as the shipped one does, and queues it where its attributes say. */
async function serve(options: WorldOptions = {}) {
  const centre = await serveCentre({
    play: async (leg, { kind }) => {
      if (kind !== 'inbound') return;
      const { contactId } = leg;
      const attributes = leg.attributes();
      await readyTask({ contacts: centre.contacts } as never, { contactId, attributes });
      leg.setTargetQueue(attributes['holdfree_queue'] ?? '');
      leg.transferToQueue();
    },
    ...options,
  });
  open.push(centre.close);
  return { ...centre, caseTasks: createConnectCaseTasks(centre.client, INSTANCE_ID) };
}

type Served = Awaited<ReturnType<typeof serve>>;

const taskWith = (changes: Partial<CaseTask> = {}): CaseTask => ({
  caseId: '01HCASE',
  queueId: 'q-support',
  queueName: 'support',
  flowId: 'flow-in',
  name: 'Lost call from +44********23',
  description: 'Rang twice since noon.',
  clientToken: '01HCASE:0:task:queue:opened',
  ...changes,
});

async function started({ caseTasks }: Served, changes: Partial<CaseTask> = {}): Promise<string> {
  const outcome = await caseTasks.start(taskWith(changes));
  return outcome.kind === 'started' ? outcome.contactId : outcome.kind;
}

describe('a task about a case', () => {
  test('has what agents and flows need, and nothing that a callback of ours would know it by', async () => {
    const centre = await serve();
    const contactId = await started(centre);
    expect(centre.emulator.contact(contactId)).toMatchObject({
      channel: 'TASK',
      flowId: 'flow-in',
      name: 'Lost call from +44********23',
      description: 'Rang twice since noon.',
    });
    expect(centre.emulator.contact(contactId)?.attributes).toEqual({
      holdfree_case: '01HCASE',
      holdfree_queue: 'q-support',
      holdfree_queue_name: 'support',
    });
  });

  test('is for any agent of its queue where nobody is named', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    const contactId = await started(centre);
    await centre.run(3_000);
    expect(centre.connections()).toEqual([[contactId, 'ann']]);
  });

  test('is for whoever looks after the caller, and after a while for any agent of the queue', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    const contactId = await started(centre, { agentId: 'bob', onlyForMs: 299_500 });
    await centre.run(299_000);
    expect(centre.connections()).toEqual([]);
    await centre.run(10_000);
    expect(centre.connections()).toEqual([[contactId, 'ann']]);
  });

  test('goes to that agent at once who is free, before others', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    await centre.run(60_000);
    centre.emulator.signIn('bob');
    const contactId = await started(centre, { agentId: 'bob', onlyForMs: 300_000 });
    await centre.run(3_000);
    expect(centre.connections()).toEqual([[contactId, 'bob']]);
  });

  test('is for everybody where Connect does not take whom it is for', async () => {
    const centre = await serve();
    centre.setFault('UpdateContactRoutingData', 'internal');
    centre.emulator.signIn('ann');
    const contactId = await started(centre, { agentId: 'bob', onlyForMs: 300_000 });
    await centre.run(3_000);
    expect(centre.connections()).toEqual([[contactId, 'ann']]);
  });

  test('that is started again is the same task', async () => {
    const centre = await serve();
    centre.setFault('StartTaskContact', 'lost_reply');
    expect(await centre.caseTasks.start(taskWith())).toMatchObject({ kind: 'unknown' });
    centre.setFault('StartTaskContact', undefined);
    const contactId = await started(centre);
    expect(await started(centre)).toBe(contactId);
    expect(centre.emulator.liveContacts().map((live) => live.contactId)).toEqual([contactId]);
  });

  test.each([
    ['an unknown flow', { flowId: 'nope' }, { kind: 'refused', reason: 'ResourceNotFoundException' }],
    ['no name', { name: '' }, { kind: 'refused', reason: 'InvalidRequestException' }],
  ])('with %s is refused and not made', async (_name, changes, outcome) => {
    const centre = await serve();
    expect(await centre.caseTasks.start(taskWith(changes))).toEqual(outcome);
    expect(centre.emulator.liveContacts()).toEqual([]);
  });

  test.each([
    ['throttle', { kind: 'throttled' }],
    ['internal', { kind: 'unknown', reason: 'InternalServiceException' }],
  ] as const)('that meets %s inside Connect is not made', async (fault, outcome) => {
    const centre = await serve();
    centre.setFault('StartTaskContact', fault);
    expect(await centre.caseTasks.start(taskWith())).toEqual(outcome);
  });

  test('at the quota of open tasks is throttled', async () => {
    const centre = await serve({ setup: { ...SETUP, concurrentTasksMax: 1 } });
    const first = await started(centre);
    const second = { clientToken: 'another' };
    expect(await started(centre, second)).toBe('throttled');
    await centre.caseTasks.end(first);
    expect(await started(centre, second)).not.toBe('throttled');
  });
});

const text = { name: 'Lost call, third try', description: 'Rang three times since noon.' };

describe('a change of its text', () => {
  test.each([
    ['in its queue', false],
    ['with an agent', true],
  ])('reaches a task %s', async (_name, isTaken) => {
    const centre = await serve();
    if (isTaken) centre.emulator.signIn('ann');
    const contactId = await started(centre);
    await centre.run(3_000);
    expect(await centre.caseTasks.update(contactId, text)).toBe('updated');
    expect(centre.emulator.contact(contactId)).toMatchObject(text);
  });

  test('says of a task that is over that nobody will read it', async () => {
    const centre = await serve();
    const contactId = await started(centre);
    await centre.caseTasks.end(contactId);
    expect(await centre.caseTasks.update(contactId, text)).toBe('over');
    expect(await centre.caseTasks.update('nobody', text)).toBe('over');
    expect(centre.emulator.contact(contactId)?.name).toBe(taskWith().name);
  });

  test.each([
    ['DescribeContact', 'internal'],
    ['UpdateContact', 'throttle'],
    ['UpdateContact', 'internal'],
    ['UpdateContact', 'lost_reply'],
  ] as const)('is unavailable while %s meets %s', async (operation, fault) => {
    const centre = await serve();
    const contactId = await started(centre);
    centre.setFault(operation, fault);
    expect(await centre.caseTasks.update(contactId, text)).toBe('unavailable');
  });
});

describe('its end', () => {
  test('is an end once, and says so after that', async () => {
    const centre = await serve();
    const contactId = await started(centre);
    expect(await centre.caseTasks.end(contactId)).toBe('ended');
    expect(centre.emulator.liveContacts()).toEqual([]);
    expect(await centre.caseTasks.end(contactId)).toBe('over');
    expect(await centre.caseTasks.end('nobody')).toBe('over');
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)('that meets %s is unavailable', async (fault) => {
    const centre = await serve();
    const contactId = await started(centre);
    centre.setFault('StopContact', fault);
    expect(await centre.caseTasks.end(contactId)).toBe('unavailable');
  });
});

test('a Connect that is not there leaves everything open', async () => {
  const centre = await serveCentre();
  const caseTasks = createConnectCaseTasks(centre.client, INSTANCE_ID);
  await centre.close();
  expect(await caseTasks.start(taskWith())).toMatchObject({ kind: 'unknown' });
  expect(await caseTasks.update('id-1', text)).toBe('unavailable');
  expect(await caseTasks.end('id-1')).toBe('unavailable');
});
