import * as z from 'zod/mini';
import { whole } from './fields';

/** How first call resolution is measured; the words are in docs/routing.md. */
export const fcrSchema = z.strictObject({
  /** A caller who rings the same queue so soon after a conversation was not helped by it. */
  windowDays: z._default(whole(1, 30), 7),
  /** Shorter conversations are not counted. */
  minTalkSeconds: z._default(whole(0, 600), 10),
  /** Agents with fewer counted conversations are not ranked. */
  minSample: z._default(whole(1, 1_000), 30),
  /** After so long a conversation counts half. */
  halfLifeDays: z._default(whole(1, 365), 30),
  /** Older conversations are not looked at. */
  horizonDays: z._default(whole(8, 365), 90),
});
