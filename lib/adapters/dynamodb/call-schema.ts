import * as z from 'zod/mini';
import { stages } from '../../core/contact-attributes';
import { exclusions, lostReasons, lostTypes } from '../../core/lost/lost-words';
import { languageCodes } from '../../core/speech/language-codes';

const text = z.string();
const time = z.number();

const told = () => ({
  kind: z.optional(z.enum(['inbound', 'transfer', 'callback', 'other'])),
  initiatedAtMs: z.optional(time),
  queueId: z.optional(text),
  queueName: z.optional(text),
  enqueuedAtMs: z.optional(time),
  agentId: z.optional(text),
  connectedToAgentAtMs: z.optional(time),
  disconnectedAtMs: z.optional(time),
  afterContactWorkEndedAtMs: z.optional(time),
  disconnectReason: z.optional(text),
  offers: z.optional(z.number()),
  isTransferredOut: z.optional(z.boolean()),
  nextContactId: z.optional(text),
  from: z.optional(text),
  stage: z.optional(z.enum(stages)),
  prompt: z.optional(text),
  language: z.optional(z.enum(languageCodes)),
  tookCallback: z.optional(z.boolean()),
});

/** What is known of a call, as it is stored. */
const factsSchema = z.lazy(() =>
  z.object({
    callId: text,
    segments: z.array(
      z.object({
        contactId: text,
        told: z.optional(z.object(told())),
        record: z.optional(z.object({ ...told(), updatedAtMs: time })),
      }),
    ),
  }),
);

const ended = () => ({
  callId: text,
  number: z.optional(text),
  queue: z.optional(text),
  alsoIn: z.optional(z.array(text)),
  startedAtMs: time,
  endedAtMs: time,
  enqueuedAtMs: z.optional(time),
  waitMs: z.optional(time),
  stage: z.optional(z.enum(stages)),
  prompt: z.optional(text),
  language: z.optional(z.enum(languageCodes)),
  isFinal: z.boolean(),
});

/** A lost call, as it is stored. */
export const lostCallSchema = z.lazy(() =>
  z.object({
    ...ended(),
    outcome: z.literal('lost'),
    number: text,
    queue: text,
    type: z.enum(lostTypes),
    reason: z.enum(lostReasons),
  }),
);

/** A call that is over, as it is stored. */
export const judgedCallSchema = z.lazy(() =>
  z.discriminatedUnion('outcome', [
    z.object({
      ...ended(),
      outcome: z.literal('served'),
      contactId: text,
      agentId: text,
      connectedAtMs: time,
      talkMs: time,
      afterContactWorkMs: z.optional(time),
      isTransferredOut: z.optional(z.literal(true)),
    }),
    z.object({ ...ended(), outcome: z.literal('excluded'), why: z.enum(exclusions) }),
    lostCallSchema,
  ]),
);

/** A call as it is stored, with the version that its next change must name. */
export const callEntrySchema = z.lazy(() =>
  z.object({
    facts: factsSchema,
    judged: z.optional(judgedCallSchema),
    version: z.number(),
  }),
);

/** A conversation, as it is stored. */
export const handledCallSchema = z.lazy(() =>
  z.object({
    contactId: text,
    number: text,
    queue: z.optional(text),
    agentId: text,
    how: z.enum(['rang_in', 'called_back', 'agent_dialed']),
    connectedAtMs: time,
    endedAtMs: time,
    afterContactWorkMs: z.optional(time),
  }),
);
