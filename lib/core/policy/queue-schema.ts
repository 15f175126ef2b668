import * as z from 'zod/mini';
import { languageCodes } from '../speech/language-codes';
import { dialModes } from './calling-schema';
import { connectId } from './connect-ids';
import { queueLostSchema } from './lost-schema';
import { routingSchema } from './routing-schema';
import { amount, clockTime, days, e164, shortName, timeZone, whole, word, yesOrNo } from './fields';

const windowSchema = z.strictObject({ days, from: clockTime, to: clockTime });

/** What a caller hears and may do while holding; how long, and what then. */
const holdSchema = z.strictObject({
  /** Whether anybody may hold at all; without it a caller is called back or goes. */
  allowed: z._default(yesOrNo, true),
  /** Music is interrupted this often. Connect's own steps take 20 s, so a shorter loop would never play. */
  interruptSeconds: z._default(whole(21, 600), 45),
  /** Nobody holds longer than this; without it everybody holds until served. */
  longestSeconds: z.optional(whole(60, 14_400)),
  /** After the longest hold: a last offer of a callback, a message, or another queue. */
  atLongest: z._default(word(['offer', 'message', 'queue']), 'offer'),
  overflowQueue: z.optional(z.string('the name of another queue')),
  /** Whether a callback is offered between music. */
  offer: z._default(yesOrNo, true),
  musicPromptId: z.optional(connectId('prompt')),
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

/** How often a caller is dialed again, and how soon, by how the last attempt ended. */
const attemptsSchema = z.strictObject({
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
  /** How many attempts may follow those that ended so; 0: none ever. What is left out is limited by `max` alone. */
  retriesMax: z.prefault(
    z.strictObject({
      busy: z.optional(whole(0, 10)),
      noAnswer: z.optional(whole(0, 10)),
      voicemail: z.optional(whole(0, 10)),
      failed: z.optional(whole(0, 10)),
      leftAfterReady: z.optional(whole(0, 10)),
    }),
    {},
  ),
});

const classSchema = z.strictObject({
  name: shortName,
  /** Ordered as if they had come this much earlier: they pass nobody who came more than that before them. */
  headStartSeconds: whole(0, 14_400),
});

/** What an admin may write of one queue. */
export const queueSchema = z.strictObject({
  /** The name by which flows, reports and this file speak of the queue. */
  name: shortName,
  /** The Connect queue's id, or its ARN. */
  queueId: connectId('queue'),
  /** Numbers of the instance that ring in this queue: they are pointed at its entry flow. */
  phoneNumbers: z._default(z.array(e164, 'a list of numbers in E.164'), []),
  /** Queues of one pool are served by the same agents; a queue alone is its own pool. */
  pool: z.optional(shortName),
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
  attempts: z.prefault(attemptsSchema, {}),
  /** Overrides `dispatch.mode`. */
  mode: z.optional(word(dialModes)),
  /** A second of waiting here counts this many times one of a queue with weight 1, where they share agents. */
  weight: z._default(whole(1, 100), 1),
  /** At most so many dials of this queue at once; without it only agents limit them. */
  maxInFlight: z.optional(whole(1, 1_000)),
  /** The part of the agents that is left to holders when callbacks of that origin are dialed. */
  keptForHolders: z.prefault(
    z.strictObject({ requested: z._default(amount(0, 0.9), 0), lost: z._default(amount(0, 0.9), 0.5) }),
    {},
  ),
  /** Groups of callers with a head start; whoever is in none is `standard`. */
  classes: z._default(z.array(classSchema, 'a list of classes'), []),
  /** A callback ends as expired after standing in the line so long; without it at its deadline only. */
  giveUpSeconds: z.optional(whole(60, 604_800)),
  /** An open callback ends as expired after this long; the default outlasts a long weekend. */
  deadlineHours: z._default(whole(1, 336), 120),
  /** An inbound or outbound talk at least this long counts as served. */
  servedAfterSeconds: z._default(whole(0, 600), 10),
  /** Mean patience of a holder, for the wait prediction. 824 s is the measured mean of a large multi-skill centre. */
  patienceSeconds: z._default(whole(10, 36_000), 824),
  lost: z.prefault(queueLostSchema, {}),
  routing: z.prefault(routingSchema, {}),
});
