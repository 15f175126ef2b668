import type { Outcome, Step } from './action';
import { firstTrue } from './conditions';
import { actionError } from './flow-error';
import { filled } from './parameters';

/** Where a flow goes from an action, and what the way is called; `unhandled` when there is no way for this error. */
export type WayOut =
  | { readonly kind: 'go'; readonly branch: string; readonly to: string }
  | { readonly kind: 'unhandled'; readonly error: string };

/** Looks through the transitions: conditions in their order, then errors, then the next action. */
export function wayOut(step: Step, outcome: Extract<Outcome, { kind: 'next' | 'failed' | 'result' }>): WayOut {
  switch (outcome.kind) {
    case 'next':
      return nextWay(step) ?? missingNext(step);
    case 'failed':
      return errorWay(step, outcome.error);
    case 'result':
      return resultWay(step, outcome);
  }
}

function resultWay(step: Step, { value, elseNext }: Extract<Outcome, { kind: 'result' }>): WayOut {
  const { Conditions: conditions } = step.action.Transitions;
  const index = firstTrue(conditions, value, (operand) => filled(step, operand));
  const to = conditions[index]?.NextAction;
  if (to !== undefined) return { kind: 'go', branch: `condition:${index}`, to };
  if (elseNext === true) return nextWay(step) ?? missingNext(step);
  const way = errorWay(step, 'NoMatchingCondition');
  return way.kind === 'go' ? way : (nextWay(step) ?? way);
}

function errorWay({ action }: Step, error: string): WayOut {
  const { Errors: errors } = action.Transitions;
  const branch =
    errors.find(({ ErrorType }) => ErrorType === error) ??
    errors.find(({ ErrorType }) => ErrorType === 'NoMatchingError');
  if (branch === undefined) return { kind: 'unhandled', error };
  return { kind: 'go', branch: `error:${branch.ErrorType}`, to: branch.NextAction };
}

function nextWay({ action }: Step): WayOut | undefined {
  const { NextAction: to } = action.Transitions;
  // The reference's own example of a transfer has an empty one.
  return to === undefined || to === '' ? undefined : { kind: 'go', branch: 'next', to };
}

function missingNext({ frame, action }: Step): never {
  throw actionError(frame.flow.name, action.Identifier, 'it has no next action');
}
