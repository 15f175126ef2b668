import type { SteppedClock } from '../clock/stepped-clock';

/** What a function says of a batch: which records were not done. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string | undefined }[];
}

/** One record of a stream. */
export interface StreamItem<T> {
  /** Rising; what a failure is reported by. */
  readonly sequenceNumber: string;
  readonly atMs: number;
  readonly data: T;
}

/** A stream of one shard, and the event source mapping that reads it. */
export interface StreamSource<T> {
  readonly put: (data: T) => void;
  /** Records given up after the last try. */
  readonly deadLetters: () => number;
  /** Batches that came back with something not done. */
  readonly failures: () => number;
}

const RETRY_MS_MAX = 60_000;

/**
 * As deployed: records gather for a while, a batch goes to the function, and what it could not do is sent again from the
 * first such record on, nothing later overtaking it; after the last try that record is set aside.
 */
export function createStreamSource<T>(
  clock: SteppedClock,
  options: {
    readonly windowMs: number;
    readonly batchMax: number;
    readonly retriesMax: number;
    readonly deliver: (items: readonly StreamItem<T>[]) => Promise<BatchAnswer | void>;
  },
): StreamSource<T> {
  const waiting: StreamItem<T>[] = [];
  let isReading = false;
  let written = 0;
  let tries = 0;
  let failures = 0;
  let deadLetters = 0;

  async function read(): Promise<void> {
    const batch = waiting.slice(0, options.batchMax);
    const done = await doneOf(options.deliver, batch);
    const isStuck = done < batch.length;
    if (done > 0) tries = 0;
    if (isStuck) {
      failures += 1;
      tries += 1;
    }
    const isGivenUp = isStuck && tries > options.retriesMax;
    if (isGivenUp) {
      deadLetters += 1;
      tries = 0;
    }
    waiting.splice(0, isGivenUp ? done + 1 : done);
    isReading = false;
    if (waiting.length > 0) schedule(isStuck && !isGivenUp ? Math.min(RETRY_MS_MAX, 1_000 * 2 ** (tries - 1)) : 0);
  }

  function schedule(afterMs: number): void {
    isReading = true;
    clock.after(afterMs, read);
  }

  return {
    put: (data) => {
      written += 1;
      waiting.push({ sequenceNumber: String(written).padStart(21, '0'), atMs: clock.nowMs(), data });
      if (!isReading) schedule(options.windowMs);
    },
    deadLetters: () => deadLetters,
    failures: () => failures,
  };
}

/** How many records from the first on need not come again. */
async function doneOf<T>(
  deliver: (items: readonly StreamItem<T>[]) => Promise<BatchAnswer | void>,
  batch: readonly StreamItem<T>[],
): Promise<number> {
  try {
    const answer = await deliver(batch);
    const failed = new Set((answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
    if (failed.size === 0) return batch.length;
    const first = batch.findIndex(({ sequenceNumber }) => failed.has(sequenceNumber));
    // A failure that names no record of the batch is one of all of it.
    return Math.max(0, first);
  } catch {
    return 0;
  }
}
