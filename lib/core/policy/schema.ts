import * as z from 'zod/mini';
import { languageCodes } from '../speech/language-codes';

/** Weekday names an admin writes, in ISO order: Monday is 1. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const identifier = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const instanceArnPattern = /^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-fA-F-]{36}$/;
const nameWords = 'a short name: a letter, then letters, digits, "-" or "_", at most 40';

/** Text that must match; `allowed` is what an admin reads when it does not. */
const text = (pattern: RegExp, allowed: string) => z.string(allowed).check(z.regex(pattern, allowed));

/** A whole number within bounds, both included. */
function whole(min: number, max: number) {
  const allowed = `a whole number from ${min} to ${max}`;
  return z.int(allowed).check(z.gte(min, allowed), z.lte(max, allowed));
}

const clockTime = text(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day from "00:00" to "24:00"');

const timeZone = z
  .string('an IANA time zone, "Europe/London" say')
  .check(z.refine((zone) => isTimeZone(zone), 'an IANA time zone, "Europe/London" say'));

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const windowSchema = z.strictObject({
  days: z
    .array(z.enum(weekdays, `one of ${weekdays.join(', ')}`), 'a list of weekdays')
    .check(z.minLength(1, 'at least one weekday')),
  from: clockTime,
  to: clockTime,
});

const yesOrNo = z.boolean('true or false');

/** What a caller hears and may do while holding; how long, and what then. */
const holdSchema = z.strictObject({
  /** Whether anybody may hold at all; without it a caller is called back or goes. */
  allowed: z._default(yesOrNo, true),
  /** Music is interrupted this often. Connect's own steps take 20 s, so a shorter loop would never play. */
  interruptSeconds: z._default(whole(21, 600), 45),
  /** Nobody holds longer than this; without it everybody holds until served. */
  longestSeconds: z.optional(whole(60, 14_400)),
  /** After the longest hold: a last offer of a callback, a message, or another queue. */
  atLongest: z._default(z.enum(['offer', 'message', 'queue'], 'one of "offer", "message", "queue"'), 'offer'),
  overflowQueue: z.optional(z.string('the name of another queue')),
  /** Whether a callback is offered between music. */
  offer: z._default(yesOrNo, true),
  musicPromptId: z.optional(text(/^[A-Za-z0-9:/_.-]{1,256}$/, 'the id or the ARN of a Connect prompt')),
});

/** The times that callers may choose to be called at. */
const slotsSchema = z.strictObject({
  minutes: z._default(whole(5, 240), 15),
  /** Callbacks of this queue that may be promised for one slot. */
  capacity: z._default(whole(1, 1_000), 4),
  daysAhead: z._default(whole(1, 14), 3),
  /** Nobody is offered a slot that begins sooner than this. */
  leadMinutes: z._default(whole(0, 1_440), 30),
});

const queueSchema = z.strictObject({
  /** The name by which flows, reports and this file speak of the queue. */
  name: text(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, nameWords),
  /** The Connect queue's id. */
  queueId: text(identifier, 'the id of a Connect queue (a UUID)'),
  /** Queues of one pool are served by the same agents; a queue alone is its own pool. */
  pool: z.optional(text(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, nameWords)),
  /** What callers may choose to hear; the first is spoken until they have. */
  languages: z._default(
    z.array(z.enum(languageCodes, `one of ${languageCodes.join(', ')}`), 'a list of languages').check(
      z.minLength(1, 'at least one language'),
      z.refine((codes) => new Set(codes).size === codes.length, 'each language once'),
    ),
    ['en-US'],
  ),
  timeZone,
  hours: z.array(windowSchema, 'a list of opening windows').check(z.minLength(1, 'at least one opening window')),
  offer: z._default(
    z.strictObject({
      /** A callback is offered when the expected wait is longer than this. */
      waitSeconds: z._default(whole(0, 7200), 120),
    }),
    { waitSeconds: 120 },
  ),
  hold: z.prefault(holdSchema, {}),
  slots: z.prefault(slotsSchema, {}),
  attempts: z.prefault(
    z.strictObject({
      max: z._default(whole(1, 10), 3),
      retryAfterSeconds: z.prefault(
        z.strictObject({
          busy: z._default(whole(30, 86_400), 300),
          noAnswer: z._default(whole(30, 86_400), 900),
          voicemail: z._default(whole(30, 86_400), 900),
          failed: z._default(whole(30, 86_400), 300),
          leftAfterReady: z._default(whole(30, 86_400), 300),
        }),
        {},
      ),
    }),
    {},
  ),
  /** An open callback ends as expired after this long; the default outlasts a long weekend. */
  deadlineHours: z._default(whole(1, 336), 120),
  /** An inbound or outbound talk at least this long counts as served. */
  servedAfterSeconds: z._default(whole(0, 600), 10),
  /** Mean patience of a holder, for the wait prediction. 824 s is the measured mean of a large multi-skill centre. */
  patienceSeconds: z._default(whole(10, 36_000), 824),
});

/** What an admin may write in holdfree.config.ts. Everything that can have a default has one. */
export const configSchema = z.strictObject({
  instanceArn: text(instanceArnPattern, 'the ARN of a Connect instance'),
  /** Numbers written without a country code are read as of this country. */
  country: z.string('an ISO country code, "GB" say').check(z.regex(/^[A-Z]{2}$/, 'an ISO country code, "GB" say')),
  /** The Connect flow that plays when a callback is answered, where it is not the one that is deployed with Holdfree. */
  callbackFlowId: z.optional(text(identifier, 'the id of a Connect flow (a UUID)')),
  /** How a caller gets the age of the place: set by API, or reached by a ladder of static routing blocks. */
  ageBy: z._default(z.enum(['api', 'ladder'], 'one of "api", "ladder"'), 'api'),
  dialing: z.prefault(
    z.strictObject({
      /** This deployment's share of StartOutboundVoiceContact, whose default quota is 2 a second (burst 5) for the account. */
      perSecond: z._default(
        z
          .number('a number from 0.1 to 50')
          .check(z.gte(0.1, 'a number from 0.1 to 50'), z.lte(50, 'a number from 0.1 to 50')),
        2,
      ),
      burst: z._default(whole(1, 100), 5),
      ringLimitSeconds: z._default(whole(15, 60), 25),
      perNumberPerDay: z._default(whole(1, 20), 5),
    }),
    {},
  ),
  /** Nobody is called outside these local times in any zone the number may be in. */
  legalHours: z.prefault(
    z.strictObject({ from: z._default(clockTime, '08:00'), to: z._default(clockTime, '20:00') }),
    {},
  ),
  queues: z.array(queueSchema, 'a list of queues').check(z.minLength(1, 'at least one queue')),
});

/** The configuration as written by an admin, before defaults. */
export type HoldfreeConfig = z.input<typeof configSchema>;

/** The configuration with every default filled in. */
export type ParsedConfig = z.output<typeof configSchema>;
