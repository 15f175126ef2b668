import type { Language } from '../language';
import type { LanguageCode } from '../language-codes';
import { enUs } from './en-us';
import { ruRu } from './ru-ru';

/** Every language. They are checked where flows are made of them: a broken one stops synth and start, not a call. */
export const languages: Readonly<Record<LanguageCode, Language>> = { 'en-US': enUs, 'ru-RU': ruRu };

/** The language of a code; there is one for each. */
export function languageOf(code: LanguageCode): Language {
  return languages[code];
}
