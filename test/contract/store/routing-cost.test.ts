import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { createDynamoStore } from '../../../lib/adapters/dynamodb/dynamo-store';
import { refreshFcr } from '../../../lib/app/fcr/refresh-fcr';
import { keepShare } from '../../../lib/app/routing/keep-share';
import { routeContact } from '../../../lib/app/routing/route-contact';
import type { AgentReading } from '../../../lib/core/dispatch/expected-agents';
import type { AgentFcr } from '../../../lib/core/fcr/fcr-ranking';
import { createTable } from '../../../local/store/create-table';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { callerNumber, noonMs } from '../../support/builders/callbacks';
import { servedCall } from '../../support/builders/judged-calls';
import { callersOf, policyBy, routedWorld } from '../../support/builders/routed';
import type { World } from '../../support/builders/world';
import { keepCall } from '../../support/report-source';

// Goal: what it costs to route a caller and to measure agents, in request units of the table, does not grow unseen.
// Method: the use cases themselves on the embedded store, which counts units as DynamoDB does, in a centre of 50 agents whose
// ids are as long as Connect's, with 100 callbacks of the day shared out, and then with 250 calls of a day to count.

const DAY_MS = 86_400_000;
const today = '2026-03-02';
const agentIds = Array.from({ length: 50 }, (_, index) => `a1b2c3d4-0000-4000-8000-${String(index).padStart(12, '0')}`);
const best = { kind: 'best_fcr', agents: 10, shareMax: 0.9 } as const;

let engine: EmbeddedDynamo;
let world: World;
const spent = { read: 0, write: 0 };
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
  await createTable(engine.client, 'callbacks');
  const store = createDynamoStore(engine.client, 'callbacks');
  const routing = { lost: policyBy(best), inbound: policyBy({ kind: 'longest_idle', agents: 1 }) };
  world = await routedWorld(routing, { wrapStore: () => store, roster: agentIds.map(signedIn) });
  const known = agentIds.map(async (agentId) => {
    await store.pools.see('frontline', { agentId, state: 'available', sinceMs: noonMs - 60_000 });
    await store.pools.claim('frontline', { agentId, contactId: 'earlier', atMs: noonMs - 90_000, untilMs: 0 }, 0);
  });
  const times = { asOfMs: noonMs, computedAtMs: noonMs };
  await store.fcr.putRanking('support', { ...times, mean: 0.85, agents: agentIds.map(measured) });
  const shared = Array.from({ length: 100 }, async (_, index) => {
    const attempt = { callbackId: `01JNB5Q4T2000000000000${String(index).padStart(4, '0')}`, attempt: 1 };
    await store.fcr.promise('support', today, { ...attempt, atMs: noonMs - 1000 });
    await store.fcr.take('support', today, { ...attempt, agentId: agentIds[49 - (index % 30)] ?? '' });
  });
  await Promise.all([...known, ...shared]);
  countUnits(engine.client);
});
afterAll(() => engine.close());

function signedIn(agentId: string): AgentReading {
  return { agentId, queues: ['support', 'billing'], state: 'available', sinceMs: noonMs - 600_000 };
}

function measured(agentId: string, index: number): AgentFcr {
  const share = 0.95 - index / 300;
  return { agentId, handled: 300, repeats: 45, fcr: share, shrunken: share, low: share, high: share, isRanked: true };
}

const consumedSchema = z.object({ ConsumedCapacity: z.optional(z.object({ CapacityUnits: z.number() })) });

/** Asks for what each request consumed, and adds it up. */
function countUnits(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        Reflect.set(call.input, 'ReturnConsumedCapacity', 'TOTAL');
        const answer = await next(call);
        const units = consumedSchema.parse(answer.output).ConsumedCapacity?.CapacityUnits ?? 0;
        spent[/^(Get|Query)/.test(String(commandName)) ? 'read' : 'write'] += units;
        return answer;
      },
    { step: 'initialize' },
  );
}

async function costOf(act: () => Promise<unknown>): Promise<typeof spent> {
  Object.assign(spent, { read: 0, write: 0 });
  await act();
  return { ...spent };
}

test('a lost callback that is ready: readings, ranking, claims and shares; a promise', async () => {
  const call = { ...callersOf(world, 'lost'), number: callerNumber, callbackId: 'callback-1', attempt: 1 };
  const cost = await costOf(async () => expect(await routeContact(world, 'ready-1', call)).toBe(true));
  expect(cost).toEqual({ read: 14, write: 2 });
});

test('a caller who rings in', async () => {
  const call = { ...callersOf(world, 'inbound'), number: callerNumber };
  const cost = await costOf(async () => expect(await routeContact(world, 'inbound-1', call)).toBe(true));
  expect(cost).toEqual({ read: 7, write: 1 });
});

test('that a callback reached an agent', async () => {
  const talk = { contactId: 'ready-1', agentId: agentIds[0] ?? '', connectedToAgentAtMs: noonMs };
  const callback = { id: 'callback-1', origin: 'lost', queue: 'support' } as const;
  expect(await costOf(() => keepShare(world, callback, 1, talk))).toEqual({ read: 0, write: 1 });
});

test('a refresh of each day, and what 250 calls of one day add to it', async () => {
  const refresh = () => refreshFcr(world, { untilMs: Number.POSITIVE_INFINITY });
  await refresh();
  world.clock.advance(DAY_MS);
  const empty = await costOf(refresh);
  world.clock.advance(DAY_MS);
  const calls = Array.from({ length: 250 }, (_, index) => {
    const startedAtMs = noonMs - 7 * DAY_MS + index * 1000;
    const times = { startedAtMs, connectedAtMs: startedAtMs + 70_000, endedAtMs: startedAtMs + 190_000 };
    const callId = `0a1b2c3d-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return servedCall({ ...times, callId, agentId: agentIds[index % 50] ?? '', contactId: callId });
  });
  await Promise.all(calls.map((call) => keepCall(world.store, call)));
  const full = await costOf(refresh);
  expect(await world.store.fcr.days('support', '2026-02-01', today)).toHaveLength(1);
  expect(empty).toEqual({ read: 2, write: 2 });
  expect(full).toEqual({ read: 17, write: 11 });
});
