import * as z from 'zod/mini';

const atMs = z.number();
const contactId = z.string();

/** What happens at a visitor's telephone, each at its simulated instant, in order. */
export const callEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('called'), atMs, contactId, queue: z.string() }),
  z.object({
    kind: z.literal('said'),
    atMs,
    contactId,
    text: z.string(),
    language: z.optional(z.string()),
    /** Keys that are known there; `digits` where what is keyed is stored. */
    keys: z.union([z.array(z.string()), z.literal('digits')]),
  }),
  z.object({ kind: z.literal('pressed'), atMs, keys: z.string() }),
  z.object({ kind: z.literal('queued'), atMs, queue: z.string() }),
  z.object({ kind: z.literal('transferred'), atMs, contactId }),
  z.object({ kind: z.literal('agent'), atMs, name: z.string() }),
  z.object({ kind: z.literal('hung_up'), atMs }),
  z.object({ kind: z.literal('ended'), atMs, reason: z.string() }),
  z.object({ kind: z.literal('ringing'), atMs, contactId }),
  z.object({ kind: z.literal('answered'), atMs }),
  z.object({ kind: z.literal('declined'), atMs }),
  /** The ringing is over, and nobody had picked up. */
  z.object({ kind: z.literal('missed'), atMs, reason: z.string() }),
  /** The script and the call have come apart. */
  z.object({ kind: z.literal('script_failed'), atMs, reason: z.string() }),
  /** Nobody is at this telephone any longer: nothing comes after it. */
  z.object({ kind: z.literal('left'), atMs }),
]);

export type CallEvent = z.infer<typeof callEventSchema>;
