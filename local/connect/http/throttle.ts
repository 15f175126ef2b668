import type { RateLimit } from '../types';

/** Requests per second and burst, per account and region: the documented defaults. */
const DOCUMENTED_LIMITS: Readonly<Record<string, RateLimit>> = {
  StopContact: { rate: 10, burst: 15 },
  GetCurrentMetricData: { rate: 5, burst: 8 },
  UpdateContact: { rate: 10, burst: 15 },
  UpdateContactAttributes: { rate: 10, burst: 15 },
  DescribeContact: { rate: 10, burst: 15 },
  UpdateContactRoutingData: { rate: 20, burst: 20 },
};
const LIMIT_OF_OTHERS: RateLimit = { rate: 2, burst: 5 };

/** Takes one request's token; false means the request must be refused. */
export type Throttle = (operation: string) => boolean;

/** One token bucket per operation, refilled on the emulator's clock. */
export function createThrottle(
  nowMs: () => number,
  limits: Readonly<Record<string, RateLimit>> | 'none' | undefined,
): Throttle {
  if (limits === 'none') return () => true;
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (operation) => {
    const { rate, burst } = limits?.[operation] ?? DOCUMENTED_LIMITS[operation] ?? LIMIT_OF_OTHERS;
    const atMs = nowMs();
    const bucket = buckets.get(operation) ?? { tokens: burst, atMs };
    const tokens = Math.min(burst, bucket.tokens + ((atMs - bucket.atMs) * rate) / 1_000);
    const isAllowed = tokens >= 1;
    buckets.set(operation, { tokens: isAllowed ? tokens - 1 : tokens, atMs });
    return isAllowed;
  };
}
