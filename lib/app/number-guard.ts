import { numberDialed } from '../core/callback/callback';
import { attemptInProgress } from '../core/callback/dialing';
import {
  releaseGuard,
  takeGuard,
  type DialGuard,
  type GuardHolder,
  type GuardRefusal,
  type GuardRule,
} from '../core/dial-guard';
import type { Policy } from '../core/policy/policy';
import { err, ok, type Result } from '../core/result';
import type { Deps } from './deps';

type GuardDeps = Pick<Deps, 'store' | 'clock' | 'policy'>;

/** Two processes that meet on a number settle it within a few turns. */
const TRIES_MAX = 4;

/** Takes a number for one attempt, so that two callbacks of one number, in two queues say, never ring it at once. */
export async function takeNumber(
  deps: GuardDeps,
  number: string,
  taker: GuardHolder,
): Promise<Result<DialGuard, GuardRefusal>> {
  let last: GuardHolder = taker;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await deps.store.guards.get(number);
    const nowMs = deps.clock.nowMs();
    const holder = stored?.value.holder;
    const isExpired = holder !== undefined && holder.leaseUntilMs <= nowMs;
    const isHolderOver = isExpired && !(await isDialing(deps, number, holder));
    const taken = takeGuard(stored?.value, { ...taker, number }, { ...limitsOf(deps.policy), nowMs, isHolderOver });
    if (!taken.ok) return taken;
    if ((await deps.store.guards.put(taken.value, stored?.version ?? 0)) === 'stored') return ok(taken.value);
    // Whoever was faster may have been another process at this very attempt: then the claim decides.
    last = holder ?? taker;
  }
  return err({ code: 'number_busy', holder: last });
}

/** All queues count alike, so days begin where the first queue has them begin. */
function limitsOf({ dialing, queues }: Policy): Pick<GuardRule, 'perDay' | 'perWeek' | 'timeZone'> {
  const { perNumberPerDay, perNumberPerWeek } = dialing;
  return { perDay: perNumberPerDay, perWeek: perNumberPerWeek, timeZone: queues[0]?.hours.timeZone ?? 'UTC' };
}

/** Lets a number go that this attempt had taken. Should the write lose, the lease and the callback itself let it go. */
export async function releaseNumber(
  deps: Pick<Deps, 'store'>,
  number: string,
  holder: { readonly callbackId: string; readonly attempt: number; readonly isSpent: boolean },
): Promise<void> {
  const stored = await deps.store.guards.get(number);
  const released = releaseGuard(stored?.value, holder);
  if (released !== undefined) await deps.store.guards.put(released, stored?.version ?? 0);
}

/** A lease that ran out proves nothing: the callback itself says whether that attempt is still going on. */
async function isDialing(deps: GuardDeps, number: string, holder: GuardHolder): Promise<boolean> {
  const callback = await deps.store.callbacks.find(holder.callbackId);
  if (callback === undefined) return false;
  return numberDialed(callback) === number && attemptInProgress(callback) === holder.attempt;
}
