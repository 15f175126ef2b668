import { AdapterError } from '../../ports/adapter-error';
import type { SendOutcome, SupervisorMessages } from '../../ports/messages';
import type { Secrets } from '../../ports/secrets';

/** How a request goes out; `fetch` as it stands. */
export type Send = (request: Request) => Promise<Response>;

type Webhook = Parameters<SupervisorMessages['webhook']>[0];

export interface WebhookDeps {
  readonly secrets: Secrets;
  readonly send: Send;
  /** From the first byte out to the status in. */
  readonly timeLimitMs: number;
}

/** Notices to an address, as one POST. */
export function webhookMessages({ secrets, send, timeLimitMs }: WebhookDeps): SupervisorMessages['webhook'] {
  return async (webhook) => {
    const secret = await secretFor(webhook, secrets);
    if (typeof secret === 'object') return secret;
    const request = requestFor(webhook, secret, timeLimitMs);
    // Faults of a request tell its headers and address, and so the secret: nothing of them is passed on.
    if (request === undefined) return { kind: 'refused', reason: 'invalid request' };
    try {
      const response = await send(request);
      // The status says it all, whatever becomes of the rest.
      await response.body?.cancel().catch(() => undefined);
      return outcomeOf(response.status);
    } catch (error) {
      return { kind: 'unknown', reason: error instanceof Error ? error.name : 'unknown fault' };
    }
  };
}

/** Without its secret nothing is sent. A store that does not answer is asked again later, like a receiver who is busy. */
async function secretFor({ secret: name }: Webhook, secrets: Secrets): Promise<string | SendOutcome> {
  if (name === undefined) return '';
  try {
    return (await secrets.read(name)) ?? { kind: 'refused', reason: `there is no secret ${name}` };
  } catch (error) {
    if (error instanceof AdapterError && !error.retryable)
      return { kind: 'refused', reason: `no access to secret ${name}` };
    return { kind: 'throttled' };
  }
}

function requestFor(webhook: Webhook, secret: string, timeLimitMs: number): Request | undefined {
  const headers = Object.entries(webhook.headers).map(([name, value]): [string, string] => [name, fill(value, secret)]);
  const isJson = headers.some(([name, value]) => name.toLowerCase() === 'content-type' && /\bjson\b/i.test(value));
  try {
    return new Request(fill(webhook.url, secret), {
      method: 'POST',
      headers,
      body: fill(webhook.body, isJson ? JSON.stringify(secret).slice(1, -1) : secret),
      // The address is the admin's to say: whoever answers there must not send the notice on to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeLimitMs),
    });
  } catch {
    return undefined;
  }
}

function fill(text: string, secret: string): string {
  return text.replaceAll('{secret}', () => secret);
}

/** Only an answer of the receiver itself settles it; a redirect is none that a repeat would change. */
function outcomeOf(status: number): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 429) return { kind: 'throttled' };
  if (status >= 300 && status < 500) return { kind: 'refused', reason: `status ${status}` };
  return { kind: 'unknown', reason: `status ${status}` };
}
