import type { CompiledFlow } from '../../../infra/flows/build/compile';
import { readFlow, type FlowAction } from '../../../infra/flows/language/document';
import { hasJsonPath } from '../../../infra/flows/lint/json-path';
import { invariant } from '../../../lib/core/invariant';
import type { LocalFlows } from '../local-shelf';
import { branchesOfAction, type Branch } from './branches';

/** One action of a flow, and the ways out of it. */
export interface MappedAction {
  readonly action: FlowAction;
  readonly branches: readonly Branch[];
  /** Something in its parameters is only known once the flow is played. */
  readonly readsPath: boolean;
}

/** A flow as one who walks through it knows it. */
export interface MappedFlow {
  readonly compiled: CompiledFlow;
  readonly start: string;
  readonly actions: ReadonlyMap<string, MappedAction>;
  /** Those of all actions. */
  readonly branches: readonly Branch[];
}

/** All flows and modules that a walk may come through. */
export interface FlowMap {
  readonly flow: (key: string) => MappedFlow | undefined;
  readonly action: (flow: string, action: string) => MappedAction | undefined;
  /** What the flows compare a field of an answer with. */
  readonly comparedWith: (field: string) => readonly string[];
}

export function mapFlows({ flows, modules }: Pick<LocalFlows, 'flows' | 'modules'>): FlowMap {
  const mapped = new Map([...flows, ...modules].map((flow) => [flow.key, mapFlow(flow)]));
  const operands = new Map<string, Set<string>>();
  for (const { actions } of mapped.values()) {
    for (const { action } of actions.values()) {
      const field = fieldCompared(action);
      if (field === undefined) continue;
      const known = operands.get(field) ?? new Set<string>();
      for (const operand of operandsOf(action)) known.add(operand);
      operands.set(field, known);
    }
  }
  return {
    flow: (key) => mapped.get(key),
    action: (flow, action) => mapped.get(flow)?.actions.get(action),
    comparedWith: (field) => [...(operands.get(field) ?? [])],
  };
}

/** The JSONPath of what an action compares. */
export function pathCompared({ Type, Parameters }: FlowAction): string | undefined {
  const path = Parameters['ComparisonValue'];
  return Type === 'Compare' && typeof path === 'string' ? path : undefined;
}

/** The field of a function's answer that an action goes by. */
function fieldCompared(action: FlowAction): string | undefined {
  return /^\$\.External\.(\w+)$/.exec(pathCompared(action) ?? '')?.[1];
}

/** What the conditions of an action compare with, in their order. */
export function operandsOf({ Transitions }: FlowAction): readonly string[] {
  return Transitions.Conditions.map(({ Condition: { Operands } }) => {
    const [operand] = Operands;
    return typeof operand === 'string' ? operand : '';
  });
}

/** Which condition a branch is, counted from 0; undefined when it is none. */
export function conditionIndex(branch: string | undefined): number | undefined {
  const digits = /^condition:(\d+)$/.exec(branch ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function mapFlow(compiled: CompiledFlow): MappedFlow {
  const reading = readFlow(compiled.content);
  invariant(reading.outcome === 'flow', `${compiled.key} is no flow`);
  const { startAction, actions } = reading.document;
  invariant(typeof startAction === 'string', `${compiled.key} begins nowhere`);
  const mapped = actions.map((action) => ({
    action,
    branches: branchesOfAction(compiled.key, action),
    readsPath: hasJsonPath(JSON.stringify(action.Parameters)),
  }));
  return {
    compiled,
    start: startAction,
    actions: new Map(mapped.map((one) => [one.action.Identifier, one])),
    branches: mapped.flatMap(({ branches }) => branches),
  };
}
