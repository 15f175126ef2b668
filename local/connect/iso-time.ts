/** `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`, as in contact events. */
export function toIsoMilliseconds(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** `yyyy-MM-dd'T'HH:mm:ss'Z'`, cut to the second, as in contact records. */
export function toIsoSeconds(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** As `toIsoSeconds`, with null for a time that never came. */
export function toIsoSecondsOrNull(atMs: number | undefined): string | null {
  return atMs === undefined ? null : toIsoSeconds(atMs);
}
