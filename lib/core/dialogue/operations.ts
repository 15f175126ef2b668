import type { PromptKey } from '../speech/prompt-facts';

/** What a flow may ask of `ivr`: what it sends, what may come back, and what may be said before it asks again. */
export interface OperationSpec {
  readonly parameters: readonly string[];
  readonly outcomes: readonly string[];
  /** Answered beside `outcome` where that makes sense; a flow compares them, and an absent one matches nothing. */
  readonly fields: readonly string[];
  /** Answered as `say_<key>`: SSML in the caller's language. */
  readonly prompts: readonly PromptKey[];
}

const choices = ['numberChoice', 'keyedNumber', 'slot'] as const;
const standing = ['position', 'waitSeconds'] as const;
const callback = ['callbackId', 'callbackState', 'attempts'] as const;

/** Every operation takes `operation`, `queue` and `language` too, and answers `language`. */
export const operations = {
  /** At the beginning of each inbound call; every open callback of the caller is held from here on. */
  who_is_this: {
    parameters: ['queueSize', 'oldestContactAgeSeconds', 'languageChosen', 'hold'],
    outcomes: ['new', 'has_callback', 'no_number'],
    /** `language` may be `ask`; `spoken` is the language of the prompts all the same. */
    fields: ['spoken', 'next', 'open', 'offer', 'reason', ...standing, ...callback],
    prompts: [
      'welcome',
      'offer',
      'offer_only',
      'returning',
      'kept',
      'closed_menu',
      'closed_goodbye',
      'goodbye',
      'invalid_key',
    ],
  },
  /** What would be promised if the caller confirmed now. */
  propose: {
    parameters: [...choices, 'purpose'],
    outcomes: ['ok', 'need_number', 'number_refused', 'slot_gone', 'no_callback'],
    fields: ['reason'],
    prompts: ['summary', 'key_number', 'number_refused', 'slot_gone', 'invalid_key'],
  },
  /** Times that still have room: three at once. */
  slots: {
    parameters: ['after', ...choices, 'purpose'],
    outcomes: ['slots', 'none'],
    fields: ['slot_1', 'slot_2', 'slot_3', 'more'],
    prompts: ['slots', 'no_slots', 'invalid_key'],
  },
  register: {
    parameters: [...choices, 'class'],
    outcomes: ['registered', 'already_registered', 'refused', 'slot_gone'],
    fields: ['numberAsAsked', 'reason', ...callback],
    prompts: ['registered', 'number_refused', 'slot_gone', 'key_number'],
  },
  change: {
    parameters: [...choices],
    outcomes: ['changed', 'refused', 'slot_gone', 'too_late', 'no_callback'],
    fields: ['reason', ...callback],
    prompts: ['changed', 'number_refused', 'slot_gone', 'key_number', 'too_late', 'goodbye'],
  },
  /** At every interrupt of the hold flow. */
  where_am_i: {
    parameters: [],
    outcomes: ['has_callback', 'no_callback'],
    fields: ['next', ...standing, ...callback],
    prompts: ['where', 'hold_offer', 'last_offer', 'limit_message', 'limit_transfer', 'invalid_key'],
  },
  cancel: {
    parameters: [],
    outcomes: ['cancelled', 'ending', 'too_late', 'no_callback'],
    fields: ['callbackId'],
    prompts: ['cancelled', 'too_late'],
  },
  /** A caller with an open callback holds after all, and is to be served by the age of that place. */
  rejoin: { parameters: [], outcomes: ['rejoined', 'no_callback'], fields: ['ageSet', 'ageSeconds'], prompts: [] },
  /** Somebody, or something, has picked up our dial. */
  greet: {
    parameters: [],
    outcomes: ['ask', 'goodbye', 'unknown_callback'],
    fields: ['callbackId'],
    prompts: ['greeting', 'greeting_again', 'goodbye', 'invalid_key'],
  },
  /** The one who picked up pressed 1. */
  answered: {
    parameters: [],
    outcomes: ['connect', 'goodbye', 'unknown_callback'],
    fields: ['queueId', 'ageSet', 'ageSeconds'],
    prompts: ['goodbye'],
  },
  /** The one who pressed 1 waits in the queue now, and can be given to an agent. */
  queued: { parameters: [], outcomes: ['given', 'waits', 'unknown_callback'], fields: [], prompts: ['connecting'] },
  /** Never to be called again by us, unless the caller asks for it. */
  opt_out: { parameters: [], outcomes: ['opted_out', 'no_number'], fields: [], prompts: ['opted_out', 'goodbye'] },
  /** For the agent who has accepted. */
  story: { parameters: [], outcomes: ['story', 'none'], fields: [], prompts: ['story'] },
  /** A task that stands for a callback is about to be queued. */
  task_ready: { parameters: [], outcomes: ['ready', 'unknown_callback'], fields: ['ageSet'], prompts: [] },
} as const satisfies Readonly<Record<string, OperationSpec>>;

export type Operation = keyof typeof operations;

/** What a flow reads as "nothing was chosen" and "there is no such thing": no value of a flow may be empty. */
export const NONE = 'none';
export const MISSING = 'missing';
