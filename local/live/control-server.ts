import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  act,
  createKeeping,
  handleCase,
  noSuchCall,
  placeCall,
  refused,
  tellNow,
  type ControlDeps,
  type Keeping,
  type Reply,
} from './control-operations';
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
    const way = (request.url ?? '').split('/').slice(1);
    const isGet = request.method === 'GET';
    if (isGet && way.join('/') === 'now') return send(response, tellNow(deps));
    const heard = isGet ? callHeard(way) : undefined;
    if (heard !== undefined) {
      const visit = deps.visits.find(heard);
      if (visit === undefined) return send(response, noSuchCall(heard));
      return streamEvents(response, visit, () => keeping.release(heard, visit));
    }
    const post = request.method === 'POST' ? postOf(deps, way, keeping) : undefined;
    if (post === undefined) return send(response, noSuchOperation(request));
    try {
      const body = await readBody(request);
      send(response, body === undefined ? refused(400, 'the body is not JSON') : await post(body));
    } catch (error) {
      send(response, refused(500, error instanceof Error ? error.message : String(error)));
    }
  };
}

/** The call whose events are asked for. */
function callHeard([root, callId, action, ...more]: readonly string[]): string | undefined {
  return root === 'calls' && action === 'events' && more.length === 0 ? callId : undefined;
}

type Post = (body: { readonly json: unknown }) => Promise<Reply>;

/** What a POST to that way does; undefined where there is nothing. */
function postOf(deps: ControlDeps, way: readonly string[], keeping: Keeping): Post | undefined {
  const [root, callId = '', action = '', ...more] = way;
  if (way.join('/') === 'cases/handle') return (body) => handleCase(deps, body);
  if (root !== 'calls' || more.length > 0) return undefined;
  const isNew = callId === '' && action === '';
  return (body) => (isNew ? placeCall(deps, body, keeping) : act(deps, { callId, action }, body));
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
