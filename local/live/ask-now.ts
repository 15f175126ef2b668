import * as z from 'zod/mini';

/** A run on this machine answers at once, or is stuck. */
const WITHIN_MS = 2_000;

const answerSchema = z.object({ nowMs: z.string() });

/** The simulated time of the run that listens there; undefined when none answers: its file is left behind by one that was killed. */
export async function askNow(address: string, withinMs = WITHIN_MS): Promise<number | undefined> {
  try {
    const answer = await fetch(`${address}/now`, { signal: AbortSignal.timeout(withinMs) });
    const parsed = answerSchema.safeParse(await answer.json());
    return parsed.success ? Number(parsed.data.nowMs) : undefined;
  } catch {
    return undefined;
  }
}
