import { renamedActions } from '../language/actions';
import type { FlowAction } from '../language/document';
import type { FlowType } from '../language/flow-types';
import type { ActionSpec } from '../language/specification';
import { finding, quote, type Finding } from './rules';

/** Ends a module, and stands nowhere else. */
const moduleEnd = 'EndFlowModuleExecution';

/** Whether there is such an action, and whether a flow of this type may have it. */
export function checkType(
  { Identifier, Type }: FlowAction,
  spec: ActionSpec | undefined,
  flowType: FlowType | 'module' | undefined,
): readonly Finding[] {
  const name = renamedActions.get(Type);
  if (name !== undefined) {
    return [finding('action-renamed', Identifier, `Connect refuses the type ${Type}; it takes ${name}`)];
  }
  if (spec === undefined) {
    return [finding('action-unknown', Identifier, `the type ${quote(Type)} is not described here and not checked`)];
  }
  const { allowed, doubtful } = spec.flows;
  if (flowType === 'module') return checkInModule(Identifier, spec);
  if (flowType === undefined || allowed === 'all' || allowed.includes(flowType)) return [];
  // What campaigns take was not read for most actions, so nothing is refused there.
  if (doubtful === 'others' || doubtful?.includes(flowType) === true || flowType === 'CAMPAIGN') {
    return [finding('action-doubtful', Identifier, `sources disagree whether a ${flowType} flow may have ${Type}`)];
  }
  return [finding('action-not-allowed', Identifier, `a ${flowType} flow may not have ${Type}`)];
}

/** Modules are known to be invoked by inbound flows; whether others may invoke them was not read, so nothing is refused. */
function checkInModule(identifier: string, { type, flows: { allowed } }: ActionSpec): readonly Finding[] {
  const isAllowed = type === moduleEnd || allowed === 'all' || allowed.includes('CONTACT_FLOW');
  if (isAllowed) return [];
  return [finding('action-doubtful', identifier, `inbound flows invoke modules, and may not have ${type}`)];
}
