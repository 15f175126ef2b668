/** What one event shows of how a wait that was told came out. */
export interface WaitEnd {
  /** `reached`: an agent took the call itself. `called_back`: an agent talked in a dial of ours. `left`: no agent in this call. */
  readonly kind: 'reached' | 'called_back' | 'left';
  readonly atMs: number;
}

/** All that is known of how it came out; epoch milliseconds. Events add to it in any order. */
export interface WaitEnds {
  readonly reachedAtMs?: number;
  readonly calledBackAtMs?: number;
  readonly leftAtMs?: number;
}

/** How a wait came out, counted from when it was told. */
export interface WaitOutcome {
  readonly kind: WaitEnd['kind'];
  readonly waitedMs: number;
}

/** Undefined while nothing is known. Whoever left may still be called back, and then did not leave for good. */
export function waitOutcome({
  enteredAtMs,
  ...ends
}: WaitEnds & { readonly enteredAtMs: number }): WaitOutcome | undefined {
  const { reachedAtMs, calledBackAtMs, leftAtMs } = ends;
  const after = (kind: WaitEnd['kind'], atMs: number): WaitOutcome => ({
    kind,
    waitedMs: Math.max(0, atMs - enteredAtMs),
  });
  if (reachedAtMs !== undefined) return after('reached', reachedAtMs);
  if (calledBackAtMs !== undefined) return after('called_back', calledBackAtMs);
  return leftAtMs === undefined ? undefined : after('left', leftAtMs);
}

/** Adds one end to those known: the first agent counts, and the last time of leaving. The same object where it is no news. */
export function addEnd<E extends WaitEnds>(known: E, { kind, atMs }: WaitEnd): E {
  switch (kind) {
    case 'reached':
      return atMs < (known.reachedAtMs ?? Infinity) ? { ...known, reachedAtMs: atMs } : known;
    case 'called_back':
      return atMs < (known.calledBackAtMs ?? Infinity) ? { ...known, calledBackAtMs: atMs } : known;
    case 'left':
      return atMs > (known.leftAtMs ?? -Infinity) ? { ...known, leftAtMs: atMs } : known;
  }
}
