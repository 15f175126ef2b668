import type { Hours } from '../core/hours';

/**
 * What the contact centre says of a queue's hours. `none`: it says nothing, or may not be asked, and the policy alone counts.
 * `unknown`: it was asked in vain and has never answered, so nobody knows whether the queue is open.
 */
export type HoursAnswer =
  | { readonly kind: 'known'; readonly hours: Hours }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** When queues are open as the contact centre itself has it, overrides and holidays included. */
export interface EffectiveHours {
  /**
   * The hours of a queue by its Connect id; a date that is not known of is as the queue's own policy has it. Never throws.
   */
  readonly of: (queueId: string) => Promise<HoursAnswer>;
}

/** Where nothing but the policy counts. */
export const policyHoursOnly: EffectiveHours = { of: async () => ({ kind: 'none' }) };
