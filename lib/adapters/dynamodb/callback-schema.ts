import * as z from 'zod/mini';
import { attemptOutcomes } from '../../core/callback/attempt';
import type { Callback } from '../../core/callback/callback';
import { languageCodes } from '../../core/speech/language-codes';
import { unreadable } from './read-item';

// Schemas are built when the first item is read: most starts of a function read few kinds, and building takes longer than reading.
const text = z.string();
const time = z.number();

/** What every callback has, whatever its state. */
const facts = () => ({
  id: text,
  queue: text,
  number: text,
  cli: text,
  callNumber: z.optional(text),
  language: z.optional(z.enum(languageCodes)),
  origin: z.enum(['requested', 'lost']),
  lostIn: z.optional(text),
  class: text,
  placeMs: time,
  slotMs: z.optional(time),
  requestedAtMs: time,
  requestContactId: text,
  deadlineMs: time,
  attempt: z.number(),
  attemptsSpent: z.number(),
  undoneAttempt: z.optional(z.number()),
  tasksOffered: z.optional(z.number()),
  askedInVain: z.optional(z.array(text)),
  tasksToEnd: z.optional(z.object({ contactIds: z.array(text), sinceMs: time, tryAtMs: time })),
  giveUpMs: z.optional(time),
  past: z.array(
    z.object({
      attempt: z.number(),
      outcome: z.enum(attemptOutcomes),
      startedAtMs: z.optional(time),
      atMs: time,
    }),
  ),
});

const waiting = () => z.object({ state: z.literal('waiting'), inLineSinceMs: time, lookedAtMs: z.optional(time) });
const scheduled = () =>
  z.object({
    state: z.literal('scheduled'),
    dueAtMs: time,
    why: z.enum(['retry', 'slot', 'delay', 'hours', 'limit', 'fault']),
  });
const holders = () => ({ contactId: text, otherContactIds: z.optional(z.array(text)), leaseUntilMs: time });
const rescheduled = { dueAtMs: time, placeMs: time };
const after = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('cancel') }),
    z.object({ kind: z.literal('withdraw') }),
    z.object({ kind: z.literal('resume') }),
    z.object({ kind: z.literal('complete'), atMs: time }),
    z.object({ kind: z.literal('reschedule'), ...rescheduled }),
    z.object({ kind: z.literal('hold'), ...holders(), reschedule: z.optional(z.object(rescheduled)) }),
  ]),
);
const request = z.lazy(() =>
  z.object({
    clientToken: text,
    number: text,
    queueId: text,
    flowId: text,
    relatedContactId: text,
    attributes: z.record(text, text),
  }),
);

/** The task of a callback, as it is stored. */
export const taskSchema = z.lazy(() =>
  z.object({
    clientToken: text,
    agentIds: z.array(text),
    contactId: z.optional(text),
    agentId: z.optional(text),
    acceptedAtMs: z.optional(time),
  }),
);

/** To whom a ready caller was given, as it is stored. */
export const givenSchema = z.lazy(() => z.object({ agentId: text, atMs: time }));
const dialed = { startedAtMs: time, leaseUntilMs: time };
const met = () => ({
  ...dialed,
  contactId: text,
  readyAtMs: time,
  pickedUpAtMs: z.optional(time),
  dialedNumber: z.optional(text),
  task: z.optional(taskSchema),
});

/** What a stored callback must look like; anything else is a fault of ours and is never guessed at. */
const callbackSchema = z.lazy(() => {
  const common = facts();
  return z.discriminatedUnion('state', [
    z.object({ ...common, ...waiting().shape }),
    z.object({ ...common, ...scheduled().shape }),
    z.object({
      ...common,
      state: z.literal('held'),
      ...holders(),
      resume: z.discriminatedUnion('state', [waiting(), scheduled()]),
    }),
    z.object({ ...common, ...dialed, state: z.literal('offered'), task: taskSchema, inLineSinceMs: time }),
    z.object({
      ...common,
      ...dialed,
      state: z.literal('dialing'),
      request,
      contactId: z.optional(text),
      pickedUpAtMs: z.optional(time),
      after: z.optional(after),
      task: z.optional(taskSchema),
    }),
    z.object({ ...common, ...met(), state: z.literal('answered'), given: z.optional(givenSchema) }),
    z.object({ ...common, ...met(), state: z.literal('talking'), connectedAtMs: time, agentId: text }),
    z.object({
      ...common,
      state: z.literal('closed'),
      outcome: z.enum([
        'completed',
        'exhausted',
        'cancelled',
        'withdrawn',
        'handled_by_supervisor',
        'expired',
        'refused',
      ]),
      why: z.optional(z.enum(['deadline', 'nobody_free'])),
      closedAtMs: time,
      archived: z.boolean(),
    }),
  ]);
});

/** A callback read back from the table. Throws AdapterError when the item is not one. */
export function parseCallback(body: unknown): Callback {
  const parsed = callbackSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw unreadable(`an item is not a callback: ${fields === '' ? 'its state' : fields}`);
}
