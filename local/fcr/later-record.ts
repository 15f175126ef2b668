import type { FcrRecord } from './record-of-row';

/**
 * Whether the one of two records of a contact is to count instead of the other: updated later; at the same time, or where
 * neither says when, with more in it; and else by what is in it, so that the order in which they come never matters.
 */
export function isLaterRecord(record: FcrRecord, than: FcrRecord): boolean {
  const laterMs = record.updatedAtMs - than.updatedAtMs;
  const more = Object.keys(record).length - Object.keys(than).length;
  const difference = laterMs === 0 ? more : laterMs;
  return difference === 0 ? JSON.stringify(record) > JSON.stringify(than) : difference > 0;
}
