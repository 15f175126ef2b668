import { speak } from '../../../lib/core/speech/speak';
import { note, noteStage } from '../build/contact';
import { choose, invoke } from '../build/control';
import type { ActionDraft } from '../build/draft';
import { ask } from '../build/participant';
import { fixed, type Prompt } from '../build/prompt';
import { readMetrics } from '../build/queue';
import type { Scene } from './scene';
import { speakLanguage } from './spoken-language';

/** The keys by which a language may be chosen. */
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * Who is this, and in which language: begins at `metrics`, ends at `next` with the answer to `who_is_this` at hand. A
 * caller whose language is known by profile or by queue is not asked.
 */
export function introduction(
  scene: Scene,
  to: { readonly next: string; readonly failed: string },
): readonly ActionDraft[] {
  const { asker, languages } = scene;
  const { failed } = to;
  // What the metrics do not say is not sent; the function then asks for itself.
  const question = {
    operation: 'who_is_this',
    more: { queueSize: '$.Metrics.Queue.Size', oldestContactAgeSeconds: '$.Metrics.Queue.OldestContactAge' },
  } as const;
  const isAsked = languages.length > 1;
  return [
    readMetrics('metrics', { next: 'who' }),
    invoke('who', asker, question, { next: isAsked ? 'known-language' : 'speak', failed }),
    ...(isAsked ? languageMenu(scene, question, failed) : []),
    ...speakLanguage('speak', '$.External.language', languages, to.next),
  ];
}

function languageMenu(
  { asker, languages }: Scene,
  question: Parameters<typeof invoke>[2],
  failed: string,
): readonly ActionDraft[] {
  const [first = 'en-US'] = languages;
  const keyed = Object.fromEntries(languages.map((code, index) => [KEYS[index] ?? '0', `picked-${code}`]));
  return [
    choose('known-language', '$.External.language', { ask: 'note-language-menu' }, 'speak'),
    noteStage('note-language-menu', 'language_menu', 'language-menu'),
    ask('language-menu', languagePrompt(languages), {
      keys: keyed,
      silence: `picked-${first}`,
      otherKey: `picked-${first}`,
      failed: `picked-${first}`,
    }),
    ...languages.map((code) => note(`picked-${code}`, { language: code }, { next: 'who-again' })),
    invoke('who-again', asker, question, { next: 'speak', failed }),
  ];
}

/** Each language offers itself in its own words. */
function languagePrompt(languages: Scene['languages']): Prompt {
  const sentences = languages.map((code, index) => {
    const words = speak(code, 'choose_language', { key: KEYS[index] ?? '0' }).replaceAll(/<\/?speak>/g, '');
    return `<lang xml:lang="${code}">${words}</lang>`;
  });
  return fixed(`<speak>${sentences.join('<break time="400ms"/>')}</speak>`);
}
