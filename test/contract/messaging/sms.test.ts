import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { createSmsMessages } from '../../../lib/adapters/messaging/sms';
import { AwsService, awsError } from '../../support/aws-service';

let service: AwsService;
let client: PinpointSMSVoiceV2Client;
beforeAll(async () => {
  service = await AwsService.start();
  client = new PinpointSMSVoiceV2Client(service.clientConfig);
});
afterAll(async () => {
  client.destroy();
  await service.stop();
});

const to = '+441632960123';
const send = (on = client) =>
  createSmsMessages(on, { originationIdentity: 'pool-1' }).sms({
    to,
    body: 'We saw your call and will call you.',
    deliveryId: 'case-1:0:sms:caller:opened',
  });

describe('an SMS over AWS End User Messaging', () => {
  test('is sent once, as transactional, from the identity that is set, and knows its delivery', async () => {
    service.script({ body: { MessageId: 'message-1' } });
    expect(await send()).toEqual({ kind: 'sent', ref: 'message-1' });
    expect(service.requests).toHaveLength(1);
    const [request] = service.requests;
    expect(request).toMatchObject({ operation: 'SendTextMessage', method: 'POST' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      DestinationPhoneNumber: to,
      OriginationIdentity: 'pool-1',
      MessageBody: 'We saw your call and will call you.',
      MessageType: 'TRANSACTIONAL',
      TimeToLive: 3_600,
      Context: { holdfree_delivery: 'case-1:0:sms:caller:opened' },
    });
  });

  test('is sent also where the answer names no message', async () => {
    service.script({ body: {} });
    expect(await send()).toEqual({ kind: 'sent' });
  });

  test.each([
    [
      'to a number that has opted out there',
      awsError('ConflictException', 400, { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }),
      { kind: 'refused', reason: 'ConflictException: DESTINATION_PHONE_NUMBER_OPTED_OUT' },
    ],
    [
      'to a number that is none',
      awsError('ValidationException', 400, { message: `bad ${to}` }),
      { kind: 'refused', reason: 'ValidationException' },
    ],
    [
      'whose refusal gives a reason in words',
      awsError('ConflictException', 400, { Reason: `no ${to}` }),
      { kind: 'refused', reason: 'ConflictException' },
    ],
    [
      'beyond what the account may spend',
      awsError('ServiceQuotaExceededException', 400, { Reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' }),
      { kind: 'refused', reason: 'ServiceQuotaExceededException: MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' },
    ],
    [
      'without permission',
      awsError('AccessDeniedException', 400),
      { kind: 'refused', reason: 'AccessDeniedException' },
    ],
    ['beyond the rate', awsError('ThrottlingException', 400), { kind: 'throttled' }],
    [
      'that meets a fault of the service',
      awsError('InternalServerException', 500),
      { kind: 'unknown', reason: 'InternalServerException' },
    ],
  ] as const)('%s says so without the number, and is not repeated', async (_name, answer, outcome) => {
    service.script(answer);
    expect(await send()).toEqual(outcome);
    expect(service.requests).toHaveLength(1);
  });

  test('whose answer never comes may have been sent', async () => {
    service.script('broken');
    expect(await send()).toMatchObject({ kind: 'unknown' });
    expect(service.requests).toHaveLength(1);
    const hasty = new PinpointSMSVoiceV2Client({
      ...service.clientConfig,
      requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true },
    });
    service.script('silent');
    expect(await send(hasty)).toEqual({ kind: 'unknown', reason: 'TimeoutError' });
    hasty.destroy();
  });
});
