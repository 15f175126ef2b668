import type { PresentAgent } from './routing-knowledge';
import type { Strategy } from './routing-policy';

/** Those with at least the level that is asked for. Connect chooses among them itself, whoever of them comes free. */
export function proficientAgents(
  free: readonly PresentAgent[],
  { attribute, value, levelMin }: Extract<Strategy, { readonly kind: 'proficiency' }>,
): readonly string[] {
  return free
    .filter(({ proficiencies = [] }) =>
      proficiencies.some((one) => one.attribute === attribute && one.value === value && one.level >= levelMin),
    )
    .map(({ agentId }) => agentId);
}
