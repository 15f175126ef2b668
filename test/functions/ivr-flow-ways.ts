import type { Policy } from '../../lib/core/policy/policy';
import { readFlow, type FlowAction } from '../../infra/flows/language/document';
import { compileLocally } from '../../local/flows/local-shelf';
import type { Answer } from './ivr-asking';

interface Flow {
  readonly key: string;
  readonly actions: ReadonlyMap<string, FlowAction>;
}

const compiled = new Map<string, readonly Flow[]>();

/** Names of `$.External` that a shipped flow of this policy may read after this answer, and that it does not hold. */
export function namesMissed(policy: Policy, operation: string, answer: Answer): readonly string[] {
  return flowsOf(policy).flatMap(({ key, actions }) =>
    [...actions.values()]
      .filter((action) => operationOf(action) === operation)
      .flatMap((action) =>
        missedFrom(actions, action.Transitions.NextAction ?? '', answer).map((name) => `${key}: ${name}`),
      ),
  );
}

/** Operations that some shipped flow asks. */
export function operationsAsked(policy: Policy): ReadonlySet<string> {
  const all = flowsOf(policy).flatMap(({ actions }) => [...actions.values()].map(operationOf));
  return new Set(all.filter((operation) => operation !== undefined));
}

/** Goes every way that this answer allows, up to the next question, whose parameters may still read it. */
function missedFrom(actions: Flow['actions'], start: string, answer: Answer): readonly string[] {
  const seen = new Set<string>();
  const missed: string[] = [];
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const action = actions.get(id);
    if (action === undefined || seen.has(id)) continue;
    seen.add(id);
    const [compared] = action.Type === 'Compare' ? namesIn(action.Parameters) : [];
    if (compared === undefined) missed.push(...namesIn(action.Parameters).filter((name) => !(name in answer)));
    if (action.Type === 'InvokeLambdaFunction') continue;
    open.push(...(compared === undefined ? targetsOf(action) : [chosen(action, answer[compared])]));
  }
  return missed;
}

function chosen({ Transitions }: FlowAction, value: string | undefined): string {
  const way = Transitions.Conditions.find(({ Condition: { Operator, Operands } }) => {
    const [operand] = Operands;
    return Operator === 'Equals' ? operand === value : Number(value) >= Number(operand);
  });
  return way?.NextAction ?? Transitions.NextAction ?? '';
}

function targetsOf({ Transitions: { NextAction = '', Errors, Conditions } }: FlowAction): readonly string[] {
  return [NextAction, ...[...Errors, ...Conditions].map((branch) => branch.NextAction)];
}

function namesIn(parameters: FlowAction['Parameters']): readonly string[] {
  return [...JSON.stringify(parameters).matchAll(/\$\.External\.([A-Za-z0-9_]+)/g)].map(([, name = '']) => name);
}

function operationOf({ Type, Parameters }: FlowAction): string | undefined {
  if (Type !== 'InvokeLambdaFunction') return undefined;
  return /"operation":"([^"]*)"/.exec(JSON.stringify(Parameters))?.[1];
}

function flowsOf(policy: Policy): readonly Flow[] {
  const name = JSON.stringify(policy);
  const known = compiled.get(name) ?? compileAll(policy);
  compiled.set(name, known);
  return known;
}

function compileAll(policy: Policy): readonly Flow[] {
  const { flows, modules } = compileLocally(policy);
  return [...flows, ...modules].map(({ key, content }) => {
    const reading = readFlow(content);
    if (reading.outcome === 'refused') throw new Error(`${key}: ${reading.reason}`);
    return { key, actions: new Map(reading.document.actions.map((action) => [action.Identifier, action])) };
  });
}
