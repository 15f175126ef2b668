import { contactAttributes } from '../../../lib/core/contact-attributes';
import type { Operation } from '../../../lib/core/dialogue/operations';
import { valueAt } from '../../../infra/flows/language/specification';
import { actionOf, answerTo, isPrompt, keyTaken, promptSaid, type Invariant } from './invariant';
import type { WalkStep } from './visit';
import type { Walk } from './walk-flow';

/** What the keys of a menu promise, by its prompt: the question that is asked next, or the prompt where none is. */
const promises = new Map<string, Readonly<Record<string, readonly (Operation | 'key_number')[]>>>([
  ['offer', { '1': ['propose'] }],
  ['offer_only', { '1': ['propose'] }],
  ['hold_offer', { '1': ['propose'] }],
  ['last_offer', { '1': ['propose'] }],
  ['closed_menu', { '1': ['slots'] }],
  ['returning', { '2': ['propose'], '3': ['slots'], '4': ['cancel'] }],
  ['summary', { '1': ['register', 'change'], '2': ['key_number'], '3': ['slots'] }],
  ['slots', { '1': ['propose'], '2': ['propose'], '3': ['propose'], '9': ['slots'] }],
  ['greeting', { '1': ['answered'], '2': ['slots'], '3': ['cancel'], '9': ['opt_out'] }],
  ['greeting_again', { '1': ['answered'], '2': ['slots'], '3': ['cancel'], '9': ['opt_out'] }],
]);

/** What can be done for a caller: by which question and outcomes, how it is told, and what is noted of the call. */
const deeds = [
  { of: 'register', by: ['registered', 'already_registered'], told: 'registered', stage: 'took_callback' },
  { of: 'change', by: ['changed'], told: 'changed', stage: 'changed_callback' },
  { of: 'cancel', by: ['cancelled', 'ending'], told: 'cancelled', stage: 'cancelled_callback' },
  { of: 'opt_out', by: ['opted_out'], told: 'opted_out', stage: 'opted_out' },
] as const;

/** What is only ever asked because a caller wishes it. */
const wished: ReadonlySet<string> = new Set(['register', 'change', 'cancel', 'opt_out', 'answered']);

/** A menu is a promise: a key does what the words said it would. */
export const keysDoAsTheWordsSay: Invariant = (walk) => {
  for (const [index, step] of walk.steps.entries()) {
    const key = keyTaken(walk, step);
    const prompt = promptSaid(actionOf(walk, step));
    const promised = key === undefined ? undefined : promises.get(prompt ?? '')?.[key];
    if (promised === undefined) continue;
    const led = ledTo(walk, index + 1);
    if (led === 'elsewhere by right' || promised.some((operation) => operation === led)) continue;
    return `key ${key} at ${step.action} led to ${led}, and not to ${promised.join(' or ')}`;
  }
  return undefined;
};

/** Nothing is done to a caller's callback but by the last key that they pressed. */
export const deedsAreWished: Invariant = (walk) => {
  let last: WalkStep | undefined;
  for (const step of walk.steps) {
    const key = keyTaken(walk, step);
    if (key !== undefined) last = step;
    if (step.type !== 'InvokeLambdaFunction') continue;
    const operation = operationAsked(walk, step);
    if (!wished.has(operation) || (last !== undefined && isWish(walk, last, operation))) continue;
    return `${operation} was asked after ${last === undefined ? 'no key' : `key ${last.keys} at ${last.action}`}`;
  }
  return undefined;
};

/** Who pressed a key that is on the menu has made a choice, and hears something of it. */
export const choicesAreHeard: Invariant = (walk) => {
  const { steps, end } = walk;
  if (end.kind !== 'terminal' || end.type !== 'DisconnectParticipant') return undefined;
  const last = steps.findLastIndex((step) => keyTaken(walk, step) !== undefined);
  if (last < 0 || steps.slice(last + 1).some(isPrompt)) return undefined;
  return `the call was ended without a word on the key at ${steps[last]?.action}`;
};

/** What was done for a caller is told, noted, and the end of the call: who is not sure of it rings again. */
export const deedsAreTold: Invariant = (walk) => {
  for (const [index, step] of walk.steps.entries()) {
    const deed = deedDone(step);
    const problem = deed === undefined ? undefined : problemAfter(walk, index + 1, deed);
    if (problem !== undefined) return `${step.action} was done, and ${problem}`;
  }
  return undefined;
};

/** Who is queued has a queue, something to hear in it, and an agent who is told: all were asked of Connect. */
export const queuedCallersAreProvidedFor: Invariant = ({ call, end, steps }) => {
  if (end.kind !== 'queued' || (call.role.name !== 'entry' && call.role.name !== 'callback')) return undefined;
  const count = (type: string): number => steps.filter((step) => step.type === type).length;
  if (count('UpdateContactTargetQueue') === 0) return 'a caller was queued, and no queue was set';
  const isProvided = count('UpdateContactEventHooks') >= 2;
  return isProvided ? undefined : 'a caller was queued without flows for the holding and for the agent';
};

/** The greeting for when no function answers promises what the others do. */
function isWish(walk: Walk, step: WalkStep, operation: string): boolean {
  const action = actionOf(walk, step);
  const prompt = step.action.startsWith('greeting-unaided') ? 'greeting' : (promptSaid(action) ?? '');
  return promises.get(prompt)?.[keyTaken(walk, step) ?? '']?.some((one) => one === operation) === true;
}

/**
 * The next question, or what came instead. A loop that has been gone through too often leads back by right, and so may
 * a choice that could not be noted.
 */
function ledTo(walk: Walk, from: number): string {
  for (const step of walk.steps.slice(from)) {
    if (step.type === 'InvokeLambdaFunction') return operationAsked(walk, step);
    if (step.type === 'Loop' && step.branch !== 'condition:0') return 'elsewhere by right';
    if (step.type === 'UpdateContactAttributes' && step.branch.startsWith('error:')) return 'elsewhere by right';
    if (step.type === 'GetParticipantInput') return promptSaid(actionOf(walk, step)) ?? step.action;
  }
  return walk.end.kind === 'gone' ? 'elsewhere by right' : 'no question';
}

function operationAsked(walk: Walk, step: WalkStep): string {
  return String(valueAt(actionOf(walk, step)?.Parameters ?? {}, ['LambdaInvocationAttributes', 'operation']));
}

function deedDone({ type, branch, questions }: WalkStep): (typeof deeds)[number] | undefined {
  const question = questions.at(-1);
  if (type !== 'InvokeLambdaFunction' || branch !== 'next' || question === undefined) return undefined;
  const { outcome } = answerTo(question);
  return deeds.find(({ of, by }) => of === question.operation && by.some((one) => one === outcome));
}

function problemAfter(walk: Walk, from: number, { told, stage }: (typeof deeds)[number]): string | undefined {
  const { end } = walk;
  const after = walk.steps.slice(from);
  const prompt = after.find(isPrompt);
  if (prompt === undefined) return end.kind === 'gone' ? undefined : 'nothing was said';
  const said = promptSaid(actionOf(walk, prompt));
  if (said !== told) return `${prompt.action} was said`;
  if (!after.some((step) => stageNoted(walk, step) === stage)) return 'it was not noted';
  const isOver = end.kind === 'gone' || (end.kind === 'terminal' && end.type === 'DisconnectParticipant');
  return isOver && !after.some(({ type }) => type === 'InvokeLambdaFunction') ? undefined : 'the call went on';
}

function stageNoted(walk: Walk, step: WalkStep): unknown {
  return valueAt(actionOf(walk, step)?.Parameters ?? {}, ['Attributes', contactAttributes.stage]);
}
