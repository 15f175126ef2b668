import { numberToCall, type Callback } from '../core/callback/callback';
import { nextDialableMs } from '../core/calling-window';
import type { QueuePolicy } from '../core/policy/policy';
import { callingRuleFor, type RuleAsked } from './dispatch/calling-rule';
import type { Deps } from './deps';

/** What is due so soon counts as due now. */
const SOON_MS = 60_000;

/** `never`: no hours in which it might be dialed come within two weeks. */
export type Dialable = { readonly kind: 'now' | 'never' } | { readonly kind: 'later'; readonly notBeforeMs: number };

/** When a callback may be dialed at the earliest, were its turn to come at once: a retry, hours and legal hours delay it. */
export async function dialableFrom(
  deps: Pick<Deps, 'clock' | 'policy' | 'effectiveHours'>,
  queue: QueuePolicy,
  asked: { readonly number: string } | { readonly callback: Callback },
): Promise<Dialable> {
  const whom: RuleAsked =
    'callback' in asked
      ? { number: numberToCall(asked.callback), origin: asked.callback.origin, lostIn: asked.callback.lostIn }
      : { number: asked.number, origin: 'requested' };
  const rule = await callingRuleFor(deps, queue, whom);
  const nowMs = deps.clock.nowMs();
  const dueAtMs = 'callback' in asked ? dueAtMsOf(asked.callback) : nowMs;
  const notBeforeMs = nextDialableMs(rule, Math.max(nowMs, dueAtMs));
  if (notBeforeMs === undefined) return { kind: 'never' };
  return notBeforeMs - nowMs > SOON_MS ? { kind: 'later', notBeforeMs } : { kind: 'now' };
}

/** Until when it keeps out of the line, once the call that holds it is over. */
function dueAtMsOf(callback: Callback): number {
  const state = callback.state === 'held' ? callback.resume : callback;
  return state.state === 'scheduled' ? state.dueAtMs : Number.NEGATIVE_INFINITY;
}
