import { renamedActions } from '../language/actions';
import type { FlowAction } from '../language/document';
import type { FlowType } from '../language/flow-types';
import type { ActionSpec } from '../language/specification';
import { finding, quote, type Finding } from './rules';

/** Whether there is such an action, and whether a flow of this type may have it. */
export function checkType(
  { Identifier, Type }: FlowAction,
  spec: ActionSpec | undefined,
  flowType: FlowType | undefined,
): readonly Finding[] {
  const name = renamedActions.get(Type);
  if (name !== undefined) {
    return [finding('action-renamed', Identifier, `Connect refuses the type ${Type}; it takes ${name}`)];
  }
  if (spec === undefined) {
    return [finding('action-unknown', Identifier, `the type ${quote(Type)} is not described here and not checked`)];
  }
  const { allowed, doubtful } = spec.flows;
  if (flowType === undefined || allowed === 'all' || allowed.includes(flowType)) return [];
  // What campaigns take was not read for most actions, so nothing is refused there.
  if (doubtful === 'others' || doubtful?.includes(flowType) === true || flowType === 'CAMPAIGN') {
    return [finding('action-doubtful', Identifier, `sources disagree whether a ${flowType} flow may have ${Type}`)];
  }
  return [finding('action-not-allowed', Identifier, `a ${flowType} flow may not have ${Type}`)];
}
