import * as z from 'zod/mini';
import type { FlowAction } from '../../../infra/flows/language/document';
import { conditionIndex, operandsOf } from './flow-map';
import type { Question, WalkStep } from './visit';
import type { Walk } from './walk-flow';

/** Says what is wrong with a walk; undefined when nothing is. */
export type Invariant = (walk: Walk) => string | undefined;

const answerSchema = z.record(z.string(), z.unknown());

/** Undefined in the flow that hosts a module: what it does is not ours to judge. */
export function actionOf({ map }: Pick<Walk, 'map'>, { flow, action }: WalkStep): FlowAction | undefined {
  return map.action(flow, action)?.action;
}

/** Words, or the attempt at them; music is no answer. */
export function isPrompt({ type }: WalkStep): boolean {
  return type === 'MessageParticipant' || type === 'GetParticipantInput';
}

/** Which of an answer's prompts an action says. */
export function promptSaid(action: FlowAction | undefined): string | undefined {
  const ssml = action?.Parameters['SSML'];
  return typeof ssml === 'string' ? /^\$\.External\.say_(\w+)$/.exec(ssml)?.[1] : undefined;
}

/** The key by which a menu was left, when it was one on the menu. */
export function keyTaken(walk: Pick<Walk, 'map'>, step: WalkStep): string | undefined {
  const action = step.type === 'GetParticipantInput' ? actionOf(walk, step) : undefined;
  return action === undefined ? undefined : operandsOf(action)[conditionIndex(step.branch) ?? -1];
}

/** Whether a function was asked in vain. */
export function isFailedQuestion({ type, branch }: WalkStep): boolean {
  return type === 'InvokeLambdaFunction' && branch.startsWith('error:');
}

/** Whether a queue did not take the caller. */
export function isFailedTransfer({ type, branch }: WalkStep): boolean {
  const isTransfer = type === 'TransferContactToQueue' || type === 'DequeueContactAndTransferToQueue';
  return isTransfer && branch.startsWith('error:');
}

/** Whether the hours said that the centre is closed. */
export function isClosed(walk: Pick<Walk, 'map'>, step: WalkStep): boolean {
  const action = actionOf(walk, step);
  if (action?.Type !== 'CheckHoursOfOperation') return false;
  return operandsOf(action)[conditionIndex(step.branch) ?? -1] === 'False';
}

/** Whether nothing was pressed in the whole call. */
export function isSilent({ steps }: Pick<Walk, 'steps'>): boolean {
  return steps.every(({ keys }) => keys === '');
}

/** What a function answered; empty where it was nothing that a flow could use. */
export function answerTo({ payload }: Question): Readonly<Record<string, unknown>> {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(payload ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
