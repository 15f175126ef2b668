import * as z from 'zod/mini';
import { languageCodes } from '../../core/speech/language-codes';

/** A contact as it is remembered. */
export const contactSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('inbound'),
    contactId: z.string(),
    number: z.optional(z.string()),
    queue: z.string(),
    enteredAtMs: z.number(),
    expectedWaitMs: z.optional(z.number()),
  }),
  z.object({
    kind: z.literal('dial'),
    contactId: z.string(),
    callbackId: z.string(),
    key: z.object({ number: z.string(), queue: z.string() }),
    attempt: z.number(),
  }),
]);

export const guardSchema = z.object({
  number: z.string(),
  holder: z.optional(z.object({ callbackId: z.string(), attempt: z.number(), leaseUntilMs: z.number() })),
  day: z.string(),
  dials: z.array(z.string()),
});

export const sightingSchema = z.object({
  agentId: z.string(),
  state: z.enum(['available', 'on_contact', 'after_contact_work']),
  sinceMs: z.number(),
});

export const statisticsSchema = z.object({
  pickUps: z.array(
    z.object({
      contactId: z.string(),
      atMs: z.number(),
      placeMs: z.number(),
      readySinceMs: z.number(),
      isCallback: z.boolean(),
      agentId: z.string(),
      talkMs: z.optional(z.number()),
      afterContactWorkMs: z.optional(z.number()),
    }),
  ),
  ringToReady: z.array(z.object({ contactId: z.string(), ms: z.number() })),
});

export const bucketSchema = z.object({ tokens: z.number(), atMs: z.number(), slowUntilMs: z.number() });

export const profileSchema = z.object({
  language: z.optional(z.enum(languageCodes)),
  optedOutAtMs: z.optional(z.number()),
});
