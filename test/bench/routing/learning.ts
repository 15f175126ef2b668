import { countFcr } from '../../../lib/core/fcr/count-fcr';
import type { FcrRules, HandledContact, InboundContact } from '../../../lib/core/fcr/fcr-call';
import type { FcrDay, FcrRanking } from '../../../lib/core/fcr/fcr-ranking';
import { rankFcr } from '../../../lib/core/fcr/rank-fcr';
import { weighDays } from '../../../lib/core/fcr/weigh-days';
import { QUEUE } from './agents';
import { dayOf, midnightAfterMs, opensAtMs } from './scene';

/** Learns who solves what callers ring for, from nothing but who rang again, by the product's own code. */
export interface Learning {
  readonly handled: (contact: HandledContact) => void;
  readonly rang: (contact: InboundContact) => void;
  /** After a day has closed: counts the day whose windows are closed now, and ranks anew. */
  readonly night: (day: number) => void;
  readonly ranking: () => FcrRanking | undefined;
}

const DAY_MS = 86_400_000;

/** As a policy has it that says nothing of first call resolution. */
const rules: FcrRules = {
  windowMs: 7 * DAY_MS,
  talkMinMs: 10_000,
  sampleMin: 30,
  halfLifeMs: 30 * DAY_MS,
  horizonMs: 90 * DAY_MS,
};

interface DayHeard {
  readonly handled: HandledContact[];
  readonly inbound: InboundContact[];
}

export function createLearning(): Learning {
  const heard = new Map<number, DayHeard>();
  const counted: FcrDay[] = [];
  let ranking: FcrRanking | undefined;

  function heardOn(atMs: number): DayHeard {
    const day = dayOf(atMs);
    const known = heard.get(day) ?? { handled: [], inbound: [] };
    heard.set(day, known);
    return known;
  }

  return {
    handled: (contact) => void heardOn(contact.endedAtMs).handled.push(contact),
    rang: (contact) => void heardOn(contact.startedAtMs).inbound.push(contact),
    night: (day) => {
      const asOfMs = midnightAfterMs(day);
      const closed = day - rules.windowMs / DAY_MS;
      if (closed < 0) return;
      const { queues } = countFcr(
        heard.get(closed)?.handled ?? [],
        [...heard.values()].flatMap(({ inbound }) => inbound),
        rules,
        asOfMs,
      );
      heard.delete(closed);
      const agents = Object.fromEntries(queues.get(QUEUE) ?? []);
      counted.push({ day: new Date(opensAtMs(closed)).toISOString().slice(0, 10), agents });
      ranking = rankFcr(weighDays(counted, rules, asOfMs), rules, { asOfMs, computedAtMs: asOfMs });
    },
    ranking: () => ranking,
  };
}

/** For strategies that go by no measured ranking. */
export function learnNothing(ranking?: FcrRanking): Learning {
  return { handled: () => undefined, rang: () => undefined, night: () => undefined, ranking: () => ranking };
}
