import type { Origin } from '../callback/callback';
import type { WaysAllowed } from './ways';

/** What the policy says of one queue's callbacks as to order and capacity. */
export interface QueueRules {
  readonly ways: WaysAllowed;
  /** The same for lost calls; absent: as all others. */
  readonly lostWays?: WaysAllowed;
  /** A second of waiting here counts this many times one of a queue with weight 1. */
  readonly weight: number;
  /** At most so many dials of this queue at once; absent: not limited. */
  readonly maxInFlight?: number;
  /** The part of recent pick-ups that is left to others while somebody holds, by origin, 0 to 0.9. */
  readonly keptForHolders: Readonly<Record<Origin, number>>;
  /** By class; a class that is not named has none. */
  readonly headStartMs: Readonly<Record<string, number>>;
  /** When the queue opened today, from when on lost calls age that came before; absent: they age from their place. */
  readonly openedMs?: number;
}

/** What decides a turn beside the time. */
interface Ranked {
  readonly queue: string;
  readonly class: string;
  readonly placeMs: number;
}

/** Where somebody stands who came at a place with a head start: nobody is passed who came more than that earlier. */
export function standingMs({ class: name, placeMs }: Omit<Ranked, 'queue'>, rules: QueueRules | undefined): number {
  return placeMs - (rules?.headStartMs[name] ?? 0);
}

/**
 * Since when a callback ages, beside those who hold: a lost call of an earlier day since the queue opened today, because
 * nobody waits overnight who did not ask to be called. The place itself, and so the order of callbacks, stays as it is.
 */
export function agesSinceMs(
  { placeMs, origin }: { readonly placeMs: number; readonly origin: Origin },
  rules: QueueRules | undefined,
): number {
  return origin === 'lost' ? Math.max(placeMs, rules?.openedMs ?? placeMs) : placeMs;
}

/** Where a callback stands among those who hold. */
export function standingAmongHolders(
  one: Omit<Ranked, 'queue'> & { readonly origin: Origin },
  rules: QueueRules | undefined,
): number {
  return standingMs({ class: one.class, placeMs: agesSinceMs(one, rules) }, rules);
}

/**
 * The instant by which callbacks of all queues are ordered, the earlier the sooner: now less the weighted wait. With
 * weight 1 and no class it is the place itself. A wait grows for everybody, so that no weight starves anybody.
 */
export function turnMs(one: Ranked, rules: QueueRules | undefined, nowMs: number): number {
  const waitedMs = Math.max(0, nowMs - standingMs(one, rules));
  return nowMs - (rules?.weight ?? 1) * waitedMs;
}
