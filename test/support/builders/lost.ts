import type { CaseKey, CaseMark, LostCase } from '../../../lib/core/lost/case';
import { foldCase } from '../../../lib/core/lost/fold-case';
import type { LostReason } from '../../../lib/core/lost/lost-words';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import { beginCase, markCase, settleCase } from '../../../lib/app/lost/mark-case';
import { callerNumber, noonMs } from './callbacks';
import { queueConfig } from './policies';
import type { World } from './world';

type QueueLost = NonNullable<HoldfreeConfig['queues'][number]['lost']>;

/** Lost calls of `support` are called back, by `support` unless the changes name another queue. */
export function lostConfig(
  callBack: NonNullable<QueueLost['callBack']> = {},
  changes: Partial<HoldfreeConfig> = {},
): Partial<HoldfreeConfig> {
  return { queues: [queueConfig('support', { lost: { callBack } }), queueConfig('billing')], ...changes };
}

export const caseKey = { number: callerNumber, queue: 'support' };

/** A call that was lost: it began ten minutes ago, and ended after one, unless told otherwise. */
export function lostMark(
  callId = 'lost-1',
  changes: { readonly startedAtMs?: number; readonly endedAtMs?: number; readonly reason?: LostReason } = {},
): CaseMark {
  const { startedAtMs = noonMs - 600_000, endedAtMs = startedAtMs + 60_000, reason = 'agents_busy' } = changes;
  return { kind: 'lost', callId, basis: 1, startedAtMs, endedAtMs, lost: { type: 'abandoned', reason } };
}

/** Adds marks to the case, which comes into being if there is none, and settles it. */
export async function openCase(world: World, key: CaseKey, marks: readonly CaseMark[]): Promise<LostCase | undefined> {
  return settleCase(world, await beginCase(world, key, marks));
}

/** The case of the caller in `support`, with these marks beside those it has. */
export async function caseWith(world: World, ...marks: readonly CaseMark[]): Promise<LostCase> {
  const lostCase = await openCase(world, caseKey, marks);
  if (lostCase === undefined) throw new Error('nothing was lost');
  return lostCase;
}

/** Closes it by hand. */
export async function closeByHand(world: World, atMs: number): Promise<LostCase | undefined> {
  return markCase(world, caseKey, [{ kind: 'closed', how: 'by_hand', ref: `hand-${atMs}`, atMs }]);
}

/** As it is now. */
export async function caseNow(world: World): Promise<LostCase | undefined> {
  const marked = await world.store.cases.get(caseKey);
  return marked === undefined ? undefined : foldCase(marked);
}
