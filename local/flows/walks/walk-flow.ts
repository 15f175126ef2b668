import { createSeededIds } from '../../../lib/adapters/system/ids';
import { invariant } from '../../../lib/core/invariant';
import type { Policy } from '../../../lib/core/policy/policy';
import { localFlowId, type LocalFlows } from '../local-shelf';
import { createPaperLeg, type PaperEvent } from '../paper/paper-leg';
import { FlowError } from '../runner/flow-error';
import type { PlayEnd, Said } from '../runner/types';
import { drawAim, type Aim } from './aim';
import { createDraws, type Draws } from './draws';
import { drawCall, type DrawnCall } from './drawn-call';
import { drawWorld } from './drawn-world';
import type { FlowMap, MappedFlow } from './flow-map';
import { createFunctions } from './functions';
import { hostKey } from './module-host';
import { createPath, type Path } from './path';
import { createRestlessTelephone } from './restless-telephone';
import { castings, roleOf } from './roles';
import { stageOf, type Cast } from './stage';
import { createStepLog, type StepLog } from './step-log';
import type { WalkStep } from './visit';

/** Which walk: the same flow, seed and guide always give the same one. */
export interface WalkOptions {
  readonly flows: LocalFlows;
  /** Of a flow or a module. */
  readonly key: string;
  readonly seed: number;
  readonly policy: Policy;
  /** Branches, by name, that the walk is to look for: those that none before has taken. */
  readonly guide?: ReadonlySet<string>;
}

/** `broken`: the flow could not be played to an end, which no walk may come to. */
export type WalkEnd = PlayEnd | { readonly kind: 'broken'; readonly reason: string };

/** One call through one flow, from its first action to its end. */
export interface Walk {
  readonly key: string;
  readonly seed: number;
  readonly call: DrawnCall;
  readonly map: FlowMap;
  readonly end: WalkEnd;
  readonly steps: readonly WalkStep[];
  readonly heard: readonly Said[];
  /** What was done to the contact. */
  readonly events: readonly PaperEvent[];
}

/** Walks once through a flow, on a call that exists on paper only. */
export async function walkFlow({ flows, key, seed, policy, guide }: WalkOptions): Promise<Walk> {
  const stage = stageOf(flows, policy);
  const { map } = stage;
  const role = roleOf(key, policy);
  const flow = map.flow(key);
  invariant(role !== undefined && flow !== undefined, `no flow of ours is called ${key}`);
  const draws = createDraws(seed);
  const ids = createSeededIds(draws.rng);
  const call = drawCall(role, policy, { draws, ids });
  const log = createStepLog();
  const aim = guide === undefined ? undefined : drawAim(flow, guide, draws);
  const path = createPath({ draws, map, aim, drew: log.drew });
  const leg = createPaperLeg({ ...call.leg, initialContactId: stage.newCallId(), hours: path.isOpen });
  const ending: { end: WalkEnd } = { end: { kind: 'broken', reason: 'it was not played to its end' } };
  const cast: Cast = {
    ...person({ call, draws, path, aim, log }),
    lambda: createFunctions({
      draws,
      map,
      aim,
      visit: path.visit,
      world: () => drawWorld(call, leg, { draws, ids, policy }),
      asked: log.asked,
    }),
    fault: path.arrive,
    observer: {
      step: log.did,
      ended: (_, end) => {
        ending.end = end;
      },
    },
  };
  const entry = { kind: castings[role.name].entry, flowId: flowIdOf(flow, call) };
  await stage.play(leg, entry, cast).catch((error: unknown) => {
    ending.end = { kind: 'broken', reason: reasonOf(error) };
  });
  return { key, seed, call, map, end: ending.end, steps: log.steps, heard: log.heard, events: leg.events };
}

/** Who is on the line, and how long it takes to tell them something. */
function person(on: {
  readonly call: DrawnCall;
  readonly draws: Draws;
  readonly path: Path;
  readonly aim: Aim | undefined;
  readonly log: StepLog;
}) {
  const { call, draws, path, aim, log } = on;
  const msPerCharacter = draws.one([20, 65, 65, 120]);
  const silentInput = draws.one(['error', 'timeout'] as const);
  const telephone = createRestlessTelephone({
    draws,
    visit: path.visit,
    aim,
    isPatient: !call.willHangUp,
    heard: log.hears,
    pressed: log.pressed,
  });
  return {
    telephone: () => telephone,
    speechMs: (text: string) => text.length * msPerCharacter,
    rng: draws.rng,
    silentInput,
  };
}

function flowIdOf({ compiled }: MappedFlow, { queue }: DrawnCall): string {
  return localFlowId(compiled.isModule ? hostKey(compiled.key, queue.name) : compiled.key);
}

/** A fault of a flow is told as it is; anything else is a fault of the machine, and where it happened matters. */
function reasonOf(error: unknown): string {
  if (error instanceof FlowError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
