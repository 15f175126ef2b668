import type { CompiledFlow } from '../../../infra/flows/build/compile';
import { branchesOf, branchName, isEndlessMusic } from './branches';
import type { Walk } from './walk-flow';

/** How much of a flow was walked. */
export interface FlowCoverage {
  readonly flow: string;
  readonly branches: number;
  readonly walked: number;
  /** `action branch`, in the order of the flow. */
  readonly missing: readonly string[];
  readonly percent: number;
}

/** Compares what a flow can do with the names of the branches that were walked. */
export function coverageOf(
  flow: Pick<CompiledFlow, 'key' | 'content'>,
  isWalked: (name: string) => boolean,
): FlowCoverage {
  const branches = branchesOf(flow);
  const missing = branches.filter((branch) => !isWalked(branchName(branch)));
  const walked = branches.length - missing.length;
  return {
    flow: flow.key,
    branches: branches.length,
    walked,
    missing: missing.map(({ action, branch }) => `${action} ${branch}`),
    percent: percentOf(walked, branches.length),
  };
}

/** Rounded down, so that 100 means all. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 1_000) / 10;
}

/** The branches that a walk took, by name. Where a caller left, the action that was under way has taken none. */
export function branchesWalked({ steps, end, map }: Pick<Walk, 'steps' | 'end' | 'map'>): readonly string[] {
  const last = steps.at(-1);
  const action = last === undefined ? undefined : map.action(last.flow, last.action)?.action;
  const isMusic = action !== undefined && isEndlessMusic(action);
  const isLastDone = end.kind === 'terminal' || end.kind === 'queued' || isMusic;
  return (isLastDone ? steps : steps.slice(0, -1)).map(branchName);
}
