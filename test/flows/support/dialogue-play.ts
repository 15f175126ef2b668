import { queueById, type Policy } from '../../../lib/core/policy/policy';
import { createHandler } from '../../../functions/ivr/handler';
import { createRng } from '../../../lib/core/rng';
import type { FlowEntry, FlowLeg } from '../../../local/connect/types';
import { compileLocally, localFlowId } from '../../../local/flows/local-shelf';
import { createPaperLeg, type PaperEvent, type PaperLegOptions } from '../../../local/flows/paper/paper-leg';
import { scriptedTelephone } from '../../../local/flows/paper/scripted-telephone';
import type { FlowRunnerOptions } from '../../../local/flows/runner/action';
import { createFlowRunner } from '../../../local/flows/runner/flow-runner';
import type { FlowShelf, FlowStep, LambdaOutcome, PlayEnd, Said, Telephone } from '../../../local/flows/runner/types';
import { lambdaContext } from '../../support/builders/lambda';
import type { World } from '../../support/builders/world';

/** One question of a flow as it reaches the function. */
export interface Asked {
  readonly operation: string;
  /** Counts the questions of a play from 0; a repeat of Connect's own is the same question. */
  readonly index: number;
  readonly isRepeat: boolean;
}

/**
 * What becomes of a question. `lost`: acted on, and its answer never arrives, so Connect asks again. `late`: acted on,
 * and answered after the block has given up. `dead`: never acted on. `refused`: answered with a fault, and no prompts.
 */
export type Fate = 'answered' | 'lost' | 'late' | 'dead' | 'refused';

/** Who is on the line, what is keyed, and what goes wrong. */
export interface Part {
  readonly keys?: readonly string[];
  readonly leg?: PaperLegOptions;
  readonly fate?: (asked: Asked) => Fate;
  /** Done before a question is answered: what others do meanwhile. */
  readonly meanwhile?: (asked: Asked) => Promise<void>;
}

/** One play, looked at when it is over. */
export interface Scene {
  readonly contactId: string;
  readonly from: string | null;
  readonly end: PlayEnd | undefined;
  /** Everything that was heard, in order, as one text. */
  readonly words: string;
  readonly heard: readonly Said[];
  readonly path: readonly string[];
  /** The operations, each question once. */
  readonly asked: readonly string[];
  readonly stages: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly events: readonly PaperEvent[];
  /** What is played to whoever holds: it was named in this play, or is this play. */
  readonly holdFlowId: string | undefined;
  /** The queue in which the contact is, by name, or `hung up`; `gone` when the caller left, `nowhere` when neither. */
  readonly place: string;
}

/** Every prompt lasts as long as its words; a second for each two. */
const speechMs = (text: string): number => text.split(' ').length * 500;

/** A function that never answers takes all the time that a block gives it. */
const blockMs = 8_000;

/** Where sources disagree on what Connect does, and what of a flow fails. */
export type ConnectHabits = Pick<FlowRunnerOptions, 'silentInput' | 'fault'>;

interface Stage {
  readonly part: Part;
  readonly leg: PaperLegOptions;
  readonly telephone: Telephone;
  readonly steps: FlowStep[];
  readonly asked: Asked[];
  nowMs: () => number;
  end: PlayEnd | undefined;
}

/** Plays the shipped flows of a policy on paper legs, answered by the real function; the world's clock goes with them. */
export function createDialogues(world: World, habits: ConnectHabits = {}) {
  const shelf = shelfOf(world.policy);
  const handler = createHandler(world);
  let stage: Stage | undefined;

  const onStage = (): Stage => {
    if (stage === undefined) throw new Error('nothing is being played');
    return stage;
  };
  const runner = createFlowRunner({
    shelf,
    ...habits,
    rng: createRng(1),
    speechMs,
    telephone: () => onStage().telephone,
    lambda: async (_arn, event) => invoke(world, onStage(), handler, event),
    observer: {
      step: (step) => void onStage().steps.push(step),
      ended: (_, end) => void (onStage().end = end),
    },
  });

  return async (flow: string, kind: FlowEntry['kind'], part: Part): Promise<Scene> => {
    const paper = createPaperLeg({ startMs: world.clock.nowMs(), ...part.leg });
    const scripted = scriptedTelephone(part.keys ?? []);
    const follow = <T>(value: T): T => {
      world.clock.set(paper.nowMs());
      return value;
    };
    // The scripted telephone knows the leg as it was made.
    const telephone: Telephone = { ...scripted, press: async (_, ms) => follow(await scripted.press(paper, ms)) };
    const leg: FlowLeg = { ...paper, wait: async (ms) => follow(await paper.wait(ms)) };
    const now: Stage = {
      part,
      leg: part.leg ?? {},
      telephone,
      steps: [],
      asked: [],
      nowMs: paper.nowMs,
      end: undefined,
    };
    stage = now;
    await runner.play(leg, { kind, flowId: flow });
    const { contactData, attributes, events, contactId } = paper;
    return {
      contactId,
      from: contactData().CustomerEndpoint?.Address ?? null,
      end: now.end,
      words: scripted.heard.map(({ text }) => text).join(' '),
      heard: scripted.heard,
      path: now.steps.map(({ action, branch }) => `${action} ${branch}`),
      asked: now.asked.filter(({ isRepeat }) => !isRepeat).map(({ operation }) => operation),
      stages: stagesIn(events),
      attributes: attributes(),
      events,
      holdFlowId: holdFlowIn(events) ?? (kind === 'customer_queue' ? flow : undefined),
      place: placeOf(world.policy, events, now.end),
    };
  };
}

/** The flow that goes by this key in every deployment. */
export const flowNamed = localFlowId;

const shelves = new Map<string, FlowShelf>();

/** Compiled once for all worlds of one policy. */
function shelfOf(policy: Policy): FlowShelf {
  const key = JSON.stringify(policy);
  const shelf = shelves.get(key) ?? compileLocally(policy).shelf;
  shelves.set(key, shelf);
  return shelf;
}

async function invoke(
  world: World,
  stage: Stage,
  handler: ReturnType<typeof createHandler>,
  event: unknown,
): Promise<LambdaOutcome> {
  const index = stage.steps.filter(({ type }) => type === 'InvokeLambdaFunction').length;
  const asked = { operation: operationIn(event), index, isRepeat: stage.asked.at(-1)?.index === index };
  stage.asked.push(asked);
  await stage.part.meanwhile?.(asked);
  const fate = stage.part.fate?.(asked) ?? 'answered';
  if (fate === 'dead') return { kind: 'failed', tookMs: blockMs };
  if (fate === 'refused') return { kind: 'answered', payload: JSON.stringify({ outcome: 'unavailable' }) };
  world.clock.set(stage.nowMs());
  const answer = await handler(structuredClone(event), lambdaContext);
  if (fate === 'late') return { kind: 'failed', tookMs: blockMs };
  return fate === 'lost' ? { kind: 'failed', tookMs: 500 } : { kind: 'answered', payload: JSON.stringify(answer) };
}

function operationIn(event: unknown): string {
  const [, operation = 'none'] = /"operation":"([^"]*)"/.exec(JSON.stringify(event)) ?? [];
  return operation;
}

function stagesIn(events: readonly PaperEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === 'attributes' ? (event.attributes['holdfree_stage'] ?? []) : []));
}

function holdFlowIn(events: readonly PaperEvent[]): string | undefined {
  const hook = events.findLast((event) => event.kind === 'hook' && event.hook === 'CustomerQueue');
  return hook?.kind === 'hook' ? hook.flowId : undefined;
}

function placeOf(policy: Policy, events: readonly PaperEvent[], end: PlayEnd | undefined): string {
  const last = events.findLast(({ kind }) => kind === 'queued' || kind === 'requeued' || kind === 'disconnected');
  if (last?.kind === 'disconnected') return 'hung up';
  if (last?.kind === 'queued' || last?.kind === 'requeued')
    return queueById(policy, last.queueId ?? '')?.name ?? 'lost';
  return end?.kind === 'gone' ? 'gone' : 'nowhere';
}
