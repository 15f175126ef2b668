import type { HoldfreeConfig } from '../../../../lib/core/policy/schema';
import { eventOf, recordOf, type Leg } from '../../../support/builders/call-story';
import { queueIds } from '../../../support/builders/policies';
import type { World } from '../../../support/builders/world';

/** Something told of a contact. */
export type News = { readonly event: unknown } | { readonly record: unknown };

/** What really happened, what was told of it, and what must be known then, in whatever order it was told. */
export interface History {
  readonly name: string;
  readonly legs: readonly Leg[];
  readonly news: readonly News[];
  readonly before?: (world: World) => Promise<void>;
  readonly config?: Partial<HoldfreeConfig>;
  /** Whose it is, where it is not the usual caller. */
  readonly number?: string;
  /** By call: `served`, `excluded: <why>`, `lost: <type>, <reason>, <queue>`, `unknown`. */
  readonly calls: Readonly<Record<string, string>>;
  /** `<queue> <open or how it was closed>: <tries>/<our tries>`, and `+<reopened>`. */
  readonly cases: readonly string[];
  /** `<contact> <how>`. */
  readonly handled?: readonly string[];
}

export const event = (leg: Leg, ...kinds: readonly string[]): readonly News[] =>
  kinds.map((kind) => ({ event: eventOf(leg, kind) }));
export const record = (leg: Leg, updatedAfter?: number): News => ({ record: recordOf(leg, updatedAfter) });

export const busy: Leg = { id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued', prompt: 'where' };
export const ended = ['DISCONNECTED', 'COMPLETED'] as const;
export const inFlow = (changes: Partial<Leg>): Leg => ({ id: 'c1', start: 0, end: 30, ...changes });
export const served: Leg = { ...busy, agent: 60, end: 200, work: 230 };
export const passedOn: Leg = { ...busy, stage: 'hold_limit', reason: 'OTHER', next: 'c2', end: 60 };
export const second: Leg = {
  id: 'c2',
  method: 'QUEUE_TRANSFER',
  initial: 'c1',
  start: 60,
  queued: 60,
  queue: queueIds.billing,
  end: 100,
  stage: 'hold_limit',
  queueName: 'billing',
};
export const busyLost = 'lost: abandoned, agents_busy, support';

export function one(name: string, leg: Leg, verdict: string, more: Partial<History> = {}): History {
  const isLost = verdict.startsWith('lost');
  const news = [...event(leg, ...ended), record(leg)];
  return {
    name,
    legs: [leg],
    news,
    calls: { [leg.id]: verdict },
    cases: isLost ? [`${verdict.split(', ')[2] ?? ''} open: 1/0`] : [],
    ...more,
  };
}

/** The same caller rings again. */
export const again = (id: string, from: Leg, laterBy: number): Leg => ({
  ...from,
  id,
  start: from.start + laterBy,
  ...(from.queued === undefined ? {} : { queued: from.queued + laterBy }),
  ...(from.agent === undefined ? {} : { agent: from.agent + laterBy }),
  ...(from.end === undefined ? {} : { end: from.end + laterBy }),
  ...(from.work === undefined ? {} : { work: from.work + laterBy }),
});
export const later = again('later', served, 600);
export const agentsDial = (end: number): Leg => ({
  id: 'agents',
  method: 'OUTBOUND',
  start: 600,
  agent: 601,
  answered: 612,
  end,
  queueName: null,
});
