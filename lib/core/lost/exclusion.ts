import type { Stage } from '../contact-attributes';
import type { Policy, QueuePolicy } from '../policy/policy';
import type { CallFacts } from './call-facts';
import type { EndedParts } from './call-parts';
import type { EndedCall } from './judged-call';
import type { Exclusion } from './lost-words';

/** A call that ended without an agent, and the rules that it may fall under. */
export interface Unserved {
  readonly facts: CallFacts;
  readonly parts: EndedParts;
  readonly call: EndedCall;
  readonly queue: QueuePolicy | undefined;
  readonly policy: Policy;
  readonly isBlocked: boolean;
}

/** Whoever has come so far has settled the matter of a callback in this call, if only by ending one. */
const stagesOfTakers: ReadonlySet<Stage | undefined> = new Set<Stage>([
  'took_callback',
  'told_of_callback',
  'changed_callback',
  'cancelled_callback',
]);

/** Why such a call is not a lost call: the first that applies, in the order of `exclusions`; undefined when it is one. */
export function exclusionOf({ facts, parts, call, queue, policy, isBlocked }: Unserved): Exclusion | undefined {
  const { number, stage, startedAtMs, endedAtMs } = call;
  if (queue === undefined) return 'other_queue';
  const isNoted = facts.segments.some(({ told }) => told?.tookCallback === true);
  if (parts.tookNativeCallback || isNoted || stagesOfTakers.has(stage)) return 'callback_taker';
  if (stage === 'opted_out') return 'opted_out';
  if (stage === 'self_service') return 'self_service';
  if (isAway(parts)) return 'transferred_away';
  if (number === undefined) return 'withheld';
  const byNumber = exclusionOfNumber(policy, number);
  if (byNumber !== undefined) return byNumber;
  if (isBlocked) return 'blocked';
  return endedAtMs - startedAtMs < queue.lost.shortMs ? 'short' : undefined;
}

/** Why calls of a number are never lost calls, by the policy alone; undefined of most. */
export function exclusionOfNumber(
  { lost, numbers }: Pick<Policy, 'lost' | 'numbers'>,
  number: string,
): 'internal' | 'blocked' | undefined {
  if (lost.internal.some((start) => number.startsWith(start))) return 'internal';
  return numbers.blocked.some((start) => number.startsWith(start)) ? 'blocked' : undefined;
}

/** It went on with somebody outside the centre. */
function isAway({ last }: EndedParts): boolean {
  return last.isTransferredOut === true || last.disconnectReason === 'THIRD_PARTY_DISCONNECT';
}
