/** What decides the order of a line: the place, then the id, so that a replay with the same input dials alike. */
export interface Place {
  readonly placeMs: number;
  readonly id: string;
}

/** Sorts a line: the earlier place first. */
export function byPlace(a: Place, b: Place): number {
  if (a.placeMs !== b.placeMs) return a.placeMs - b.placeMs;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** The place as text that sorts like `byPlace`: 15 digits cover epoch milliseconds past the year 30000. */
export function placeKey({ placeMs, id }: Place): string {
  return `${String(Math.max(0, Math.trunc(placeMs))).padStart(15, '0')}#${id}`;
}

/** The class of whoever is in none that a policy names; every queue has it. */
export const STANDARD_CLASS = 'standard';

/** The line a callback stands in: a queue, and within it a class. */
export function lineKey(line: { readonly queue: string; readonly class: string }): string {
  return `${line.queue}#${line.class}`;
}
