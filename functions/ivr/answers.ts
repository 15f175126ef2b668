import type { Callback } from '../../lib/core/callback/callback';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import type { PromptFacts, PromptKey } from '../../lib/core/speech/prompt-facts';
import { speak } from '../../lib/core/speech/speak';
import type { WaitPrediction } from '../../lib/app/predict-wait';

/** What a flow is told: one flat map of strings, no value empty, because a flow operand may not be. */
export type FlowAnswer = Readonly<Record<string, string>>;

/** The wait as a flow reads it; `unknown` where nothing can be said honestly. */
export function waitFields({ position, waitMs }: WaitPrediction): FlowAnswer {
  return {
    position: position === undefined ? 'unknown' : String(position),
    waitSeconds: waitMs === undefined ? 'unknown' : String(Math.round(waitMs / 1000)),
  };
}

/** A callback as a flow reads it: ids and states, never a number. */
export function callbackFields(callback: Callback): FlowAnswer {
  return { callbackId: callback.id, callbackState: callback.state, attempts: String(callback.attempt) };
}

/** Prompts as a flow plays them: complete SSML, by their key. */
export function sayings(language: LanguageCode, prompts: { readonly [K in PromptKey]?: PromptFacts[K] }): FlowAnswer {
  const spoken: Record<string, string> = { language };
  const add = <K extends PromptKey>(key: K, facts: PromptFacts[K] | undefined): void => {
    if (facts !== undefined) spoken[`say_${key}`] = speak(language, key, facts);
  };
  for (const key of promptKeysOf(prompts)) add(key, prompts[key]);
  return spoken;
}

function promptKeysOf(prompts: { readonly [K in PromptKey]?: PromptFacts[K] }): readonly PromptKey[] {
  const isKey = (key: string): key is PromptKey => key in prompts;
  return Object.keys(prompts).filter(isKey);
}
