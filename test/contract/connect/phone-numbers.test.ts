import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectPhoneNumbers } from '../../../lib/adapters/connect/phone-numbers';
import { AdapterError } from '../../../lib/ports/adapter-error';
import { AwsService } from '../../support/aws-service';
import { ARN, SETUP } from '../../unit/local/connect/world';
import { serveCentre } from './served-centre';

/** Longer than the beginning by which Connect looks for it. */
const number = '+44163296012399';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Claimed are 120 numbers that begin alike; the last one is the one asked for. */
async function served(flowId?: string) {
  const others = Array.from({ length: 119 }, (_, index) => ({
    id: `n-${index}`,
    number: `+44163296012${String(100 + index)}`,
    flowId: 'flow-queue',
  }));
  const asked = { id: 'n-asked', number, ...(flowId === undefined ? {} : { flowId }) };
  const centre = await serveCentre({ setup: { ...SETUP, phoneNumbers: [...others, asked] } });
  open.push(centre.close);
  return { ...centre, numbers: createConnectPhoneNumbers(centre.client, ARN) };
}

describe('the numbers of an instance', () => {
  test('are found by the whole number, however many begin alike', async () => {
    const { numbers, callsOf } = await served();
    expect(await numbers.find(number)).toBe('n-asked');
    expect(callsOf('ListPhoneNumbersV2')).toBe(2);
    expect(await numbers.find('+44163296012398')).toBeUndefined();
    expect(await numbers.find('+44163296012')).toBeUndefined();
  });

  test('have the flow they are pointed at, or none', async () => {
    const { numbers, callsOf } = await served('flow-in');
    expect(await numbers.flowOf('n-asked')).toBe('flow-in');
    expect(callsOf('ListFlowAssociations')).toBe(2);
    expect(await numbers.point('n-asked', `${ARN}/contact-flow/flow-out`)).toEqual({ kind: 'done' });
    expect(await numbers.flowOf('n-asked')).toBe('flow-out');
    expect(await numbers.clear('n-asked')).toEqual({ kind: 'done' });
    expect(await numbers.flowOf('n-asked')).toBeUndefined();
  });

  test('that are gone, or whose flow is, are outcomes and no faults', async () => {
    const { numbers, client } = await served();
    expect(await numbers.point('n-asked', 'flow-gone')).toEqual({ kind: 'not_found' });
    expect(await numbers.point('n-gone', 'flow-in')).toEqual({ kind: 'not_found' });
    expect(await numbers.clear('n-gone')).toEqual({ kind: 'not_found' });
    const elsewhere = createConnectPhoneNumbers(client, `${ARN}0`);
    expect(await elsewhere.find(number)).toBeUndefined();
    expect(await elsewhere.flowOf('n-asked')).toBeUndefined();
  });

  test('throw a fault that may pass, and that tells no number', async () => {
    const { numbers, setFault } = await served();
    setFault('ListPhoneNumbersV2', 'throttle');
    setFault('AssociatePhoneNumberContactFlow', 'internal');
    const fault: unknown = await numbers.find(number).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AdapterError);
    expect(fault).toMatchObject({ retryable: true, message: 'connect: Error: ListPhoneNumbersV2: throttled' });
    await expect(numbers.point('n-asked', 'flow-in')).rejects.toMatchObject({ adapter: 'connect', retryable: true });
  });
});

describe('what Connect answers otherwise than the emulator', () => {
  let service: AwsService;
  beforeAll(async () => {
    service = await AwsService.start();
  });
  afterAll(() => service.stop());
  const numbersOf = () => createConnectPhoneNumbers(new ConnectClient(service.clientConfig), ARN);

  test('a flow is read where numbers and flows are named by their ids', async () => {
    const FlowAssociationSummaryList = [
      { ResourceId: 'n-asked', FlowId: 'flow-in', ResourceType: 'VOICE_PHONE_NUMBER' },
    ];
    service.script({ body: { FlowAssociationSummaryList } });
    expect(await numbersOf().flowOf('n-asked')).toBe('flow-in');
    expect(service.requests[0]?.url).toContain('ResourceType=VOICE_PHONE_NUMBER');
  });

  test('a refusal has the name that Connect gave it, and none of its words', async () => {
    const refused = (name: string) => ({
      status: 403,
      headers: { 'x-amzn-errortype': name },
      body: { Message: `no access to ${number}` },
    });
    service.script(refused('AccessDeniedException'));
    expect(await numbersOf().clear('n-asked')).toEqual({ kind: 'refused', name: 'AccessDeniedException' });
    await expect(numbersOf().find(number)).rejects.toMatchObject({
      retryable: false,
      message: 'connect: Error: ListPhoneNumbersV2: AccessDeniedException',
    });
  });
});
