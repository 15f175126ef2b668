import { SNSClient } from '@aws-sdk/client-sns';
import { createSupervisorMessages } from '../../../lib/adapters/messaging/supervisors';
import { AdapterError } from '../../../lib/ports/adapter-error';
import type { SupervisorMessages } from '../../../lib/ports/messages';
import type { Secrets } from '../../../lib/ports/secrets';
import { AwsService } from '../../support/aws-service';

type Webhook = Parameters<SupervisorMessages['webhook']>[0];

const token = '123456:AA"secret"';
const secrets: Secrets = { read: async (name) => (name === 'telegram' ? token : undefined) };

let receiver: AwsService;
let elsewhere: AwsService;
beforeAll(async () => {
  receiver = await AwsService.start();
  elsewhere = await AwsService.start();
});
afterAll(async () => {
  await receiver.stop();
  await elsewhere.stop();
});

const sns = new SNSClient({ region: 'eu-west-2' });

function post(changes: Partial<Webhook> = {}, from = secrets, webhookLimitMs = 30_000) {
  const messages = createSupervisorMessages({ sns, secrets: from, send: fetch, webhookLimitMs });
  return messages.webhook({
    name: 'floor',
    url: `${receiver.endpoint}/bot{secret}/sendMessage`,
    secret: 'telegram',
    headers: { 'content-type': 'application/json' },
    body: '{"chat_id":"-1001","text":"A lost call"}',
    deliveryId: 'case-1:0:webhook:floor:opened',
    ...changes,
  });
}

describe('a notice to a webhook', () => {
  test('is one POST of the body to the address, which the secret is a part of', async () => {
    receiver.script({ body: { ok: true } });
    expect(await post()).toEqual({ kind: 'sent' });
    expect(receiver.requests).toHaveLength(1);
    const [request] = receiver.requests;
    expect(request).toMatchObject({ method: 'POST', body: '{"chat_id":"-1001","text":"A lost call"}' });
    expect(request?.headers['content-type']).toBe('application/json');
    expect(decodeURIComponent(request?.url ?? '')).toBe(`/bot${token}/sendMessage`);
  });

  test('has the secret in headers as it is, and in JSON as JSON writes it', async () => {
    receiver.script({});
    await post({
      url: `${receiver.endpoint}/hook`,
      headers: { 'Content-Type': 'application/json; charset=utf-8', authorization: 'Bearer {secret}' },
      body: '{"key":"{secret}","again":"{secret}"}',
    });
    const [request] = receiver.requests;
    expect(request?.headers['authorization']).toBe(`Bearer ${token}`);
    expect(JSON.parse(request?.body ?? '')).toEqual({ key: token, again: token });
  });

  test('has the secret as it is in a body that is no JSON', async () => {
    receiver.script({});
    await post({ url: `${receiver.endpoint}/hook`, headers: { 'content-type': 'text/plain' }, body: 'key={secret}' });
    expect(receiver.requests[0]?.body).toBe(`key=${token}`);
  });

  test('needs no secret', async () => {
    receiver.script({ status: 204, body: '' });
    expect(await post({ url: `${receiver.endpoint}/open`, secret: undefined })).toEqual({ kind: 'sent' });
    expect(receiver.requests[0]?.url).toBe('/open');
  });

  test.each([
    [200, { kind: 'sent' }],
    [202, { kind: 'sent' }],
    [400, { kind: 'refused', reason: 'status 400' }],
    [404, { kind: 'refused', reason: 'status 404' }],
    [429, { kind: 'throttled' }],
    [500, { kind: 'unknown', reason: 'status 500' }],
    [503, { kind: 'unknown', reason: 'status 503' }],
  ] as const)('that is answered with %i is told as what it was, once', async (status, outcome) => {
    receiver.script({ status, headers: { 'retry-after': '1' } });
    expect(await post()).toEqual(outcome);
    expect(receiver.requests).toHaveLength(1);
  });

  test.each([301, 302, 307, 308])('is never passed on to another host by status %i', async (status) => {
    elsewhere.script({});
    receiver.script({ status, headers: { location: `${elsewhere.endpoint}/take` } });
    expect(await post()).toEqual({ kind: 'refused', reason: `status ${status}` });
    expect(elsewhere.requests).toEqual([]);
  });

  test.each(['silent', 'broken'] as const)('whose receiver is %s may have been read', async (answer) => {
    receiver.script(answer);
    const limitMs = answer === 'silent' ? 50 : undefined;
    expect(await post({}, secrets, limitMs)).toMatchObject({ kind: 'unknown' });
    expect(receiver.requests).toHaveLength(1);
  });
});

describe('the secret of a webhook', () => {
  test('that is not there keeps it from being sent, and is named', async () => {
    receiver.script({});
    expect(await post({ secret: 'slack' })).toEqual({ kind: 'refused', reason: 'there is no secret slack' });
    expect(receiver.requests).toEqual([]);
  });

  test.each([
    [false, { kind: 'refused', reason: 'no access to secret telegram' }],
    [true, { kind: 'throttled' }],
  ])('that cannot be read keeps it from being sent; whether it may pass: %s', async (retryable, outcome) => {
    receiver.script({});
    const closed: Secrets = {
      read: () => Promise.reject(new AdapterError('ssm', { retryable, cause: new Error(token) })),
    };
    expect(await post({}, closed)).toEqual(outcome);
    expect(receiver.requests).toEqual([]);
  });

  test.each([
    ['an address that is none', { url: 'https://{secret}:x y/' }],
    ['a header that is none', { headers: { authorization: 'Bearer {secret}\nx: {secret}' } }],
    ['a host that is not there', { url: 'http://127.0.0.1:1/{secret}' }],
    ['a status that refuses', {}],
  ])('is in no outcome, with %s', async (_name, changes) => {
    receiver.script({ status: 403, body: token });
    const outcome = await post(changes);
    expect(outcome.kind).toMatch(/^(refused|unknown)$/);
    expect(JSON.stringify(outcome)).not.toContain('123456');
  });
});
