import { createServer } from 'node:http';
import { ConnectClient } from '@aws-sdk/client-connect';
import { createConnectDialer } from '../../../lib/adapters/connect/dialer';
import { INSTANCE_ID, SETUP, type WorldOptions } from '../../unit/local/connect/world';
import { CALLER, dialWith, serveCentre } from './served-centre';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function serve(options: WorldOptions = {}) {
  const centre = await serveCentre(options);
  open.push(centre.close);
  return centre;
}

describe('a dial', () => {
  test('that Connect takes is started, as the request says', async () => {
    const centre = await serve();
    const outcome = await centre.dialer.dial(dialWith());
    expect(outcome).toEqual({ kind: 'started', contactId: expect.any(String) });
    const [live] = centre.emulator.liveContacts();
    expect(outcome).toMatchObject({ contactId: live?.contactId });
    expect(live).toMatchObject({
      initiationMethod: 'API',
      customerNumber: CALLER,
      flowId: 'flow-out',
      targetQueueId: 'q-support',
      systemNumber: '+18005550199',
      relatedContactId: 'id-0',
      attributes: dialWith().attributes,
    });
  });

  test('that is repeated is the same contact, also when it is over', async () => {
    const centre = await serve({ fate: { kind: 'busy', afterMs: 3_000 } });
    const first = await centre.dialer.dial(dialWith());
    expect(await centre.dialer.dial(dialWith())).toEqual(first);
    await centre.run(10_000);
    expect(await centre.dialer.dial(dialWith())).toEqual(first);
    expect(centre.emulator.snapshot().dialsByNumber).toEqual({ [CALLER]: 1 });
  });

  test('with another token is another contact', async () => {
    const centre = await serve();
    const first = await centre.dialer.dial(dialWith());
    const second = await centre.dialer.dial(dialWith({ clientToken: 'callback-2' }));
    expect(second).toMatchObject({ kind: 'started' });
    expect(second).not.toEqual(first);
  });

  test('to a country that is not enabled is refused for its number, and the reason does not tell it', async () => {
    const centre = await serve({ setup: { ...SETUP, allowedPrefixes: ['+44'] } });
    expect(await centre.dialer.dial(dialWith())).toEqual({
      kind: 'number_refused',
      reason: 'DestinationNotAllowedException',
    });
    expect(centre.emulator.liveContacts()).toEqual([]);
  });

  test('beyond the rate is throttled and makes no contact, and works again later', async () => {
    const centre = await serve({ limits: undefined });
    const dial = (index: number) => centre.dialer.dial(dialWith({ clientToken: `callback-${index}` }));
    for (let index = 0; index < 5; index += 1) expect(await dial(index)).toMatchObject({ kind: 'started' });
    expect(await dial(5)).toEqual({ kind: 'throttled' });
    expect(centre.emulator.liveContacts()).toHaveLength(5);
    await centre.run(500);
    expect(await dial(5)).toMatchObject({ kind: 'started' });
  });

  test('at the limit of concurrent calls is throttled and makes no contact', async () => {
    const centre = await serve({ setup: { ...SETUP, concurrentCallsMax: 1 } });
    await centre.dialer.dial(dialWith());
    expect(await centre.dialer.dial(dialWith({ clientToken: 'callback-2' }))).toEqual({ kind: 'throttled' });
  });

  test.each([
    ['an unknown flow', { flowId: 'nope' }, 'ResourceNotFoundException'],
    ['an unknown queue', { queueId: 'nope' }, 'ResourceNotFoundException'],
    ['attributes that Connect does not take', { attributes: { 'a b': '1' } }, 'InvalidRequestException'],
  ])('with %s is misconfigured and makes no contact', async (_name, changes, reason) => {
    const centre = await serve();
    expect(await centre.dialer.dial(dialWith(changes))).toEqual({ kind: 'misconfigured', reason });
    expect(centre.emulator.liveContacts()).toEqual([]);
  });

  test('with a used token and another request is misconfigured and makes no second contact', async () => {
    const centre = await serve();
    await centre.dialer.dial(dialWith());
    const outcome = await centre.dialer.dial(dialWith({ queueId: 'q-sales' }));
    expect(outcome).toEqual({ kind: 'misconfigured', reason: 'IdempotencyException' });
    expect(centre.emulator.liveContacts()).toHaveLength(1);
  });

  test('whose answer is lost is unknown; the repeat finds the contact that was made', async () => {
    const centre = await serve();
    centre.setFault('StartOutboundVoiceContact', 'lost_reply');
    expect(await centre.dialer.dial(dialWith())).toMatchObject({ kind: 'unknown' });
    centre.setFault('StartOutboundVoiceContact', undefined);
    const [live] = centre.emulator.liveContacts();
    expect(await centre.dialer.dial(dialWith())).toEqual({ kind: 'started', contactId: live?.contactId });
    expect(centre.emulator.liveContacts()).toHaveLength(1);
  });

  test('that fails inside Connect is unknown, not refused', async () => {
    const centre = await serve();
    centre.setFault('StartOutboundVoiceContact', 'internal');
    expect(await centre.dialer.dial(dialWith())).toEqual({ kind: 'unknown', reason: 'InternalServiceException' });
  });

  test('to a Connect that is not there is unknown', async () => {
    const centre = await serveCentre();
    await centre.close();
    expect(await centre.dialer.dial(dialWith())).toMatchObject({ kind: 'unknown' });
    expect(await centre.dialer.stop('id-1')).toBe('unavailable');
  });

  test('that gets no answer in time is unknown', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const client = new ConnectClient({
      endpoint: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
      region: 'us-west-2',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
      requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
    });
    try {
      const dialer = createConnectDialer(client, INSTANCE_ID);
      expect(await dialer.dial(dialWith())).toMatchObject({ kind: 'unknown', reason: 'TimeoutError' });
      expect(await dialer.stop('id-1')).toBe('unavailable');
    } finally {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('a stop', () => {
  async function dialed(options: WorldOptions = {}) {
    const centre = await serve(options);
    const outcome = await centre.dialer.dial(dialWith());
    return { ...centre, contactId: outcome.kind === 'started' ? outcome.contactId : 'none' };
  }

  test('ends a dial that rings', async () => {
    const centre = await dialed();
    expect(await centre.dialer.stop(centre.contactId)).toBe('stopped');
    expect(centre.emulator.contact(centre.contactId)).toMatchObject({ stage: 'ended', disconnectReason: 'OTHER' });
  });

  test('ends a call that was answered', async () => {
    const centre = await dialed();
    await centre.run(12_500);
    expect(await centre.dialer.stop(centre.contactId)).toBe('stopped');
    expect(centre.emulator.liveContacts()).toEqual([]);
  });

  test('of a contact that is over already says so', async () => {
    const centre = await dialed();
    await centre.dialer.stop(centre.contactId);
    expect(await centre.dialer.stop(centre.contactId)).toBe('already_over');
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)('that meets %s is unavailable', async (fault) => {
    const centre = await dialed();
    centre.setFault('StopContact', fault);
    expect(await centre.dialer.stop(centre.contactId)).toBe('unavailable');
  });

  test('whose answer is lost was a stop all the same: the next one finds the contact over', async () => {
    const centre = await dialed();
    centre.setFault('StopContact', 'lost_reply');
    await centre.dialer.stop(centre.contactId);
    centre.setFault('StopContact', undefined);
    expect(await centre.dialer.stop(centre.contactId)).toBe('already_over');
  });
});
