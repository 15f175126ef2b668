import { SSMClient } from '@aws-sdk/client-ssm';
import { createSsmSecrets } from '../../../lib/adapters/ssm/secrets';
import { AwsService, awsError } from '../../support/aws-service';
import { createManualClock } from '../../support/builders/manual-clock';

let service: AwsService;
let client: SSMClient;
beforeAll(async () => {
  service = await AwsService.start();
  client = new SSMClient(service.clientConfig);
});
afterAll(async () => {
  client.destroy();
  await service.stop();
});

function open() {
  const clock = createManualClock(Date.parse('2026-03-02T12:00:00Z'));
  return { clock, secrets: createSsmSecrets(client, clock) };
}

const parameter = (value: string) => ({ body: { Parameter: { Name: '/holdfree/telegram', Value: value } } });

describe('a secret in the parameter store', () => {
  test('is read and decrypted by its name', async () => {
    const { secrets } = open();
    service.script(parameter('token-1'));
    expect(await secrets.read('/holdfree/telegram')).toBe('token-1');
    expect(service.requests).toMatchObject([{ operation: 'GetParameter' }]);
    expect(JSON.parse(service.requests[0]?.body ?? '')).toEqual({ Name: '/holdfree/telegram', WithDecryption: true });
  });

  test('is read once in five minutes, each name for itself', async () => {
    const { clock, secrets } = open();
    service.script(parameter('token-1'), parameter('other'), parameter('token-2'));
    expect(await secrets.read('a')).toBe('token-1');
    expect(await secrets.read('b')).toBe('other');
    clock.advance(299_999);
    expect(await secrets.read('a')).toBe('token-1');
    clock.advance(1);
    expect(await secrets.read('a')).toBe('token-2');
    expect(service.requests).toHaveLength(3);
  });

  test('that is missing is nothing, and is found as soon as somebody adds it', async () => {
    const { secrets } = open();
    service.script(awsError('ParameterNotFound'), parameter('token-1'));
    expect(await secrets.read('a')).toBeUndefined();
    expect(await secrets.read('a')).toBe('token-1');
  });

  test.each([
    ['a missing permission', awsError('AccessDeniedException'), false],
    ['a key that may not be used', awsError('InvalidKeyId'), false],
    ['throttling', awsError('ThrottlingException'), true],
    ['a fault of the service', awsError('InternalServerError', 500), true],
    ['a broken connection', 'broken', true],
  ] as const)('behind %s is a fault, of which it is known whether it may pass', async (_name, answer, retryable) => {
    const { secrets } = open();
    service.script(answer);
    const fault = await secrets.read('a').catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'AdapterError', adapter: 'ssm', retryable });
  });
});
