import { AsyncLocalStorage } from 'node:async_hooks';
import { createDynamoStore } from '../../lib/adapters/dynamodb/dynamo-store';
import type { Policy } from '../../lib/core/policy/policy';
import type { JournalEntry } from '../../lib/ports/journal';
import { createSteppedClock } from '../clock/stepped-clock';
import type { DialFate } from '../connect/types';
import type { Person } from '../callers/person';
import { createChangeFeed } from '../host/change-feed';
import type { Meter } from '../host/meter';
import { agentIdOf, instanceSetupFor } from '../run/centre-setup';
import { startSimulation } from '../run/simulation';
import { createTable } from '../store/create-table';
import { dynamoClientFor, type EmbeddedDynamo } from '../store/embedded-dynamo';
import { countRequests } from './count-requests';
import { createLedger, type Counts, type Ledger } from './ledger';

/** A call of the one caller of a story. */
export interface StoryCall {
  readonly afterMs: number;
  readonly person: Person;
}

/** What happens to one caller in a centre with one agent, and to nobody else. */
export interface Story {
  readonly startMs: number;
  readonly forMs: number;
  readonly queue: string;
  readonly calls: readonly StoryCall[];
  readonly agentComesAfterMs?: number;
  /** What becomes of each dial in turn; the last counts for all further ones. */
  readonly fates: readonly DialFate[];
}

/** What a story came to. */
export interface Played {
  readonly counts: Counts;
  readonly journal: readonly JournalEntry[];
}

const NUMBER = '+447700900123';
const CONCURRENT_CALLS_MAX = 50;
const agent = { name: 'Ada' };

/** Plays a story with the real functions and adapters, on a table of its own, and counts all that they do. */
export async function play(policy: Policy, engine: EmbeddedDynamo, tableName: string, story: Story): Promise<Played> {
  const clock = createSteppedClock({ startMs: story.startMs });
  const ledger = createLedger();
  const counted = dynamoClientFor(engine.endpoint);
  await createTable(engine.client, tableName);
  const running = new AsyncLocalStorage<string>();
  const functionNow = () => running.getStore() ?? 'nobody';
  countRequests(counted, engine.client, { ledger, functionNow });
  const changes = createChangeFeed();
  const journal: JournalEntry[] = [];
  let dials = 0;
  const agents = [{ ...agent, queues: policy.queues.map(({ name }) => name) }];
  const simulation = await startSimulation({
    clock,
    seed: 1,
    policy,
    setup: instanceSetupFor(policy, agents, CONCURRENT_CALLS_MAX),
    store: createDynamoStore(counted, tableName, { ...changes, keptMs: policy.retention.keptMs }),
    changes,
    network: () => ({ dial: () => story.fates[Math.min(dials++, story.fates.length - 1)] ?? { kind: 'no_answer' } }),
    hearing: { speechMs: (text) => text.length * 60, reactionMs: 4_000 },
    acceptMs: 2_000,
    onJournal: (entry) => void journal.push(entry),
    meter: meterOf(ledger, running, clock.nowMs),
  });
  try {
    for (const { afterMs, person } of story.calls) {
      clock.after(
        afterMs,
        () => void simulation.ring({ number: NUMBER, queue: story.queue, person, language: 'en-US' }),
      );
    }
    if (story.agentComesAfterMs !== undefined) {
      clock.after(story.agentComesAfterMs, () => agents.forEach((one) => simulation.emulator.signIn(agentIdOf(one))));
    }
    await clock.runUntil(story.startMs + story.forMs);
    const { events, records } = simulation.sent();
    ledger.count('contact events', events);
    ledger.count('contact records', records);
    for (const told of Object.values(simulation.host.eventsTold())) ledger.count('domain events', told);
    return { counts: ledger.take(), journal };
  } finally {
    await simulation.close();
    counted.destroy();
  }
}

function meterOf(ledger: Ledger, running: AsyncLocalStorage<string>, nowMs: () => number): Meter {
  return {
    invoke: async (name, run) => {
      const fromMs = nowMs();
      ledger.count(`Lambda ${name}`);
      try {
        return await running.run(name, run);
      } finally {
        ledger.count(`Lambda ms ${name}`, nowMs() - fromMs);
      }
    },
    wake: () => ledger.count('SQS wakes'),
    connect: (client) =>
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (call) => {
            ledger.count(`Connect ${String(commandName).replace(/Command$/, '')}`);
            ledger.count(`Connect calls of ${running.getStore() ?? 'nobody'}`);
            return next(call);
          },
        { step: 'initialize', name: 'countCalls' },
      ),
  };
}
