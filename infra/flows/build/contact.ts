import { contactAttributes } from '../../../lib/core/contact-attributes';
import type { Stage } from '../../../lib/core/contact-attributes';
import type { PromptKey } from '../../../lib/core/speech/prompt-facts';
import type { ActionDraft } from './draft';

type AttributeName = keyof typeof contactAttributes;

/** The key of a prompt; `none` where nothing is said. */
type NotedPrompt = PromptKey | 'none';

/** Both ways out of an action; without `failed` a failure changes nothing in the way. */
export interface NextOrFailed {
  readonly next: string;
  readonly failed?: string;
}

/** The JSONPath of one of our attributes. */
export function attribute(name: AttributeName): string {
  return `$.Attributes.${contactAttributes[name]}`;
}

/** Notes something on the contact, for later blocks, later flows, and whoever asks what happened. */
export function note(
  id: string,
  values: { readonly [K in AttributeName]?: string },
  { next, failed = next }: NextOrFailed,
): ActionDraft {
  const attributes = Object.fromEntries(
    Object.entries(contactAttributes).flatMap(([name, key]) => {
      const value = Object.entries(values).find(([given]) => given === name)?.[1];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  return {
    id,
    type: 'UpdateContactAttributes',
    parameters: { Attributes: attributes, TargetContact: 'Current' },
    next,
    errors: { NoMatchingError: failed },
  };
}

/** Notes how far the caller came, and what is played there. */
export function noteStage(id: string, stage: Stage, next: string, prompt: NotedPrompt): ActionDraft {
  return note(id, { stage, prompt }, { next });
}

/** Lets the texts that follow be spoken by this voice. An invalid voice would silence them, so it is never a path. */
export function setVoice(
  id: string,
  voice: { readonly name: string; readonly engine: string },
  { next, failed = next }: NextOrFailed,
): ActionDraft {
  return {
    id,
    type: 'UpdateContactTextToSpeechVoice',
    parameters: { TextToSpeechVoice: voice.name, TextToSpeechEngine: voice.engine },
    next,
    errors: { NoMatchingError: failed },
  };
}

export function setLanguage(id: string, code: string, { next, failed = next }: NextOrFailed): ActionDraft {
  return {
    id,
    type: 'UpdateContactData',
    parameters: { LanguageCode: code, TargetContact: 'Current' },
    next,
    errors: { NoMatchingError: failed },
  };
}

/** Names the flow that is played while the caller is in the queue, or to the agent who has accepted. */
export function setHook(
  id: string,
  hook: 'CustomerQueue' | 'AgentWhisper',
  flowId: string,
  { next, failed = next }: NextOrFailed,
): ActionDraft {
  return {
    id,
    type: 'UpdateContactEventHooks',
    parameters: { EventHooks: { [hook]: flowId } },
    next,
    errors: { NoMatchingError: failed },
  };
}

/** Adds to the age by which a contact is served. Only a fixed number of seconds is allowed. */
export function addAge(id: string, seconds: number, next: string): ActionDraft {
  return {
    id,
    type: 'UpdateContactRoutingBehavior',
    parameters: { QueueTimeAdjustmentSeconds: String(seconds) },
    next,
  };
}
