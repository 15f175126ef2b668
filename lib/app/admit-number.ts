import { refusalOfNumber, type NumberRefusal } from '../core/number-rules';
import { err, ok, type Result } from '../core/result';
import type { CallerProfile } from '../ports/caller-store';
import type { Deps } from './deps';

type AdmitDeps = Pick<Deps, 'store' | 'policy'>;

/** Why a number is not called at all. `opted_out`: whoever has it does not want to be called. */
export type UncallableNumber = NumberRefusal | { readonly code: 'opted_out' };

/** The number to call, and the one its caller is known by. */
export interface NumbersAsked {
  readonly number: string;
  readonly cli: string;
}

/**
 * Whether a number may be called, whatever the time: by the rules on numbers, by what is kept of its owner, and by whether
 * the caller who asked is blocked. What is read is never older than an opt-out or a block.
 */
export async function refusalToCall(
  deps: AdmitDeps,
  { number, cli }: NumbersAsked,
): Promise<UncallableNumber | undefined> {
  const refusal = refusalOfNumber(deps.policy.numbers, number);
  if (refusal !== undefined) return refusal;
  const owner = await deps.store.callers.get(number);
  const caller = cli === number ? owner : await deps.store.callers.get(cli);
  if (isBlocked(owner) || isBlocked(caller)) return { code: 'blocked' };
  return owner?.optedOutAtMs === undefined ? undefined : { code: 'opted_out' };
}

/**
 * Whether a callback may be asked for on this number. Whoever rings from a number and asks to be called there lifts an
 * earlier wish not to be, because it is later; nobody can lift it for somebody else. `to_lift`: once what was asked for
 * is stored.
 */
export async function admitNumber(
  deps: AdmitDeps,
  asked: NumbersAsked & { readonly isOwn: boolean },
): Promise<Result<'welcome' | 'to_lift', UncallableNumber>> {
  const refusal = await refusalToCall(deps, asked);
  if (refusal === undefined) return ok('welcome');
  return refusal.code === 'opted_out' && asked.isOwn ? ok('to_lift') : err(refusal);
}

/** Calls are welcome again on this number. */
export async function liftOptOut(deps: Pick<Deps, 'store'>, number: string): Promise<void> {
  await deps.store.callers.remember(number, { optedOutAtMs: 'lifted' });
}

function isBlocked(profile: CallerProfile | undefined): boolean {
  return profile?.blockedAtMs !== undefined;
}
