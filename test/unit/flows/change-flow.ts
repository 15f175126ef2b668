import { flowOf, type ActionJson, type FlowJson } from '../../support/builders/flows';

export function addSays(flow: FlowJson, count: number): void {
  const [last] = flow.Actions;
  const say = flowOf('say', 'hangup').Actions[0]!;
  const says = Array.from({ length: count - 1 }, (_, index) => ({
    ...structuredClone(say),
    Identifier: `say-${index}`,
  }));
  for (const [index, each] of says.entries()) each.Transitions.NextAction = says[index + 1]?.Identifier ?? 'hangup';
  flow.StartAction = 'say-0';
  flow.Actions = [...says, last!];
}

export function rename(flow: FlowJson, name: string): void {
  flow.StartAction = name;
  flow.Actions[0]!.Identifier = name;
}

export function setOperands(action: ActionJson, operands: unknown[]): void {
  action.Transitions.Conditions![0]!.Condition.Operands = operands;
}

export function without(action: ActionJson, type: string): void {
  action.Transitions.Errors = action.Transitions.Errors!.filter(({ ErrorType }) => ErrorType !== type);
}

export function withError(action: ActionJson, ErrorType: string): void {
  action.Transitions.Errors!.push({ ErrorType, NextAction: action.Transitions.NextAction! });
}

export function withCondition(action: ActionJson, Operator: string, operand: string): void {
  const NextAction = action.Transitions.NextAction!;
  action.Transitions.Conditions!.push({ NextAction, Condition: { Operator, Operands: [operand] } });
}

export function bare(music: ActionJson): void {
  delete music.Parameters['InterruptFrequencySeconds'];
  music.Transitions = {};
}

export function setPath(action: ActionJson, name: string): void {
  action.Parameters[name] = '$.Attributes.value';
}

export function setPriority(action: ActionJson): void {
  action.Parameters = { QueuePriority: '$.Attributes.priority' };
}

export function setBoth(action: ActionJson): void {
  Object.assign(action.Parameters, { QueueId: 'q', AgentId: 'a' });
}

export function inBackground(action: ActionJson, seconds: string): void {
  Object.assign(action.Parameters, { InvocationType: 'ASYNCHRONOUS', InvocationTimeLimitSeconds: seconds });
}

export function deepen(action: ActionJson): void {
  part(action, 'RoutingCriteria', 'Steps', '0')['Expiry'] = null;
}

export function phone(action: ActionJson): Record<string, unknown> {
  return part(action, 'InputValidation', 'PhoneNumberValidation');
}

export function keys(action: ActionJson): Record<string, unknown> {
  return part(action, 'DTMFConfiguration');
}

export function message(action: ActionJson): Record<string, unknown> {
  return part(action, 'Messages', '0');
}

/** An object within the parameters of an action. */
export function part({ Parameters }: ActionJson, ...path: readonly string[]): Record<string, unknown> {
  return path.reduce((value, name) => value[name] as Record<string, unknown>, Parameters);
}
