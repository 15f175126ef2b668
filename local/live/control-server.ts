import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { act, createKeeping, noSuchCall, placeCall, refused, type ControlDeps, type Reply } from './control-operations';
import type { Visit } from './visit';

const BODY_CHARACTERS_MAX = 10_000;

/** Serves calls from outside on 127.0.0.1, at a port that the system chooses. */
export async function startControlServer(
  deps: ControlDeps,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const answer = createAnswer(deps);
  const server = createServer((request, response) => void answer(request, response));
  const port = await listenOn(server);
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createAnswer(deps: ControlDeps): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const keeping = createKeeping(deps);
  return async (request, response) => {
    const [root, callId = '', action = '', ...more] = (request.url ?? '').split('/').slice(1);
    const visit = deps.visits.find(callId);
    if (root !== 'calls' || more.length > 0) return send(response, noSuchOperation(request));
    if (request.method === 'GET' && action === 'events') {
      if (visit === undefined) return send(response, noSuchCall(callId));
      return streamEvents(response, visit, () => keeping.release(callId, visit));
    }
    if (request.method !== 'POST') return send(response, noSuchOperation(request));
    try {
      const body = await readBody(request);
      if (body === undefined) return send(response, refused(400, 'the body is not JSON'));
      const isNew = callId === '' && action === '';
      send(response, isNew ? await placeCall(deps, body, keeping) : await act(deps, { callId, action }, body));
    } catch (error) {
      send(response, refused(500, error instanceof Error ? error.message : String(error)));
    }
  };
}

/** One JSON object a line until the visitor leaves; whoever stops listening has left. */
function streamEvents(response: ServerResponse, visit: Visit, unheard: () => void): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  const stop = visit.log.listen({
    event: (event) => void response.write(`${JSON.stringify(event)}\n`),
    over: () => void response.end(),
  });
  response.on('close', () => {
    stop();
    unheard();
  });
}

function noSuchOperation({ method, url }: IncomingMessage): Reply {
  return refused(404, `there is no operation ${method ?? ''} ${url ?? ''}`);
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** Undefined when it is not JSON; an empty body counts as an object without fields. */
async function readBody(request: IncomingMessage): Promise<{ readonly json: unknown } | undefined> {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > BODY_CHARACTERS_MAX) return undefined;
  }
  try {
    return { json: JSON.parse(text === '' ? '{}' : text) };
  } catch {
    return undefined;
  }
}

function listenOn(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.removeListener('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the control server has no port'));
    });
  });
}
