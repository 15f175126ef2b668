import { operations, type OperationSpec } from '../../../lib/core/dialogue/operations';
import type { Said } from '../runner/types';
import { refusals } from './drawn-answer';
import { actionOf, answerTo, type Invariant } from './invariant';
import type { Question, WalkStep } from './visit';

/** Words that only a mistake brings into a sentence. */
const slips = /\bundefined\b|\bnull\b|\bNaN\b|\[object|\$\./;

const prompts: ReadonlySet<string> = new Set([
  'MessageParticipant',
  'GetParticipantInput',
  'MessageParticipantIteratively',
]);

/** Fewer digits than these are no telephone number. */
const DIGITS_MIN = 7;

/** Whoever listens must never hear the inside of a program, nor a pause where a sentence belongs. */
export const wordsAreSound: Invariant = ({ heard }) => {
  const slip = heard.find((said) => slips.test(said.text) || isEmpty(said));
  if (slip === undefined) return undefined;
  return `${slip.action} says ${JSON.stringify(slip.text)}`;
};

/** A prompt that is not there is passed over in silence, so our own answers bring every one that a flow may say next. */
export const promptsAreThere: Invariant = (walk) => {
  let last: Question | 'nothing' = 'nothing';
  for (const step of walk.steps) {
    if (step.type === 'InvokeLambdaFunction') {
      last = step.branch === 'next' ? (step.questions.at(-1) ?? 'nothing') : 'nothing';
      continue;
    }
    if (!isMissing(step)) continue;
    const isFixed = walk.map.action(step.flow, step.action)?.readsPath !== true;
    if (isFixed) return `${step.action} says nothing, although its words are in the flow`;
    if (last !== 'nothing' && isOurs(last))
      return `${step.action} says nothing: ${last.operation} brought no such prompt`;
  }
  return undefined;
};

/** A contact's attributes are shown to agents and kept with its record for two years. */
export const numbersStayPrivate: Invariant = ({ call, events, steps }) => {
  const { number, otherNumber, callback } = call;
  const stored = callback === undefined ? [] : [callback.number, callback.cli, callback.callNumber ?? ''];
  const keyed = steps.map(({ keys }) => keys);
  const known = [number, otherNumber, ...stored, ...keyed].map(lastDigits).filter(({ length }) => length >= DIGITS_MIN);
  for (const event of events) {
    const written = JSON.stringify(event);
    if (known.some((digits) => written.includes(digits))) return `a telephone number was written: ${event.kind}`;
  }
  return undefined;
};

/** A flow log keeps every key of a number, so it is stopped before the first one. */
export const keyedNumbersAreNotLogged: Invariant = (walk) => {
  let isLogged = true;
  for (const step of walk.steps) {
    const parameters = actionOf(walk, step)?.Parameters;
    if (step.type === 'UpdateFlowLoggingBehavior') isLogged = parameters?.['FlowLoggingBehavior'] !== 'Disabled';
    if (isLogged && parameters?.['StoreInput'] === 'True') return `what is keyed at ${step.action} is logged`;
  }
  return undefined;
};

/** Flows are written against what is agreed; an answer that goes beyond it, or leaves a value empty, is a promise broken. */
export const answersAreAgreed: Invariant = ({ steps }) => {
  for (const { questions } of steps) {
    for (const question of questions) {
      const problem = question.source === 'ivr' ? problemOf(question) : undefined;
      if (problem !== undefined) return `${question.operation} answered ${problem}`;
    }
  }
  return undefined;
};

/** A recording has no words; what is spoken has a source that is markup or text. */
function isEmpty({ text, source }: Said): boolean {
  return text.trim() === '' && (source.trim() === '' || source.trimStart().startsWith('<'));
}

function isMissing({ type, branch, fault, promptsHeard }: WalkStep): boolean {
  return prompts.has(type) && branch === 'error:NoMatchingError' && fault === undefined && promptsHeard === 0;
}

function isOurs(question: Question): boolean {
  return question.source === 'ivr' && !isRefusal(answerTo(question)['outcome']);
}

function isRefusal(outcome: unknown): boolean {
  return refusals.some((refusal) => refusal === outcome);
}

function problemOf(question: Question): string | undefined {
  const { operation } = question;
  const answer = answerTo(question);
  const { outcome } = answer;
  const spec: OperationSpec | undefined = Object.entries(operations).find(([name]) => name === operation)?.[1];
  if (spec === undefined) return outcome === 'unknown_operation' ? undefined : 'without being known';
  if (typeof outcome !== 'string' || (!isRefusal(outcome) && !spec.outcomes.includes(outcome))) {
    return `with the outcome ${String(outcome)}`;
  }
  const agreed = new Set(['outcome', 'language', ...spec.fields, ...spec.prompts.map((key) => `say_${key}`)]);
  const strange = Object.entries(answer).find(([name, value]) => !agreed.has(name) || !isText(value));
  return strange === undefined ? undefined : `${strange[0]}: ${JSON.stringify(strange[1])}`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** The same for every way of writing a number: without trunk and country prefixes. */
function lastDigits(number: string): string {
  return number.replaceAll(/\D/g, '').slice(-9);
}
