import { SNSClient } from '@aws-sdk/client-sns';
import { createSupervisorMessages } from '../../../lib/adapters/messaging/supervisors';
import { AwsService, queryError } from '../../support/aws-service';

let service: AwsService;
let sns: SNSClient;
beforeAll(async () => {
  service = await AwsService.start();
  sns = new SNSClient(service.clientConfig);
});
afterAll(async () => {
  sns.destroy();
  await service.stop();
});

const topicArn = 'arn:aws:sns:eu-west-2:111122223333:supervisors';
const published = {
  headers: { 'content-type': 'text/xml' },
  body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>message-1</MessageId></PublishResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>`,
};

const tell = (subject = 'A lost call in support') => {
  const secrets = { read: async () => undefined };
  const messages = createSupervisorMessages({ sns, secrets, send: fetch });
  return messages.topic({ topicArn, subject, body: 'Line one\nLine two', deliveryId: 'case-1:0:topic:floor:opened' });
};

const form = () => Object.fromEntries(new URLSearchParams(service.requests[0]?.body ?? ''));

describe('a notice to a topic over SNS', () => {
  test('is one publication, whose SMS are sent at once and not in bulk', async () => {
    service.script(published);
    expect(await tell()).toEqual({ kind: 'sent', ref: 'message-1' });
    expect(service.requests).toHaveLength(1);
    expect(form()).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: topicArn,
      Subject: 'A lost call in support',
      Message: 'Line one\nLine two',
      'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
    });
  });

  test.each([
    ['on several lines', ' A lost\r\ncall\tin support\n', 'A lost call in support'],
    ['of 99 characters', 'я'.repeat(99), 'я'.repeat(99)],
    ['of 100 characters', 'я'.repeat(100), `${'я'.repeat(98)}…`],
    ['of characters that take two places', '📞'.repeat(120), `${'📞'.repeat(98)}…`],
    ['of nothing', ' \n', undefined],
  ])('with a subject %s is told with one that SNS takes', async (_name, subject, told) => {
    service.script(published);
    expect(await tell(subject)).toMatchObject({ kind: 'sent' });
    expect(form()['Subject']).toBe(told);
  });

  test.each([
    ['to a topic that is not there', queryError('NotFound', 404), { kind: 'refused', reason: 'NotFoundException' }],
    ['without permission', queryError('AuthorizationError', 403), { kind: 'refused' }],
    ['with what SNS does not take', queryError('InvalidParameter', 400), { kind: 'refused' }],
    ['beyond the rate', queryError('Throttled', 429), { kind: 'throttled' }],
    ['that meets a throttled key', queryError('KMSThrottling', 400), { kind: 'throttled' }],
    ['that meets a fault of SNS', queryError('InternalError', 500), { kind: 'unknown' }],
    ['whose answer never comes', 'broken', { kind: 'unknown' }],
  ] as const)('%s says so, and is not repeated', async (_name, answer, outcome) => {
    service.script(answer);
    expect(await tell()).toMatchObject(outcome);
    expect(service.requests).toHaveLength(1);
  });
});
