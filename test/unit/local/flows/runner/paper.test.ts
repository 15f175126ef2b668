import { createPaperLeg, hangUpOnPaper } from '../../../../../local/flows/paper/paper-leg';
import { scriptedTelephone } from '../../../../../local/flows/paper/scripted-telephone';

test('time on paper adds up, and the caller leaves when it is time', async () => {
  const leg = createPaperLeg({ startMs: 1_000, hangsUpAfterMs: 500 });
  expect([await leg.wait(499), leg.isLive(), leg.nowMs()]).toEqual(['elapsed', true, 1_499]);
  expect([await leg.wait(1), leg.isLive(), leg.nowMs()]).toEqual(['gone', false, 1_500]);
});

test('nobody holds for ever', async () => {
  const leg = createPaperLeg();
  expect([await leg.wait(3_599_999), await leg.wait(1)]).toEqual(['elapsed', 'gone']);
});

test('nothing happens on a leg that is over', () => {
  const leg = createPaperLeg({ queueId: 'q1', attributes: { a: 'b' } });
  hangUpOnPaper(leg);
  leg.setAttributes({ a: 'c' });
  leg.setData({ name: 'n' });
  leg.setTargetQueue('q2');
  leg.setTargetAgent('a2');
  leg.setHook('CustomerQueue', 'f');
  leg.setRouting({ priority: 1 });
  leg.setCallbackNumber('+12065550142');
  leg.createCallback({ initialDelaySeconds: 1, attemptsMax: 1, retryDelaySeconds: 1 });
  leg.changeTags({ add: { a: 'b' } });
  leg.disconnect();
  expect([leg.transferToQueue(), leg.dequeueTo({ queueId: 'q2' })]).toEqual(['no_queue', 'no_queue']);
  expect(leg.events).toEqual([]);
  expect(leg.contactData()).toMatchObject({ Attributes: { a: 'b' }, Name: null, Queue: { Name: 'q1' } });
});

test('a contact that is queued or disconnected is over', () => {
  const queued = createPaperLeg({ queueId: 'q1' });
  const dropped = createPaperLeg();
  queued.transferToQueue();
  dropped.disconnect();
  expect([queued.isLive(), dropped.isLive()]).toEqual([false, false]);
});

test('a contact on paper has all that a function is told', () => {
  const leg = createPaperLeg({ from: null, relatedContactId: 'c0', languageCode: 'ru-RU' });
  leg.setTargetQueue('arn:aws:connect:us-west-2:111122223333:instance/i/queue/q7');
  expect(leg.contactData()).toEqual({
    Attributes: {},
    AwsRegion: 'us-west-2',
    Channel: 'VOICE',
    ContactId: leg.contactId,
    CustomerEndpoint: null,
    CustomerId: null,
    Description: null,
    InitialContactId: leg.contactId,
    InitiationMethod: 'INBOUND',
    InstanceARN: expect.stringContaining(':instance/'),
    LanguageCode: 'ru-RU',
    MediaStreams: { Customer: { Audio: null } },
    Name: null,
    PreviousContactId: leg.contactId,
    Queue: {
      ARN: expect.stringMatching(/\/queue\/q7$/),
      Name: 'q7',
      OutboundCallerId: { Address: '+18005550199', Type: 'TELEPHONE_NUMBER' },
    },
    References: {},
    RelatedContactId: 'c0',
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
    SystemEndpoint: { Address: '+18005550199', Type: 'TELEPHONE_NUMBER' },
    Tags: { 'aws:connect:instanceId': expect.any(String), 'aws:connect:systemEndpoint': '+18005550199' },
  });
});

test('a scripted telephone presses one key each time, then is silent', async () => {
  const leg = createPaperLeg({ startMs: 0 });
  const { press, pressed } = scriptedTelephone(['1', 'silence', '23#']);
  const keys: string[] = [];
  for (let time = 0; time < 6; time += 1) keys.push(`${await press(leg, 5_000)} ${leg.nowMs()}`);
  expect(keys).toEqual(['1 1000', 'none 6000', '2 7000', '3 8000', '# 9000', 'none 14000']);
  expect(pressed).toEqual(['1', '2', '3', '#']);
});

test('no key is found in less than a second, and none by a caller who has left', async () => {
  const leg = createPaperLeg({ hangsUpAfterMs: 1_500 });
  const { press } = scriptedTelephone(['1', '2']);
  expect([await press(leg, 999), await press(leg, 5_000)]).toEqual(['none', 'gone']);
});

test('a scripted caller may hang up', async () => {
  const leg = createPaperLeg();
  expect([await scriptedTelephone(['hangup']).press(leg, 5_000), leg.isLive()]).toEqual(['gone', false]);
});
