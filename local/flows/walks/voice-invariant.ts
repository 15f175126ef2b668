import type { FlowAction } from '../../../infra/flows/language/document';
import { contactAttributes } from '../../../lib/core/contact-attributes';
import { languageCodes, type LanguageCode } from '../../../lib/core/speech/language-codes';
import { languages } from '../../../lib/core/speech/languages';
import type { Said } from '../runner/types';
import type { Invariant } from './invariant';
import type { WalkStep } from './visit';
import type { Walk } from './walk-flow';

/** What Connect speaks with until a flow sets something else. */
const voiceDefault = 'Joanna';

const cyrillic = /\p{Script=Cyrillic}/u;
const latin = /\p{Script=Latin}/u;

/** Something heard, and who spoke it. */
interface Spoken {
  readonly said: Said;
  readonly voice: string;
}

/** A voice reads another language's words as noise: whoever hears a prompt hears it in a voice of its language. */
export const voicesFitWords: Invariant = (walk) => {
  if (isLanguageLost(walk)) return undefined;
  const misread = spokenIn(walk).find(({ said, voice }) => {
    const language = languageOf(said);
    return language !== undefined && language !== languageSpokenBy(voice);
  });
  if (misread === undefined) return undefined;
  return `${misread.said.action} is read by ${misread.voice}: ${JSON.stringify(misread.said.text)}`;
};

/** Our dials say their language. Where it was lost on the way, flow and function each take another one for granted. */
function isLanguageLost({ call }: Walk): boolean {
  const noted = call.leg.attributes?.[contactAttributes.language];
  return call.isDialed && !call.queue.languages.some((code) => code === noted);
}

/** What was heard, as long as both the words and the voice are of our own choice. */
function spokenIn(walk: Walk): readonly Spoken[] {
  const spoken: Spoken[] = [];
  let voice = firstVoice(walk);
  let isOurAnswer = false;
  let at = 0;
  for (const step of walk.steps) {
    if (isBeyondUs(step)) break;
    const mapped = walk.map.action(step.flow, step.action);
    const heard = walk.heard.slice(at, at + step.promptsHeard);
    at += step.promptsHeard;
    if (step.type === 'InvokeLambdaFunction') isOurAnswer = step.questions.at(-1)?.source === 'ivr';
    voice = voiceSet(mapped?.action) ?? voice;
    if (voice === undefined || mapped === undefined || (mapped.readsPath && !isOurAnswer)) continue;
    for (const said of heard) spoken.push({ said, voice });
  }
  return spoken;
}

/** Undefined where nobody can say: a call on which a language was noted has had its voice set too, or should have. */
function firstVoice({ call }: Walk): string | undefined {
  return call.leg.attributes?.[contactAttributes.language] === undefined ? voiceDefault : undefined;
}

/** What Connect could not set is lost, and what the specification allows as a language need not be that of the words. */
function isBeyondUs({ type, branch, questions }: WalkStep): boolean {
  const isLost = type.startsWith('UpdateContact') && branch.startsWith('error:');
  return isLost || questions.some(({ source }) => source === 'specification');
}

/** By the letters; undefined where both kinds occur, or none. */
function languageOf({ text }: Said): LanguageCode | undefined {
  if (cyrillic.test(text) === latin.test(text)) return undefined;
  return cyrillic.test(text) ? 'ru-RU' : 'en-US';
}

function languageSpokenBy(voice: string): LanguageCode | undefined {
  return languageCodes.find((code) => languages[code].voice.name === voice);
}

function voiceSet(action: FlowAction | undefined): string | undefined {
  if (action?.Type !== 'UpdateContactTextToSpeechVoice') return undefined;
  const name = action.Parameters['TextToSpeechVoice'];
  return typeof name === 'string' ? name : undefined;
}
