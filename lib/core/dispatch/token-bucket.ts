import { countDials, dialsLeftInHour, partOf, uncountDials, type DialPart } from './hour-cap';

/** What the instance may dial, kept in the table so that a new process does not start with a full bucket. */
export interface TokenBucket {
  readonly tokens: number;
  readonly atMs: number;
  /** Until then the rate is halved, because Connect answered 429. */
  readonly slowUntilMs: number;
  /** The dials of the last hour, in parts. Absent in what was stored before they were counted: nothing is known of them then. */
  readonly hour?: readonly DialPart[];
  /** When it was last told that the cap of the hour put dials off. */
  readonly cappedToldAtMs?: number;
}

/** The configured share of StartOutboundVoiceContact's quota. */
export interface DialRate {
  readonly perSecond: number;
  readonly burst: number;
}

/** How many dials were granted, and in which part of the hour they are counted. */
export interface DialGrant {
  readonly granted: number;
  /** Fewer than wanted were granted, and only because of the cap of the hour. */
  readonly isCapped: boolean;
  readonly part: number;
}

/** How long a 429 halves the rate. */
const SLOW_FOR_MS = 30_000;

/** That the cap holds dials back is told once in this time. */
const TOLD_EVERY_MS = 60_000;

/** A bucket nobody has taken from yet. */
export function fullBucket(rate: DialRate, nowMs: number): TokenBucket {
  return { tokens: rate.burst, atMs: nowMs, slowUntilMs: 0 };
}

/** The bucket as it stands at `nowMs`; a clock that went back adds nothing. */
export function refill(bucket: TokenBucket, rate: DialRate, nowMs: number): TokenBucket {
  if (nowMs <= bucket.atMs) return bucket;
  const slowMs = Math.max(0, Math.min(nowMs, bucket.slowUntilMs) - bucket.atMs);
  const fullMs = nowMs - bucket.atMs - slowMs;
  const added = ((fullMs + slowMs / 2) * rate.perSecond) / 1000;
  return { ...bucket, tokens: Math.min(rate.burst, bucket.tokens + added), atMs: nowMs };
}

/** Takes up to `wanted` whole tokens, no more than `perHour` leaves; says how many were granted. */
export function takeTokens(
  bucket: TokenBucket,
  wanted: number,
  perHour = Number.POSITIVE_INFINITY,
): DialGrant & { readonly bucket: TokenBucket } {
  const { hour = [], atMs } = bucket;
  const byRate = Math.max(0, Math.min(wanted, Math.floor(bucket.tokens + 1e-9)));
  const granted = Math.min(byRate, dialsLeft(bucket, perHour));
  const tokens = bucket.tokens - granted;
  const taken = granted === 0 ? { ...bucket, tokens } : { ...bucket, tokens, hour: countDials(hour, granted, atMs) };
  return { granted, isCapped: granted < byRate, part: partOf(atMs), bucket: taken };
}

/** How many dials the cap of the hour leaves at the instant up to which the bucket is filled. */
export function dialsLeft({ hour = [], atMs }: TokenBucket, perHour: number): number {
  return dialsLeftInHour(hour, perHour, atMs);
}

/** What was granted and not sent counts no more; the token itself is not given back, for the next second brings another. */
export function giveBack(bucket: TokenBucket, { part, dials }: DialPart): TokenBucket {
  return bucket.hour === undefined ? bucket : { ...bucket, hour: uncountDials(bucket.hour, { part, dials }) };
}

/** Whether it is time to tell again that the cap holds dials back. */
export function isCapToBeTold({ cappedToldAtMs, atMs }: TokenBucket): boolean {
  return cappedToldAtMs === undefined || atMs >= cappedToldAtMs + TOLD_EVERY_MS;
}

/** The bucket once that has been told. */
export function capTold(bucket: TokenBucket): TokenBucket {
  return { ...bucket, cappedToldAtMs: bucket.atMs };
}

/** Connect said 429: nothing is left, and for a while half the rate comes in. */
export function slowDown(bucket: TokenBucket, nowMs: number): TokenBucket {
  return { ...bucket, tokens: 0, atMs: Math.max(bucket.atMs, nowMs), slowUntilMs: nowMs + SLOW_FOR_MS };
}
