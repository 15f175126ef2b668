import { valueAt } from '../../../infra/flows/language/specification';
import type { Step } from './action';
import { filled } from './parameters';
import { collapseBlanks, wordsOfSsml } from './spoken-words';
import type { Said } from './types';

/** Something to be played to whoever listens. */
export interface Prompt {
  readonly words: string;
  readonly source: string;
  readonly lengthMs: number;
}

/** The limits of one block: all characters, and those that are not markup. */
const charactersMax = 6_000;
const billedMax = 3_000;

/** How long a recording lasts is not in the flow. */
const recordingMs = 10_000;

/** Even an empty prompt takes this long, so that a flow that repeats one lets time pass. */
const promptMsMin = 250;

/** Reads the prompt of an action, or of one message of a rotation; undefined when Connect could not play it. */
export function readPrompt(step: Step, parameters: Readonly<Record<string, unknown>>): Prompt | undefined {
  const { SSML: ssml, Text: text, PromptId: promptId } = parameters;
  if (ssml === undefined && text === undefined) {
    const source = filled(step, promptId ?? valueAt(parameters, ['Media', 'Uri']));
    return source === undefined ? undefined : { words: '', source, lengthMs: recordingMs };
  }
  // What Connect says where a path leads nowhere is not documented, so no prompt may rely on it: here it is an error.
  const source = filled(step, ssml ?? text);
  if (source === undefined || source.length > charactersMax) return undefined;
  const words = ssml === undefined ? collapseBlanks(source) : wordsOfSsml(source);
  if (words === undefined || words.length > billedMax) return undefined;
  return { words, source, lengthMs: Math.max(promptMsMin, step.play.options.speechMs(words)) };
}

/** Begins a prompt: from here on functions may take their time again. */
export function beginPrompt({ play, frame, action }: Step, prompt: Prompt, keys: Said['keys'] = []): void {
  const { leg, telephone } = play;
  play.lambdaChainMs = 0;
  play.promptsSaid += 1;
  telephone.hears({
    contactId: leg.contactId,
    flow: frame.flow.name,
    action: action.Identifier,
    text: prompt.words,
    source: prompt.source,
    language: leg.contactData().LanguageCode,
    keys,
  });
}
