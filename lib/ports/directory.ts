import type { Customer } from '../core/lost/case';

/** Who is this, by number. `unavailable` is no answer: a caller never waits for it, and nothing fails by it. */
export type DirectoryAnswer =
  | { readonly kind: 'known'; readonly customer: Customer }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable' };

/** The directory of customers. Faults are outcomes here, never exceptions. */
export interface Directory {
  readonly find: (number: string) => Promise<DirectoryAnswer>;
}
