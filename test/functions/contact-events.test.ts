import { parseContactEvent } from '../../functions/contact-events/contact-event';
import { createHandler } from '../../functions/contact-events/handler';
import { callerNumber, dialing, noonMs } from '../support/builders/callbacks';
import { arnOf, contactEventEnvelope, lambdaContext } from '../support/builders/lambda';
import { queueIds } from '../support/builders/policies';
import { createWorld, type World } from '../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const at = (seconds: number) => new Date(noonMs + seconds * 1000).toISOString();

const completed = {
  eventType: 'COMPLETED',
  contactId: 'dial-1',
  initiationTimestamp: at(0),
  connectedToSystemTimestamp: at(10),
  disconnectTimestamp: at(60),
  relatedContactId: 'inbound-1',
  queueInfo: { queueArn: arnOf.queue(queueIds.support), queueType: 'STANDARD', enqueueTimestamp: at(15) },
  agentInfo: {
    agentArn: arnOf.agent('agent-1'),
    connectedToAgentTimestamp: at(20),
    afterContactWorkStartTimestamp: at(60),
    afterContactWorkEndTimestamp: at(90),
    afterContactWorkDuration: 30,
  },
};

const facts = {
  contactId: 'dial-1',
  initiatedAtMs: noonMs,
  connectedToSystemAtMs: noonMs + 10_000,
  enqueuedAtMs: noonMs + 15_000,
  agentId: 'agent-1',
  connectedToAgentAtMs: noonMs + 20_000,
  disconnectedAtMs: noonMs + 60_000,
  afterContactWorkEndedAtMs: noonMs + 90_000,
};
const read = { kind: 'event', event: { kind: 'completed', initiation: 'api', queueId: queueIds.support, facts } };

/** The same with every name in PascalCase, as some samples have it. */
function pascal(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.charAt(0).toUpperCase() + name.slice(1), pascal(inner)]),
  );
}

describe('reading a contact event', () => {
  test('finds all that is known of the contact', () => {
    expect(parseContactEvent(contactEventEnvelope(completed))).toEqual(read);
  });

  test('does not mind the case of names, of the channel or of methods', () => {
    const detail = pascal({ channel: 'Voice', initiationMethod: 'Api', ...completed });
    expect(parseContactEvent({ detail })).toEqual(read);
  });

  test('takes the time that stands for unset as absent, and so unreadable and missing ones', () => {
    const detail = {
      ...completed,
      disconnectTimestamp: 'soon',
      queueInfo: null,
      agentInfo: { agentArn: arnOf.agent('agent-1'), connectedToAgentTimestamp: '1970-01-01T00:00:00.001Z' },
    };
    expect(parseContactEvent(contactEventEnvelope(detail))).toEqual({
      kind: 'event',
      event: {
        kind: 'completed',
        initiation: 'api',
        facts: {
          contactId: 'dial-1',
          initiatedAtMs: noonMs,
          connectedToSystemAtMs: noonMs + 10_000,
          agentId: 'agent-1',
        },
      },
    });
  });

  test.each([
    ['INBOUND', 'inbound'],
    ['OUTBOUND', 'outbound'],
    ['TRANSFER', 'transfer'],
    ['QUEUE_TRANSFER', 'transfer'],
    ['CALLBACK', 'callback'],
    ['CALLBACK_CUSTOMER_FIRST_DIALED', 'callback'],
    ['DISCONNECT', 'other'],
    ['SOMETHING_NEW', 'other'],
  ])('an initiation by %s is %s', (initiationMethod, initiation) => {
    expect(parseContactEvent(contactEventEnvelope({ ...completed, initiationMethod }))).toMatchObject({
      event: { initiation },
    });
  });

  test('knows a task from a call', () => {
    const task = parseContactEvent(contactEventEnvelope({ ...completed, channel: 'Task' }));
    expect(task).toEqual({ ...read, event: { ...read.event, channel: 'task' } });
  });

  test.each([
    ['an event type of tomorrow', { ...completed, eventType: 'LEVITATED' }],
    [
      'a change of data',
      { ...completed, eventType: 'CONTACT_DATA_UPDATED', updatedProperties: ['UserDefinedAttributes'] },
    ],
    ['a chat', { ...completed, channel: 'CHAT' }],
  ])('%s is of no use to us', (_name, detail) => {
    expect(parseContactEvent(contactEventEnvelope(detail))).toEqual({ kind: 'ignored' });
  });

  test.each([
    undefined,
    null,
    'text',
    {},
    { detail: null },
    { detail: [] },
    { detail: { ...completed, contactId: '', channel: 'VOICE', initiationMethod: 'API' } },
    { detail: { eventType: 'COMPLETED' } },
  ])('%j is malformed', (envelope) => expect(parseContactEvent(envelope)).toEqual({ kind: 'malformed' }));
});

describe('the function', () => {
  async function ringing(): Promise<World> {
    const world = createWorld({ nowMs: noonMs + 95_000 });
    await world.keep(dialing({ contactId: 'dial-1' }));
    await world.store.contacts.remember(
      { kind: 'dial', contactId: 'dial-1', callbackId: dialing().id, key, attempt: 1 },
      noonMs,
    );
    return world;
  }

  test('records an event, and the same event again changes nothing', async () => {
    const world = await ringing();
    const handler = createHandler(world);
    await handler(contactEventEnvelope(completed), lambdaContext);
    const after = await world.current(key);
    expect(after).toMatchObject({ state: 'closed', outcome: 'completed', closedAtMs: noonMs + 60_000 });
    await handler(contactEventEnvelope(completed), lambdaContext);
    expect(await world.current(key)).toEqual(after);
  });

  test('drops what is no contact event, and tells of it', async () => {
    const world = await ringing();
    await createHandler(world)({ detail: { nonsense: true } }, lambdaContext);
    expect(world.notes).toEqual([{ kind: 'fault', where: 'contact-events', reason: 'not a contact event' }]);
  });

  test('ignores what is of no use without a word', async () => {
    const world = await ringing();
    await createHandler(world)(contactEventEnvelope({ ...completed, channel: 'CHAT' }), lambdaContext);
    expect(world.notes).toEqual([]);
    expect(await world.current(key)).toEqual(dialing({ contactId: 'dial-1' }));
  });

  test('takes a task with the same times for no dial', async () => {
    const world = await ringing();
    await createHandler(world)(contactEventEnvelope({ ...completed, channel: 'TASK' }), lambdaContext);
    expect(await world.current(key)).toEqual(dialing({ contactId: 'dial-1' }));
    expect(await world.store.pools.sightings('frontline')).toEqual([]);
  });

  test('keeps a call that is queued among those who hold, until an agent takes it', async () => {
    const world = createWorld();
    const handler = createHandler(world);
    const call = { contactId: 'inbound-2', initiationMethod: 'INBOUND', queueInfo: completed.queueInfo };
    await handler(contactEventEnvelope({ ...call, eventType: 'QUEUED' }), lambdaContext);
    const holding = [{ contactId: 'inbound-2', sinceMs: noonMs + 15_000 }];
    expect(await world.store.pools.holding('support', 10, noonMs)).toEqual(holding);
    const agentInfo = { agentArn: arnOf.agent('agent-1'), connectedToAgentTimestamp: at(20) };
    await handler(contactEventEnvelope({ ...call, eventType: 'CONNECTED_TO_AGENT', agentInfo }), lambdaContext);
    expect(await world.store.pools.holding('support', 10, noonMs)).toEqual([]);
  });

  test('fails while Connect does not answer what it must ask, so that the event comes again', async () => {
    const world = await ringing();
    world.connect.setAvailable(false);
    const unanswered = { eventType: 'DISCONNECTED', contactId: 'dial-1', disconnectTimestamp: at(25) };
    const handler = createHandler(world);
    await expect(handler(contactEventEnvelope(unanswered), lambdaContext)).rejects.toThrow('connect');
    world.connect.setAvailable(true);
    world.connect.tell({ contactId: 'dial-1', disconnectedAtMs: noonMs + 25_000, disconnectReason: 'TELECOM_BUSY' });
    await handler(contactEventEnvelope(unanswered), lambdaContext);
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', past: [{ outcome: 'busy' }] });
  });
});
