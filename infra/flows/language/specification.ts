import type { FlowType } from './flow-types';

/** A statement about the parameters of an action: something is given, is not given, or has one of some values. */
export interface When {
  readonly path: readonly string[];
  readonly is?: readonly string[];
  readonly isAbsent?: true;
}

/**
 * Where a value may come from. `static`: never a JSONPath. `path`: one JSONPath, never anything else. `whole`: a
 * literal or one JSONPath, not a mixture. `either`: text that may contain JSONPaths. Left out, section and reference
 * are silent, and a JSONPath is doubtful rather than wrong.
 */
type Origin = 'static' | 'path' | 'whole' | 'either';

export type ParameterSpec =
  | { readonly kind: 'text'; readonly origin: Origin; readonly lengthMax?: number; readonly needsLeaf?: true }
  | {
      readonly kind: 'whole';
      readonly min: number;
      readonly max?: number;
      readonly origin?: Origin;
      /** Sources that disagree on the upper end: up to here it is doubtful, above it is refused. */
      readonly doubtfulMax?: { readonly max: number; readonly when: When };
    }
  | {
      readonly kind: 'choice';
      readonly choices: readonly string[];
      readonly origin?: Origin;
      /** The list is known to grow, so what is not on it is only doubtful. */
      readonly isGrowing?: true;
    }
  | ({ readonly kind: 'object'; readonly mayBePath?: true } & ObjectSpec)
  | { readonly kind: 'list'; readonly of: ParameterSpec }
  | { readonly kind: 'any' };

/** How many of some parameters are given. */
interface Group {
  readonly of: readonly string[];
  readonly least: 0 | 1;
  readonly most?: 1;
}

export interface ObjectSpec {
  readonly members: Readonly<Record<string, ParameterSpec>>;
  readonly required?: readonly string[];
  readonly requiredWhen?: readonly { readonly name: string; readonly when: When }[];
  readonly groups?: readonly Group[];
  /** A parameter that has no meaning without another one. */
  readonly needs?: readonly { readonly name: string; readonly path: readonly string[] }[];
  /** Documented by the reference and refused by the API all the same. */
  readonly refused?: readonly string[];
  /** The number of names that must be given, whichever they are. */
  readonly namesExactly?: number;
  /** Names are the author's own. */
  readonly isFree?: true;
  /** No source was read for these names: what is missing is doubtful, and nothing is unknown. */
  readonly isUnverified?: true;
}

export interface ErrorsSpec {
  readonly required?: readonly string[];
  /** Required as soon as there is a condition that may not match. */
  readonly requiredWithConditions?: readonly string[];
  /** Wise to declare, and accepted without. */
  readonly advised?: readonly string[];
  /** Not documented for this action, and not known to be refused. */
  readonly doubtful?: readonly string[];
}

export interface ConditionsSpec {
  readonly operators?: readonly string[];
  readonly operands?: readonly string[];
  readonly operandForm?: { readonly pattern: RegExp; readonly words: string };
  /** Every one of `operands` has its condition. */
  readonly isComplete?: true;
  /** The operands are numbers that rise to at most this. */
  readonly risingTo?: number;
}

export interface ActionSpec {
  readonly type: string;
  readonly parameters: ObjectSpec;
  readonly errors: ErrorsSpec | 'unchecked';
  readonly conditions: ConditionsSpec | 'none' | 'any';
  /** `never`: a terminal action. `unchecked`: no source says. Otherwise every action needs a next one. */
  readonly next?: 'never' | 'advised' | 'unchecked';
  readonly flows: {
    readonly allowed: readonly FlowType[] | 'all';
    /** Flow types on which sources disagree. */
    readonly doubtful?: readonly FlowType[] | 'others';
  };
  /** Where parameters change what transitions must look like; the first that holds replaces the fields it names. */
  readonly variants?: readonly {
    readonly when: When;
    readonly errors?: ErrorsSpec;
    readonly conditions?: ConditionsSpec | 'none';
    readonly next?: 'advised';
  }[];
}

/** Parameters that no source describes. */
export const unverified: ObjectSpec = { members: {}, isFree: true, isUnverified: true };
export const noParameters: ObjectSpec = { members: {} };

export const freeText: ParameterSpec = { kind: 'text', origin: 'either' };
export const reference: ParameterSpec = { kind: 'text', origin: 'whole' };
export const ownNames: ParameterSpec = { kind: 'object', members: {}, isFree: true };

export const transfers = ['AGENT_TRANSFER', 'QUEUE_TRANSFER'] as const;
export const whispers = ['CUSTOMER_WHISPER', 'AGENT_WHISPER', 'OUTBOUND_WHISPER'] as const;
export const callerFlows = ['CONTACT_FLOW', ...transfers, 'CUSTOMER_QUEUE'] as const;

/** The value at the end of a path of names; undefined where any of them is missing. */
export function valueAt(parameters: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined,
    parameters,
  );
}

/** Whether the statement is true of these parameters; values are compared without regard to case. */
export function holds({ path, is, isAbsent }: When, parameters: Readonly<Record<string, unknown>>): boolean {
  const value = valueAt(parameters, path);
  if (isAbsent === true) return value === undefined;
  if (is === undefined) return value !== undefined;
  return typeof value === 'string' && is.some((choice) => choice.toLowerCase() === value.toLowerCase());
}
