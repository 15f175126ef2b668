/** How long facts, and what is closed, are kept where no policy says otherwise; what is open never expires. */
export const KEPT_MS = 400 * 86_400_000;

/** Contacts are looked up while their events and records still come in: a month covers late records. */
export const CONTACT_KEPT_MS = 31 * 86_400_000;

/** The time as the table's time to live wants it. */
export function expiresAtSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
