import type { Callback } from '../../core/callback/callback';
import { offerTask } from '../../core/callback/offering';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { startTask } from './start-task';

/** `not_offered`: no task could be started, and the callback is as it was. */
export type OfferStep = 'offered' | 'not_offered' | 'changed_meanwhile';

/** Asks agents whether they will take a callback, before its caller is dialed. */
export async function offerToAgents(deps: Deps, callback: Callback, agentIds: readonly string[]): Promise<OfferStep> {
  const offered = await changeCallback(deps, callback, (current, nowMs) => offerTask(current, agentIds, nowMs));
  if (offered.kind !== 'changed') return 'changed_meanwhile';
  return (await startTask(deps, offered.callback)) === 'started' ? 'offered' : 'not_offered';
}
