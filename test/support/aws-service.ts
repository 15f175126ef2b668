import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** What the protocols of AWS name the operation by: the last part of `x-amz-target`, or `Action` of a form. */
  readonly operation: string;
  readonly body: string;
}

/** What the service does with one request. `silent` answers nothing, `broken` closes the connection. */
export type WireAnswer =
  | 'silent'
  | 'broken'
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: object | string };

/**
 * A service of AWS as far as a client can see: it keeps each request and answers with what was scripted, one answer a
 * request, the last one for all that follow.
 */
export class AwsService {
  readonly requests: WireRequest[] = [];
  private readonly server: Server;
  private answers: WireAnswer[] = [{}];

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(): Promise<AwsService> {
    const service = new AwsService();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get endpoint(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** What the real clients are made with: no repeats of their own, and no credentials of the machine. */
  get clientConfig() {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return { endpoint: this.endpoint, region: 'eu-west-2', credentials, maxAttempts: 1 };
  }

  /** Forgets the requests, and answers the next ones so. */
  script(...answers: readonly WireAnswer[]): void {
    this.requests.length = 0;
    this.answers = [...answers];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    this.requests.push({ method, url, headers, operation: operationIn(headers, body), body });
    const answer = (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? {};
    if (answer === 'silent') return;
    if (answer === 'broken') {
      request.socket.destroy();
      return;
    }
    const { status = 200, headers: more = {}, body: said = {} } = answer;
    const type = headers['content-type'] ?? 'application/json';
    response.writeHead(status, { 'content-type': type, ...more });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  }
}

function operationIn(headers: IncomingMessage['headers'], body: string): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return new URLSearchParams(body).get('Action') ?? '';
}

/** An error in the JSON protocols: its name in a header, and a message that may repeat what was asked. */
export function awsError(name: string, status = 400, more: object = {}): WireAnswer {
  return {
    status,
    headers: { 'x-amzn-errortype': name },
    body: { __type: name, message: 'no', Message: 'no', ...more },
  };
}

/** An error in the query protocol, of SNS. */
export function queryError(code: string, status = 400): WireAnswer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}<RequestId>r</RequestId></ErrorResponse>`,
  };
}
