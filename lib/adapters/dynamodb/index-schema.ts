import * as z from 'zod/mini';
import { givenSchema, taskSchema } from './callback-schema';

const place = { id: z.string(), number: z.string(), queue: z.string(), placeMs: z.number() };

/** What the `line` index shows of a waiting callback. */
export const lineEntrySchema = z.lazy(() =>
  z.object({
    ...place,
    class: z.string(),
    origin: z.enum(['requested', 'lost']),
    inLineSinceMs: z.number(),
    askedInVain: z.optional(z.array(z.string())),
  }),
);

/** What the `flight` index shows of a dial. */
export const flightSchema = z.lazy(() =>
  z.object({
    ...place,
    state: z.enum(['offered', 'dialing', 'answered']),
    attempt: z.number(),
    class: z.string(),
    origin: z.enum(['requested', 'lost']),
    startedAtMs: z.number(),
    readyAtMs: z.optional(z.number()),
    task: z.optional(taskSchema),
    given: z.optional(givenSchema),
    contactId: z.optional(z.string()),
    pickedUpAtMs: z.optional(z.number()),
  }),
);

/** What the `due` index shows of a callback whose timer runs. */
export const dueSchema = z.lazy(() =>
  z.object({ id: z.string(), number: z.string(), queue: z.string(), timerMs: z.number() }),
);

/** Where an id or an alias leads. */
export const keySchema = z.lazy(() => z.object({ number: z.string(), queue: z.string() }));

export const versionSchema = z.lazy(() => z.object({ version: z.number() }));
