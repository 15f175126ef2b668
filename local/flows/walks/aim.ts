import { isRecord } from '../runner/json-paths';
import { branchName, type Branch } from './branches';
import type { Draws } from './draws';
import { conditionIndex, operandsOf, pathCompared, type MappedFlow } from './flow-map';

/** Where a guided walk tries to get: to one branch of its flow that no walk has taken. */
export interface Aim {
  /** Called at each action: the branch that leads on soonest; undefined where none does, and in other flows. */
  readonly arrive: (flow: string, action: string) => string | undefined;
  /** What the way ahead wants to find at which JSONPath, up to the next question; `undefined`: nothing that is known. */
  readonly valuesAfter: (flow: string, action: string) => ReadonlyMap<string, string | undefined>;
}

/** Answers reach as far as the next question, which is never farther than this. */
const LOOK_AHEAD = 12;

/** Sometimes a call has noted beforehand what the way needs, and the way round would undo it. */
const GOING_ROUND = 0.8;

/** The ways to one branch: which way to take from each action. */
interface Ways {
  readonly target: Branch;
  readonly from: (action: string) => Branch | undefined;
}

/** An attribute that the way goes by; without a value it must say nothing that is known. */
interface Need {
  readonly name: string;
  readonly value: string | undefined;
}

/** Sets out for one of the branches of the flow that were not walked yet; undefined when all were. */
export function drawAim(flow: MappedFlow, unwalked: ReadonlySet<string>, draws: Draws): Aim | undefined {
  const open = flow.branches.filter((branch) => unwalked.has(branchName(branch)));
  if (open.length === 0) return undefined;
  const target = draws.one(open);
  const straight = waysTo(flow, target);
  const need = lastNeed(flow, straight);
  if (need === undefined) return createAim(flow, [straight], undefined);
  if (need.value === undefined) return createAim(flow, [straight], need.name);
  const goal = waysKeeping(flow, target, { name: need.name, value: need.value }) ?? straight;
  const noting = flow.branches.filter(
    ({ action, branch, to = '' }) =>
      branch === 'next' && notesOf(flow, action)[need.name] === need.value && goal.from(to) !== undefined,
  );
  const isRound = noting.length > 0 && draws.isTrue(GOING_ROUND);
  return createAim(flow, isRound ? [waysTo(flow, draws.one(noting)), goal] : [goal], undefined);
}

/** On the way through `stages`, the attribute is never noted. */
function createAim(flow: MappedFlow, stages: readonly Ways[], unnoted: string | undefined): Aim {
  const [first, ...later] = stages;
  let ways = first;
  const isHere = (inFlow: string): boolean => inFlow === flow.compiled.key;
  return {
    arrive: (inFlow, action) => {
      if (!isHere(inFlow)) return undefined;
      if (unnoted !== undefined && notesOf(flow, action)[unnoted] !== undefined) return 'error:NoMatchingError';
      const way = ways?.from(action);
      if (action === ways?.target.action) ways = later.shift() ?? ways;
      return way?.branch;
    },
    valuesAfter: (inFlow, action) => {
      const values = new Map<string, string | undefined>();
      let way = isHere(inFlow) ? flow.actions.get(action)?.branches.find(({ branch }) => branch === 'next') : undefined;
      for (let ahead = 0; ahead < LOOK_AHEAD && way?.to !== undefined; ahead += 1) {
        const here = flow.actions.get(way.to);
        if (here === undefined || here.action.Type === 'InvokeLambdaFunction') break;
        way = ways?.from(way.to);
        const path = pathCompared(here.action);
        if (path === undefined || way === undefined) continue;
        // Looked at more than once, a value has to be what one of them wants, and nothing that another knows.
        const value = values.get(path) ?? operandsOf(here.action)[conditionIndex(way.branch) ?? -1];
        values.set(path, value);
      }
      return values;
    },
  };
}

/** The last attribute by which the way to the goal goes. */
function lastNeed(flow: MappedFlow, goal: Ways): Need | undefined {
  const passed = new Set<string>();
  let need: Need | undefined;
  for (let action: string | undefined = flow.start; action !== undefined && !passed.has(action);) {
    passed.add(action);
    const way = goal.from(action);
    need = needAt(flow, way) ?? need;
    action = action === goal.target.action ? undefined : way?.to;
  }
  return need;
}

function needAt(flow: MappedFlow, way: Branch | undefined): Need | undefined {
  const action = flow.actions.get(way?.action ?? '')?.action;
  if (action === undefined) return undefined;
  const name = /^\$\.Attributes\.(\w+)$/.exec(pathCompared(action) ?? '')?.[1];
  return name === undefined ? undefined : { name, value: operandsOf(action)[conditionIndex(way?.branch) ?? -1] };
}

/** What an action notes on the contact. */
function notesOf(flow: MappedFlow, action: string): Readonly<Record<string, unknown>> {
  const noted = flow.actions.get(action)?.action.Parameters['Attributes'];
  return isRecord(noted) ? noted : {};
}

/** Ways on which nothing else is noted of the attribute; undefined where there are none. */
function waysKeeping(flow: MappedFlow, target: Branch, { name, value }: Required<Need>): Ways | undefined {
  const isOther = (action: string): boolean => {
    const noted = notesOf(flow, action)[name];
    return noted !== undefined && noted !== value;
  };
  const ways = waysTo(flow, target, isOther);
  return ways.from(flow.start) === undefined ? undefined : ways;
}

function waysTo(flow: MappedFlow, target: Branch, isBarred: (action: string) => boolean = () => false): Ways {
  const steps = stepsTo(flow, target.action, isBarred);
  // Of two ways that are as long, the one on which nothing goes wrong.
  const stepsBy = ({ branch, to = '' }: Branch): number =>
    (steps.get(to) ?? Number.POSITIVE_INFINITY) + (branch.startsWith('error:') ? 0.5 : 0);
  return {
    target,
    from: (action) => {
      if (action === target.action) return target;
      const ways = flow.actions.get(action)?.branches ?? [];
      const leading = ways.filter(({ to }) => to !== undefined && steps.has(to));
      return leading.toSorted((a, b) => stepsBy(a) - stepsBy(b))[0];
    },
  };
}

/** From how many actions away each action leads to that one. */
function stepsTo(flow: MappedFlow, target: string, isBarred: (action: string) => boolean): ReadonlyMap<string, number> {
  const steps = new Map([[target, 0]]);
  const open = [target];
  const sources = sourcesOf(flow);
  for (const here of open) {
    for (const source of sources.get(here) ?? []) {
      if (steps.has(source) || isBarred(source)) continue;
      steps.set(source, (steps.get(here) ?? 0) + 1);
      open.push(source);
    }
  }
  return steps;
}

/** From which actions each action is come to. */
function sourcesOf({ branches }: MappedFlow): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const { action, to } of branches) {
    if (to !== undefined) sources.set(to, [...(sources.get(to) ?? []), action]);
  }
  return sources;
}
