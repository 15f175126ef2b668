/** What the instance may dial, kept in the table so that a new process does not start with a full bucket. */
export interface TokenBucket {
  readonly tokens: number;
  readonly atMs: number;
  /** Until then the rate is halved, because Connect answered 429. */
  readonly slowUntilMs: number;
}

/** The configured share of StartOutboundVoiceContact's quota. */
export interface DialRate {
  readonly perSecond: number;
  readonly burst: number;
}

/** How long a 429 halves the rate. */
const SLOW_FOR_MS = 30_000;

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

/** Takes up to `wanted` whole tokens; says how many were granted. */
export function takeTokens(
  bucket: TokenBucket,
  wanted: number,
): { readonly granted: number; readonly bucket: TokenBucket } {
  const granted = Math.max(0, Math.min(wanted, Math.floor(bucket.tokens + 1e-9)));
  return { granted, bucket: { ...bucket, tokens: bucket.tokens - granted } };
}

/** Connect said 429: nothing is left, and for a while half the rate comes in. */
export function slowDown(bucket: TokenBucket, nowMs: number): TokenBucket {
  return { tokens: 0, atMs: Math.max(bucket.atMs, nowMs), slowUntilMs: nowMs + SLOW_FOR_MS };
}
