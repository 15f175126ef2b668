import { createServer, type RequestListener, type Server } from 'node:http';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type NativeAttributeValue,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { AdapterError } from '../../../lib/ports/adapter-error';
import type { Store } from '../../../lib/ports/store';
import { claimWith } from './claims';
import { everyCall } from './every-call';
import { dayWith } from './fcr';
import { CASE_KEY, deliveryWith, everyVerdict, lostMark } from './lost-samples';
import { guardWith, NOON_MS, NUMBER, waitingWith } from './samples';
import { tallyWith } from './tallies';

const day = { limit: 5 };
const $metadata = {};
const slot = { queue: 'support', startMs: NOON_MS };
const message = 'said by the test';
const serviceFault = (name: string, $fault: 'client' | 'server', httpStatusCode: number) =>
  new DynamoDBServiceException({ name, message, $fault, $metadata: { httpStatusCode } });
const withCode = (code: string) => Object.assign(new Error(message), { code });
type Item = Record<string, NativeAttributeValue>;
const named = (name: string) => Object.assign(new Error(message), { name });

function rethrow(error: Error & { readonly code?: string }): never {
  throw Object.assign(new Error(error.message), error, { name: error.name, code: error.code });
}

async function faultOf(call: Promise<unknown>): Promise<AdapterError> {
  const error: unknown = await call.then(
    () => new Error('no fault'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdapterError)) throw new Error('not an AdapterError', { cause: error });
  return error;
}

describe('errors of the engine', () => {
  const documents = mockClient(DynamoDBDocumentClient);
  const client = new DynamoDBClient({ region: 'local' });
  const store = createDynamoStore(client, 'callbacks');
  beforeEach(() => void documents.reset());
  afterAll(() => {
    documents.restore();
    client.destroy();
  });
  const failAll = (error: Error) => {
    documents.onAnyCommand().rejects(error);
  };

  test.each(everyCall)('%s says that the store did not answer', async (_name, call) => {
    const cause = new InternalServerError({ $metadata, message });
    failAll(cause);
    expect(await faultOf(call(store))).toMatchObject({ adapter: 'dynamodb', retryable: true, cause });
  });

  test.each([
    ['throttling of the table', new ProvisionedThroughputExceededException({ $metadata, message }), true],
    ['throttling of the account', new RequestLimitExceeded({ $metadata, message }), true],
    ['throttling by rate', serviceFault('ThrottlingException', 'client', 400), true],
    ['an internal error', new InternalServerError({ $metadata, message }), true],
    ['an unavailable service', serviceFault('ServiceUnavailable', 'server', 503), true],
    ['a fault of the service under a name of its own', serviceFault('UnknownError', 'server', 502), true],
    ['a time-out', named('TimeoutError'), true],
    ['a connection that was reset', withCode('ECONNRESET'), true],
    ['a connection that was refused', withCode('ECONNREFUSED'), true],
    ['a name that is not resolved', withCode('ENOTFOUND'), true],
    ['a table that is not there', new ResourceNotFoundException({ $metadata, message }), false],
    ['a request that is malformed', serviceFault('ValidationException', 'client', 400), false],
    ['a missing permission', serviceFault('AccessDeniedException', 'client', 400), false],
    ['a mistake of ours', new TypeError(message), false],
  ])('%s: worth another try is what passes by itself', async (_name, error, retryable) => {
    failAll(error);
    // What was asked is at fault, and never what is stored.
    const fault = { retryable, isUnreadable: false };
    expect(await faultOf(store.callbacks.get(waitingWith()))).toMatchObject(fault);
    expect(await faultOf(store.callbacks.put(waitingWith(), 1))).toMatchObject(fault);
    expect(await faultOf(store.callbacks.due(NOON_MS, 1))).toMatchObject(fault);
  });

  test('a condition that failed is a conflict, not a fault', async () => {
    documents.on(PutCommand).rejects(new ConditionalCheckFailedException({ $metadata, message }));
    expect(await store.callbacks.put(waitingWith(), 1)).toBe('conflict');
    expect(await store.guards.put(guardWith(), 1)).toBe('conflict');
    expect(await store.dialRate.put({ tokens: 1, atMs: NOON_MS, slowUntilMs: 0 }, 1)).toBe('conflict');
    expect(await store.pools.putTally('frontline', tallyWith(), 1)).toBe('conflict');
    expect(await store.pools.putStatistics('frontline', { pickUps: [], ringToReady: [] }, 1)).toBe('conflict');
    await store.pools.see('frontline', { agentId: 'ann', state: 'available', sinceMs: NOON_MS });
    expect(await store.pools.claim('frontline', claimWith(), NOON_MS)).toBe('taken');
    await store.contacts.remember({ kind: 'inbound', contactId: 'c', queue: 'support', enteredAtMs: NOON_MS }, NOON_MS);
  });

  test('a slot that is full, or was left already, is no fault', async () => {
    documents.on(UpdateCommand).rejects(new ConditionalCheckFailedException({ $metadata, message }));
    expect(await store.slots.book(slot, 'a', 4)).toBe('full');
    await store.slots.leave(slot, 'a');
  });

  test('a page that fails fails the reading: half a list is not given out', async () => {
    const page = { agentId: 'ann', state: 'available', sinceMs: NOON_MS };
    documents
      .on(QueryCommand)
      .resolvesOnce({ Items: [page], LastEvaluatedKey: { pk: 'a', sk: 'b' } })
      .rejects(new InternalServerError({ $metadata, message }));
    expect((await faultOf(store.pools.sightings('frontline'))).retryable).toBe(true);
  });

  test('an item that is no callback is a fault, never a guess', async () => {
    documents.on(GetCommand).resolves({ Item: { ...waitingWith(), state: 'dreaming', version: 1 } });
    await expect(store.callbacks.get(waitingWith())).rejects.toThrow('not a callback: state');
    await expect(store.callbacks.get(waitingWith())).rejects.toMatchObject({ retryable: false, isUnreadable: true });
  });

  test.each<[string, Item, (store: Store) => Promise<unknown>]>([
    ['a call', { facts: { callId: 'c' }, version: 1 }, ({ calls: inbound }) => inbound.get('c')],
    ['a case', { ...CASE_KEY, id: 'c', marks: new Set(['["x"]']), version: 1 }, ({ cases }) => cases.get(CASE_KEY)],
    ['a case', { ...CASE_KEY, id: 'c', lostMarks: new Set(['[']), version: 1 }, ({ cases }) => cases.get(CASE_KEY)],
    ['a pointer to a case', { number: NUMBER }, ({ cases }) => cases.keyOf('c')],
    ['a delivery', { delivery: { id: 'd' } }, ({ deliveries }) => deliveries.get('d')],
    ['a ranking', { asOfMs: 1, agents: [] }, ({ fcr }) => fcr.ranking('support')],
    ['a roster', { readAtMs: 1, agents: [{ agentId: 'ann#1' }] }, ({ roster }) => roster.get()],
    ['a tally', { ...tallyWith({ agentId: 'ann#1' }), version: 1 }, ({ pools }) => pools.tally('frontline', 'ann')],
  ])('an item that is not %s is a fault that stays, and tells no number', async (what, item, read) => {
    documents.on(GetCommand).resolves({ Item: item });
    const fault = await faultOf(read(store));
    expect(fault).toMatchObject({ retryable: false, isUnreadable: true });
    expect(String(fault.cause)).toContain(`not ${what}`);
    expect(String(fault.cause)).not.toContain(NUMBER);
  });

  test.each<[string, Item, (store: Store) => Promise<unknown>]>([
    ['a settled case', {}, ({ cases }) => cases.page({ status: 'open', fromMs: 0, toMs: NOON_MS }, day)],
    ['a case that is due', {}, ({ cases }) => cases.due(NOON_MS, 5)],
    ['a lost call', { basis: 1, lost: {} }, ({ history }) => history.lostSince(NUMBER, 0)],
    ['a handled call', {}, ({ history }) => history.handledSince(NUMBER, 0)],
    ['a handled call', {}, ({ history }) => history.lastHandled(NUMBER, 5)],
    ['a share', { callbackId: 'a', attempt: 'first' }, ({ fcr }) => fcr.shares('support', '2026-03-02')],
    ['a claim', claimWith({ agentId: 'ann#1' }), ({ pools }) => pools.claims('frontline')],
    ['a delivery', {}, ({ deliveries }) => deliveries.failed('2026-03', day)],
    ['a counted day', dayWith('2026-03-02', Number.NaN), ({ fcr }) => fcr.days('support', '2026-03-02', '2026-03-02')],
    ['a tally', tallyWith(), ({ pools }) => pools.tallies('frontline')],
    ['a closed callback', { copy: waitingWith() }, ({ callbacks }) => callbacks.closedOf('completed', '2026-03', day)],
  ])('a list with an item that is not %s fails, and hides nothing by leaving it out', async (what, item, read) => {
    documents.on(QueryCommand).resolves({ Items: [item] });
    expect(String((await faultOf(read(store))).cause)).toContain(`not ${what}`);
  });

  test('a call of a day that nobody can read is told of beside the others', async () => {
    const [, judged] = everyVerdict[0] ?? [];
    documents.on(QueryCommand).resolves({ Items: [{ judged: {} }, { judged }] });
    const { items, unreadable = [] } = await store.calls.ofDay('2026-03-02', day);
    expect(items).toEqual([judged]);
    expect(unreadable.map(({ isUnreadable, cause }) => [isUnreadable, String(cause)])).toEqual([
      [true, expect.stringContaining('not a judged call')],
    ]);
  });

  test('a case that is gone while it is opened is worth another try', async () => {
    documents.on(UpdateCommand).rejects(new ConditionalCheckFailedException({ $metadata, message }));
    documents.on(PutCommand).resolves({}).on(GetCommand).resolves({});
    expect((await faultOf(store.cases.open(CASE_KEY, [lostMark(1)], 'c'))).retryable).toBe(true);
  });

  test('a delivery that is gone while it is taken is worth another try', async () => {
    documents.on(PutCommand).rejects(new ConditionalCheckFailedException({ $metadata, message }));
    documents.on(GetCommand).resolves({});
    expect((await faultOf(store.deliveries.take(deliveryWith(), NOON_MS))).retryable).toBe(true);
  });
});

describe('connections', () => {
  let server: Server;
  let client: DynamoDBClient;
  const storeOn = async (answer: RequestListener) => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
      requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
    });
    // Errors of Node's own come from outside the sandbox that tests run in, where the SDK does not know them as errors.
    client.middlewareStack.add((next) => async (call) => next(call).catch(rethrow), {
      step: 'finalizeRequest',
      priority: 'low',
    });
    return createDynamoStore(client, 'callbacks');
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  afterEach(async () => {
    client.destroy();
    await close();
  });

  test.each<[string, RequestListener]>([
    ['an answer that does not come', () => undefined],
    ['a connection that breaks', (request) => request.socket.destroy()],
    ['a page of a proxy', (_request, response) => response.writeHead(503).end('<html>')],
  ])('%s is a fault that may pass', async (_name, answer) => {
    const store = await storeOn(answer);
    expect((await faultOf(store.callbacks.get(waitingWith()))).retryable).toBe(true);
    expect((await faultOf(store.callbacks.put(waitingWith(), 1))).retryable).toBe(true);
  });

  test('a server that is gone is a fault that may pass', async () => {
    const store = await storeOn(() => undefined);
    await close();
    expect((await faultOf(store.callbacks.get(waitingWith()))).retryable).toBe(true);
  });
});
