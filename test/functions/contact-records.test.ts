import type { KinesisStreamEvent } from 'aws-lambda';
import { parseContactRecord } from '../../functions/contact-records/contact-record';
import { createHandler } from '../../functions/contact-records/handler';
import { contactAttributes } from '../../lib/core/contact-attributes';
import { AdapterError } from '../../lib/ports/adapter-error';
import { callerNumber, dialing, noonMs, waiting } from '../support/builders/callbacks';
import { recordOf, type Leg } from '../support/builders/call-story';
import { lambdaContext } from '../support/builders/lambda';
import { queueIds } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';

const instanceArn = 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
const key = { number: callerNumber, queue: 'support' };
const busy: Leg = { id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued' };
const other: Leg = { ...busy, id: 'c2', from: '+441632960002' };

/** What Kinesis hands over: each text a record, numbered from 1. */
function batchOf(...data: readonly (object | string)[]): KinesisStreamEvent {
  const Records = data.map((one, index) => ({
    kinesis: {
      sequenceNumber: `${index + 1}`,
      data: Buffer.from(typeof one === 'string' ? one : JSON.stringify(one)).toString('base64'),
    },
  }));
  return { Records } as unknown as KinesisStreamEvent;
}

const take = (world: World, ...data: readonly (object | string)[]) =>
  createHandler(world)(batchOf(...data), lambdaContext);
const verdictOf = async (world: World, callId: string) => (await world.store.calls.get(callId))?.value.judged;

describe('reading a contact record', () => {
  const parse = (record: object) => parseContactRecord(JSON.stringify(record), instanceArn);

  test('finds all that is of use, and takes what is null for absent', () => {
    expect(parse({ ...recordOf({ ...busy, next: 'c2', offers: 2 }), DequeueTimestamp: null })).toEqual({
      kind: 'record',
      record: {
        initiation: 'inbound',
        queueId: queueIds.support,
        nextContactId: 'c2',
        customerNumber: callerNumber,
        attributes: { [contactAttributes.stage]: 'queued', [contactAttributes.queueName]: 'support' },
        offers: 2,
        isTransferredOut: false,
        updatedAtMs: noonMs + 209_000,
        facts: {
          contactId: 'c1',
          initiatedAtMs: noonMs,
          connectedToSystemAtMs: noonMs,
          enqueuedAtMs: noonMs + 21_000,
          disconnectedAtMs: noonMs + 139_000,
          disconnectReason: 'CUSTOMER_DISCONNECT',
        },
      },
    });
  });

  test('takes the time that stands for unset as absent, and the contact as its own first', () => {
    const record = { ...recordOf(busy), InitialContactId: 'c1', DisconnectTimestamp: '1970-01-01T00:00:00.001Z' };
    const parsed = parse(record);
    expect(parsed).not.toHaveProperty('record.initialContactId');
    expect(parsed).not.toHaveProperty('record.facts.disconnectedAtMs');
  });

  test.each([
    ['of another instance', { InstanceARN: `${instanceArn}0` }],
    ['of a task', { Channel: 'TASK' }],
    ['of a chat', { Channel: 'CHAT' }],
  ])('%s is of no use', (_name, change) => {
    expect(parse({ ...recordOf(busy), ...change })).toEqual({ kind: 'ignored' });
  });

  test.each([
    ['text', 'not JSON of an object'],
    ['[]', 'not JSON of an object'],
    ['{}', 'wrong: ContactId, InstanceARN, Channel, InitiationMethod'],
    [JSON.stringify({ ...recordOf(busy), ContactId: '', Queue: 7 }), 'wrong: ContactId, Queue'],
  ])('%s never will be readable', (data, reason) => {
    expect(parseContactRecord(data, instanceArn)).toEqual({ kind: 'malformed', reason });
  });
});

describe('a batch', () => {
  test('is taken record by record', async () => {
    const world = createWorld();
    expect(await take(world, recordOf(busy), recordOf(other))).toEqual({ batchItemFailures: [] });
    expect(await verdictOf(world, 'c1')).toMatchObject({ outcome: 'lost', isFinal: true });
    expect(await verdictOf(world, 'c2')).toMatchObject({ outcome: 'lost', number: '+441632960002' });
  });

  test('goes on after a record that cannot be read, which is told in the journal and left out', async () => {
    const world = createWorld();
    const answer = await take(world, 'nonsense', { ...recordOf(busy), ContactId: null }, recordOf(other));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(world.notes.filter(({ kind }) => kind === 'fault')).toEqual([
      { kind: 'fault', where: 'contact-records', reason: 'not a contact record: not JSON of an object (record 1)' },
      { kind: 'fault', where: 'contact-records', reason: 'not a contact record: wrong: ContactId (record 2)' },
    ]);
    expect(await verdictOf(world, 'c2')).toMatchObject({ outcome: 'lost' });
  });

  test.each([
    ['that may pass', { retryable: true }, ['2'], undefined],
    ['that somebody has to mend: a permission, say', { retryable: false }, ['2'], undefined],
    ['that no repeat mends: a stored item is unreadable', { retryable: false, isUnreadable: true }, [], 'lost'],
  ])('that meets a fault of the store %s', async (_name, fault, again, outcome) => {
    const world = createWorld();
    const { calls } = world.store;
    const put: typeof calls.put = async (entry, version) => {
      if (entry.facts.callId === 'c1') throw new AdapterError('store', { ...fault, cause: new Error('broken') });
      return calls.put(entry, version);
    };
    const faulty = { ...world, store: { ...world.store, calls: { ...calls, put } } };
    const batch = ['nonsense', recordOf(busy), recordOf(other)];
    const answer = await take(faulty, ...batch);
    expect(answer).toEqual({ batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) });
    expect((await verdictOf(world, 'c2'))?.outcome).toBe(outcome);
    expect(world.notes.findLast(({ kind }) => kind === 'fault')).toMatchObject({ where: 'contact-records' });
    await take(world, ...batch.slice(1));
    expect(await verdictOf(world, 'c1')).toMatchObject({ outcome: 'lost' });
  });

  test('of other instances leaves nothing behind', async () => {
    const world = createWorld();
    await take(world, { ...recordOf(busy), InstanceARN: `${instanceArn}0` });
    expect(await world.store.calls.get('c1')).toBeUndefined();
    expect(world.notes).toEqual([]);
  });
});

test('a record that comes again counts when it was updated later, and not when it was updated before', async () => {
  const world = createWorld();
  await take(world, recordOf({ ...busy, stage: 'menu' }));
  await take(world, recordOf({ ...busy, stage: 'hold_limit' }, 900));
  expect(await verdictOf(world, 'c1')).toMatchObject({ reason: 'waited_too_long' });
  await take(world, recordOf({ ...busy, stage: 'menu' }));
  expect(await verdictOf(world, 'c1')).toMatchObject({ reason: 'waited_too_long' });
  const [marked] = await world.store.cases.ofCaller(callerNumber);
  expect(marked?.marks.filter(({ kind }) => kind === 'deadline')).toHaveLength(1);
});

test('settles a dial of which no event has told, by what the contact carries', async () => {
  const world = createWorld({ nowMs: noonMs + 300_000 });
  await world.keep(dialing());
  const leg: Leg = { id: 'dial-1', method: 'API', start: 0, end: 60, reason: 'TELECOM_BUSY', queueName: null };
  const Attributes = { [contactAttributes.callbackId]: dialing().id, [contactAttributes.attempt]: '1' };
  await take(world, { ...recordOf(leg), Attributes });
  expect(await world.current(key)).toMatchObject({
    state: 'scheduled',
    past: [{ attempt: 1, outcome: 'busy', atMs: noonMs + 60_000 }],
  });
});

test('withdraws the callback of a caller whom an agent has called, by the number in the record', async () => {
  const world = createWorld({ nowMs: noonMs + 300_000 });
  await world.keep(waiting());
  world.connect.setAvailable(false);
  await take(world, recordOf({ id: 'agents', method: 'OUTBOUND', start: 0, answered: 9, agent: 1, end: 120 }));
  expect(await world.current(key)).toMatchObject({ outcome: 'withdrawn' });
  expect(await world.store.history.handledSince(callerNumber, 0)).toEqual([
    {
      contactId: 'agents',
      number: callerNumber,
      agentId: 'agent-1',
      how: 'agent_dialed',
      connectedAtMs: noonMs + 9_000,
      endedAtMs: noonMs + 120_000,
    },
  ]);
});
