import * as z from 'zod/mini';
import type { LostCase } from '../../core/lost/case';
import { closings, lostReasons, lostTypes } from '../../core/lost/lost-words';
import { languageCodes } from '../../core/speech/language-codes';
import { readItem } from './read-item';

const text = z.string();
const time = z.number();

/** What follows from the marks of a case, as it was last settled. */
const summarySchema = z.lazy(() =>
  z.object({
    number: text,
    queue: text,
    id: text,
    status: z.enum(['open', 'processed']),
    firstAtMs: time,
    lastAtMs: time,
    lostAtMs: time,
    tries: z.number(),
    ourTries: z.number(),
    type: z.enum(lostTypes),
    reason: z.enum(lostReasons),
    afterMs: time,
    reopened: z.number(),
    callbackId: z.optional(text),
    dueAtMs: z.optional(time),
    overdueAtMs: z.optional(time),
    customer: z.optional(
      z.object({
        name: z.optional(text),
        agentId: z.optional(text),
        language: z.optional(z.enum(languageCodes)),
        isVip: z.optional(z.boolean()),
      }),
    ),
    closed: z.optional(
      z.object({
        how: z.enum(closings),
        ref: text,
        atMs: time,
        by: z.optional(text),
        reason: z.optional(text),
      }),
    ),
  }),
);

/** A case as its marks are stored, lost calls apart from all else. */
export const caseItemSchema = z.lazy(() =>
  z.object({
    number: text,
    queue: text,
    id: text,
    lostMarks: z.optional(z.set(text)),
    marks: z.optional(z.set(text)),
    version: z.number(),
  }),
);

/** The summary of a case read back from the table. Throws AdapterError when it is none. */
export function parseSummary(summary: unknown): LostCase {
  return readItem(summarySchema, summary, 'a settled case');
}
