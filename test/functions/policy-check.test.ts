import { createHandler } from '../../functions/policy-check/handler';
import { config, queueConfig } from '../support/builders/policies';

const check = createHandler(config());

/** As AppConfig asks: the configuration in base64, beside what it is called there. */
function asked(content: unknown) {
  return {
    applicationId: 'abc1234',
    configurationProfileId: 'def5678',
    configurationVersion: '7',
    content: Buffer.from(JSON.stringify(content)).toString('base64'),
    uri: 'hosted',
  };
}

describe('policy-check', () => {
  test('lets pass what may be delivered, and says nothing', async () => {
    expect(await check(asked(config()))).toBeUndefined();
    expect(await check(asked(config({ dialing: { perHour: 10 } })))).toBeUndefined();
  });

  test('refuses with a line for each wrong field, and no trace of where it was thrown', async () => {
    const refusal = check(asked(config({ country: 'Britain', dialing: { burst: 0 } })));
    const message =
      'country: got "Britain"; allowed is an ISO country code, "GB" say\n' +
      'dialing.burst: got 0; allowed is a whole number from 1 to 100';
    const stack = `PolicyNotDelivered: ${message}`;
    await expect(refusal).rejects.toMatchObject({ name: 'PolicyNotDelivered', message, stack });
  });

  test('refuses what needs a deployment', async () => {
    const queues = [queueConfig('support', { hold: { allowed: false } }), queueConfig('billing')];
    await expect(check(asked(config({ queues })))).rejects.toThrow('queues[0].hold.allowed: is deployed');
  });

  test.each([undefined, {}, { content: 7 }, { content: '%' }, { content: 'A'.repeat(1_400_004) }])(
    'refuses what is no configuration',
    async (event) => {
      await expect(check(event)).rejects.toThrow('the configuration: is missing');
    },
  );
});
