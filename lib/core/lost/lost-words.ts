/** Who ended a lost call: the caller, the centre, or a fault. */
export const lostTypes = ['abandoned', 'missed', 'disconnected'] as const;

export type LostType = (typeof lostTypes)[number];

/** Why a call was lost; the first that applies. */
export const lostReasons = [
  'forbidden',
  'technical_failure',
  'routing_not_configured',
  'outside_hours',
  'waited_too_long',
  'not_answered',
  'agents_busy',
  'abandoned_early',
  'abandoned_welcome',
  'abandoned_menu',
] as const;

export type LostReason = (typeof lostReasons)[number];

/** Why a call that ended without an agent is not a lost call; the first that applies. */
export const exclusions = [
  'other_queue',
  'callback_taker',
  'opted_out',
  'self_service',
  'transferred_away',
  'withheld',
  'internal',
  'blocked',
  'short',
] as const;

export type Exclusion = (typeof exclusions)[number];

/** How a case was closed. `not_lost`: what was taken for a lost call turned out not to be one. */
export const closings = ['got_through', 'took_callback', 'cancelled', 'reached', 'by_hand', 'not_lost'] as const;

export type Closing = (typeof closings)[number];

/** Times of calls and cases are cut to the second: contact records know no finer time, and every source must agree. */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
