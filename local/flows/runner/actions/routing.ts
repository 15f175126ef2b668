import type { FlowHook } from '../../../connect/types';
import { failed, nextWhen, type ActionRun } from '../action';
import { lookupOf } from '../flow-data';
import { fillDeep, isRecord, valueOfPath } from '../json-paths';
import { filled, recordOf, wholeOf } from '../parameters';

const hooks: readonly FlowHook[] = [
  'AgentHold',
  'AgentWhisper',
  'CustomerHold',
  'CustomerQueue',
  'CustomerRemaining',
  'CustomerWhisper',
  'DefaultAgentUI',
  'DisconnectAgentUI',
  'PauseContact',
  'ResumeContact',
];

/** Sets the flow of one other moment of the contact's life. */
export const updateContactEventHooks: ActionRun = (step) => {
  const entries = Object.entries(recordOf(step, 'EventHooks') ?? {});
  const [name, value] = entries[0] ?? [];
  const hook = hooks.find((known) => known === name);
  const flowId = filled(step, value);
  if (entries.length !== 1 || hook === undefined || flowId === undefined) return failed();
  return nextWhen(step.play.leg.setHook(hook, flowId) === 'set');
};

/** Priority, or the age that is added. */
export const updateContactRoutingBehavior: ActionRun = (step) => {
  const priority = wholeOf(step, 'QueuePriority');
  const adjustmentSeconds = wholeOf(step, 'QueueTimeAdjustmentSeconds');
  if (priority === undefined && adjustmentSeconds === undefined) return failed();
  const routing = {
    ...(priority === undefined ? {} : { priority }),
    ...(adjustmentSeconds === undefined ? {} : { adjustmentSeconds }),
  };
  return nextWhen(step.play.leg.setRouting(routing) === 'set');
};

/** Routing criteria, written into the flow or had from a function. */
export const updateContactRoutingCriteria: ActionRun = (step) => {
  const given = step.action.Parameters['RoutingCriteria'];
  const lookup = lookupOf(step);
  const criteria = typeof given === 'string' ? valueOfPath(lookup, given) : fillDeep(lookup, given, '');
  if (!isRecord(criteria) || (typeof given !== 'string' && hasMember(criteria, onlyFromFunctions))) return failed();
  return nextWhen(step.play.leg.setRouting({ criteria: withNumbers(criteria) }) === 'set');
};

/** What the block takes as a whole document only, not written into the flow. */
const onlyFromFunctions: readonly string[] = ['OrExpression', 'NotAttributeCondition'];

function hasMember(value: unknown, names: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => hasMember(item, names));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([name, item]) => names.includes(name) || hasMember(item, names));
}

/** Those members of criteria that the API has as numbers. */
const numbers: readonly string[] = [
  'DurationInSeconds',
  'ProficiencyLevel',
  'MinProficiencyLevel',
  'MaxProficiencyLevel',
];

/** A flow writes every scalar as a string; the document of the API has these as numbers. */
function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, isNumber(name, item) ? Number(item) : withNumbers(item)]),
  );
}

function isNumber(name: string, value: unknown): boolean {
  return numbers.includes(name) && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value));
}
