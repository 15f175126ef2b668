import type { Operation } from '../../../lib/core/dialogue/operations';
import { operationAskedBy } from './check-answers';
import type { ActionDraft, FlowDraft } from './draft';
import { targetsOf } from './lay-out';

/** Their answers spell the number out, and a flow's log holds what a Lambda block was answered. */
const spelling: ReadonlySet<string> = new Set<Operation>(['propose', 'register', 'change']);

/** A number that a caller keys, or is read out, must be in no log: logging is stopped before, on every way. */
export function checkLogging({ start, actions }: FlowDraft): readonly string[] {
  const byId = new Map(actions.map((action) => [action.id, action]));
  const faults = new Set<string>();
  const seen = new Set<string>();
  // Whatever played before may have switched logging on.
  const open: { readonly id: string; readonly isLogged: boolean }[] = [{ id: start, isLogged: true }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const action = byId.get(here.id);
    const state = `${here.id} ${here.isLogged}`;
    if (action === undefined || seen.has(state)) continue;
    seen.add(state);
    if (here.isLogged && holdsNumber(action)) faults.add(`${action.id}: a number is logged; stop logging before`);
    const isLogged = isLoggedAfter(action) ?? here.isLogged;
    for (const id of targetsOf(action)) open.push({ id, isLogged });
  }
  return [...faults];
}

function holdsNumber(action: ActionDraft): boolean {
  if (action.type === 'GetParticipantInput') return action.parameters['StoreInput'] === 'True';
  return action.type === 'InvokeLambdaFunction' && spelling.has(operationAskedBy(action));
}

/** Undefined: it stays as it was. */
function isLoggedAfter({ type, parameters }: ActionDraft): boolean | undefined {
  return type === 'UpdateFlowLoggingBehavior' ? parameters['FlowLoggingBehavior'] !== 'Disabled' : undefined;
}
