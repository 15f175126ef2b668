import * as z from 'zod/mini';
import { attemptOutcomes } from '../callback/attempt';
import { closings, lostReasons, lostTypes } from '../lost/lost-words';
import { EVENT_VERSION, type CaseEvent, type EventDetails } from './domain-event';

const text = z.string();
const time = z.iso.datetime();
const count = z.number().check(z.int(), z.minimum(0));

const head = {
  version: z.literal(EVENT_VERSION),
  id: text,
  at: time,
  queue: text,
  number: text.check(z.regex(/^.{0,3}\**.{0,2}$/)),
};

const caseFields = {
  ...head,
  caseId: text,
  status: z.enum(['open', 'processed']),
  firstCallAt: time,
  lastCallAt: time,
  tries: count,
  ourTries: count,
  type: z.enum(lostTypes),
  reason: z.enum(lostReasons),
  after: time,
  dueAt: z.optional(time),
  agentId: z.optional(text),
  isVip: z.optional(z.boolean()),
  callbackId: z.optional(text),
};

const callbackFields = { ...head, callbackId: text, origin: z.enum(['requested', 'lost']), placeAt: time };

const attemptOutcome = z.enum(attemptOutcomes);

const closedOutcome = z.enum([
  'completed',
  'exhausted',
  'cancelled',
  'withdrawn',
  'handled_by_supervisor',
  'expired',
  'refused',
]);

/** The detail of each event, by its detail-type; from here come the JSON schemas in docs/events. */
export const eventSchemas = {
  'case.opened': z.object(caseFields),
  'case.reopened': z.object({ ...caseFields, priorAfter: time }),
  'case.tried_again': z.object(caseFields),
  'case.overdue': z.object(caseFields),
  'case.processed': z.object({
    ...caseFields,
    priorAfter: z.optional(time),
    how: z.enum(closings),
    closedAt: time,
    by: z.optional(text),
    why: z.optional(text),
  }),
  'callback.requested': z.object(callbackFields),
  'callback.attempt_ended': z.object({ ...callbackFields, attempt: count, outcome: attemptOutcome }),
  'callback.closed': z.object({
    ...callbackFields,
    outcome: closedOutcome,
    why: z.optional(z.enum(['deadline', 'nobody_free'])),
    attempts: count,
  }),
} satisfies { readonly [K in keyof EventDetails]: z.ZodMiniType<EventDetails[K]> };

const caseEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('case.opened'), detail: eventSchemas['case.opened'] }),
  z.object({ type: z.literal('case.reopened'), detail: eventSchemas['case.reopened'] }),
  z.object({ type: z.literal('case.tried_again'), detail: eventSchemas['case.tried_again'] }),
  z.object({ type: z.literal('case.overdue'), detail: eventSchemas['case.overdue'] }),
  z.object({ type: z.literal('case.processed'), detail: eventSchemas['case.processed'] }),
]);

/** Reads an event as it came from the bus; undefined where it is none about a case. */
export function readCaseEvent(type: unknown, detail: unknown): CaseEvent | undefined {
  const read = caseEventSchema.safeParse({ type, detail });
  return read.success ? read.data : undefined;
}
