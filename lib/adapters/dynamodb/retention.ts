/** Facts, and what is closed, are kept this long; what is open never expires. */
export const KEPT_MS = 400 * 86_400_000;

/** The time as the table's time to live wants it. */
export function expiresAtSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
