import * as z from 'zod/mini';
import { dialModes } from './calling-schema';
import { days, clockTime, numberOrBeginning, shortName, text, whole, word, yesOrNo } from './fields';

/** Reasons for which callers may be called back; a forbidden number is called for none. */
const callableReasons = [
  'technical_failure',
  'routing_not_configured',
  'outside_hours',
  'waited_too_long',
  'not_answered',
  'agents_busy',
  'abandoned_early',
  'abandoned_welcome',
  'abandoned_menu',
] as const;

/** Who rang while the queue was closed was told when it opens, and could ask to be called then: they are not called unasked. */
const reasonsByDefault = callableReasons.filter((reason) => reason !== 'outside_hours');

/** What holds for lost calls of every queue. */
export const lostSchema = z.strictObject({
  /** Shorter calls are short abandons: a wrong number, or a change of mind. */
  shortSeconds: z._default(whole(1, 60), 5),
  /** Abandoned sooner than this, before any queue: `abandoned_early`. */
  earlySeconds: z._default(whole(1, 60), 10),
  /** The centre's own numbers; calls from them are never lost calls. */
  internalNumbers: z._default(z.array(numberOrBeginning, 'a list of numbers'), []),
  /** What supervisors choose from when they close a case; own words are allowed too. */
  handledReasons: z._default(
    z
      .array(text(/^.{1,100}$/, 'a reason of 1 to 100 characters'), 'a list of reasons')
      .check(z.minLength(1, 'at least one reason')),
    ['called by hand', 'answered in writing', 'served in person', 'wrong number', 'nothing to be done'],
  ),
});

/** How callers who were lost are called back without having asked for it. */
const callBackSchema = z.strictObject({
  reasons: z._default(
    z.array(word(callableReasons), 'a list of reasons').check(z.minLength(1, 'at least one reason')),
    reasonsByDefault,
  ),
  /** From the end of the lost call; many ring again by themselves within a minute. */
  delaySeconds: z._default(whole(0, 86_400), 60),
  attempts: z.prefault(
    z.strictObject({
      max: z._default(whole(1, 10), 3),
      /** After attempt n, whatever its outcome; the last counts for all further ones. */
      spacingMinutes: z._default(
        z
          .array(whole(1, 1_440), 'a list of minutes')
          .check(z.minLength(1, 'at least one number of minutes'), z.maxLength(10, 'at most 10 numbers of minutes')),
        [5, 15, 60],
      ),
    }),
    {},
  ),
  /** Beside the hours of the queue that calls back, and of the law; in the zone of this queue. */
  hours: z.optional(
    z
      .array(z.strictObject({ days, from: clockTime, to: clockTime }), 'a list of windows')
      .check(z.minLength(1, 'at least one window')),
  ),
  /** Instead of the `giveUpSeconds` of the queue that calls back. */
  giveUpSeconds: z.optional(whole(60, 604_800)),
  /** Instead of the mode of the queue that calls back. */
  mode: z.optional(word(dialModes)),
  /** One of the classes of the queue that calls back. */
  class: z.optional(shortName),
  /** The queue that calls back: another one, with agents of its own say. */
  queue: z.optional(shortName),
});

/** What becomes of lost calls of one queue. */
export const queueLostSchema = z.strictObject({
  /** Instead of `lost.shortSeconds`. */
  shortSeconds: z.optional(whole(1, 60)),
  callBack: z.optional(callBackSchema),
  /** Whether callers get an SMS. */
  sms: z._default(yesOrNo, false),
  /** A task for whoever is to deal with the case. */
  task: z.optional(
    z.strictObject({
      to: z._default(word(['responsible', 'queue']), 'responsible'),
      /** Whose agents get it; without it those of this queue. */
      queue: z.optional(shortName),
      /** Whose agents get it once the deadline has passed. */
      escalateTo: z.optional(shortName),
    }),
  ),
  /** From the loss until the case is to be dealt with. */
  deadlineMinutes: z._default(whole(1, 10_080), 30),
});
