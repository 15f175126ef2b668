import type { CompiledFlow } from '../../../infra/flows/build/compile';
import { terminalTypes } from '../../../infra/flows/language/actions';
import { readFlow, type FlowAction } from '../../../infra/flows/language/document';
import { valueAt } from '../../../infra/flows/language/specification';
import { invariant } from '../../../lib/core/invariant';

/** One way that a flow can take out of one of its actions, by the name that the runner has for it. */
export interface Branch {
  readonly flow: string;
  readonly action: string;
  readonly branch: string;
  /** The action that it leads to; absent where the flow is over. */
  readonly to?: string;
}

/** Flow, action and branch in one text, as sets and files hold them. */
export function branchName({ flow, action, branch }: Branch): string {
  return `${flow} ${action} ${branch}`;
}

/** Actions that end a flow by success, though they have a next action for failure. */
const leaving: ReadonlySet<string> = new Set([
  'TransferContactToQueue',
  'DequeueContactAndTransferToQueue',
  'TransferToFlow',
]);

/** Actions whose success is the condition that is true, so that a next action is never taken. */
const choosing: ReadonlySet<string> = new Set([
  'Compare',
  'CheckHoursOfOperation',
  'CheckMetricData',
  'CheckOutboundCallStatus',
  'DistributeByPercentage',
  'Loop',
]);

/** Every branch that a flow or a module can take. */
export function branchesOf(flow: Pick<CompiledFlow, 'key' | 'content'>): readonly Branch[] {
  const reading = readFlow(flow.content);
  invariant(reading.outcome === 'flow', `${flow.key} is no flow`);
  return reading.document.actions.flatMap((action) => branchesOfAction(flow.key, action));
}

/** The branches of one action of a flow: conditions first, then errors, then success. */
export function branchesOfAction(flow: string, action: FlowAction): readonly Branch[] {
  const { Conditions, Errors, NextAction } = action.Transitions;
  const of = (branch: string, to?: string): Branch => ({
    flow,
    action: action.Identifier,
    branch,
    ...(to === undefined ? {} : { to }),
  });
  const errors = new Map(Errors.map((error) => [`error:${error.ErrorType}`, error.NextAction]));
  const conditions = isEndlessMusic(action) ? [] : Conditions;
  const ways = [
    ...conditions.map((condition, index) => of(`condition:${index}`, condition.NextAction)),
    ...[...errors].map(([branch, to]) => of(branch, to)),
  ];
  if (isEnd(action)) return [...ways, of('end')];
  return isChosenByCondition(action) ? ways : [...ways, of('next', NextAction)];
}

/** Music that nothing interrupts is over when its caller is gone. */
export function isEndlessMusic({ Type, Parameters }: FlowAction): boolean {
  return Type === 'MessageParticipantIteratively' && Parameters['InterruptFrequencySeconds'] === undefined;
}

function isEnd(action: FlowAction): boolean {
  const { Type, Transitions } = action;
  const isLast = Transitions.NextAction === undefined || Transitions.NextAction === '';
  return isLast || terminalTypes.has(Type) || leaving.has(Type) || isEndlessMusic(action);
}

function isChosenByCondition({ Type, Parameters, Transitions }: FlowAction): boolean {
  if (Transitions.Conditions.length === 0) return false;
  if (Type === 'GetParticipantInput') return !isStored(valueAt(Parameters, ['StoreInput']));
  return choosing.has(Type) || Type === 'MessageParticipantIteratively';
}

function isStored(value: unknown): boolean {
  return typeof value === 'string' && value.toLowerCase() === 'true';
}
