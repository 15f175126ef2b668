import type { Deps } from '../deps';

/** What concerns lost calls only costs nobody what they asked for: a fault is told, and all else goes on. */
export async function orNote({ journal }: Pick<Deps, 'journal'>, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    journal.note({ kind: 'fault', where: 'lost', reason });
  }
}
