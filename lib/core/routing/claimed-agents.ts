import type { AgentClaim } from './agent-claim';

/**
 * Agents who have just been named for other contacts: whoever else is sent to one of them would wait for the next. A claim
 * ends with its time, and with the first event that shows the agent again, for then it is known what came of it.
 */
export function claimedAgents(
  claims: readonly AgentClaim[],
  seenAtMs: ReadonlyMap<string, number>,
  { contactId, nowMs }: { readonly contactId: string | undefined; readonly nowMs: number },
): readonly string[] {
  return claims
    .filter((claim) => claim.contactId !== contactId && claim.untilMs > nowMs)
    .filter(({ agentId, atMs }) => atMs >= (seenAtMs.get(agentId) ?? 0))
    .map(({ agentId }) => agentId);
}
