import type { CallbackIn, Scheduled } from './callback';
import { STANDARD_CLASS } from './line-order';
import type { CallbackRequest } from './request';

/** What a callback for lost calls is made of. */
export type LostRequest = Omit<CallbackRequest, 'cli' | 'origin' | 'slotMs'> & {
  /** The queue in which the calls were lost, by name. */
  readonly lostIn: string;
  /** Not before: many callers ring again by themselves. */
  readonly dueAtMs: number;
};

/** A callback that nobody asked for: out of the line for a while, at the place of the caller's first try. */
export function requestForLost({ dueAtMs, ...request }: LostRequest, nowMs: number): CallbackIn<Scheduled> {
  return {
    ...request,
    cli: request.number,
    origin: 'lost',
    class: request.class ?? STANDARD_CLASS,
    requestedAtMs: nowMs,
    attempt: 0,
    attemptsSpent: 0,
    past: [],
    state: 'scheduled',
    dueAtMs,
    why: 'delay',
  };
}
