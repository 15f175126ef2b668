import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ConnectEmulator, EmulatorFaults, RateLimit } from '../types';
import { ApiError } from './errors';
import type { ApiCore } from './operation';
import { findOperation } from './operations';
import { createThrottle } from './throttle';
import type { Throttle } from './throttle';

export interface ConnectServerDeps {
  readonly nowMs: () => number;
  readonly core: ApiCore;
  readonly limits: Readonly<Record<string, RateLimit>> | 'none' | undefined;
  readonly fault: EmulatorFaults['api'] | undefined;
}

interface Reply {
  readonly status: number;
  readonly errorType?: string;
  readonly body: unknown;
  /** The operation was carried out, but its answer never arrives. */
  readonly isLost: boolean;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('InvalidRequestException', 'The body is not valid JSON.');
  }
}

function carryOut(
  { core, fault }: ConnectServerDeps,
  throttle: Throttle,
  request: IncomingMessage,
  body: unknown,
): Reply {
  const { operation, path, query } = findOperation(request.method ?? '', request.url ?? '');
  const injected = fault?.(operation.name);
  if (injected === 'internal') throw new ApiError('InternalServiceException', 'An internal error was injected.');
  if (injected === 'throttle' || !throttle(operation.name)) throw new ApiError('ThrottlingException', 'Rate Exceeded');
  return { status: 200, body: operation.run(core, { path, query, body }), isLost: injected === 'lost_reply' };
}

function toReply(error: unknown): Reply {
  if (error instanceof ApiError) {
    return { status: error.status, errorType: error.type, body: { Message: error.message }, isLost: false };
  }
  // A fault of the emulator itself: told apart from an injected one by its message.
  const message = `The emulator failed: ${error instanceof Error ? error.message : String(error)}`;
  return { status: 500, errorType: 'InternalServiceException', body: { Message: message }, isLost: false };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.isLost) {
    response.socket?.destroy();
    return;
  }
  const text = JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(reply.errorType === undefined ? {} : { 'x-amzn-errortype': reply.errorType }),
  });
  response.end(text);
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** The HTTP side of the emulator; `listen` rejects when the port is taken. */
export function createConnectServer(deps: ConnectServerDeps): Pick<ConnectEmulator, 'listen'> {
  const throttle = createThrottle(deps.nowMs, deps.limits);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let reply: Reply;
    try {
      const body = await readBody(request);
      reply = carryOut(deps, throttle, request, body);
    } catch (error) {
      reply = toReply(error);
    }
    send(response, reply);
  };
  return {
    listen: async (port = 0) => {
      const server = createServer((request, response) => void answer(request, response));
      // Clients keep connections between requests; closing an idle one under them would look like a lost reply.
      server.keepAliveTimeout = 0;
      const boundPort = await listenOn(server, port);
      return {
        endpoint: `http://127.0.0.1:${boundPort}`,
        close: () =>
          new Promise((resolve, reject) => {
            server.close((error) => (error === undefined ? resolve() : reject(error)));
            server.closeAllConnections();
          }),
      };
    },
  };
}
