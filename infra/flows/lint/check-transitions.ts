import type { FlowAction } from '../language/document';
import { holds, type ActionSpec, type ErrorsSpec } from '../language/specification';
import { checkConditions } from './check-conditions';
import { finding, quote, type Finding } from './rules';

/** Where an action leads: next, errors, conditions, and that each of them leads to an action. */
export function checkTransitions(
  action: FlowAction,
  spec: ActionSpec | undefined,
  known: ReadonlySet<string>,
): readonly Finding[] {
  const name = action.Identifier;
  const expected = spec === undefined ? undefined : forThese(action, spec);
  if (expected?.next === 'never') return checkTerminal(action, known);
  return [
    ...(expected === undefined || expected.next === 'unchecked' ? [] : checkNext(action, expected.next === 'advised')),
    ...(expected === undefined || expected.errors === 'unchecked' ? [] : checkErrors(action, expected.errors)),
    ...checkConditions(action, expected?.conditions ?? 'any').map(({ rule, message }) => finding(rule, name, message)),
    ...checkTargets(action, known),
    ...(action.Type === 'Compare' ? checkCompareNext(action) : []),
  ];
}

/** The description with the variant that these parameters call for. */
function forThese({ Parameters }: FlowAction, spec: ActionSpec): ActionSpec {
  const variant = spec.variants?.find(({ when }) => holds(when, Parameters));
  if (variant === undefined) return spec;
  const { errors, conditions, next } = { ...spec, ...variant };
  return { ...spec, errors, conditions, ...(next === undefined ? {} : { next }) };
}

function checkTerminal(action: FlowAction, known: ReadonlySet<string>): readonly Finding[] {
  const { NextAction = '', Errors, Conditions } = action.Transitions;
  if (NextAction === '' && Errors.length === 0 && Conditions.length === 0) return [];
  const message = `${action.Type} ends the flow: its Transitions must be empty`;
  return [finding('terminal-transitions', action.Identifier, message), ...checkTargets(action, known)];
}

function checkNext({ Identifier, Transitions }: FlowAction, isAdvice: boolean): readonly Finding[] {
  if (Transitions.NextAction !== undefined && Transitions.NextAction !== '') return [];
  // An example of AWS has an empty NextAction beside error branches, so that much is accepted.
  if (isAdvice || (Transitions.NextAction === '' && Transitions.Errors.length > 0)) {
    return [finding('next-action-empty', Identifier, 'NextAction leads nowhere; giving a real one is safe')];
  }
  return [finding('next-action-missing', Identifier, 'NextAction is missing, and this action does not end the flow')];
}

function checkErrors({ Identifier, Type, Transitions }: FlowAction, spec: ErrorsSpec): readonly Finding[] {
  const declared = Transitions.Errors.map(({ ErrorType }) => ErrorType);
  const required = [
    ...(spec.required ?? []),
    ...(Transitions.Conditions.length === 0 ? [] : (spec.requiredWithConditions ?? [])),
  ];
  const missing = required.filter((type) => !declared.includes(type));
  const advised = (spec.advised ?? []).filter((type) => !declared.includes(type));
  const allowed = [...(spec.required ?? []), ...(spec.requiredWithConditions ?? []), ...(spec.advised ?? [])];
  const others = [...new Set(declared)].filter((type) => !allowed.includes(type));
  const repeated = new Set(declared.filter((type, index) => declared.indexOf(type) !== index));
  return [
    ...missing.map((type) =>
      finding(
        type === 'NoMatchingCondition' ? 'no-matching-condition' : 'error-missing',
        Identifier,
        `the branch for ${type} is missing`,
      ),
    ),
    ...advised.map((type) => finding('error-advised', Identifier, `no branch for ${type}; Connect takes it without`)),
    ...others.map((type) =>
      spec.doubtful?.includes(type) === true
        ? finding('error-doubtful', Identifier, `a branch for ${type} is not documented here`)
        : finding('error-refused', Identifier, `${Type} may not have a branch for ${quote(type)} here`),
    ),
    ...[...repeated].map((type) =>
      finding('error-duplicate', Identifier, `two branches for ${quote(type)}; only one of them can be taken`),
    ),
  ];
}

function checkTargets({ Identifier, Transitions }: FlowAction, known: ReadonlySet<string>): readonly Finding[] {
  const { NextAction = '', Errors, Conditions } = Transitions;
  const branches = [
    // An empty NextAction is for another rule; an empty target of a branch leads nowhere.
    ...(NextAction === '' ? [] : [{ from: 'NextAction', to: NextAction }]),
    ...Errors.map((error) => ({ from: `the branch for ${error.ErrorType}`, to: error.NextAction })),
    ...Conditions.map((branch, index) => ({ from: `condition ${index + 1}`, to: branch.NextAction })),
  ];
  return branches
    .filter(({ to }) => !known.has(to))
    .map(({ from, to }) =>
      finding('target-unknown', Identifier, `${from} leads to ${quote(to)}, and no action has that name`),
    );
}

function checkCompareNext({ Identifier, Transitions }: FlowAction): readonly Finding[] {
  const otherwise = Transitions.Errors.find(({ ErrorType }) => ErrorType === 'NoMatchingCondition');
  const { NextAction = '' } = Transitions;
  if (otherwise === undefined || NextAction === '' || otherwise.NextAction === NextAction) return [];
  const message = 'NextAction and the branch for NoMatchingCondition lead to different actions; make them the same';
  return [finding('next-action-differs', Identifier, message)];
}
