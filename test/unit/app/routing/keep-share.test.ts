import * as fc from 'fast-check';
import { confirmAnswer } from '../../../../lib/app/confirm-answer';
import { recordContactEvent, type ContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import type { Callback } from '../../../../lib/core/callback/callback';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { callerNumber, dialing, noonMs } from '../../../support/builders/callbacks';
import { queueConfig, queueIds } from '../../../support/builders/policies';
import { policyBy, routedWorld } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import type { World, WorldOptions } from '../../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const capped: Strategy = { kind: 'best_fcr', agents: 1, shareMax: 1 };
const lost = dialing({ origin: 'lost', contactId: 'dial-1' });
const today = '2026-03-02';

const facts = {
  contactId: 'dial-1',
  initiatedAtMs: noonMs,
  connectedToSystemAtMs: noonMs + 9_000,
  enqueuedAtMs: noonMs + 15_000,
  agentId: 'd',
  connectedToAgentAtMs: noonMs + 20_000,
};
const over = { ...facts, disconnectedAtMs: noonMs + 80_000, disconnectReason: 'CUSTOMER_DISCONNECT' };

async function worldWith(callback: Callback, strategy = capped, options: WorldOptions = {}): Promise<World> {
  const world = await routedWorld({ lost: policyBy(strategy) }, options);
  await world.keep(callback);
  const { id: callbackId } = callback;
  await world.store.contacts.remember({ kind: 'dial', contactId: 'dial-1', callbackId, key, attempt: 1 }, noonMs);
  await world.store.fcr.putRanking('support', ranking({ d: 0.9, c: 0.5 }));
  return world;
}

/** Everything that may be told of the dial, by the flow, by events and by the record. */
const news = {
  pressed: async (world: World) => confirmAnswer(world, { contactId: 'dial-1', attributes: {} }),
  connected: async (world: World) => recordContactEvent(world, event('connected_to_agent', facts)),
  disconnected: async (world: World) => recordContactEvent(world, event('disconnected', over)),
  completed: async (world: World) => recordContactEvent(world, event('completed', over)),
  recorded: async (world: World) =>
    recordContactRecord(world, {
      initiation: 'api',
      queueId: queueIds.support,
      facts: over,
      attributes: {},
      customerNumber: callerNumber,
      offers: 1,
      isTransferredOut: false,
      updatedAtMs: noonMs + 90_000,
    }),
} as const;
type News = keyof typeof news;

const event = (kind: ContactEvent['kind'], told: ContactEvent['facts']): ContactEvent => ({
  kind,
  initiation: 'api',
  queueId: queueIds.support,
  facts: told,
});

async function sharesAfter(world: World, ...told: readonly News[]) {
  for (const one of told) await news[one](world);
  return world.store.fcr.shares('support', today);
}

const taken = [{ callbackId: lost.id, attempt: 1, agentId: 'd' }];

describe('a lost-call callback with an agent', () => {
  test('takes what it was promised', async () => {
    const world = await worldWith(lost);
    const promised = [{ callbackId: lost.id, attempt: 1, atMs: noonMs }];
    expect(await sharesAfter(world, 'pressed')).toEqual({ promised, taken: [] });
    expect(await sharesAfter(world, 'connected')).toEqual({ promised, taken });
  });

  test('is counted once in whatever order and how often it is told of, by any one of those who tell', async () => {
    const tell = fc.constantFrom<News>('connected', 'disconnected', 'completed', 'recorded');
    const story = fc.array(tell, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        expect((await sharesAfter(await worldWith(lost), ...told)).taken).toEqual(taken);
      }),
      { numRuns: 30 },
    );
  });

  test('counts on the day of that, where the queue is', async () => {
    const config = { queues: [queueConfig('support', { timeZone: 'Pacific/Kiritimati' }), queueConfig('billing')] };
    const world = await worldWith(lost, capped, { config });
    await sharesAfter(world, 'connected');
    expect((await world.store.fcr.shares('support', '2026-03-03')).taken).toEqual(taken);
  });

  test.each<readonly [string, Callback, Strategy]>([
    ['that was asked for', dialing({ contactId: 'dial-1' }), capped],
    ['of a queue without a cap', lost, { kind: 'best_fcr', agents: 1 }],
  ])('%s is not counted', async (_, callback, strategy) => {
    const world = await worldWith(callback, strategy);
    expect((await sharesAfter(world, 'connected', 'disconnected', 'recorded')).taken).toEqual([]);
  });

  test('that cannot be counted is told of, and its end is kept all the same', async () => {
    const world = await worldWith(lost);
    const take = async () => Promise.reject(new Error('TimeoutError'));
    const store = { ...world.store, fcr: { ...world.store.fcr, take } };
    await sharesAfter({ ...world, store }, 'disconnected');
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'completed' });
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'routing', reason: 'share: TimeoutError' });
  });
});
