import type { FlowAction } from '../../../infra/flows/language/document';
import { isRecord, scalarText } from './json-paths';

type Branch = FlowAction['Transitions']['Conditions'][number];

/** Which condition comes first of those that are true of the value; -1 when none is. */
export function firstTrue(
  branches: readonly Branch[],
  value: unknown,
  operandText: (operand: unknown) => string | undefined,
): number {
  return branches.findIndex(({ Condition: { Operator, Operands } }) => {
    const operand = operandText(Operands[0]);
    if (Operator === 'KeyExists') return keyExists(value, operand);
    const text = scalarText(value);
    return text !== undefined && operand !== undefined && isTrueOf(Operator, text, operand);
  });
}

function isTrueOf(operator: string, value: string, operand: string): boolean {
  switch (operator) {
    case 'Equals':
      return value === operand;
    case 'TextStartsWith':
      return value.startsWith(operand);
    case 'TextEndsWith':
      return value.endsWith(operand);
    case 'TextContains':
      return value.includes(operand);
    // What is no number is NaN, of which no comparison is true.
    case 'NumberGreaterThan':
      return numberOf(value) > numberOf(operand);
    case 'NumberGreaterOrEqualTo':
      return numberOf(value) >= numberOf(operand);
    case 'NumberLessThan':
      return numberOf(value) < numberOf(operand);
    case 'NumberLessOrEqualTo':
      return numberOf(value) <= numberOf(operand);
    default:
      return false;
  }
}

/** Not documented; read as: the value has this key, or is there at all when it is no object or no key is named. */
function keyExists(value: unknown, key: string | undefined): boolean {
  if (value === undefined || value === null) return false;
  return !isRecord(value) || key === undefined || Object.hasOwn(value, key);
}

function numberOf(text: string): number {
  return /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN;
}
