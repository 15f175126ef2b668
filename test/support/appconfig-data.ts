import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What is wrong with the service, when something is. */
export type AppConfigFault = 'denied' | 'unavailable' | 'silent' | 'cut once';

/**
 * The two questions of AppConfig Data, asked over HTTP, as its API reference has them: a session gives a token, each token
 * serves one question, and who has the newest configuration gets an empty one.
 */
export class AppConfigData {
  /** What was asked, in order: `start` and `get`. */
  readonly asked: string[] = [];
  /** The bodies of sessions that were started. */
  readonly sessions: unknown[] = [];
  deployed = '';
  fault: AppConfigFault | undefined;
  private readonly server: Server;
  /** Tokens that may still be used, with what their session has got already. */
  private readonly tokens = new Map<string, string>();
  private given = 0;

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(): Promise<AppConfigData> {
    const service = new AppConfigData();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  /** What the real client is made with: no repeats of its own, and no credentials of the machine. */
  get clientConfig() {
    const address = this.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return { endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-2', credentials, maxAttempts: 1 };
  }

  /** As after 24 hours. */
  expireTokens(): void {
    this.tokens.clear();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method, url = '' } = request;
    const isStart = method === 'POST' && url === '/configurationsessions';
    this.asked.push(isStart ? 'start' : 'get');
    if (this.fault === 'silent') return;
    if (this.fault === 'cut once') {
      this.fault = undefined;
      request.socket.resetAndDestroy();
      return;
    }
    if (this.fault === 'denied') return refuse(response, 403, 'AccessDeniedException');
    if (this.fault === 'unavailable') return refuse(response, 500, 'InternalServerException');
    if (isStart) {
      this.sessions.push(JSON.parse(body));
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ InitialConfigurationToken: this.token('') }));
      return;
    }
    const asked = new URL(url, 'http://local').searchParams.get('configuration_token') ?? '';
    const has = this.tokens.get(asked);
    if (has === undefined) return refuse(response, 400, 'BadRequestException');
    this.tokens.delete(asked);
    response.writeHead(200, {
      'content-type': 'application/json',
      'next-poll-configuration-token': this.token(this.deployed),
      'next-poll-interval-in-seconds': '30',
    });
    response.end(has === this.deployed ? '' : this.deployed);
  }

  private token(has: string): string {
    this.given += 1;
    const token = `token-${this.given}`;
    this.tokens.set(token, has);
    return token;
  }
}

function refuse(response: ServerResponse, status: number, name: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name });
  response.end(JSON.stringify({ Message: 'no' }));
}
