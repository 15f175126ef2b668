import type { LanguageCode } from './language-codes';
import { languageOf } from './languages';
import type { PromptFacts, PromptKey } from './prompt-facts';
import { ssmlDocument } from './ssml';

export { wordsOf } from './ssml';

/** A prompt as a flow can play it: a complete SSML document. */
export function speak<K extends PromptKey>(language: LanguageCode, key: K, facts: PromptFacts[K]): string {
  return ssmlDocument(languageOf(language).prompts[key](facts));
}
