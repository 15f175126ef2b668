import { equals, type ActionDraft } from './draft';
import type { Prompt } from './prompt';

/** How long a menu waits for a key after it has been heard. Seconds. */
const MENU_SECONDS = 5;

/** For the first digit of a number, and between two digits. Seconds. */
const FIRST_DIGIT_SECONDS = '10';
const NEXT_DIGIT_SECONDS = '5';

/** E.164 has at most 15 digits; a prefix to dial abroad comes on top. */
const DIGITS_MAX = '20';

/** Says something. What cannot be said is passed over: silence is better than a dropped call. */
export function say(id: string, prompt: Prompt, next: string): ActionDraft {
  return { id, type: 'MessageParticipant', parameters: { ...prompt }, next, errors: { NoMatchingError: next } };
}

/** Asks for one key. */
export function ask(
  id: string,
  prompt: Prompt,
  to: {
    readonly keys: Readonly<Record<string, string>>;
    readonly silence: string;
    readonly otherKey: string;
    readonly failed: string;
  },
  seconds = MENU_SECONDS,
): ActionDraft {
  return {
    id,
    type: 'GetParticipantInput',
    parameters: { ...prompt, StoreInput: 'False', InputTimeLimitSeconds: String(seconds) },
    next: to.silence,
    errors: { InputTimeLimitExceeded: to.silence, NoMatchingCondition: to.otherKey, NoMatchingError: to.failed },
    ways: Object.entries(to.keys).map(([key, target]) => equals(key, target)),
  };
}

/** Stores the digits that are keyed, ended by the hash key; `nothing` when none were, or the star key took them back. */
export function askDigits(
  id: string,
  prompt: Prompt,
  to: { readonly keyed: string; readonly nothing: string },
): ActionDraft {
  return {
    id,
    type: 'GetParticipantInput',
    parameters: {
      ...prompt,
      StoreInput: 'True',
      InputTimeLimitSeconds: FIRST_DIGIT_SECONDS,
      InputValidation: { CustomValidation: { MaximumLength: DIGITS_MAX } },
      DTMFConfiguration: { InputTerminationSequence: '#', InterdigitTimeLimitSeconds: NEXT_DIGIT_SECONDS },
    },
    next: to.keyed,
    errors: { NoMatchingError: to.nothing },
  };
}

/** Plays on and on; with `interruptSeconds` it stops that often to let the flow do something. */
export function playOn(
  id: string,
  messages: readonly Prompt[],
  to: { readonly interruptSeconds?: number; readonly interrupted?: string; readonly failed: string },
): ActionDraft {
  const { interruptSeconds, interrupted = to.failed, failed } = to;
  return {
    id,
    type: 'MessageParticipantIteratively',
    parameters: {
      Messages: messages.map((message) => ({ ...message })),
      ...(interruptSeconds === undefined ? {} : { InterruptFrequencySeconds: String(interruptSeconds) }),
    },
    next: interrupted,
    errors: { NoMatchingError: failed },
    ...(interruptSeconds === undefined ? {} : { ways: [equals('MessagesInterrupted', interrupted)] }),
  };
}

/** Ends the call. */
export function hangUp(id: string): ActionDraft {
  return { id, type: 'DisconnectParticipant', parameters: {} };
}
