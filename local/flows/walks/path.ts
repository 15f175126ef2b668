import type { FlowRunnerOptions } from '../runner/action';
import type { Aim } from './aim';
import type { Draws } from './draws';
import { conditionIndex, operandsOf, type FlowMap } from './flow-map';
import type { Visit } from './visit';

/** Where a walk is, and what is drawn for the action that it has come to. */
export interface Path {
  readonly visit: () => Visit;
  /** The runner's `fault`: called before each action. */
  readonly arrive: NonNullable<FlowRunnerOptions['fault']>;
  /** Whether the centre is open, as the walk would have it. */
  readonly isOpen: () => boolean | undefined;
}

/** How often a guided walk keeps to its way: not always, since what the way leads through may be closed to this call. */
const keepingShares = [0.9, 0.97, 1, 1];

/** Errors that come of what a caller does or a function answers: they are not drawn, what brings them about is. */
const brought: ReadonlySet<string> = new Set(['NoMatchingCondition', 'InputTimeLimitExceeded']);

export function createPath(options: {
  readonly draws: Draws;
  readonly map: FlowMap;
  readonly aim: Aim | undefined;
  /** Told of each fault that is drawn. */
  readonly drew: (error: string) => void;
}): Path {
  const { draws, map, aim } = options;
  const faultShare = aim === undefined ? draws.one([0, 0, 0, 0.02, 0.02, 0.1, 0.4]) : draws.one([0, 0, 0.02]);
  const keeping = draws.one(keepingShares);
  const hours = draws.weighted({ open: 5, closed: 3, unknown: 1 });
  let visit: Visit | undefined;

  function drawFault({ action, wanted }: Visit): string | undefined {
    const errors = (action?.Transitions.Errors ?? []).map(({ ErrorType }) => ErrorType);
    const faults = errors.filter((error) => !brought.has(error));
    if (faults.length === 0) return undefined;
    const wantedError = faults.find((error) => wanted === `error:${error}`);
    // What a function can fail by itself, it fails half of the time.
    if (wantedError !== undefined) {
      return action?.Type === 'InvokeLambdaFunction' && draws.isTrue(0.5) ? undefined : wantedError;
    }
    return draws.isTrue(faultShare) ? draws.one(faults) : undefined;
  }

  return {
    visit: () => visit ?? { flow: '', actionId: '', action: undefined, wanted: undefined },
    arrive: ({ flow, action: actionId }) => {
      const leading = aim?.arrive(flow, actionId);
      const wanted = leading !== undefined && draws.isTrue(keeping) ? leading : undefined;
      visit = { flow, actionId, action: map.action(flow, actionId)?.action, wanted };
      const fault = drawFault(visit);
      if (fault !== undefined) options.drew(fault);
      return fault;
    },
    isOpen: () => {
      const operands = visit?.action === undefined ? [] : operandsOf(visit.action);
      const operand = operands[conditionIndex(visit?.wanted) ?? -1];
      if (operand !== undefined) return operand === 'True';
      return hours === 'unknown' ? undefined : hours === 'open';
    },
  };
}
