import { serve } from '../../functions/shared/serve';
import { withMaskedFaults } from '../../functions/shared/with-masked-faults';
import { AppConfigData } from '../support/appconfig-data';
import { lambdaContext } from '../support/builders/lambda';
import { writtenAsText } from '../support/builders/log-lines';
import { config, policyOf } from '../support/builders/policies';

const before = { ...process.env };
let service: AppConfigData;
beforeEach(async () => {
  service = await AppConfigData.start();
  Object.assign(process.env, {
    TABLE_NAME: 'table',
    DISPATCH_QUEUE_URL: 'https://sqs.eu-west-2.amazonaws.com/111122223333/dispatch.fifo',
    HOLDFREE_POLICY: JSON.stringify(config()),
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_APPCONFIGDATA: service.clientConfig.endpoint,
  });
});
afterEach(async () => {
  process.env = { ...before };
  await service.stop();
});

const place = { POLICY_APPLICATION: 'abc1234', POLICY_ENVIRONMENT: 'deployed', POLICY_PROFILE: 'def5678' };

/** A function that answers with the hourly cap it goes by. */
function start(name = 'ivr') {
  return serve<unknown, number>(name, () => ({ policy }) => {
    return async () => policy.dialing.perHour;
  });
}

describe('a function as Lambda starts it', () => {
  test('goes by the policy in its bundle where its environment names no place to ask', async () => {
    expect(await start()({}, lambdaContext)).toBe(1_000);
    expect(service.asked).toEqual([]);
  });

  test('goes by what AppConfig delivers, asked for once however often it is called', async () => {
    Object.assign(process.env, place);
    service.deployed = JSON.stringify(config({ dialing: { perHour: 10 } }));
    const run = start();
    expect([await run({}, lambdaContext), await run({}, lambdaContext)]).toEqual([10, 10]);
    expect(service.asked).toEqual(['start', 'get']);
    expect(service.sessions).toMatchObject([{ ApplicationIdentifier: 'abc1234', EnvironmentIdentifier: 'deployed' }]);
  });

  test('asks once more where its connection has died, as it may while Lambda holds the process still', async () => {
    Object.assign(process.env, place);
    service.deployed = JSON.stringify(config({ dialing: { perHour: 10 } }));
    service.fault = 'cut once';
    const said = await writtenAsText(async () => {
      expect(await start()({}, lambdaContext)).toBe(10);
    });
    expect([service.asked, said]).toEqual([['start', 'start', 'get'], '']);
  });

  test('goes by what synth has read and put into its bundle, until another one is delivered than was written', async () => {
    Object.assign(process.env, place, { HOLDFREE_POLICY_READ: JSON.stringify(policyOf({ dialing: { perHour: 7 } })) });
    service.deployed = JSON.stringify(config());
    expect(await start()({}, lambdaContext)).toBe(7);
    service.deployed = JSON.stringify(config({ dialing: { perHour: 10 } }));
    expect(await start()({}, lambdaContext)).toBe(10);
  });

  test('goes by the policy in its bundle while AppConfig fails, and says so in its log', async () => {
    Object.assign(process.env, place);
    service.fault = 'denied';
    const said = await writtenAsText(async () => {
      expect(await start()({}, lambdaContext)).toBe(1_000);
    });
    expect(JSON.parse(said)).toMatchObject({ level: 'ERROR', message: 'fault', service: 'ivr', where: 'policy' });
  });

  test('does not start where only a part of the place is named, or its settings are wrong', () => {
    process.env['POLICY_APPLICATION'] = 'abc1234';
    expect(() => start()).toThrow('POLICY_ENVIRONMENT');
    process.env['HOLDFREE_POLICY'] = JSON.stringify(config({ country: 'Britain' }));
    expect(() => start()).toThrow('holdfree.config.ts: country: got "Britain"');
  });

  test('tells no number in what it throws, neither while it starts nor later', async () => {
    const fault = () => new Error('no caller +441632960123');
    const atOnce = () => {
      throw fault();
    };
    expect(() => serve('ivr', atOnce)).toThrow(/^no caller (?!.*1632960123)/);
    const run = serve('ivr', () => () => async () => Promise.reject(fault()));
    const alone = withMaskedFaults(async () => Promise.reject(fault()));
    for (const failing of [run, alone]) {
      await expect(failing({}, lambdaContext)).rejects.toThrow(/^no caller (?!.*1632960123)/);
    }
  });
});
