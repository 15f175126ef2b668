import { fullBucket, refill, slowDown, takeTokens, type TokenBucket } from '../../core/dispatch/token-bucket';
import type { Deps } from '../deps';

type RateDeps = Pick<Deps, 'store' | 'clock' | 'policy'>;

const TRIES_MAX = 4;

/** Takes up to `wanted` dials from the instance's stored bucket; how many were granted. */
export async function takeDialTokens(deps: RateDeps, wanted: number): Promise<number> {
  return change(deps, (bucket) => takeTokens(bucket, wanted));
}

/** Connect answered 429: the bucket is emptied and fills at half its rate for a while. */
export async function slowDialRate(deps: RateDeps): Promise<void> {
  await change(deps, (bucket) => ({ granted: 0, bucket: slowDown(bucket, deps.clock.nowMs()) }));
}

/** Whether Connect has answered 429 a moment ago. */
export async function isDialRateSlow({ store, clock }: RateDeps): Promise<boolean> {
  const stored = await store.dialRate.get();
  return stored !== undefined && stored.value.slowUntilMs > clock.nowMs();
}

async function change(
  deps: RateDeps,
  update: (bucket: TokenBucket) => { readonly granted: number; readonly bucket: TokenBucket },
): Promise<number> {
  const rate = deps.policy.dialing;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const nowMs = deps.clock.nowMs();
    const stored = await deps.store.dialRate.get();
    const { granted, bucket } = update(refill(stored?.value ?? fullBucket(rate, nowMs), rate, nowMs));
    if ((await deps.store.dialRate.put(bucket, stored?.version ?? 0)) === 'stored') return granted;
  }
  // Somebody else keeps taking: they dial, we do not.
  return 0;
}
