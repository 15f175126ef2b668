import { invariant } from '../invariant';
import type { Language } from './language';
import { languageCodes } from './language-codes';
import type { PromptFacts, PromptKey } from './prompt-facts';
import { faultOfSsml } from './read-ssml';
import { sampleFacts } from './sample-facts';
import { ssmlDocument, wordsOf } from './ssml';

/** What Amazon Connect speaks in one block, in characters: words alone, and with tags. */
const WORDS_MAX = 3000;
const DOCUMENT_MAX = 6000;

/** Throws unless every language there ought to be is listed, and every prompt of each can be spoken. */
export function checkLanguages(listed: Readonly<Record<string, Language>>): void {
  const codes: readonly string[] = languageCodes;
  for (const code of Object.keys(listed))
    invariant(codes.includes(code), `language ${code} is in languages/index.ts and not in language-codes.ts`);
  for (const code of codes) {
    const language = listed[code];
    invariant(language !== undefined, `language ${code} is in language-codes.ts and not in languages/index.ts`);
    invariant(language.code === code, `language ${code} calls itself ${language.code}`);
    checkLanguage(language);
  }
}

/** Throws, naming the prompt, unless each is there and can be spoken: types are not checked when the code runs. */
export function checkLanguage(language: Language): void {
  const keys = Object.keys(sampleFacts).filter((key): key is PromptKey => key in sampleFacts);
  for (const key of keys) checkPrompt(language, key, sampleFacts[key]);
}

function checkPrompt<K extends PromptKey>(
  { code, prompts }: Language,
  key: K,
  samples: readonly PromptFacts[K][],
): void {
  const prompt: unknown = prompts[key];
  invariant(typeof prompt === 'function', `language ${code} has no prompt '${key}'`);
  for (const facts of samples) {
    const ssml = ssmlDocument(prompts[key](facts));
    const fault = faultOfSsml(ssml) ?? faultOfLength(ssml);
    invariant(fault === undefined, `language ${code}: prompt '${key}' cannot be spoken: ${fault}`);
  }
}

function faultOfLength(ssml: string): string | undefined {
  const words = wordsOf(ssml);
  if (words === '') return 'it says nothing';
  if (words.length > WORDS_MAX) return `it has ${words.length} characters to be spoken, more than ${WORDS_MAX}`;
  return ssml.length > DOCUMENT_MAX ? `it has ${ssml.length} characters, more than ${DOCUMENT_MAX}` : undefined;
}
