/** Every rule: what Connect would refuse is an error, what it accepts though it is doubtful a note. */
export const rules = {
  version: 'error',
  'start-action': 'error',
  'actions-max': 'error',
  'content-size': 'error',
  shape: 'error',
  'identifier-form': 'error',
  'identifier-duplicate': 'error',
  'action-renamed': 'error',
  'action-not-allowed': 'error',
  'empty-string': 'error',
  'scalar-not-string': 'error',
  'parameter-missing': 'error',
  'parameter-exclusive': 'error',
  'parameter-needs': 'error',
  'parameter-refused': 'error',
  'parameter-value': 'error',
  'parameter-static': 'error',
  'parameter-dynamic': 'error',
  'next-action-missing': 'error',
  'terminal-transitions': 'error',
  'target-unknown': 'error',
  'error-missing': 'error',
  'error-refused': 'error',
  'no-matching-condition': 'error',
  'condition-refused': 'error',
  'condition-missing': 'error',
  'operator-unknown': 'error',
  'operand-count': 'error',
  'flow-type-unknown': 'note',
  'content-size-written': 'note',
  'action-unknown': 'note',
  'action-doubtful': 'note',
  'action-unreachable': 'note',
  'parameter-unknown': 'note',
  'parameter-doubtful': 'note',
  'interrupt-frequency': 'note',
  'next-action-empty': 'note',
  'next-action-differs': 'note',
  'error-advised': 'note',
  'error-doubtful': 'note',
  'error-duplicate': 'note',
  'condition-duplicate': 'note',
  'operator-undocumented': 'note',
} as const;

export type RuleId = keyof typeof rules;

/** One thing to say about a flow. */
export interface Finding {
  readonly severity: 'error' | 'note';
  /** The identifier of the action; undefined where the finding is about the flow as a whole. */
  readonly action: string | undefined;
  readonly rule: RuleId;
  readonly message: string;
}

/** A finding with the severity of its rule. */
export function finding(rule: RuleId, action: string | undefined, message: string): Finding {
  return { severity: rules[rule], action, rule, message };
}

/** A value as a message quotes it: JSON, cut where it gets long. */
export function quote(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 76)}..."` : text;
}

/** Tells one finding about an action. */
export type Tell = (rule: RuleId, message: string) => void;
