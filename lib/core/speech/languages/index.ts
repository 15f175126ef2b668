import type { Language } from '../language';
import type { LanguageCode } from '../language-codes';

/**
 * Every language, each loaded when it is first spoken: not every start of a function speaks. They are checked where flows are
 * made of them: a broken one stops synth and start, not a call.
 */
export const languages: Readonly<Record<LanguageCode, Language>> = {
  get 'en-US'() {
    const { enUs }: typeof import('./en-us') = require('./en-us');
    return enUs;
  },
  get 'ru-RU'() {
    const { ruRu }: typeof import('./ru-ru') = require('./ru-ru');
    return ruRu;
  },
};

/** The language of a code; there is one for each. */
export function languageOf(code: LanguageCode): Language {
  return languages[code];
}
