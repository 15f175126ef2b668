import type { LanguageCode } from './language-codes';
import type { PromptFacts, PromptKey } from './prompt-facts';

/** An Amazon Polly voice; a voice that lacks the engine silences every prompt of the contact. */
interface Voice {
  readonly name: string;
  readonly engine: 'standard' | 'neural';
}

/** Each prompt gives what stands inside `<speak>`: SSML, its values escaped. */
type Prompts = { readonly [K in PromptKey]: (facts: PromptFacts[K]) => string };

/** What agents read of a callback, as plain text; the number comes masked. */
export interface WrittenFacts {
  readonly queue: string;
  readonly number: string;
}

/** All that a caller hears in one language: one file in languages/. */
export interface Language {
  readonly code: LanguageCode;
  /** What its own speakers call it. */
  readonly name: string;
  readonly voice: Voice;
  readonly prompts: Prompts;
  /** How a task for agents is called in their list, and what stands in it after the story. */
  readonly written: {
    readonly taskName: (facts: WrittenFacts) => string;
    readonly taskEnd: (facts: WrittenFacts) => string;
  };
}
