/** A slot of a queue, known by its start. */
export interface SlotKey {
  readonly queue: string;
  readonly startMs: number;
}

/**
 * Where it is kept who was promised which slot. A slot is a set of callback ids, so that booking or leaving it again
 * changes nothing. Members throw AdapterError when the store does not answer.
 */
export interface SlotStore {
  /** `full` when so many others are booked already; one who is booked stays booked. */
  readonly book: (slot: SlotKey, callbackId: string, capacity: number) => Promise<'booked' | 'full'>;
  readonly leave: (slot: SlotKey, callbackId: string) => Promise<void>;
  /** How many are booked, by start, both ends included; a slot that nobody ever booked is left out. */
  readonly counts: (queue: string, fromMs: number, toMs: number) => Promise<ReadonlyMap<number, number>>;
}
