import { actionSpecs } from '../../../infra/flows/language/actions';
import type { Frame } from './action';

/**
 * Whether Connect is sure to refuse a flow of this type with such an action; where sources disagree it is not. A module
 * may have what a flow of its caller's type may have, and what no flow may: its own end.
 */
export function isRefusedIn({ flow: { flowType }, invokedBy }: Frame, actionType: string): boolean {
  const spec = actionSpecs.get(actionType);
  // What campaigns take was not read for most actions, so nothing is refused there.
  if (spec === undefined || flowType === undefined || flowType === 'CAMPAIGN') return false;
  const { allowed, doubtful } = spec.flows;
  if (allowed === 'all' || allowed.includes(flowType)) return false;
  if (invokedBy !== undefined && allowed.length === 0) return false;
  return doubtful !== 'others' && doubtful?.includes(flowType) !== true;
}
