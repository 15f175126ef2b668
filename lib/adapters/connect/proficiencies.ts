import { ListUserProficienciesCommand, type ConnectClient } from '@aws-sdk/client-connect';
import type { AgentReading } from '../../core/dispatch/expected-agents';
import { fullBucket, refill, takeTokens } from '../../core/dispatch/token-bucket';
import type { Policy } from '../../core/policy/policy';
import type { ProficiencyAsked } from '../../core/routing/routing-policy';
import type { Clock } from '../../ports/clock';
import type { Journal } from '../../ports/journal';

type Levels = NonNullable<AgentReading['proficiencies']>;

/** What agents are good at, as set by hand in Connect. */
export interface Proficiencies {
  /** Of those agents of whom Connect has said it; only what the policy asks for. */
  readonly of: (agentIds: readonly string[]) => Promise<ReadonlyMap<string, Levels>>;
}

/** Proficiencies change with training, not with the hour. */
const KEPT_MS = 3_600_000;
const FAILED_MS = 60_000;
const TOLD_EVERY_MS = 60_000;

/** Half of the default quota of ListUserProficiencies (2 a second, burst 5), so that others can use it too. */
const askRate = { perSecond: 1, burst: 5 } as const;

/**
 * Connect tells them one agent at a time, so of a large centre they become known little by little: first of those of whom
 * nothing is known, then of those whose answer is the oldest. Asks nothing where no policy asks for any.
 */
export function createProficiencies(
  client: ConnectClient,
  policy: Policy,
  { clock, journal }: { readonly clock: Clock; readonly journal: Journal | undefined },
): Proficiencies {
  const asked = askedFor(policy);
  const known = new Map<string, Levels>();
  const askAgainAtMs = new Map<string, number>();
  let bucket = fullBucket(askRate, clock.nowMs());
  let toldAtMs = Number.NEGATIVE_INFINITY;

  /** Steps by proficiency leave everybody out of whom nothing is known, so somebody is to hear of it; once a minute is enough. */
  const tell = (error: unknown): void => {
    const nowMs = clock.nowMs();
    if (nowMs - toldAtMs < TOLD_EVERY_MS) return;
    toldAtMs = nowMs;
    const reason = error instanceof Error ? error.name : 'unknown fault';
    journal?.note({ kind: 'fault', where: 'routing', reason: `proficiencies: ${reason}` });
  };

  const ask = async (agentId: string): Promise<void> => {
    // Set before the answer is there, so that nobody asks for the same agent meanwhile.
    askAgainAtMs.set(agentId, clock.nowMs() + FAILED_MS);
    const levels = await listLevels(client, policy.instanceId, agentId).catch(tell);
    if (levels === undefined) return;
    askAgainAtMs.set(agentId, clock.nowMs() + KEPT_MS);
    known.set(
      agentId,
      levels.filter((one) => asked.some(({ attribute, value }) => attribute === one.attribute && value === one.value)),
    );
  };

  return {
    of: async (agentIds) => {
      if (asked.length === 0) return known;
      const nowMs = clock.nowMs();
      const dueAtMs = (agentId: string): number => askAgainAtMs.get(agentId) ?? 0;
      const due = agentIds.filter((agentId) => dueAtMs(agentId) <= nowMs).toSorted((a, b) => dueAtMs(a) - dueAtMs(b));
      const taken = takeTokens(refill(bucket, askRate, nowMs), due.length);
      bucket = taken.bucket;
      await Promise.all(due.slice(0, taken.granted).map(ask));
      return known;
    },
  };
}

function askedFor({ queues }: Policy): readonly ProficiencyAsked[] {
  return queues
    .flatMap(({ routing }) => Object.values(routing).flat())
    .flatMap(({ strategy }) => (strategy.kind === 'proficiency' ? [strategy] : []));
}

/** Throws when Connect does not answer, or answers only in part. */
async function listLevels(client: ConnectClient, instanceId: string, userId: string): Promise<Levels> {
  const levels: Levels[number][] = [];
  let from: string | undefined;
  do {
    const page = await client.send(
      new ListUserProficienciesCommand({ InstanceId: instanceId, UserId: userId, MaxResults: 100, NextToken: from }),
    );
    for (const { AttributeName, AttributeValue, Level } of page.UserProficiencyList ?? []) {
      if (AttributeName === undefined || AttributeValue === undefined || Level === undefined) continue;
      levels.push({ attribute: AttributeName, value: AttributeValue, level: Level });
    }
    from = page.NextToken;
  } while (from !== undefined);
  return levels;
}
