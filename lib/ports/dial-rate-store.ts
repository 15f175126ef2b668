import type { TokenBucket } from '../core/dispatch/token-bucket';
import type { PutOutcome, Stored } from './stored';

/** Where the instance's token bucket for dials is kept. */
export interface DialRateStore {
  readonly get: () => Promise<Stored<TokenBucket> | undefined>;
  readonly put: (bucket: TokenBucket, expectedVersion: number) => Promise<PutOutcome>;
}
