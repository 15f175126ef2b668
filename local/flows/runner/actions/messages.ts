import { failed, gone, next, type ActionRun, type Step } from '../action';
import { isRecord } from '../json-paths';
import { wholeOf } from '../parameters';
import { beginPrompt, readPrompt, type Prompt } from '../prompts';

/** Plays one prompt to its end; no key interrupts it. */
export const messageParticipant: ActionRun = async (step) => {
  const prompt = readPrompt(step, step.action.Parameters);
  if (prompt === undefined) return failed();
  beginPrompt(step, prompt);
  return (await step.play.leg.wait(prompt.lengthMs)) === 'gone' ? gone : next;
};

/** Plays prompts in rotation, from the first one each time it is come to; without an interruption for ever. */
export const messageParticipantIteratively: ActionRun = async (step) => {
  const prompts = readMessages(step);
  if (prompts === undefined) return failed();
  const interruptSeconds = wholeOf(step, 'InterruptFrequencySeconds');
  let leftMs = interruptSeconds === undefined ? Number.POSITIVE_INFINITY : interruptSeconds * 1_000;
  for (let turn = 0; leftMs > 0; turn += 1) {
    const heard = await playMessage(step, prompts[turn % prompts.length], leftMs);
    if (heard === 'gone') return gone;
    leftMs -= heard.ms;
  }
  return { kind: 'result', value: 'MessagesInterrupted', elseNext: true };
};

async function playMessage(
  step: Step,
  prompt: Prompt | undefined,
  leftMs: number,
): Promise<'gone' | { readonly ms: number }> {
  if (prompt === undefined) return { ms: leftMs };
  beginPrompt(step, prompt);
  const ms = Math.min(prompt.lengthMs, leftMs);
  return (await step.play.leg.wait(ms)) === 'gone' ? 'gone' : { ms };
}

function readMessages(step: Step): readonly Prompt[] | undefined {
  const messages = step.action.Parameters['Messages'];
  if (!Array.isArray(messages) || messages.length === 0) return undefined;
  const prompts = messages.flatMap((message: unknown) => (isRecord(message) ? (readPrompt(step, message) ?? []) : []));
  return prompts.length === messages.length ? prompts : undefined;
}
