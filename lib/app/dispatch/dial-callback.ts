import type { PlannedDial } from '../../core/dispatch/plan';
import { queueByName } from '../../core/policy/policy';
import type { Deps } from '../deps';
import { keepOrTakeNumber, skip } from './dial-checks';
import { takeDialTokens } from './dial-rate';
import { offerToAgents } from './offer-task';
import { placeDial } from './place-dial';
import { withGranted } from './sent-dials';

/** `throttled` ends the pass: Connect takes no more dials for now. */
export type DialStep = 'dialed' | 'skipped' | 'throttled';

/** Dials one planned callback, or asks agents first: checks, takes the number, claims, dials, keeps the contact. */
export async function dialCallback(deps: Deps, planned: PlannedDial): Promise<DialStep> {
  const { entry, way, agentIds } = planned;
  const queue = queueByName(deps.policy, entry.queue);
  const flowId = deps.policy.callbackFlowId;
  if (queue === undefined || flowId === undefined) return skip(deps, entry, 'misconfigured');
  const stored = await deps.store.callbacks.get(entry);
  if (stored?.value.id !== entry.id || stored.value.state !== 'waiting') return skip(deps, entry, 'changed_meanwhile');
  const callback = stored.value;
  const kept = await keepOrTakeNumber(deps, queue, callback);
  if (kept !== 'taken') return kept;
  const dialed = { queue, flowId, callback };
  if (way !== 'agent-first') return placeDial(deps, dialed, planned);
  const offered = await offerToAgents(deps, callback, agentIds);
  if (offered === 'offered') return 'dialed';
  if (offered === 'changed_meanwhile') return skip(deps, callback, 'changed_meanwhile');
  // Agents who cannot be asked are no reason to let a caller wait: the plan holds without a task too. With the offer the
  // number was let go. It is a dial as any other, and was not counted as one: without a token it is for a later pass.
  const grant = await takeDialTokens(deps, 1);
  if (grant.granted === 0) return 'skipped';
  return withGranted(deps, grant, async (counted) => {
    const again = await keepOrTakeNumber(counted, queue, callback);
    if (again !== 'taken') return again;
    return placeDial(counted, dialed, { ...planned, way: 'customer-first' });
  });
}
