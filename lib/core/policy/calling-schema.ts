import * as z from 'zod/mini';
import { amount, calendarDate, clockTime, countryCode, days, numberOrBeginning, whole, word, yesOrNo } from './fields';
import { numberTypes, ordinaryNumberTypes } from './number-types';

/** The ways in which a callback may be dialed; `auto` picks among what is switched on. */
export const dialModes = ['auto', 'customer-first', 'agent-first', 'reserved'] as const;

/** How callers and agents are brought together. */
export const dispatchSchema = z.strictObject({
  mode: z._default(word(dialModes), 'auto'),
  /** Whether task and dial may begin together; `reserved` needs it, and `auto` may use it then. */
  reserved: z._default(yesOrNo, false),
  /** Whether a ready caller is given to the agent who has accepted the task, by AssociateContactWithUser. */
  give: z._default(yesOrNo, true),
});

/** How fast, how long and how often numbers are dialed. */
export const dialingSchema = z.strictObject({
  /** This deployment's share of StartOutboundVoiceContact, whose default quota is 2 a second (burst 5) for the account. */
  perSecond: z._default(amount(0.1, 50), 2),
  burst: z._default(whole(1, 100), 5),
  ringLimitSeconds: z._default(whole(15, 60), 25),
  /** Dials of this deployment in any 60 minutes: what a mistake or a fraud can cost. */
  perHour: z._default(whole(1, 7_200), 1_000),
  /** Dials of one number in a day, all queues together. */
  perNumberPerDay: z._default(whole(1, 20), 5),
  /** The same in seven days; without it only days are counted. */
  perNumberPerWeek: z.optional(whole(1, 100)),
  /** The instance's quota of concurrent calls, and how many of them we leave to others; without it nothing is kept free. */
  concurrentCalls: z.optional(z.strictObject({ quota: whole(1, 100_000), keptFree: z._default(whole(0, 100_000), 0) })),
});

/** Nobody is called outside these local times in any zone the number may be in. */
export const legalHoursSchema = z.strictObject({
  from: z._default(clockTime, '08:00'),
  to: z._default(clockTime, '20:00'),
  /** Without it every day. */
  days: z.optional(days),
  /** For those who did not ask to be called; what is left out is as for those who did. */
  lost: z.optional(z.strictObject({ from: z.optional(clockTime), to: z.optional(clockTime), days: z.optional(days) })),
});

/** Days on which nobody is called, or nobody who did not ask for it. */
export const holidaySchema = z.strictObject({ date: calendarDate, for: z._default(word(['all', 'lost']), 'all') });

/** Which numbers may be called at all. */
export const numbersSchema = z.strictObject({
  /** Without it the configuration's own country: calls to others cost more, and are what fraud is made of. */
  countries: z.optional(
    z.union(
      [z.literal('any'), z.array(countryCode, 'a list of countries').check(z.minLength(1, 'at least one country'))],
      '"any", or a list of ISO country codes',
    ),
  ),
  types: z._default(
    z.array(word(numberTypes), 'a list of kinds of numbers').check(z.minLength(1, 'at least one kind of number')),
    [...ordinaryNumberTypes],
  ),
  /** Numbers that are never called, or what they begin with. */
  blocked: z._default(z.array(numberOrBeginning, 'a list of numbers'), []),
});
