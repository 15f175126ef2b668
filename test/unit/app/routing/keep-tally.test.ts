import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../../../functions/contact-records/contact-record';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { eventOf, recordOf, tellLeg, type Leg } from '../../../support/builders/call-story';
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { queueConfig, queueIds } from '../../../support/builders/policies';
import { policyBy, routedWorld } from '../../../support/builders/routed';
import type { World, WorldOptions } from '../../../support/builders/world';

const fewest: Strategy = { kind: 'fewest_calls', agents: 1 };
const served: Leg = { id: 'c1', start: 0, queued: 21, agent: 60, end: 200, work: 230, stage: 'queued' };

type Told = 'CONNECTED_TO_AGENT' | 'DISCONNECTED' | 'COMPLETED' | 'record';

async function worldBy(strategy: Strategy = fewest, options: WorldOptions = {}): Promise<World> {
  return routedWorld({ requested: policyBy(strategy) }, { nowMs: noonMs + 300_000, ...options });
}

async function tell(world: World, leg: Leg, ...told: readonly Told[]): Promise<void> {
  tellLeg(world, leg);
  const contact = { kind: 'inbound', contactId: leg.id, number: callerNumber, queue: 'support' } as const;
  await world.store.contacts.remember({ ...contact, enteredAtMs: noonMs }, noonMs);
  for (const one of told) {
    if (one === 'record') {
      const parsed = parseContactRecord(JSON.stringify(recordOf(leg, 60)), world.policy.instanceArn);
      if (parsed.kind === 'record') await recordContactRecord(world, parsed.record);
    } else {
      const parsed = parseContactEvent(eventOf(leg, one));
      if (parsed.kind === 'event') await recordContactEvent(world, parsed.event);
    }
  }
}

const tallies = async ({ store }: World, pool = 'frontline') =>
  (await store.pools.tallies(pool)).map(({ value: { agentId, calls, talkMs, day } }) => ({
    agentId,
    calls,
    talkMs,
    day,
  }));
const once = { agentId: 'agent-1', calls: 1, talkMs: 140_000, day: '2026-03-02' };

describe('a conversation is added to what its agent has done today', () => {
  test.each<readonly [string, readonly Told[]]>([
    ['at its end', ['CONNECTED_TO_AGENT', 'DISCONNECTED']],
    ['once, told of three times', ['CONNECTED_TO_AGENT', 'DISCONNECTED', 'DISCONNECTED', 'COMPLETED', 'record']],
    ['in whatever order', ['record', 'COMPLETED', 'CONNECTED_TO_AGENT', 'DISCONNECTED']],
    ['by its record alone, where no event came', ['record']],
  ])('%s', async (_, told) => {
    const world = await worldBy();
    await tell(world, served, ...told);
    expect(await tallies(world)).toEqual([once]);
  });

  test('and the next one, of whatever queue of the pool, to that', async () => {
    const world = await worldBy();
    await tell(world, served, 'DISCONNECTED');
    await tell(world, { ...served, id: 'c2', queue: queueIds.billing, agent: 210, end: 220 }, 'DISCONNECTED');
    expect(await tallies(world)).toEqual([{ ...once, calls: 2, talkMs: 150_000 }]);
  });

  test.each([
    ['support', 'billing'],
    ['billing', 'support'],
  ] as const)('on the day of its end where the first queue of the pool is, be that %s', async (first, second) => {
    const hawaii = { timeZone: 'Pacific/Honolulu' };
    const config = { queues: [queueConfig(first, hawaii), queueConfig(second)] };
    const lateMs = Date.UTC(2026, 2, 2, 9, 59, 50);
    const agoSeconds = (lateMs - noonMs) / 1000;
    const world = await worldBy(fewest, { config, nowMs: lateMs });
    const leg = { ...served, start: agoSeconds - 90, queued: agoSeconds - 80, agent: agoSeconds - 60 };
    await tell(world, { ...leg, end: agoSeconds - 10, work: agoSeconds }, 'DISCONNECTED');
    expect((await tallies(world))[0]?.day).toBe('2026-03-01');
  });

  test('unless it ended so long ago that nobody remembers whether it was added', async () => {
    const world = await worldBy(fewest, { nowMs: noonMs + 200_000 + 601_000 });
    await tell(world, served, 'record');
    expect(await tallies(world)).toEqual([]);
  });

  test.each<readonly [string, Strategy]>([
    ['weights', { kind: 'weighted', by: 'talk_time', weights: { a: 1 }, agents: 1 }],
    ['talk', { kind: 'least_talk_time', agents: 1 }],
  ])('where a queue of its pool shares out by %s', async (_, strategy) => {
    const world = await worldBy(strategy);
    await tell(world, served, 'DISCONNECTED');
    expect(await tallies(world)).toEqual([once]);
  });
});

describe('nothing is added', () => {
  test('where no queue of the pool goes by it', async () => {
    const world = await worldBy({ kind: 'longest_idle', agents: 1 });
    await tell(world, served, 'DISCONNECTED');
    const config = { queues: [queueConfig('support', { pool: 'a' }), queueConfig('billing', { pool: 'b' })] };
    const apart = await worldBy(fewest, { config });
    await tell(apart, { ...served, queue: queueIds.billing }, 'DISCONNECTED');
    expect([...(await tallies(world)), ...(await tallies(apart, 'a')), ...(await tallies(apart, 'b'))]).toEqual([]);
  });

  const { agent: _nobody, work: _none, ...unserved } = served;
  test.each<readonly [string, Leg]>([
    ['of a call without an agent', unserved],
    ['of a call that an agent made', { ...served, method: 'OUTBOUND', answered: 60 }],
  ])('%s', async (_, leg) => {
    const world = await worldBy();
    await tell(world, leg, 'DISCONNECTED', 'record');
    expect(await tallies(world)).toEqual([]);
  });

  test('while the store does not answer, and what else the event tells is done', async () => {
    const world = await worldBy();
    const tally = async () => Promise.reject(new Error('TimeoutError'));
    const store = { ...world.store, pools: { ...world.store.pools, tally } };
    await tell({ ...world, store }, served, 'DISCONNECTED');
    expect(await world.store.history.handledSince(callerNumber, 0)).toHaveLength(1);
    expect(world.notes).toEqual([{ kind: 'fault', where: 'routing', reason: 'tally: TimeoutError' }]);
  });
});

test('two who add at once both count', async () => {
  const world = await worldBy();
  await Promise.all([
    tell(world, served, 'DISCONNECTED'),
    tell(world, { ...served, id: 'c2', agent: 100, end: 110 }, 'DISCONNECTED'),
  ]);
  expect(await tallies(world)).toEqual([{ ...once, calls: 2, talkMs: 150_000 }]);
});
