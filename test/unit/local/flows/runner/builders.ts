import { createRng } from '../../../../../lib/core/rng';
import type { FlowEntry, FlowPlayer } from '../../../../../local/connect/types';
import { createPaperLeg, type PaperLeg, type PaperLegOptions } from '../../../../../local/flows/paper/paper-leg';
import { scriptedTelephone } from '../../../../../local/flows/paper/scripted-telephone';
import type { FlowRunnerOptions } from '../../../../../local/flows/runner/action';
import { createFlowRunner } from '../../../../../local/flows/runner/flow-runner';
import type {
  FlowStep,
  InvokeLambda,
  LambdaOutcome,
  PlayEnd,
  Said,
  ShelvedFlow,
} from '../../../../../local/flows/runner/types';

/** The ways out of an action: errors by name, conditions as operator, operand and target. */
export interface Ways {
  readonly next?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly conditions?: readonly (readonly [operator: string, operand: unknown, to: string])[];
}

/** One action as the flow language writes it. */
export function act(
  id: string,
  type: string,
  parameters: Readonly<Record<string, unknown>> = {},
  { next, errors = {}, conditions = [] }: Ways = {},
): unknown {
  return {
    Identifier: id,
    Type: type,
    Parameters: parameters,
    Transitions: {
      ...(next === undefined ? {} : { NextAction: next }),
      Errors: Object.entries(errors).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction })),
      Conditions: conditions.map(([Operator, operand, NextAction]) => ({
        NextAction,
        Condition: { Operator, Operands: operand === undefined ? [] : [operand] },
      })),
    },
  };
}

/** Says its own name, so that a test sees where a caller came. */
export function say(id: string, next: string, text = id): unknown {
  return act(id, 'MessageParticipant', { Text: text }, { next, errors: { NoMatchingError: next } });
}

export const hangUp = act('bye', 'DisconnectParticipant');

/** The text of a flow that begins with the first of these actions. */
export function flowText(...actions: readonly unknown[]): string {
  const [start] = actions.map((action) => String(Reflect.get(Object(action), 'Identifier')));
  return JSON.stringify({ Version: '2019-10-30', StartAction: start, Metadata: {}, Actions: actions });
}

export interface Scene extends Partial<Pick<FlowRunnerOptions, 'fault' | 'rng' | 'speechMs' | 'silentInput'>> {
  /** The flow that is played, and others by id. */
  readonly flow: string;
  readonly type?: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly modules?: Readonly<Record<string, string>>;
  readonly leg?: PaperLegOptions;
  readonly keys?: readonly string[];
  /** What the function answers each time; it fails when there is nothing more to say. */
  readonly answers?: readonly (LambdaOutcome | Readonly<Record<string, unknown>>)[];
  readonly kind?: FlowEntry['kind'];
}

export interface Played {
  readonly end: PlayEnd | undefined;
  readonly steps: readonly FlowStep[];
  /** Identifier and branch of each step. */
  readonly path: readonly string[];
  readonly heard: readonly Said[];
  readonly words: readonly string[];
  readonly leg: PaperLeg;
  /** The events with which functions were invoked. */
  readonly asked: readonly unknown[];
  readonly tookMs: number;
}

/** Plays one flow on a new paper leg; every word takes a hundred milliseconds. */
export async function play(scene: Scene): Promise<Played> {
  const leg = createPaperLeg(scene.leg);
  const startMs = leg.nowMs();
  const steps: FlowStep[] = [];
  const ends: PlayEnd[] = [];
  const asked: unknown[] = [];
  const telephone = scriptedTelephone(scene.keys ?? []);
  const runner = createFlowRunner({
    shelf: {
      flow: (id) => shelved(id, id === 'flow' ? scene.flow : scene.others?.[id], scene.type ?? 'CONTACT_FLOW'),
      module: (id) => shelved(id, scene.modules?.[id], undefined),
    },
    lambda: answering(scene.answers ?? [], asked),
    telephone: () => telephone,
    rng: scene.rng ?? createRng(1),
    speechMs: scene.speechMs ?? ((text) => text.split(' ').length * 100),
    observer: { step: (step) => void steps.push(step), ended: (_, end) => void ends.push(end) },
    ...(scene.fault === undefined ? {} : { fault: scene.fault }),
    ...(scene.silentInput === undefined ? {} : { silentInput: scene.silentInput }),
  });
  await runner.play(leg, { kind: scene.kind ?? 'inbound', flowId: 'flow' });
  return {
    end: ends[0],
    steps,
    path: steps.map(({ action, branch }) => `${action} ${branch}`),
    heard: telephone.heard,
    words: telephone.heard.map(({ text }) => text),
    leg,
    asked,
    tookMs: leg.nowMs() - startMs,
  };
}

/** The entry of a play of the flow `f`. */
export const inbound: FlowEntry = { kind: 'inbound', flowId: 'f' };

/** A runner for plays on legs of the test's own; functions fail, every prompt lasts a second. */
export function runnerOf(
  flows: Readonly<Record<string, ShelvedFlow>>,
  more: Partial<FlowRunnerOptions> = {},
): FlowPlayer & {
  readonly ends: readonly PlayEnd[];
  readonly heard: readonly Said[];
  readonly steps: readonly FlowStep[];
} {
  const ends: PlayEnd[] = [];
  const heard: Said[] = [];
  const steps: FlowStep[] = [];
  const runner = createFlowRunner({
    shelf: { flow: (id) => flows[id], module: () => undefined },
    lambda: async () => ({ kind: 'failed' }),
    telephone: () => ({ ...scriptedTelephone(['1']), hears: (said) => void heard.push(said) }),
    rng: createRng(1),
    speechMs: () => 1_000,
    observer: { step: (step) => void steps.push(step), ended: (_, end) => void ends.push(end) },
    ...more,
  });
  return { ...runner, ends, heard, steps };
}

/** Which way a single action takes; all of them end the call. */
export async function branchOf(
  [type, parameters, ways = {}]: readonly [type: string, parameters: Readonly<Record<string, unknown>>, ways?: Ways],
  scene: Partial<Scene> = {},
): Promise<string | undefined> {
  const flow = flowText(act('it', type, parameters, { next: 'bye', ...ways }), hangUp);
  return (await play({ ...scene, flow })).steps[0]?.branch;
}

/** Error branches of these names, all of which end the call. */
export function onErrors(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, 'bye']));
}

function shelved(id: string, content: string | undefined, type: string | undefined): ShelvedFlow | undefined {
  return content === undefined ? undefined : { name: id, type, content };
}

function answering(answers: NonNullable<Scene['answers']>, asked: unknown[]): InvokeLambda {
  return async (_, event) => {
    asked.push(structuredClone(event));
    const answer = answers[asked.length - 1];
    if (answer === undefined) return { kind: 'failed' };
    return isOutcome(answer) ? answer : { kind: 'answered', payload: JSON.stringify(answer) };
  };
}

function isOutcome(answer: object): answer is LambdaOutcome {
  return 'kind' in answer && (answer.kind === 'failed' || 'payload' in answer);
}

/** Asks a function, whose error branch leads where its success does. */
export function ask(parameters: Readonly<Record<string, unknown>> = {}, to = 'bye', id = 'ask'): unknown {
  const all = { LambdaFunctionARN: 'f', InvocationTimeLimitSeconds: '8', ...parameters };
  return act(id, 'InvokeLambdaFunction', all, { next: to, errors: { NoMatchingError: to } });
}
