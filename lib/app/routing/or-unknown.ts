import type { Deps } from '../deps';

/** So long something is waited for that is kept, and costs no caller anything where it is not. */
export const KEPT_WITHIN_MS = 500;

/** What routing does not learn, or cannot keep, costs nobody a call: the fault is told, and all goes on without it. */
export async function orUnknown<T>(
  { journal }: Pick<Deps, 'journal'>,
  what: string,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    journal.note({ kind: 'fault', where: 'routing', reason: `${what}: ${reason}` });
    return undefined;
  }
}
