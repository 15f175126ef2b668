import type { FlowType } from '../language/flow-types';

/** A condition of an action and where it leads. */
export interface Way {
  readonly operator: string;
  readonly operand: string;
  readonly to: string;
}

/** One action before it is written down: targets are identifiers of actions in the same flow. */
export interface ActionDraft {
  readonly id: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Absent: a terminal action. */
  readonly next?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly ways?: readonly Way[];
}

/** A whole flow, or a module, before it is written down. */
export interface FlowDraft {
  /** By which the rest of Holdfree knows it. */
  readonly key: string;
  /** As Connect shows it. */
  readonly name: string;
  readonly description: string;
  readonly type: FlowType;
  readonly isModule?: true;
  readonly start: string;
  readonly actions: readonly ActionDraft[];
}

/** The operator that compares texts. */
export function equals(operand: string, to: string): Way {
  return { operator: 'Equals', operand, to };
}
