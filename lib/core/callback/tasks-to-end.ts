/** Tasks that a callback has let go, by contact, until Connect has said that they are over. */
export interface TasksToEnd {
  readonly contactIds: readonly string[];
  /** When the first of them was let go. */
  readonly sinceMs: number;
  readonly tryAtMs: number;
}

/** Whoever let a task go ends it at once; this is for when that did not succeed. */
const TRY_AGAIN_MS = 30_000;

/** No task lives longer than this in Connect. */
const TASK_LIFE_MS = 7 * 86_400_000;

/** An item must not grow without end. */
const MOST = 5;

/** One more task is to be ended. */
export function withTaskToEnd(known: TasksToEnd | undefined, contactId: string, nowMs: number): TasksToEnd {
  const others = (known?.contactIds ?? []).filter((one) => one !== contactId);
  const tryAtMs = nowMs + TRY_AGAIN_MS;
  return {
    contactIds: [...others, contactId].slice(-MOST),
    sinceMs: known?.sinceMs ?? nowMs,
    tryAtMs: Math.min(known?.tryAtMs ?? tryAtMs, tryAtMs),
  };
}

/** What is left after a try, which comes less and less often; undefined when nothing is. */
export function afterTrying(known: TasksToEnd, over: readonly string[], nowMs: number): TasksToEnd | undefined {
  const contactIds = known.contactIds.filter((one) => !over.includes(one));
  const { sinceMs } = known;
  const agoMs = nowMs - sinceMs;
  if (contactIds.length === 0 || agoMs > TASK_LIFE_MS) return undefined;
  // A first try that failed is followed by another when it would have been without it.
  const tryAtMs = nowMs < known.tryAtMs ? known.tryAtMs : nowMs + Math.max(TRY_AGAIN_MS, agoMs);
  return { contactIds, sinceMs, tryAtMs };
}
