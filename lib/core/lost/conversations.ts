import { queueById, type Policy } from '../policy/policy';
import type { CallFacts } from './call-facts';
import { isCounted, partOf, type Part } from './call-parts';
import { callerNumberOf } from './judge-call';
import type { HandledCall } from './judged-call';

/**
 * Every conversation of a call that is over, each with its agent: a caller who was transferred had several. Native
 * callbacks are parts of the call they were asked for in. None while the number is not known, nor how the call began: one that
 * goes on from a dial is no call that somebody made to us.
 */
export function conversationsOf(facts: CallFacts, policy: Policy): readonly HandledCall[] {
  const all = facts.segments.map(partOf);
  const parts = all.filter(isConversation);
  const began = all.find(({ contactId }) => contactId === facts.callId)?.kind;
  const number = parts.length === 0 || began === undefined ? undefined : callerNumberOf(facts, policy);
  if (number === undefined) return [];
  return parts.map(({ contactId, kind, agentId = 'unknown', queueId, ...times }) => {
    const queue = queueId === undefined ? undefined : queueById(policy, queueId)?.name;
    const { connectedToAgentAtMs: connectedAtMs, disconnectedAtMs: endedAtMs, afterContactWorkEndedAtMs } = times;
    return {
      contactId,
      number,
      ...(queue === undefined ? {} : { queue }),
      agentId,
      how: kind === 'callback' || began !== 'inbound' ? 'called_back' : 'rang_in',
      connectedAtMs,
      endedAtMs,
      ...(afterContactWorkEndedAtMs === undefined
        ? {}
        : { afterContactWorkMs: Math.max(0, afterContactWorkEndedAtMs - endedAtMs) }),
    };
  });
}

function isConversation(
  part: Part,
): part is Part & { readonly connectedToAgentAtMs: number; readonly disconnectedAtMs: number } {
  const isWithCaller = isCounted(part) || part.kind === 'callback';
  return isWithCaller && part.connectedToAgentAtMs !== undefined && part.disconnectedAtMs !== undefined;
}
