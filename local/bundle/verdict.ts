/** How long starts of a function took, and of the empty handler beside it. */
export interface Starts {
  readonly own: readonly number[];
  readonly empty: readonly number[];
}

/** The start of a function beside that of an empty handler with the same clients. */
export interface ColdStart {
  readonly readyMs: number;
  readonly emptyMs: number;
  /** Absent where there is no client in the bundle, so that nothing is there to compare with. */
  readonly ratio?: number;
  readonly isWithin: boolean;
}

/** The size of a function beside that of an empty handler with the same clients. */
export interface Size {
  readonly emptyBytes: number;
  /** Absent where there is no client in the bundle. */
  readonly ratio?: number;
  readonly isWithin: boolean;
}

/** A function takes at most this many times as long as an empty handler with the same clients. */
export const RATIO_MAX = 1.5;

/** One without clients has nothing to be compared with: it takes at most this long. */
export const READY_MAX_MS = 40;

/** The value in the middle; of two in the middle their mean; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Compares the medians. */
export function coldStartOf({ own, empty }: Starts, hasClients: boolean): ColdStart {
  const readyMs = rounded(median(own), 1);
  const emptyMs = rounded(median(empty), 1);
  if (!hasClients || emptyMs === 0) return { readyMs, emptyMs, isWithin: readyMs <= READY_MAX_MS };
  const ratio = rounded(median(own) / median(empty), 2);
  return { readyMs, emptyMs, ratio, isWithin: ratio <= RATIO_MAX };
}

/** Compares the sizes; one without clients has nothing to be compared with, and is held to its time only. */
export function sizeOf(
  { bytes, emptyBytes }: { readonly bytes: number; readonly emptyBytes: number },
  hasClients: boolean,
): Size {
  if (!hasClients || emptyBytes === 0) return { emptyBytes, isWithin: true };
  const ratio = rounded(bytes / emptyBytes, 2);
  return { emptyBytes, ratio, isWithin: ratio <= RATIO_MAX };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
