import { request as httpRequest, type IncomingMessage } from 'node:http';
import { startControlServer } from '../../../../local/live/control-server';
import { closeServed } from '../connect/serve';
import { createVisitedWorld, menuOf, NUMBER } from './visited-world';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await closeServed();
});

/** A centre whose clock runs as requests come: what a request asks for happens at once. */
async function serveVisits(options: { readonly callsMax?: number; readonly unheardMs?: number } = {}) {
  const pressed: string[] = [];
  const world = await createVisitedWorld({ talking: menuOf(pressed), ...options });
  const clock: Parameters<typeof startControlServer>[0]['clock'] = {
    after: (_ms, task) => {
      void task();
      return { atMs: 0 };
    },
    nowMs: () => 1_772_442_000_000,
  };
  const { policy, visits } = world;
  const server = await startControlServer({
    clock,
    policy,
    visits,
    handleCase: async (json) => ({ status: 200, body: { asked: JSON.stringify(json) } }),
    ...options,
  });
  open.push(server.close);
  const post = async (path: string, body: unknown = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${server.address}${path}`, { method: 'POST', body: text });
    const answer: Readonly<Record<string, string>> = JSON.parse(await response.text());
    return { status: response.status, body: answer };
  };
  return {
    ...world,
    pressed,
    server,
    post,
    stream: (callId: string) => openStream(`${server.address}/calls/${callId}/events`),
  };
}

interface Stream {
  readonly response: IncomingMessage;
  readonly lines: () => readonly unknown[];
  readonly over: Promise<void>;
}

function openStream(url: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => void (text += String(chunk)));
      const over = new Promise<void>((done) => void response.on('close', done));
      // A stream that is broken off on purpose is no fault.
      response.on('error', () => undefined);
      const lines = () =>
        text
          .trim()
          .split('\n')
          .map((line): unknown => JSON.parse(line));
      resolve({ response, lines, over });
    });
    request.on('error', reject).end();
  });
}

/** Lets what is on its way over the loopback arrive. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

test('a call is placed, heard, answered by keys, and its stream ends when it is over', async () => {
  const { post, stream, run, pressed } = await serveVisits();
  const { status, body } = await post('/calls', { from: NUMBER, language: 'ru-RU' });
  expect({ status, body }).toEqual({ status: 200, body: { callId: '1', contactId: expect.any(String) } });
  const { lines, over, response } = await stream('1');
  expect(response.headers['content-type']).toBe('application/x-ndjson');
  await run(1_000);
  expect(await post('/calls/1/keys', { keys: '2' })).toEqual({ status: 200, body: {} });
  await run(10_000);
  await over;
  expect(pressed).toEqual(['2']);
  expect(lines()).toMatchObject([
    { kind: 'called', contactId: body['contactId'], queue: 'support' },
    { kind: 'said', text: 'menu 1', keys: ['1', '2'] },
    { kind: 'pressed', keys: '2' },
    { kind: 'ended' },
    { kind: 'left' },
  ]);
});

test('hanging up, answering and declining do so, or say that there is nothing to do it to', async () => {
  const { post, run, dial, visits } = await serveVisits();
  await post('/calls', { from: NUMBER, stay: true });
  await run(1_000);
  expect(await post('/calls/1/answer')).toMatchObject({ status: 409 });
  expect(await post('/calls/1/hang-up')).toMatchObject({ status: 200 });
  expect(await post('/calls/1/hang-up')).toMatchObject({ status: 409, body: { error: 'no call is on' } });
  expect(await post('/calls/1/keys', { keys: '1' })).toMatchObject({ status: 409, body: { error: 'no call is on' } });
  await dial();
  expect(await post('/calls/1/decline')).toMatchObject({ status: 200 });
  expect(await post('/calls/1/decline')).toMatchObject({ status: 409, body: { error: 'nothing rings' } });
  await dial();
  expect(await post('/calls/1/answer')).toMatchObject({ status: 200 });
  expect(visits.find('1')?.hangUp()).toBe(true);
});

test.each<[string, string, unknown, number, string]>([
  ['a wrong request', '/calls', { from: '123' }, 400, 'from:'],
  ['text that is not JSON', '/calls', '{"from":', 400, 'not JSON'],
  ['far too much text', '/calls', `"${'x'.repeat(20_000)}"`, 400, 'not JSON'],
  ['keys that are none', '/calls/1/keys', { keys: 'abc' }, 400, 'keys'],
  ['an unknown call', '/calls/7/hang-up', {}, 404, 'no call "7"'],
  ['an unknown operation on a call', '/calls/1/constructor', {}, 404, 'no operation "constructor"'],
  ['an unknown operation', '/ring', {}, 404, 'no operation POST /ring'],
  ['a number that is in use', '/calls', { from: NUMBER }, 409, 'already'],
  ['keys beside a script', '/calls/2/keys', { keys: '1' }, 409, 'script'],
  ['one call more than the instance takes', '/calls', { from: null }, 503, 'busy signal'],
])('%s is refused with its reason', async (_, path, body, status, reason) => {
  const { post } = await serveVisits({ callsMax: 2 });
  await post('/calls', { from: NUMBER });
  await post('/calls', { from: null, keys: ['1'] });
  expect(await post(path, body)).toEqual({ status, body: { error: expect.stringContaining(reason) } });
});

test('events of an unknown call, and other methods, are refused', async () => {
  const { server } = await serveVisits();
  expect((await fetch(`${server.address}/calls/7/events`)).status).toBe(404);
  expect((await fetch(`${server.address}/calls`)).status).toBe(404);
  expect((await fetch(`${server.address}/calls`, { method: 'DELETE' })).status).toBe(404);
});

test('whoever stops listening has left', async () => {
  const { post, stream, run, visits, visitors, emulator } = await serveVisits({ unheardMs: 600_000 });
  const { body } = await post('/calls', { from: NUMBER });
  const { response } = await stream('1');
  await run(1_000);
  response.destroy();
  await until(() => visits.find('1') === undefined);
  expect(emulator.contact(body['contactId'] ?? 'none')?.stage).toBe('ended');
  expect(visitors.at(NUMBER)).toBeUndefined();
});

test('whoever calls and never listens is let go', async () => {
  const { post, visits, visitors } = await serveVisits({ unheardMs: 1 });
  await post('/calls', { from: NUMBER });
  await until(() => visits.find('1') === undefined);
  expect(visitors.at(NUMBER)).toBeUndefined();
});

test('closing breaks off open streams at once', async () => {
  const { post, stream, server } = await serveVisits();
  await post('/calls', { from: NUMBER });
  const { over, lines } = await stream('1');
  await until(() => {
    try {
      return lines().length > 0;
    } catch {
      return false;
    }
  });
  await server.close();
  await over;
  expect(lines()).not.toContainEqual(expect.objectContaining({ kind: 'left' }));
});

test('the simulated time is told, and a case is handed on to be closed by hand', async () => {
  const { server, post } = await serveVisits();
  const now: unknown = await (await fetch(`${server.address}/now`)).json();
  expect(now).toEqual({ nowMs: '1772442000000' });
  const request = { number: NUMBER, reason: 'called by hand' };
  expect(await post('/cases/handle', request)).toEqual({ status: 200, body: { asked: JSON.stringify(request) } });
  expect(await post('/cases/reopen', request)).toMatchObject({ status: 404 });
  expect(await post('/cases/handle', 'no JSON')).toMatchObject({ status: 400 });
});
