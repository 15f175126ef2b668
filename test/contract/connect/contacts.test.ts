import { ownAttributes } from '../../../lib/core/contact-attributes';
import { START_MS, TALK, type WorldOptions } from '../../unit/local/connect/world';
import { CALLER, dialWith, serveCentre } from './served-centre';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function serve(options: WorldOptions = {}) {
  const centre = await serveCentre(options);
  open.push(centre.close);
  const factsOf = async (contactId: string) => {
    const lookup = await centre.contacts.describe(contactId);
    return lookup.kind === 'found' ? lookup.facts : lookup.kind;
  };
  const dialed = async () => {
    const outcome = await centre.dialer.dial(dialWith());
    return outcome.kind === 'started' ? outcome.contactId : 'none';
  };
  return { ...centre, factsOf, dialed };
}

/** Callers wait in q-support, whose flow passes them on after ten seconds. */
function sendingTo(queueId: string): NonNullable<WorldOptions['play']> {
  return async (leg, entry) => {
    if (entry.kind === 'inbound') {
      leg.setTargetQueue('q-support');
      leg.transferToQueue();
    } else if ((await leg.wait(10_000)) === 'elapsed') {
      leg.dequeueTo({ queueId });
    }
  };
}

describe('looking a contact up', () => {
  test('a dial shows whose it is, and no fact before there is one', async () => {
    const centre = await serve();
    const contactId = await centre.dialed();
    expect(await centre.contacts.describe(contactId)).toMatchObject({
      kind: 'found',
      customerNumber: CALLER,
      // Only what is ours: the flow of this centre has an attribute of its own.
      attributes: ownAttributes(dialWith().attributes),
      facts: { contactId },
    });
    expect(await centre.factsOf(contactId)).not.toHaveProperty('connectedToSystemAtMs');
    expect(await centre.factsOf(contactId)).not.toHaveProperty('disconnectedAtMs');
  });

  test('facts come one after the other, to the millisecond, and none goes away', async () => {
    const centre = await serve();
    centre.emulator.signIn('ann');
    const contactId = await centre.dialed();
    await centre.run(12_000);
    const picked = { contactId, connectedToSystemAtMs: START_MS + 12_000 };
    expect(await centre.factsOf(contactId)).toMatchObject(picked);
    await centre.run(1_000);
    const queued = { ...picked, enqueuedAtMs: START_MS + 13_000 };
    expect(await centre.factsOf(contactId)).toMatchObject(queued);
    await centre.run(2_000);
    const talking = { ...queued, agentId: 'ann', connectedToAgentAtMs: START_MS + 15_000 };
    expect(await centre.factsOf(contactId)).toMatchObject(talking);
    await centre.run(TALK.talkMs);
    const over = { ...talking, disconnectedAtMs: START_MS + 15_000 + TALK.talkMs };
    expect(await centre.factsOf(contactId)).toMatchObject({ ...over, disconnectReason: 'CUSTOMER_DISCONNECT' });
    await centre.run(TALK.afterContactWorkMs);
    expect(await centre.factsOf(contactId)).toMatchObject({
      ...over,
      afterContactWorkEndedAtMs: over.disconnectedAtMs + TALK.afterContactWorkMs,
    });
  });

  test.each([
    ['busy', 'TELECOM_BUSY'],
    ['invalid', 'TELECOM_NUMBER_INVALID'],
    ['blocked', 'TELECOM_POTENTIAL_BLOCKING'],
    ['problem', 'TELECOM_PROBLEM'],
  ] as const)('a dial that ends as %s has the reason of the network', async (kind, disconnectReason) => {
    const centre = await serve({ fate: { kind, afterMs: 4_000 } });
    const contactId = await centre.dialed();
    await centre.run(5_000);
    const facts = await centre.factsOf(contactId);
    expect(facts).toMatchObject({ disconnectedAtMs: START_MS + 4_000, disconnectReason });
    expect(facts).not.toHaveProperty('connectedToSystemAtMs');
  });

  test('a call whose caller hid the number has none', async () => {
    const centre = await serve();
    const contactId = centre.call('q-support', null);
    await centre.run(10);
    const lookup = await centre.contacts.describe(contactId);
    expect(lookup).toHaveProperty('attributes', {});
    expect(lookup).not.toHaveProperty('customerNumber');
  });

  test('tells how it began, and of one that a flow has passed on, what it is a part of and where it is queued', async () => {
    const play = sendingTo('q-sales');
    const centre = await serve({ play });
    const from = centre.call('q-support');
    await centre.run(11_000);
    const first = await centre.contacts.describe(from);
    expect(first).toMatchObject({ initiation: 'inbound', queueId: 'q-support', facts: { disconnectReason: 'OTHER' } });
    // Only what agents pass on is told there.
    expect(first).not.toHaveProperty('nextContactIds');
    expect(first).not.toHaveProperty('initialContactId');
    const next = await centre.contacts.describe(centre.nextOf(from));
    expect(next).toMatchObject({ initiation: 'transfer', queueId: 'q-sales', initialContactId: from });
    expect(await centre.contacts.describe(await centre.dialed())).toMatchObject({ initiation: 'api' });
  });

  test('a contact that never was is not found', async () => {
    const centre = await serve();
    expect(await centre.contacts.describe('nobody')).toEqual({ kind: 'not_found' });
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)(
    'a lookup that meets %s is unavailable, never not found',
    async (fault) => {
      const centre = await serve();
      const contactId = await centre.dialed();
      centre.setFault('DescribeContact', fault);
      expect(await centre.contacts.describe(contactId)).toEqual({ kind: 'unavailable' });
    },
  );
});

describe('the age of a place', () => {
  test('a contact that is given an age is served before callers who came before it', async () => {
    const centre = await serve();
    const holder = centre.call('q-support', '+12065550199');
    await centre.run(30_000);
    const contactId = await centre.dialed();
    await centre.run(12_500);
    expect(await centre.contacts.setAge(contactId, 600_400)).toBe(true);
    expect(centre.emulator.contact(contactId)?.queueTimeAdjustmentSeconds).toBe(600);
    await centre.run(5_000);
    centre.emulator.signIn('ann');
    centre.emulator.signIn('bob');
    await centre.run(5_000);
    expect(centre.connections()).toEqual([
      [contactId, 'ann'],
      [holder, 'bob'],
    ]);
  });

  test('without an age it is served in the order of queueing', async () => {
    const centre = await serve();
    const holder = centre.call('q-support', '+12065550199');
    await centre.run(30_000);
    const contactId = await centre.dialed();
    await centre.run(17_500);
    centre.emulator.signIn('ann');
    centre.emulator.signIn('bob');
    await centre.run(5_000);
    expect(centre.connections()).toEqual([
      [holder, 'ann'],
      [contactId, 'bob'],
    ]);
  });

  test('it cannot be given to a contact that is unknown, with an agent or over', async () => {
    const centre = await serve();
    expect(await centre.contacts.setAge('nobody', 60_000)).toBe(false);
    centre.emulator.signIn('ann');
    const contactId = await centre.dialed();
    await centre.run(20_000);
    expect(await centre.contacts.setAge(contactId, 60_000)).toBe(false);
    await centre.run(TALK.talkMs + TALK.afterContactWorkMs);
    expect(await centre.contacts.setAge(contactId, 60_000)).toBe(false);
  });

  test.each(['throttle', 'internal', 'lost_reply'] as const)(
    'a request that meets %s is not counted on',
    async (fault) => {
      const centre = await serve();
      const contactId = await centre.dialed();
      centre.setFault('UpdateContactRoutingData', fault);
      expect(await centre.contacts.setAge(contactId, 60_000)).toBe(false);
    },
  );
});
