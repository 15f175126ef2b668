import type { LanguageCode } from '../../../lib/core/speech/language-codes';
import { languages as spoken } from '../../../lib/core/speech/languages';
import { speak } from '../../../lib/core/speech/speak';
import { note, noteStage, setVoice } from '../build/contact';
import { choose, invoke } from '../build/control';
import type { ActionDraft } from '../build/draft';
import { ask } from '../build/participant';
import { fixed } from '../build/prompt';
import { readMetrics } from '../build/queue';
import type { Scene } from './scene';
import { inTheirLanguage, speakLanguage } from './spoken-language';

/** The keys by which a language may be chosen. */
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Between two languages there is hardly a pause; after the last one there is. Seconds. */
const BETWEEN_SECONDS = 1;
const LAST_SECONDS = 5;

/**
 * Who is this, and in which language: begins at `metrics`, ends at `next` with the answer to `who_is_this` at hand. A
 * caller whose language is known by profile or by queue is not asked. With `hold: 'no'` nobody is invited to hold.
 */
export function introduction(
  scene: Scene,
  to: { readonly next: string; readonly failed: string },
  more: { readonly hold?: 'no' } = {},
): readonly ActionDraft[] {
  const { languages } = scene;
  // What the metrics do not say is not sent; the function then asks for itself.
  const question = {
    operation: 'who_is_this',
    more: { queueSize: '$.Metrics.Queue.Size', oldestContactAgeSeconds: '$.Metrics.Queue.OldestContactAge', ...more },
  } as const;
  const isAsked = languages.length > 1;
  const failed = isAsked ? 'unaided' : to.failed;
  return [
    readMetrics('metrics', { next: 'voice' }),
    // No answer may ever come, and what is said then is read by a voice of its language too.
    ...inTheirLanguage('voice', languages, (id, code) => setVoice(id, spoken[code].voice, { next: 'who' })),
    ...identify('who', scene, question, { known: isAsked ? 'known-language' : 'speak', failed }),
    ...(isAsked ? languageMenu(scene, question, failed) : []),
    // A function that answers later on keeps to the language that was begun with.
    ...(isAsked
      ? inTheirLanguage('unaided', languages, (id, code) => note(id, { language: code }, { next: to.failed }))
      : []),
    ...speakLanguage('speak', '$.External.spoken', languages, to.next),
  ];
}

type Question = Parameters<typeof invoke>[2];

/** A fault that is answered brings neither a language nor prompts: it leads where no answer leads. */
function identify(
  id: string,
  { asker }: Scene,
  question: Question,
  { known, failed }: { readonly known: string; readonly failed: string },
): readonly ActionDraft[] {
  return [
    invoke(id, asker, question, { next: `${id}-answered`, failed }),
    choose(`${id}-answered`, '$.External.outcome', { new: known, has_callback: known, no_number: known }, failed),
  ];
}

/** Only a key is a choice: whoever presses none is spoken to as the first answer has it. */
function languageMenu(scene: Scene, { operation, more }: Question, failed: string): readonly ActionDraft[] {
  const { languages } = scene;
  const [first = 'en-US'] = languages;
  const chosen = { operation, more: { ...more, languageChosen: 'yes' } };
  return [
    choose('known-language', '$.External.language', { ask: 'note-language-menu' }, 'speak'),
    noteStage('note-language-menu', 'language_menu', `offer-${first}`, 'choose_language'),
    ...languages.flatMap((code, index) => offerLanguage(languages, code, index)),
    ...languages.flatMap((code) => [
      note(`picked-${code}`, { language: code }, { next: `picked-voice-${code}` }),
      setVoice(`picked-voice-${code}`, spoken[code].voice, { next: 'who-again' }),
    ]),
    ...identify('who-again', scene, chosen, { known: 'speak', failed }),
  ];
}

/** Each language offers itself in its own voice; every key counts at once, and after the last there is time to press. */
function offerLanguage(languages: Scene['languages'], code: LanguageCode, index: number): readonly ActionDraft[] {
  const after = languages[index + 1];
  const onward = after === undefined ? 'speak' : `offer-${after}`;
  const keys = Object.fromEntries(languages.map((one, at) => [KEYS[at] ?? '0', `picked-${one}`]));
  const words = fixed(speak(code, 'choose_language', { key: KEYS[index] ?? '0' }));
  const seconds = after === undefined ? LAST_SECONDS : BETWEEN_SECONDS;
  return [
    setVoice(`offer-${code}`, spoken[code].voice, { next: `language-menu-${code}` }),
    ask(`language-menu-${code}`, words, { keys, silence: onward, otherKey: onward, failed: onward }, seconds),
  ];
}
