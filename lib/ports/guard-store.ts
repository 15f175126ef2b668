import type { DialGuard } from '../core/dial-guard';
import type { PutOutcome, Stored } from './stored';

/** Where the dial guards of numbers are kept: one item a number, changed only by conditional writes. */
export interface GuardStore {
  readonly get: (number: string) => Promise<Stored<DialGuard> | undefined>;
  readonly put: (guard: DialGuard, expectedVersion: number) => Promise<PutOutcome>;
}
