import type { PromptKey } from '../../../lib/core/speech/prompt-facts';

/** What is to be heard: SSML, fixed or a JSONPath, or a prompt of the instance. */
export type Prompt = { readonly SSML: string } | { readonly PromptId: string };

/** What the last answer of `ivr` says for this key. */
export function answered(key: PromptKey): Prompt {
  return { SSML: `$.External.say_${key}` };
}

/** Fixed words, for when no function answers. */
export function fixed(ssml: string): Prompt {
  return { SSML: ssml };
}
