import type { ActionDraft } from '../build/draft';
import { ask, say } from '../build/participant';
import { answered, type Prompt } from '../build/prompt';

/**
 * Asks for a key twice: again after silence, and after a key that is not on the menu has been named as such. What is
 * asked the second time may be shorter.
 */
export function menu(
  id: string,
  prompt: Prompt,
  to: {
    readonly keys: Readonly<Record<string, string>>;
    readonly giveUp: string;
    /** The prompt could not be played. */
    readonly failed: string;
  },
  again: Prompt = prompt,
): readonly ActionDraft[] {
  const { keys, giveUp, failed } = to;
  return [
    ask(id, prompt, { keys, silence: `${id}-again`, otherKey: `${id}-wrong`, failed }),
    say(`${id}-wrong`, answered('invalid_key'), `${id}-again`),
    ask(`${id}-again`, again, { keys, silence: giveUp, otherKey: giveUp, failed }),
  ];
}
