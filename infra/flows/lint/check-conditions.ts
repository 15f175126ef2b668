import type { FlowAction } from '../language/document';
import type { ConditionsSpec } from '../language/specification';
import { quote, type RuleId } from './rules';

const numberOperators = ['NumberGreaterThan', 'NumberGreaterOrEqualTo', 'NumberLessThan', 'NumberLessOrEqualTo'];
const operators: ReadonlySet<string> = new Set([
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  ...numberOperators,
]);

/** Seen in exports or promised by the reference, and described by neither: their operands are not checked. */
const undocumented: ReadonlySet<string> = new Set(['KeyExists', 'And', 'Or', 'Not']);

type Branch = FlowAction['Transitions']['Conditions'][number];

interface Told {
  readonly rule: RuleId;
  readonly message: string;
}

/** The conditions of an action: operators, operands, and which of them it may or must have. */
export function checkConditions(
  { Type, Transitions: { Conditions: branches } }: FlowAction,
  spec: ConditionsSpec | 'none' | 'any',
): readonly Told[] {
  if (spec === 'none') {
    if (branches.length === 0) return [];
    return [{ rule: 'condition-refused', message: `${Type} takes no conditions here` }];
  }
  const told = branches.flatMap((branch, index) => checkBranch(branch, `condition ${index + 1}`));
  told.push(...checkRepeated(branches));
  if (spec === 'any') return told;
  told.push(...branches.flatMap((branch, index) => checkAllowed(branch, `condition ${index + 1}`, spec)));
  told.push(...checkComplete(branches, spec), ...checkRising(branches, spec));
  return told;
}

function checkBranch({ Condition: { Operator, Operands } }: Branch, place: string): readonly Told[] {
  if (undocumented.has(Operator)) {
    return [{ rule: 'operator-undocumented', message: `${place}: ${Operator} is not documented; use it with care` }];
  }
  if (!operators.has(Operator)) {
    return [{ rule: 'operator-unknown', message: `${place}: ${quote(Operator)} is no operator` }];
  }
  const told: Told[] = [];
  if (Operands.length !== 1) {
    told.push({ rule: 'operand-count', message: `${place}: ${Operands.length} operands; ${Operator} takes one` });
  }
  for (const operand of Operands) {
    if (operand === '') told.push({ rule: 'empty-string', message: `${place}: the operand is an empty string` });
    else if (typeof operand !== 'string') {
      told.push({ rule: 'scalar-not-string', message: `${place}: the operand is ${quote(operand)}, not a string` });
    } else if (numberOperators.includes(Operator) && !operand.startsWith('$') && Number.isNaN(Number(operand))) {
      told.push({ rule: 'parameter-doubtful', message: `${place}: ${quote(operand)} is no number, so never true` });
    }
  }
  return told;
}

function checkRepeated(branches: readonly Branch[]): readonly Told[] {
  const seen = new Set<string>();
  return branches.flatMap(({ Condition: { Operator, Operands } }, index) => {
    const [operand] = Operands;
    if (Operands.length !== 1 || typeof operand !== 'string') return [];
    const key = `${Operator} ${operand}`;
    if (seen.has(key)) {
      return [{ rule: 'condition-duplicate' as const, message: `condition ${index + 1} repeats an earlier one` }];
    }
    seen.add(key);
    return [];
  });
}

function checkAllowed({ Condition }: Branch, place: string, spec: ConditionsSpec): readonly Told[] {
  const { Operator, Operands } = Condition;
  const operand = Operands[0];
  // What is no operator, or no operand, has been told already.
  if (!operators.has(Operator)) return [];
  if (spec.operators !== undefined && !spec.operators.includes(Operator)) {
    const message = `${place}: ${Operator} is not allowed here, only ${spec.operators.join(', ')}`;
    return [{ rule: 'condition-refused', message }];
  }
  if (typeof operand !== 'string' || operand === '') return [];
  const allowed = spec.operands?.join(', ') ?? spec.operandForm?.words ?? '';
  const isAllowed =
    (spec.operands?.includes(operand) ?? true) &&
    (spec.operandForm === undefined || spec.operandForm.pattern.test(operand));
  if (isAllowed) return [];
  return [{ rule: 'condition-refused', message: `${place}: ${quote(operand)} is not allowed here, only ${allowed}` }];
}

function checkComplete(branches: readonly Branch[], spec: ConditionsSpec): readonly Told[] {
  if (spec.isComplete !== true) return [];
  const operands = branches.flatMap(({ Condition }) => Condition.Operands);
  return (spec.operands ?? [])
    .filter((operand) => !operands.includes(operand))
    .map((operand) => ({ rule: 'condition-missing', message: `the condition Equals "${operand}" is missing` }));
}

function checkRising(branches: readonly Branch[], spec: ConditionsSpec): readonly Told[] {
  const { risingTo } = spec;
  if (risingTo === undefined) return [];
  const numbers = branches.map(({ Condition }) => Number(Condition.Operands[0]));
  const isRising = numbers.every((number, index) => number > (numbers[index - 1] ?? 0) && number <= risingTo);
  if (isRising) return [];
  return [{ rule: 'condition-refused', message: `the thresholds must rise, from above 0 to at most ${risingTo}` }];
}
