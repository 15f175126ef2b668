/** How many dials were started in a part of five minutes. */
export interface DialPart {
  /** Of all parts since 1970, which one. */
  readonly part: number;
  readonly dials: number;
}

const PART_MS = 300_000;

/** What is granted is dialed in the same run of the dispatcher, which Lambda ends after this time. */
const GRANTED_TO_DIALED_MS = 60_000;

const WINDOW_MS = 3_600_000 + GRANTED_TO_DIALED_MS;

/** The part of five minutes in which an instant is. */
export function partOf(atMs: number): number {
  return Math.floor(atMs / PART_MS);
}

/**
 * How many dials may still be started at `nowMs`, so that no 60 minutes see more than `perHour`. Counted are whole parts: a
 * dial is counted a little longer than it must be, by less than one part and the minute from being granted to being dialed.
 */
export function dialsLeftInHour(parts: readonly DialPart[], perHour: number, nowMs: number): number {
  const counted = countedAt(parts, nowMs).reduce((sum, { dials }) => sum + dials, 0);
  return Math.max(0, perHour - counted);
}

/** The same parts with `dials` more at `nowMs`, and without those that count no more. */
export function countDials(parts: readonly DialPart[], dials: number, nowMs: number): readonly DialPart[] {
  if (dials === 0) return parts;
  const known = countedAt(parts, nowMs);
  const part = partOf(nowMs);
  const before = known.find((one) => one.part === part)?.dials ?? 0;
  return [...known.filter((one) => one.part !== part), { part, dials: before + dials }];
}

/** The same parts without dials that were granted in one of them and never sent. */
export function uncountDials(parts: readonly DialPart[], { part, dials }: DialPart): readonly DialPart[] {
  return parts
    .map((one) => (one.part === part ? { part, dials: Math.max(0, one.dials - dials) } : one))
    .filter((one) => one.dials > 0);
}

function countedAt(parts: readonly DialPart[], nowMs: number): readonly DialPart[] {
  const first = partOf(nowMs - WINDOW_MS);
  return parts.filter(({ part }) => part >= first);
}
