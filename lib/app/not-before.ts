import { numberToCall, type Callback } from '../core/callback/callback';
import { nextDialableMs } from '../core/calling-window';
import type { QueuePolicy } from '../core/policy/policy';
import { callingRuleFor } from './dispatch/calling-rule';
import type { Deps } from './deps';

/** What is due so soon counts as due now. */
const SOON_MS = 60_000;

/** `never`: no hours in which it might be dialed come within a week. */
export type Dialable = { readonly kind: 'now' | 'never' } | { readonly kind: 'later'; readonly notBeforeMs: number };

/** When a callback may be dialed at the earliest, were its turn to come at once: a retry, hours and legal hours delay it. */
export function dialableFrom(
  deps: Pick<Deps, 'clock' | 'policy'>,
  queue: QueuePolicy,
  asked: { readonly number: string } | { readonly callback: Callback },
): Dialable {
  const nowMs = deps.clock.nowMs();
  const isOfCallback = 'callback' in asked;
  const dueAtMs = isOfCallback ? dueAtMsOf(asked.callback) : nowMs;
  const number = isOfCallback ? numberToCall(asked.callback) : asked.number;
  const notBeforeMs = nextDialableMs(callingRuleFor(deps.policy, queue, number), Math.max(nowMs, dueAtMs));
  if (notBeforeMs === undefined) return { kind: 'never' };
  return notBeforeMs - nowMs > SOON_MS ? { kind: 'later', notBeforeMs } : { kind: 'now' };
}

/** Until when it keeps out of the line, once the call that holds it is over. */
function dueAtMsOf(callback: Callback): number {
  const state = callback.state === 'held' ? callback.resume : callback;
  return state.state === 'scheduled' ? state.dueAtMs : Number.NEGATIVE_INFINITY;
}
