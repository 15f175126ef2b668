/** A part of a list. `next` is opaque, and absent at the end; a page may be short and still have a next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
  /** The cursor that was asked for was never given out, so there is nothing here. */
  readonly isCursorUnreadable?: true;
}

/** What a cursor leads to that was never given out. */
export const unreadable: Page<never> = { items: [], isCursorUnreadable: true };
