import { checkLanguages } from '../../../lib/core/speech/check-languages';
import { languages as spoken } from '../../../lib/core/speech/languages';
import type { LanguageCode } from '../../../lib/core/speech/language-codes';
import { speak } from '../../../lib/core/speech/speak';
import { attribute, note, setLanguage, setVoice } from '../build/contact';
import { choose } from '../build/control';
import type { ActionDraft } from '../build/draft';
import { say } from '../build/participant';
import { fixed, type Prompt } from '../build/prompt';

// Here and not where functions load them: what was deployed has been checked, and a caller waits for the start.
checkLanguages(spoken);

/** Prompts that know nothing of the call, so that they can be part of a flow. */
export type FixedPrompt =
  | 'greeting_unaided'
  | 'closed_unaided'
  | 'unavailable'
  | 'at_capacity'
  | 'went_wrong'
  | 'hold_music'
  | 'callback_hold';

/** One action for each language, and before them the one that chooses by what the contact has noted. */
export function inTheirLanguage(
  id: string,
  languages: readonly LanguageCode[],
  make: (id: string, code: LanguageCode) => ActionDraft,
): readonly ActionDraft[] {
  const [first, ...others] = languages;
  if (first === undefined) return [];
  if (others.length === 0) return [make(id, first)];
  const idOf = (code: LanguageCode) => `${id}-${code}`;
  const cases = Object.fromEntries(languages.map((code) => [code, idOf(code)]));
  return [choose(id, attribute('language'), cases, idOf(first)), ...languages.map((code) => make(idOf(code), code))];
}

/** Says fixed words, each caller in their language. */
export function sayFixed(
  id: string,
  key: FixedPrompt,
  languages: readonly LanguageCode[],
  next: string,
): readonly ActionDraft[] {
  return inTheirLanguage(id, languages, (one, code) => say(one, fixedPrompt(code, key), next));
}

/** The words of a fixed prompt. */
export function fixedPrompt(code: LanguageCode, key: FixedPrompt): Prompt {
  return fixed(speak(code, key, {}));
}

/** Lets the flow speak the language at a JSONPath from here on, and notes it for the flows that follow. */
export function speakLanguage(
  id: string,
  path: string,
  languages: readonly LanguageCode[],
  next: string,
): readonly ActionDraft[] {
  const [first = 'en-US'] = languages;
  const cases = Object.fromEntries(languages.map((code) => [code, `${id}-${code}`]));
  const one = (code: LanguageCode): readonly ActionDraft[] => [
    setVoice(`${id}-${code}`, spoken[code].voice, { next: `${id}-data-${code}` }),
    setLanguage(`${id}-data-${code}`, code, { next: `${id}-note-${code}` }),
    note(`${id}-note-${code}`, { language: code }, { next }),
  ];
  const only = languages.length === 1;
  return only ? renameFirst(one(first), id) : [choose(id, path, cases, `${id}-${first}`), ...languages.flatMap(one)];
}

function renameFirst([first, ...rest]: readonly ActionDraft[], id: string): readonly ActionDraft[] {
  return first === undefined ? [] : [{ ...first, id }, ...rest];
}
