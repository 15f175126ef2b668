import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { getMetricData, MetricRefusal, type MetricSource } from './get-metric-data';

/** By which the client names the one operation that is here, in the protocol AWS JSON 1.0. */
const TARGET = 'GraniteServiceVersion20100801.GetMetricData';

/** A local CloudWatch while it listens. */
export interface CloudWatchServer {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/** The part of CloudWatch that reports read, for the real client: what Connect would tell there of its lines. */
export async function startCloudWatchServer(source: MetricSource, port = 0): Promise<CloudWatchServer> {
  const server = createServer((request, response) => void answer(source, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    endpoint: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function answer(source: MetricSource, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body: unknown = JSON.parse(await text(request));
    if (request.headers['x-amz-target'] !== TARGET) {
      return refuse(response, 404, 'UnknownOperationException', 'The local CloudWatch has only GetMetricData.');
    }
    send(response, 200, getMetricData(source, body));
  } catch (error) {
    if (error instanceof MetricRefusal) return refuse(response, 400, error.code, error.message);
    const message = `The local CloudWatch failed: ${error instanceof Error ? error.message : String(error)}`;
    refuse(response, 500, 'InternalServiceFault', message);
  }
}

/** The client reads the name from the header of the protocol it spoke before, where it is given. */
function refuse(response: ServerResponse, status: number, name: string, message: string): void {
  const side = status >= 500 ? 'Receiver' : 'Sender';
  send(response, status, { __type: name, message }, { 'x-amzn-query-error': `${name};${side}` });
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers });
  response.end(JSON.stringify(body));
}
