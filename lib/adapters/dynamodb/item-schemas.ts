import * as z from 'zod/mini';
import { languageCodes } from '../../core/speech/language-codes';

const toldSchema = z.lazy(() =>
  z.object({
    gapMs: z.number(),
    byPoolMs: z.number(),
    byQueueMs: z.number(),
    lastMs: z.number(),
  }),
);

/** The id of an agent; what it is kept with in one text is parted by `#`. */
export const agentIdSchema = z.string().check(z.regex(/^[^#]+$/));

/** A contact as it is remembered. */
export const contactSchema = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('inbound'),
      contactId: z.string(),
      number: z.optional(z.string()),
      queue: z.string(),
      enteredAtMs: z.number(),
      expectedWaitMs: z.optional(z.number()),
      expectedRange: z.optional(z.object({ fromMs: z.number(), toMs: z.number() })),
      told: z.optional(toldSchema),
      returningContactIds: z.optional(z.set(z.string())),
      tookCallbackAtMs: z.optional(z.number()),
      reachedAtMs: z.optional(z.number()),
      calledBackAtMs: z.optional(z.number()),
      leftAtMs: z.optional(z.number()),
    }),
    z.object({
      kind: z.literal('dial'),
      contactId: z.string(),
      callbackId: z.string(),
      key: z.object({ number: z.string(), queue: z.string() }),
      attempt: z.number(),
    }),
    z.object({
      kind: z.literal('task'),
      contactId: z.string(),
      callbackId: z.string(),
      key: z.object({ number: z.string(), queue: z.string() }),
      clientToken: z.string(),
    }),
  ]),
);

export const guardSchema = z.lazy(() =>
  z.object({
    number: z.string(),
    holder: z.optional(z.object({ callbackId: z.string(), attempt: z.number(), leaseUntilMs: z.number() })),
    day: z.string(),
    dials: z.array(z.string()),
    earlier: z.optional(z.record(z.string(), z.number())),
  }),
);

export const sightingSchema = z.lazy(() =>
  z.object({
    agentId: z.string(),
    state: z.enum(['available', 'on_contact', 'after_contact_work']),
    sinceMs: z.number(),
  }),
);

export const holderSchema = z.lazy(() => z.object({ contactId: z.string(), sinceMs: z.number() }));
const lineSchema = z.lazy(() =>
  z.object({
    pace: z.object({ lastPickUpAtMs: z.number(), gapMs: z.number(), gaps: z.number(), lastGapAtMs: z.number() }),
    lastWaitMs: z.optional(z.number()),
  }),
);

const lessonsSchema = z.lazy(() =>
  z.object({
    pool: z.optional(lineSchema),
    queues: z.record(z.string(), lineSchema),
    blend: z.object({
      poolPool: z.number(),
      poolLast: z.number(),
      lastLast: z.number(),
      poolWait: z.number(),
      lastWait: z.number(),
    }),
    spread: z.object({ below: z.number(), above: z.number() }),
  }),
);

export const statisticsSchema = z.lazy(() =>
  z.object({
    pickUps: z.array(
      z.object({
        contactId: z.string(),
        atMs: z.number(),
        placeMs: z.number(),
        readySinceMs: z.number(),
        isCallback: z.boolean(),
        origin: z.optional(z.enum(['requested', 'lost'])),
        agentId: z.string(),
        queue: z.optional(z.string()),
        told: z.optional(toldSchema),
        talkMs: z.optional(z.number()),
        afterContactWorkMs: z.optional(z.number()),
      }),
    ),
    ringToReady: z.array(
      z.object({
        contactId: z.string(),
        ms: z.number(),
        ringMs: z.optional(z.number()),
        waitMs: z.optional(z.number()),
        isLost: z.optional(z.boolean()),
      }),
    ),
    earlyEnds: z.optional(z.array(z.object({ contactId: z.string(), waitMs: z.number(), isLost: z.boolean() }))),
    settled: z.optional(z.object({ untilMs: z.number(), lessons: lessonsSchema })),
  }),
);

export const bucketSchema = z.lazy(() =>
  z.object({
    tokens: z.number(),
    atMs: z.number(),
    slowUntilMs: z.number(),
    // Not in what an earlier release has stored, which also leaves them out again when it writes.
    hour: z.optional(z.array(z.object({ part: z.number(), dials: z.number() }))),
    cappedToldAtMs: z.optional(z.number()),
  }),
);

export const profileSchema = z.lazy(() =>
  z.object({
    language: z.optional(z.enum(languageCodes)),
    optedOutAtMs: z.optional(z.number()),
    blockedAtMs: z.optional(z.number()),
  }),
);
