/** Epoch milliseconds; absent, unreadable and Connect's "unset" (1970) are all absent. */
export function msOf(iso: string | null | undefined): number | undefined {
  const ms = Date.parse(iso ?? '');
  return Number.isNaN(ms) || ms < 31_536_000_000 ? undefined : ms;
}
