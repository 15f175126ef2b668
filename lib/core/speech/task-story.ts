import { maskPhone } from '../mask-phone';
import type { LanguageCode } from './language-codes';
import { languageOf } from './languages';
import type { PromptFacts } from './prompt-facts';
import { speak, wordsOf } from './speak';

/** What Connect takes, in characters. */
const NAME_MAX = 512;
const DESCRIPTION_MAX = 4096;

/** The story of a callback as agents read it in a task: the same that is told to them before a call. */
export function taskStory(
  language: LanguageCode,
  facts: PromptFacts['story'] & { readonly queue: string; readonly number: string },
): { readonly name: string; readonly description: string } {
  const { queue, number, ...story } = facts;
  const { written } = languageOf(language);
  // Whoever reads a list of tasks is not to see whom else we call.
  const shown = { queue, number: maskPhone(number) };
  return {
    name: cut(written.taskName(shown), NAME_MAX),
    description: cut(`${wordsOf(speak(language, 'story', story))} ${written.taskEnd(shown)}`, DESCRIPTION_MAX),
  };
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
