import { DescribeContactCommand } from '@aws-sdk/client-connect';
import { closeServed, refusal, serve } from './serve';
import { ARN, SETUP } from './world';

afterEach(closeServed);

describe('StartOutboundVoiceContact', () => {
  test.each([
    ['a number that is not E.164', { DestinationPhoneNumber: '2065550142' }, 'InvalidParameterException', 400],
    ['a source that is not E.164', { SourcePhoneNumber: '+0123' }, 'InvalidParameterException', 400],
    ['neither queue nor source', { QueueId: undefined }, 'InvalidRequestException', 400],
    ['an unknown queue', { QueueId: 'nope' }, 'ResourceNotFoundException', 404],
    ['an unknown flow', { ContactFlowId: 'nope' }, 'ResourceNotFoundException', 404],
    ['another instance', { InstanceId: 'nope' }, 'ResourceNotFoundException', 404],
    ['a bad attribute key', { Attributes: { 'a b': '1' } }, 'InvalidRequestException', 400],
    ['too many attributes', { Attributes: { a: 'ü'.repeat(16_384) } }, 'InvalidRequestException', 400],
    ['campaign traffic', { TrafficType: 'CAMPAIGN' }, 'InvalidRequestException', 400],
    ['a ring timeout', { RingTimeoutInSeconds: 25 }, 'InvalidRequestException', 400],
    [
      'answering machine detection',
      { AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true } },
      'InvalidRequestException',
      400,
    ],
    ['an outbound strategy', { OutboundStrategy: { Type: 'AGENT_FIRST' } }, 'InvalidRequestException', 400],
  ])('%s is refused and nothing is dialed', async (_name, change, name, status) => {
    const world = await serve();
    await expect(world.dial(change)).rejects.toMatchObject(refusal(name, status));
    expect(world.emulator.liveContacts()).toEqual([]);
  });

  test('a missing member is named in the refusal', async () => {
    const world = await serve();
    await expect(world.dial({ DestinationPhoneNumber: undefined })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('DestinationPhoneNumber'),
    });
  });

  test('a prefix that is not allowed is refused', async () => {
    const world = await serve({ setup: { ...SETUP, allowedPrefixes: ['+44', '+1206'] } });
    await expect(world.dial({ DestinationPhoneNumber: '+61255501234' })).rejects.toMatchObject({
      ...refusal('DestinationNotAllowedException', 403),
      message: 'Outbound calls to the destination number are not allowed.',
    });
    await expect(world.dial()).resolves.toHaveProperty('ContactId');
  });

  test('ids may be ARNs', async () => {
    const world = await serve();
    const { ContactId = '' } = await world.dial({ QueueId: `${ARN}/queue/q-support`, InstanceId: ARN });
    const arn = `${ARN}/contact/${ContactId}`;
    const { Contact } = await world.client.send(new DescribeContactCommand({ InstanceId: ARN, ContactId: arn }));
    expect(Contact).toMatchObject({ Id: ContactId, Arn: arn, SystemEndpoint: { Address: '+18005550199' } });
  });

  test('the source number is shown rather than the caller id of the queue', async () => {
    const world = await serve();
    const { ContactId = '' } = await world.dial({ SourcePhoneNumber: '+18005550111' });
    expect(world.emulator.contact(ContactId)?.systemNumber).toBe('+18005550111');
  });

  test('at the concurrency quota a dial is refused', async () => {
    const world = await serve({ setup: { ...SETUP, concurrentCallsMax: 1 } });
    await world.dial({ ClientToken: 'one' });
    await expect(world.dial()).rejects.toMatchObject(refusal('LimitExceededException', 429));
    await expect(world.dial({ ClientToken: 'one' })).resolves.toHaveProperty('ContactId');
  });

  test('a client token gives the first contact for seven days, then a new one', async () => {
    const world = await serve();
    const first = await world.dial({ ClientToken: 'entry-1', Attributes: { a: '1', b: '2' } });
    await world.run(7 * 24 * 3_600_000 - 1);
    const repeat = await world.dial({ ClientToken: 'entry-1', Attributes: { b: '2', a: '1' } });
    expect(repeat.ContactId).toBe(first.ContactId);
    await world.run(1);
    const afterwards = await world.dial({ ClientToken: 'entry-1' });
    expect(afterwards.ContactId).not.toBe(first.ContactId);
  });

  test('a client token with other parameters is refused', async () => {
    const world = await serve();
    await world.dial({ ClientToken: 'entry-1' });
    await expect(world.dial({ ClientToken: 'entry-1', QueueId: 'q-sales' })).rejects.toMatchObject(
      refusal('IdempotencyException', 409),
    );
  });

  test('a refused dial does not use up its client token', async () => {
    const world = await serve({ setup: { ...SETUP, allowedPrefixes: ['+44'] } });
    await expect(world.dial({ ClientToken: 'entry-1' })).rejects.toMatchObject({
      name: 'DestinationNotAllowedException',
    });
    await expect(
      world.dial({ ClientToken: 'entry-1', DestinationPhoneNumber: '+442079460000' }),
    ).resolves.toHaveProperty('ContactId');
  });

  test('a token survives a snapshot', async () => {
    const before = await serve();
    const { ContactId } = await before.dial({ ClientToken: 'entry-1' });
    const after = await serve();
    after.emulator.restore(before.emulator.snapshot());
    expect((await after.dial({ ClientToken: 'entry-1' })).ContactId).toBe(ContactId);
    expect((await after.describe(ContactId ?? '')).Contact).toMatchObject({ DisconnectReason: 'OTHER' });
  });
});
