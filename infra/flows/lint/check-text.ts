import { holds, type ParameterSpec } from '../language/specification';
import { hasJsonPath, hasLeaf, isJsonPath } from './json-path';
import { quote, type Tell } from './rules';

/** Where a value stands: its place for the message, and what is given beside it. */
export interface Surroundings {
  readonly place: string;
  readonly siblings: Readonly<Record<string, unknown>>;
  readonly tell: Tell;
}

export type Kind<K extends ParameterSpec['kind']> = Extract<ParameterSpec, { kind: K }>;

/** A text that is not empty against its description. */
export function checkText(value: string, spec: Kind<'text' | 'whole' | 'choice'>, around: Surroundings): void {
  const { place, tell } = around;
  if (spec.origin === 'path') {
    if (!isJsonPath(value)) tell('parameter-dynamic', `${place} is ${quote(value)}; one JSONPath is needed`);
    else if (spec.kind === 'text' && spec.needsLeaf === true && !hasLeaf(value)) {
      tell('parameter-doubtful', `${place} is ${quote(value)}, which holds values and is none`);
    }
    return;
  }
  if (hasJsonPath(value)) {
    checkPath(value, spec, around);
    return;
  }
  if (spec.kind === 'whole') checkWhole(value, spec, around);
  if (spec.kind === 'choice') checkChoice(value, spec, around);
  if (spec.kind === 'text' && value.length > (spec.lengthMax ?? Number.POSITIVE_INFINITY)) {
    tell('parameter-value', `${place} is ${quote(value)}; at most ${spec.lengthMax} characters are allowed`);
  }
}

function checkPath(value: string, { origin }: { readonly origin?: string }, { place, tell }: Surroundings): void {
  if (origin === 'static') {
    tell('parameter-static', `${place} is ${quote(value)}; a JSONPath is not allowed here`);
  } else if (origin === undefined) {
    tell('parameter-doubtful', `${place} is ${quote(value)}; it is not known that Connect takes a JSONPath here`);
  } else if (origin === 'whole' && !isJsonPath(value)) {
    tell('parameter-doubtful', `${place} is ${quote(value)}; a JSONPath stands alone here`);
  }
}

function checkWhole(value: string, spec: Kind<'whole'>, { place, siblings, tell }: Surroundings): void {
  const { min, max = Number.MAX_SAFE_INTEGER, doubtfulMax } = spec;
  const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return;
  const isDoubtful =
    doubtfulMax !== undefined && number > max && number <= doubtfulMax.max && holds(doubtfulMax.when, siblings);
  if (isDoubtful) tell('parameter-doubtful', `${place} is ${quote(value)}; one source allows at most ${max}`);
  else tell('parameter-value', `${place} is ${quote(value)}; allowed is ${wholeWords(min, spec.max)}`);
}

function wholeWords(min: number, max: number | undefined): string {
  if (min === Number.MIN_SAFE_INTEGER) return 'a whole number';
  return max === undefined ? `a whole number from ${min} on` : `a whole number from ${min} to ${max}`;
}

function checkChoice(value: string, spec: Kind<'choice'>, { place, tell }: Surroundings): void {
  if (spec.choices.includes(value)) return;
  // The reference and exports differ in capitals here and there.
  const isAlike = spec.choices.some((choice) => choice.toLowerCase() === value.toLowerCase());
  const rule = isAlike || spec.isGrowing === true ? 'parameter-doubtful' : 'parameter-value';
  tell(rule, `${place} is ${quote(value)}; known are ${spec.choices.join(', ')}`);
}
