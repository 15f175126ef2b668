import type { SteppedClock } from '../clock/stepped-clock';

/** Lambda retries an asynchronous call after one minute, then after two more. */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

/** A function that is called without waiting for its answer. */
export interface AsynchronousCalls<E> {
  readonly call: (event: E) => Promise<void>;
  /** Events given up after two retries. */
  readonly deadLetters: () => number;
}

export function createAsynchronousCalls<E>(
  clock: SteppedClock,
  handle: (event: E) => Promise<void>,
): AsynchronousCalls<E> {
  let deadLetters = 0;

  async function deliver(event: E, tries: number): Promise<void> {
    try {
      await handle(event);
    } catch {
      const again = RETRY_AFTER_MS[tries];
      if (again === undefined) deadLetters += 1;
      else clock.after(again, () => deliver(event, tries + 1));
    }
  }

  return { call: (event) => deliver(event, 0), deadLetters: () => deadLetters };
}
